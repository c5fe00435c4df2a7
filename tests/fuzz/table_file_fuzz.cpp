// Any bytes either are a table, whose rows are as wide as its header, or are problems.
#include <cstdint>
#include <cstdlib>

#include "io/text/table_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto table = bowlby::parse_tsv({reinterpret_cast<const char*>(data), size}, "fuzz.tsv");
  if (!table) return table.problems().empty() ? std::abort(), 0 : 0;
  for (const auto& row : table->rows)
    if (row.cells.size() != table->columns.size()) std::abort();
  for (const std::string& column : table->columns) {
    const auto numbers = table->numbers(column, 0, 1);
    if (numbers ? numbers->size() != table->rows.size() : numbers.problems().empty()) std::abort();
  }
  return 0;
}
