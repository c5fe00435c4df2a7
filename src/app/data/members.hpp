// Couples in a data file: a row per person, a row per person with the partner's answers beside them, or a row per
// couple. Whatever it was, a row per person comes out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/data/occasions.hpp"
#include "io/data/answer_table.hpp"
#include "io/data/map_file.hpp"

namespace bowlby {

// Where the map says that a row is a couple: makes two of each, and has the map name the columns that say whose they
// are. At several occasions a person is known by the id of its own, or else by couple and role.
std::optional<Problem> one_row_each(io::DataMap&, io::AnswerTable&);

// What the rows say about who belongs to whom; nothing without couples.
struct Members {
  std::vector<std::string> couple, role;  // by row of the table
  std::vector<std::size_t> surplus;       // rows that are a third member, or second in the same role
  std::size_t agree = 0, differ = 0;      // partner's columns against the partner's own row
  std::string first_difference;
};
Expected<std::optional<Members>> members_of(const io::DataMap&, const io::AnswerTable&,
                                            const std::optional<Occasions>&);

}  // namespace bowlby
