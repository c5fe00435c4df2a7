#include "full_model.hpp"

namespace bowlby::bench {

// No engine is linked to the benchmark in this build, so there is nothing to time and nothing is reported.
std::optional<FullModelRates> full_model_rates() { return std::nullopt; }

}  // namespace bowlby::bench
