// Any bytes either are responses, as wide as their link ids in every row, or a problem.
#include <cstdint>
#include <cstdlib>

#include "io/data/fhir_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  bowlby::io::looks_like_fhir(text);
  const auto table = bowlby::io::parse_fhir(text, "fuzz.json");
  if (!table) return table.problems().empty() || table.problems().front().reason.empty() ? std::abort(), 0 : 0;
  if (table->rows() == 0 || table->cells.size() != table->rows() * table->columns.size()) std::abort();
  return 0;
}
