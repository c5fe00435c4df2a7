// Any bytes either are a study, which then writes and reads back the same, or are problems that say where and what.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "io/study/file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto study = bowlby::parse_study(text, "fuzz.yaml");
  if (!study) {
    if (study.problems().empty()) std::abort();
    for (const bowlby::Problem& p : study.problems())
      if (p.reason.empty() || p.remedy.empty() || bowlby::text(p).empty()) std::abort();
    return 0;
  }
  const std::string once = bowlby::write_study(*study);
  const auto again = bowlby::parse_study(once, "again.yaml");
  if (!again || bowlby::write_study(*again) != once) std::abort();
  return 0;
}
