// Any bytes either are a table, as wide as its head in every row and with cells inside it, or a problem with a remedy.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "io/data/csv_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bowlby::io::CsvHints hints;
  if (size > 0 && data[0] == '!') hints = {',', ','}, ++data, --size;
  const auto table = bowlby::io::parse_csv({reinterpret_cast<const char*>(data), size}, "fuzz.csv", hints);
  if (!table) return table.problems().empty() || table.problems().front().remedy.empty() ? std::abort(), 0 : 0;
  if (table->columns.empty() || table->cells.size() != table->rows() * table->columns.size()) std::abort();
  if (table->aliases.size() != table->columns.size()) std::abort();
  std::size_t bytes = 0;
  double number = 0;
  for (std::size_t r = 0; r < table->rows(); ++r)
    for (std::size_t c = 0; c < table->columns.size(); ++c) {
      bytes += table->cell(r, c).size();
      bowlby::io::cell_number(table->cell(r, c), table->point, number);
    }
  if (bytes > size) std::abort();
  return 0;
}
