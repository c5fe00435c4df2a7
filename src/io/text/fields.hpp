// Typed, checked access to the mappings of a study file. Every fault becomes a problem; the value then stays as it was.
#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/text/numbers.hpp"
#include "io/text/yaml_tree.hpp"

namespace bowlby::io {

// "a, b, c"
template <class List, class Show>
std::string joined(const List& list, Show&& show) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : ", ") + show(item);
  return out;
}

using Names = std::vector<std::string>;

// "; did you mean NAME?" or the list of what there is.
std::string offer(const std::string& given, const Names& known);

// One value, whatever it hangs under. `key` is its path in the file, as in waves[2].ages.
class Field {
 public:
  Field(Problems& problems, const Node& node, const Node& place, std::string key)
      : problems_(&problems),
        node_(&node),
        parent_(&place),
        place_(node.kind == Node::Kind::empty ? &place : &node),
        key_(std::move(key)) {}
  const std::string& key() const { return key_; }
  const Node& node() const { return *node_; }
  void problem(std::string reason, std::string remedy) const;
  // The key itself is wrong, whatever its value.
  void unknown(std::string remedy) const;

  std::optional<double> number(double low, double high) const;
  template <std::integral T>
  std::optional<T> whole(T low, T high) const {
    if constexpr (std::signed_integral<T>) {
      const auto v = signed_whole(low, high);
      return v ? std::optional<T>(static_cast<T>(*v)) : std::nullopt;
    } else {
      const auto v = unsigned_whole(low, high);
      return v ? std::optional<T>(static_cast<T>(*v)) : std::nullopt;
    }
  }
  std::optional<bool> truth() const;
  std::optional<std::string> line(std::size_t longest) const;                     // text, any
  std::optional<std::string> name() const;                                        // letters, digits, _ and -
  std::optional<std::size_t> one_of(const Names& known, const char* what) const;  // index into known
  // The items of a list, at most most_items; a single value counts as a list of one where `single` allows it.
  static constexpr std::size_t most_items = 1000;
  std::vector<Field> list(bool single = false) const;

 private:
  std::optional<std::int64_t> signed_whole(std::int64_t low, std::int64_t high) const;
  std::optional<std::uint64_t> unsigned_whole(std::uint64_t low, std::uint64_t high) const;
  bool is_scalar(const char* wanted) const;
  // What `read` makes of the text; a text in quotes is never a number.
  template <class Read>
  auto taken(const char* wanted, Read&& read) const {
    Refusal why{std::string("needs ") + wanted + ", found text in quotes", "take the quotes away"};
    auto v = node_->quoted ? decltype(read(why)){} : read(why);
    if (!v) problem(why.reason, why.remedy);
    return v;
  }

  Problems* problems_;
  const Node* node_;
  const Node* parent_;  // the key, or the list
  const Node* place_;   // where to point: an empty value has no place of its own
  std::string key_;
};

// One mapping; unknown keys are problems, so every key a study may hold is named exactly once in the reader.
class Fields {
 public:
  Fields(Problems&, const Node& map, std::string path, Names known);
  Fields(Problems&, const Field& field, Names known);

  std::optional<Field> find(std::string_view key) const;
  std::optional<Field> require(std::string_view key) const;  // a problem if it is not there
  bool has(std::string_view key) const { return find(key).has_value(); }
  // A key stands here that nobody knows: what seems to be left out may be meant by it.
  bool misspelt() const { return misspelt_; }

  // These return false for a value that was refused: nothing else may then be judged by what stands in its place.
  template <class T>
  bool number(std::string_view key, T& value, double low, double high) const {
    const auto f = find(key);
    const auto v = f ? f->number(low, high) : std::nullopt;
    if (v) value = *v;
    return !f || v;
  }
  template <std::integral T>
  bool whole(std::string_view key, T& value, T low, T high) const {
    const auto f = find(key);
    const auto v = f ? f->whole(low, high) : std::nullopt;
    if (v) value = *v;
    return !f || v;
  }
  void truth(std::string_view key, bool& value) const {
    if (const auto f = find(key))
      if (const auto v = f->truth()) value = *v;
  }
  void line(std::string_view key, std::string& value, std::size_t longest) const {
    if (const auto f = find(key))
      if (const auto v = f->line(longest)) value = *v;
  }
  void each(const std::function<void(const Field&)>&) const;  // all entries, known or not
  const Node& node() const { return *map_; }
  const std::string& path() const { return path_; }
  Problems& problems() const { return *problems_; }

 private:
  void refuse_unknown(const Names& known);
  Field field(std::size_t at) const;
  Problems* problems_;
  const Node* map_;
  std::string path_;
  bool misspelt_ = false;
};

}  // namespace bowlby::io
