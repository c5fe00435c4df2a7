#include "app/run/in_memory.hpp"

#include "io/embedded.hpp"
#include "io/results/results.hpp"
#include "studies/live.hpp"

namespace bowlby {

Expected<std::optional<ResultsReader>> live_in_memory(const Study& study, const std::atomic<bool>* stop,
                                                      std::uint32_t first) {
  const auto tables = published_life_tables();
  if (!tables) return tables.problems();
  auto results = Results::open_in_memory(study);
  if (!results) return results.problems();
  LiveOptions options;
  options.run.threads = 1;
  options.from.replicate = first;
  options.replicate = [&](std::uint32_t r) { results->replicate(r); };
  options.month = [&](const Run&, const LivedSoFar&) { return !(stop && stop->load()) && !results->problem(); };
  if (live(study, *tables, *results, std::move(options)).stopped && !results->problem())
    return std::optional<ResultsReader>();
  auto reader = results->read();
  if (!reader) return reader.problems();
  return std::optional(std::move(*reader));
}

}  // namespace bowlby
