// What must come out of a run whatever befell it, as text.
#pragma once
#include <string>

#include "io/results_reader.hpp"

namespace bowlby::doors {

// The digests that a run carries: its states, and every table but the one that tells of the clock.
inline std::string digests_of_run(const std::string& folder) {
  const auto reader = read_results(folder, true);
  if (!reader) return text(reader.problems().front());
  const auto rows = reader->query(
      "SELECT key, value FROM provenance WHERE key LIKE 'digest%' AND key NOT IN ('digest of provenance', "
      "'digest of the file') ORDER BY key");
  std::string out;
  for (std::size_t i = 0; rows && i < rows->rows.size(); ++i) out += rows->text(i, 0) + " " + rows->text(i, 1) + "\n";
  return out;
}

}  // namespace bowlby::doors
