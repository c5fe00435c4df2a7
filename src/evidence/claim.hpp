#pragma once
// A claim of the theory as an experiment that can fail: what is run, what is read out, which edge must carry the
// effect, and the verdict. Plain types and one pure rule; running and reading files is the work of other layers.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// One experiment: a study run as it is and with `cut` off, read out by one query.
struct ClaimPart {
  std::string name;              // empty when the claim has one part only
  std::string says;              // graded words of ours
  std::string study;             // stem of a file in studies/claims
  std::vector<std::string> cut;  // edges, sorted
  int expect = 1;                // sign of the estimate: +1 or -1
  std::string published;         // id in targets.tsv whose size is comparable, or empty
  std::string estimator;         // see estimators.hpp
  std::string readout;           // SQL over the run's results
  // What sort of test it is; see test_kind.hpp.
  std::vector<std::string> placebo;  // neighbouring edges whose cut must leave the effect, sorted; or none
  bool ordinary = false;             // asked among ordinary people, whose care nobody set
  std::string by_construction;       // why its outcome is written into the equations; empty: a chain
  std::string raised;                // strengths of the study that are not the shipped ones, each with both values
};

// One row of claims.tsv with what tests it, or a sign test (below). Exactly one of: parts, a reason in `uncovered`, or
// neither (no entry yet).
struct Claim {
  std::string id, source, tags, direction;
  std::string words;  // as claims.tsv has them; of a sign test its own
  std::string says;   // the entry's own words, or those of the table
  std::vector<ClaimPart> parts;
  bool rivals = false;    // the parts contradict each other on purpose; no single verdict
  std::string uncovered;  // why it is not run, or which test covers it
  std::vector<int> headlines;
};

// The numbers of H1 to H16 among tags such as "R2;H1", in order.
[[nodiscard]] std::vector<int> headlines_of(std::string_view tags);
inline constexpr int headline_count = 16;
// What a headline is about, in a few words; empty for a number that is none.
[[nodiscard]] std::string_view headline_words(int number);

// A sign test is an experiment of the same form that no row of claims.tsv words: its id begins with S (S01) and it
// names its source itself. It is told after the claims and never counted among them.
[[nodiscard]] bool is_sign_test(std::string_view id);
[[nodiscard]] inline bool is_sign_test(const Claim& claim) { return is_sign_test(claim.id); }

// A guard that tests of the program hold: its reason begins with "covered by".
[[nodiscard]] bool covered_by_tests(const Claim&);

enum class ClaimVerdict {
  holds,       // the effect is there, and gone without its edge
  not_shown,   // the effect is not there, or what is left without the edge cannot be told from it
  restated,    // the effect is there with and without its edge: restated, not tested
  offset,      // without its edge the effect turns round: the edge outweighs another, and is not all there is
  quick_look,  // too few seeds for a verdict; so far nothing speaks against it
  rivals,      // both sides of a conflict are reported
  unmeasured,  // no seed gave an estimate
  not_run,     // the run at hand does not have it
  // Of a claim only: the rule is met, but by no test that counts.
  set_by_design,    // at best by groups that were made further apart than people are
  by_construction,  // at best by readouts that the equations decide
  raised,           // only at raised strength
};
[[nodiscard]] std::string_view name_of(ClaimVerdict);

inline constexpr int full_seeds = 20;              // a verdict needs as many
inline constexpr double least_right = .95;         // share of seeds with the right sign: 19 of 20
inline constexpr double largest_residue = 1. / 5;  // of the effect that may be left without the edge

// Mean over seeds with its 95 % t interval.
struct Pooled {
  double value = 0, low = 0, high = 0;
  int seeds = 0;  // seeds that gave an estimate
  int right = 0;  // of them with the expected sign
  [[nodiscard]] bool off_zero() const { return low > 0 || high < 0; }
};

using SeedValues = std::vector<std::optional<double>>;  // one per seed, in order; nothing where there was no estimate

struct PartResult {
  SeedValues with_edge, without_edge, with_placebo;
  int seeds = 0;                                // that were run
  std::optional<Pooled> effect, ablated, drop;  // drop: with minus without, paired by seed
  std::optional<Pooled> placebo;                // the effect with the placebo's edges cut
  ClaimVerdict verdict = ClaimVerdict::unmeasured;
  std::string reason;  // why it is not more than that; empty when it holds
};

// Ratios are judged on the scale where nothing is zero: the logarithm of an odds ratio, everything else as it is.
[[nodiscard]] std::optional<double> effect_scale(std::string_view estimator, const Maybe& estimate);

// The rule. All lists have one value per seed, in the same order of seeds; the last is empty where there is no placebo.
[[nodiscard]] PartResult judge_part(int expect, SeedValues with_edge, SeedValues without_edge,
                                    SeedValues with_placebo = {});

// The same rule for numbers that are pooled already: fills verdict and reason from them.
void judge_pooled(PartResult&, int expect, bool with_placebo);

// A claim holds when every part holds that is run at shipped strength; otherwise the gravest of their verdicts. What is
// run at raised strength has a say only where a claim has nothing else, and then never makes it hold.
[[nodiscard]] ClaimVerdict verdict_of(const Claim&, std::span<const PartResult>);

}  // namespace bowlby::evidence
