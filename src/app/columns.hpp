// Cells of a table for a terminal. Two spaces at least stand between one cell and the next, however long they are.
#pragma once
#include <string>

namespace bowlby {

std::string left(const std::string& text, std::size_t width);   // what follows begins `width` columns later, or later
std::string right(const std::string& text, std::size_t width);  // ends `width` columns later, or later
// At most `columns` characters, cut at a character and marked.
std::string clipped(const std::string& text, std::size_t columns);

}  // namespace bowlby
