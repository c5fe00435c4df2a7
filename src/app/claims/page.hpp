// From the outcome of a session of claims to its page.
#pragma once
#include <string>

#include "app/claims/claims.hpp"

namespace bowlby {

// The published size of a part in words: "RSK05: 0.47 (d) [0.31, 0.63], what was measured". Empty without one.
std::string published_words(const std::string& target_id);

// The HTML of DIR/claims.html.
std::string claims_page_text(const ClaimsRequest&, const ClaimsSummary&);

}  // namespace bowlby
