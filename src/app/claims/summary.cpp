// Counts over claims and over headlines.
#include <algorithm>

#include "app/claims/claims.hpp"

namespace bowlby {

ClaimCounts count_claims(const std::vector<ClaimOutcome>& outcomes) {
  ClaimCounts n;
  for (const ClaimOutcome& o : outcomes) {
    if (evidence::is_sign_test(o.claim)) continue;
    ++n.claims;
    if (o.claim.parts.empty()) {
      ++(o.claim.uncovered.empty() ? n.no_entry : evidence::covered_by_tests(o.claim) ? n.by_tests : n.uncovered);
      continue;
    }
    ++n.covered;
    switch (o.verdict) {
      using enum evidence::ClaimVerdict;
      case holds:
        ++n.holds;
        break;
      case not_shown:
        ++n.not_shown;
        break;
      case restated:
        ++n.restated;
        break;
      case quick_look:
        ++n.quick_look;
        break;
      case rivals:
        ++n.rivals;
        break;
      case unmeasured:
        ++n.unmeasured;
        break;
    }
  }
  return n;
}

namespace {

HeadlineOutcome headline(int number, const std::vector<ClaimOutcome>& outcomes) {
  using enum evidence::ClaimVerdict;
  HeadlineOutcome h;
  h.number = number;
  int quick = 0, by_tests = 0, left_out = 0;
  for (const ClaimOutcome& o : outcomes) {
    const auto& marks = o.claim.headlines;
    if (std::find(marks.begin(), marks.end(), number) == marks.end()) continue;
    h.claims.push_back(o.claim.id);
    if (o.claim.parts.empty()) {
      ++(evidence::covered_by_tests(o.claim) ? by_tests : left_out);
    } else if (o.verdict != rivals) {
      ++h.judged;
      h.holds += o.verdict == holds;
      quick += o.verdict == quick_look;
    }
  }
  if (h.judged > 0)
    h.verdict = h.holds == h.judged ? "holds" : h.holds + quick == h.judged ? "quick look" : "not shown";
  else
    h.verdict = by_tests > 0 && left_out == 0 ? "covered by tests" : "no verdict";
  return h;
}

}  // namespace

std::vector<HeadlineOutcome> headlines(const std::vector<ClaimOutcome>& outcomes) {
  std::vector<HeadlineOutcome> all;
  for (int number = 1; number <= evidence::headline_count; ++number) all.push_back(headline(number, outcomes));
  return all;
}

}  // namespace bowlby
