// A YAML text as a plain tree whose every node knows its place. Only the plain part of YAML is let through: no anchors,
// aliases, tags or second documents, no key twice, nesting at most 16 deep.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace bowlby::io {

struct Node {
  enum class Kind { empty, scalar, list, map };
  Kind kind = Kind::empty;
  bool quoted = false;       // scalar written in quotes or as a block: always text, never a number
  int line = 0, column = 0;  // 1-based; column in bytes
  std::string text;          // scalar
  std::vector<Node> items;   // list: its items; map: key, value, key, value, ...
};

// Problems of one file, gathered so that all can be shown at once.
class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}
  void add(const Node& at, std::string key, std::string reason, std::string remedy) {
    add(at.line, at.column, std::move(key), std::move(reason), std::move(remedy));
  }
  void add(int line, int column, std::string key, std::string reason, std::string remedy);
  bool none() const { return list_.empty(); }
  std::size_t count() const { return list_.size() + left_out_; }
  const std::string& file() const { return file_; }
  // No more are shown; a reader may stop looking for suggestions.
  bool full() const { return left_out_ > 0; }
  // All problems in the order of the file; beyond a hundred only that there are more.
  std::vector<Problem> take();

 private:
  static constexpr std::size_t most = 100;
  std::string file_;
  std::vector<Problem> list_;
  std::size_t left_out_ = 0;  // at least
};

// The tree of `text`. A text that is no YAML gives an empty node and a problem; lesser faults give the tree and
// problems.
// Line and column of the first byte that is not UTF-8 text, or {0, 0}. Control characters are no text: the parser would
// take one of them for the end of the file.
std::pair<int, int> first_bad_byte(std::string_view text);

Node parse_yaml(std::string_view text, Problems&);

}  // namespace bowlby::io
