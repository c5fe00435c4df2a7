// Counts over claims and over headlines.
#include <algorithm>

#include "app/claims/claims.hpp"

namespace bowlby {

using evidence::ClaimVerdict;
using evidence::TestKind;

namespace {

// The rule is met, whatever the kind of test.
bool met(ClaimVerdict v) {
  return v == ClaimVerdict::holds || v == ClaimVerdict::set_by_design || v == ClaimVerdict::by_construction ||
         v == ClaimVerdict::raised;
}

void count_run(ClaimCounts& n, const ClaimOutcome& o) {
  ++n.covered;
  ++n.verdicts[o.verdict];
  if (o.verdict == ClaimVerdict::rivals || o.verdict == ClaimVerdict::not_run) return;
  ClaimCounts::Of& kind = n.by_kind[evidence::kind_of(o.claim, o.parts)];
  ++kind.all;
  kind.hold += met(evidence::fair_verdict(o.claim, o.parts).value_or(o.verdict));
  for (std::size_t p = 0; p < o.parts.size(); ++p) {
    if (o.parts[p].verdict == ClaimVerdict::not_run) continue;
    ClaimCounts::Of& tests = n.tests[evidence::kind_of(o.claim.parts[p], &o.parts[p])];
    ++tests.all;
    tests.hold += met(o.parts[p].verdict);
  }
}

HeadlineOutcome headline(int number, const std::vector<ClaimOutcome>& outcomes) {
  using enum ClaimVerdict;
  HeadlineOutcome h;
  h.number = number;
  int quick = 0, by_tests = 0, left_out = 0, apart = 0, waiting = 0;
  for (const ClaimOutcome& o : outcomes) {
    const auto& marks = o.claim.headlines;
    if (std::find(marks.begin(), marks.end(), number) == marks.end()) continue;
    h.claims.push_back(o.claim.id);
    if (o.claim.parts.empty()) {
      ++(evidence::covered_by_tests(o.claim) ? by_tests : left_out);
    } else if (o.verdict == not_run) {
      ++waiting;
    } else if (o.verdict != rivals) {
      ++h.judged;
      h.holds += o.verdict == holds;
      quick += o.verdict == quick_look;
      apart += o.verdict != holds && met(o.verdict);
      for (std::size_t p = 0; p < o.parts.size(); ++p)
        if (evidence::kind_of(o.claim.parts[p], &o.parts[p]) == TestKind::fair)
          ++h.fair, h.fair_hold += o.parts[p].verdict == holds;
    }
  }
  const bool fails = h.holds + apart + quick < h.judged;
  if (waiting > 0 && !fails)
    h.verdict = name_of(not_run);
  else if (h.judged == 0)
    h.verdict = by_tests > 0 && left_out == 0 ? "covered by tests" : "no verdict";
  else if (fails)
    h.verdict = "not shown";
  else if (quick > 0)
    h.verdict = "quick look";
  else
    h.verdict = h.fair_hold > 0 ? "holds" : "no fair test";
  return h;
}

}  // namespace

int ClaimCounts::with(ClaimVerdict v) const {
  const auto at = verdicts.find(v);
  return at == verdicts.end() ? 0 : at->second;
}

ClaimCounts::Of ClaimCounts::of(TestKind kind) const {
  const auto at = by_kind.find(kind);
  return at == by_kind.end() ? Of{} : at->second;
}

ClaimCounts count_claims(const std::vector<ClaimOutcome>& outcomes) {
  ClaimCounts n;
  for (const ClaimOutcome& o : outcomes) {
    if (evidence::is_sign_test(o.claim)) continue;
    ++n.claims;
    if (o.claim.parts.empty())
      ++(o.claim.uncovered.empty() ? n.no_entry : evidence::covered_by_tests(o.claim) ? n.by_tests : n.uncovered);
    else
      count_run(n, o);
  }
  return n;
}

std::vector<HeadlineOutcome> headlines(const std::vector<ClaimOutcome>& outcomes) {
  std::vector<HeadlineOutcome> all;
  for (int number = 1; number <= evidence::headline_count; ++number) all.push_back(headline(number, outcomes));
  return all;
}

}  // namespace bowlby
