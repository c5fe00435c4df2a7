// A study lived for a question or two and then forgotten: on one thread, with its rows in memory. Claims and fits live
// thousands.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>

#include "base/problem.hpp"
#include "io/results/reader.hpp"
#include "studies/study.hpp"

namespace bowlby {

// Nothing when asked to stop. Replicates before `first` are left out; the luck of the others is the same.
Expected<std::optional<ResultsReader>> live_in_memory(const Study&, const std::atomic<bool>* stop,
                                                      std::uint32_t first = 0);

}  // namespace bowlby
