// SPSS system files (.sav, and .zsav with zlib) as rows and columns, read by ourselves.
//
// Values that the file declares missing become empty cells, each with its count; labels of variables and values are
// kept; dates become 2026-05-04, times 08:30:00. Text is brought to UTF-8 from the encoding that the file tells.
#pragma once
#include <string>
#include <string_view>

#include "io/data/answer_table.hpp"

namespace bowlby::io {

// By its first bytes, or as its name says so. Encrypted and portable files are some, too, and are refused by name.
bool looks_like_sav(std::string_view bytes, std::string_view name = {});
// Problems tell the byte at which the file is not sound.
Expected<AnswerTable> parse_sav(std::string_view bytes, const std::string& name_for_errors);

}  // namespace bowlby::io
