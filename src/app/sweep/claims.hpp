// Claims run in shares. A cell is one study with one set of cut edges at one seed.
#pragma once
#include <string>
#include <vector>

#include "app/claims/claims.hpp"
#include "app/sweep/shared.hpp"

namespace bowlby {

// A new folder in the request's output, with copies of the entries where they are not the built-in ones. How many cells
// it has.
Expected<std::size_t> lay_out_claims(const ClaimsRequest&, const ClaimSources&);
Expected<std::size_t> cells_of_claims(const std::string& dir);
Expected<SweepWorked> work_claims(const SweepWork&);
Expected<GatheredWork> gather_claims(const GatherWork&);

}  // namespace bowlby
