#pragma once
// Agreement and likeness of pairs: two raters or two occasions, and twins.

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// Cohen's kappa of two codings of the same cases (any numbers as category codes);
// large-sample interval of Fleiss, Cohen & Everitt (1969).
[[nodiscard]] Maybe kappa(Values a, Values b);

// Intraclass correlation of interchangeable pairs, one-way analysis of variance;
// Fisher's interval for pairs, standard error 1/sqrt(n - 3/2) on the z scale.
[[nodiscard]] Maybe intraclass(Values a, Values b);

// Shares of variance by Falconer's reasoning: r_mz = A + C, r_dz = A/2 + C, E the rest.
// Where the raw solution leaves the possible range, the share below zero is set to zero and the others
// are refitted by least squares weighted with the numbers of pairs (an AE or CE model).
struct TwinShares {
  Estimate genetic;
  Estimate shared;
  Estimate unique;
};

// zygosity: non-zero for pairs from one egg. Intervals by the delta method, cut to 0..1.
[[nodiscard]] std::optional<TwinShares> twin_shares(Values a, Values b, Values zygosity);

}  // namespace bowlby::evidence
