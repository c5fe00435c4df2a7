// The keys of a study file: the one list behind the reader's known keys and bounds, the JSON Schema, the manual's table
// and the starter that `bowlby new` writes. A key is added here, read in this folder and written in write.cpp;
// tests ask all of them for it.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/text/fields.hpp"

namespace bowlby::io {

enum class Shape : unsigned char {
  name,     // letters, digits, _ and -
  line,     // text, at most `high` bytes
  whole,    // a whole number from `low` to `high`
  number,   // from `low` to `high`
  truth,    // true or false
  word,     // one of `words_of`
  words,    // one of them or a list
  numbers,  // a number or a rising list of them
  wholes,   // a whole number or a rising list of them
  clock,    // birth, union, or an age
  block,    // a mapping, whose keys are those of the block of the same name
  blocks,   // a list of such mappings
  arms,     // a list of groups, or the block `arms`
  values    // parameters by name
};

struct StudyKey {
  std::string_view block, name;
  Shape shape;
  double low, high;
  std::string_view usual;    // what stands in its place when it is left out; "" nothing, "!" it is needed
  std::string_view meaning;  // with its unit
  bool needed() const { return usual == "!"; }
};

// In the order of the manual. The block of the file itself has no name.
std::span<const StudyKey> study_keys();
// Names of a block's keys.
Names keys_of(std::string_view block);
// Throws std::logic_error for a key that is not in the list: a fault of ours.
const StudyKey& study_key(std::string_view block, std::string_view name);
// The words that a key of shape word or words takes.
Names words_of(const StudyKey&);

// A mapping of a study file: known keys and bounds are those of its block.
class Block : public Fields {
 public:
  Block(Problems& problems, const Field& field, std::string_view block)
      : Fields(problems, field, keys_of(block)), block_(block) {}
  Block(Problems& problems, const Node& map, std::string path, std::string_view block)
      : Fields(problems, map, std::move(path), keys_of(block)), block_(block) {}

  template <class T>
  bool number(std::string_view key, T& value) const {
    const StudyKey& k = study_key(block_, key);
    return Fields::number(key, value, k.low, k.high);
  }
  template <std::integral T>
  bool whole(std::string_view key, T& value) const {
    const StudyKey& k = study_key(block_, key);
    return Fields::whole(key, value, static_cast<T>(k.low), static_cast<T>(k.high));
  }
  void line(std::string_view key, std::string& value) const {
    Fields::line(key, value, static_cast<std::size_t>(study_key(block_, key).high));
  }
  // Which of its words the key has, if it is there and fits; `what` names the kind of word.
  std::optional<std::size_t> word(std::string_view key, const char* what) const {
    const auto f = find(key);
    return f ? f->one_of(words_of(study_key(block_, key)), what) : std::nullopt;
  }

 private:
  std::string_view block_;
};

// The list as a JSON Schema (2020-12), for editors and for whoever writes studies by program.
std::string study_schema();
// The list as the manual's table.
std::string study_keys_table();
// A commented study to begin with, in which every block has an example.
std::string starter_study(const std::string& name);

}  // namespace bowlby::io
