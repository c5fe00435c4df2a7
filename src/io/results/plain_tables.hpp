// Tables that every SQLite program since 3.24 can open, and that still hold no value of another type.
#pragma once
#include <string>
#include <string_view>

namespace bowlby::io {

// SQL with a CHECK of its type behind every column that is declared INTEGER, REAL or TEXT. (STRICT tables would do the
// same, but older programs find a file with one of them malformed and read nothing of it.)
std::string with_types_checked(std::string_view create_tables);

}  // namespace bowlby::io
