// Any bytes either are a table, as wide as its columns in every case, or a problem with a reason and a remedy.
#include <cstdint>
#include <cstdlib>

#include "io/data/sav/file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  bowlby::io::looks_like_sav(bytes);
  const auto table = bowlby::io::parse_sav(bytes, "fuzz.sav");
  if (!table) {
    const bowlby::Problem& p = table.problems().front();
    if (p.reason.empty() || p.remedy.empty()) std::abort();
    return 0;
  }
  if (table->rows() == 0 || table->cells.size() != table->rows() * table->columns.size()) std::abort();
  if (table->said.size() != table->columns.size() || table->aliases.size() != table->columns.size()) std::abort();
  return 0;
}
