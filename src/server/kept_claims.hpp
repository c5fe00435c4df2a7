// What a finished run says of the claims as they are entered now.
#pragma once
#include <vector>

#include "app/claims/claims.hpp"
#include "io/text/json_tree.hpp"

namespace bowlby::server {

// An outcome for every claim of the book. A part takes the numbers of the run when the run has that very experiment:
// same name (or none), study, cut, expected sign and estimator; they are judged by today's rule. Every other part is
// not run yet.
std::vector<ClaimOutcome> kept_outcomes(const ClaimBook&, const Json& run);

}  // namespace bowlby::server
