#pragma once
// Outputs of one run share its people: where one is missed by the emulators, its neighbours are missed along with it.
// Holding them apart would count the same luck several times.

#include <optional>

#include "fit/emulator.hpp"

namespace bowlby::fit {

// Correlation of what the emulators miss of runs left out, drawn towards none at all by the share that few runs call
// for: the variance of the estimates over their squares (Schaefer & Strimmer 2005), at least a hundredth. Outputs
// without an emulator correlate with nothing.
[[nodiscard]] Matrix residual_correlation(std::span<const std::optional<Emulator>>);

// sd_i correlation_ij sd_j, plus `own` variance on the diagonal.
[[nodiscard]] Matrix covariance_of(const Matrix& correlation, Values sd, Values own);

// The lower triangular W for which W S W' is the identity.
[[nodiscard]] Matrix whitener(const Matrix& covariance);

// a b
[[nodiscard]] Matrix product(const Matrix& a, const Matrix& b);

}  // namespace bowlby::fit
