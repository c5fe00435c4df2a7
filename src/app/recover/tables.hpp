// What `bowlby recover` writes, as text.
#pragma once
#include "app/recover/fit.hpp"
#include "report/recovery_picture.hpp"

namespace bowlby {

std::string people_header();
// One row per pair and trait, natural values; low and high hold 95 % of the posterior's parabola.
std::string people_rows(int days, std::span<const PairFit>, std::span<const PairEstimate>, const Params&);
std::string recovery_tsv(const RecoverSummary&);
std::string recovery_markdown(const RecoverSummary&, const std::string& command);
std::vector<report::RecoveryPanel> panels_of(const RecoveryStudy&, std::span<const PairFit>,
                                             std::span<const PairEstimate>, const Params&);

}  // namespace bowlby
