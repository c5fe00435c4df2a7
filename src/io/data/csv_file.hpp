// CSV as programs write it: RFC 4180 with line ends in cells, a byte order mark, and other separators and decimal
// marks.
//
// A reader of our own: libcsv tells neither the line of a cell nor a quote that never closes, and a message that names
// file, line and column needs both.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "io/data/answer_table.hpp"

namespace bowlby::io {

// What the caller knows; what is left out is concluded from the file, and told in AnswerTable::concluded.
struct CsvHints {
  std::optional<char> delimiter, point;
};

Expected<AnswerTable> read_csv(const std::string& path, const CsvHints& = {});
Expected<AnswerTable> parse_csv(std::string text, const std::string& name_for_errors, const CsvHints& = {});

}  // namespace bowlby::io
