// Bytes pass for a checkpoint only if their head fits them; then exactly the rest is handed out.
#include <cstdint>
#include <cstdlib>

#include "io/files/checkpoint_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  const auto bytes = bowlby::parse_checkpoint(file, 1, "fuzz");
  if (!bytes) return bytes.problems().empty() ? std::abort(), 0 : 0;
  if (!file.ends_with(*bytes) || bytes->size() >= file.size()) std::abort();
  return 0;
}
