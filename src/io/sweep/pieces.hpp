// What several programs do of one work, piece by piece: a file for each, which appears under its name when it is whole,
// with a stamp of all that decides what is in it and a sum of itself. A damaged piece is as good as none; one of
// another stamp is a problem.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

// Sixteen letters for a text of any length.
std::string short_digest(std::string_view text);

// Where a piece of that name lies in a folder.
std::string piece_path(const std::string& dir, const std::string& name);
// The body ends with a new line.
std::optional<Problem> write_piece(const std::string& path, const std::string& stamp, const std::string& body);
Expected<std::optional<std::string>> read_piece(const std::string& path, const std::string& stamp);

// A whole piece of another folder, unless it is here. Both must be alike.
std::optional<Problem> take_piece(const std::string& from, const std::string& to);

// The pieces of a folder, numbered from 0: work/000012.tsv. `key` is what must be the same for all of them.
class Pieces {
 public:
  Pieces(std::string dir, std::string key) : dir_(std::move(dir)), key_(std::move(key)) {}

  std::optional<Problem> write(std::size_t piece, const std::string& body) const;
  Expected<std::optional<std::string>> read(std::size_t piece) const;
  // Of the first `count`: what the other folder has and this one has not. What both have must be alike.
  std::optional<Problem> take_over(const Pieces& other, std::size_t count) const;
  // Of the first `count`, numbered from 1.
  Expected<std::vector<std::uint32_t>> missing(std::size_t count) const;

 private:
  [[nodiscard]] std::string path(std::size_t piece) const;
  [[nodiscard]] std::string stamp(std::size_t piece) const;
  std::string dir_, key_;
};

}  // namespace bowlby
