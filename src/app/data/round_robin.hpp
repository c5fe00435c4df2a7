// Round robins: everybody of a family or group about everybody else, a row for each.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/data/answer_table.hpp"
#include "io/data/map_file.hpp"

namespace bowlby {

inline constexpr const char *member_column = "(member)", *about_column = "(about)";

// Where the map says that rows are about somebody: adds who answers and about whom as columns of their own, both with
// the family before them, and has the map take the one for the person and the other for what tells a person's rows
// apart. Rows that cannot be (nobody answers, or it is about nobody, or about oneself) come back with the reason.
Expected<std::vector<std::pair<std::size_t, std::string>>> one_row_each_way(io::DataMap&, io::AnswerTable&);

// The family of a row.
std::string_view family_of(const io::DataMap&, const io::AnswerTable&, std::size_t row);

}  // namespace bowlby
