// Several rows of one person: prompts of a diary, events and repeats of REDCap, waves in long form.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/data/answer_table.hpp"
#include "io/data/map_file.hpp"

namespace bowlby {

struct Occasions {
  std::vector<std::string> words;  // of each occasion in the file's order of time: "day 3, prompt 2"
  std::vector<std::size_t> of;     // by row of the table: which of them
};
// Nothing where the map names no occasion. Numbers are put in their order, words in the order of the file.
Expected<std::optional<Occasions>> occasions_of(const io::DataMap&, const io::AnswerTable&);

}  // namespace bowlby
