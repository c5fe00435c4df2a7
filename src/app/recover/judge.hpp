// From truths and estimates to "found" or "not found, because".
#pragma once
#include "app/recover/fit.hpp"

namespace bowlby {

// `priors` are those the estimates were made with; `edges` names what was cut.
RecoveryStudy judge_recovery(std::span<const PairFit>, std::span<const PairEstimate>, const LearnedPriors& priors,
                             int days, const Params&, const EdgeSet& edges);

}  // namespace bowlby
