#include "evidence/claim.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bowlby::evidence {
namespace {

std::optional<Pooled> pooled(std::span<const double> values, int expect) {
  const Maybe m = mean(values);
  if (!m) return std::nullopt;
  Pooled p{m->value, m->low, m->high, static_cast<int>(values.size()), 0};
  for (const double v : values) p.right += v * expect > 0 ? 1 : 0;
  return p;
}

std::vector<double> known(const SeedValues& values) {
  std::vector<double> out;
  for (const auto& v : values)
    if (v && std::isfinite(*v)) out.push_back(*v);
  return out;
}

// With minus without, for the seeds that gave both.
std::vector<double> differences(const SeedValues& with, const SeedValues& without) {
  std::vector<double> out;
  for (std::size_t i = 0; i < std::min(with.size(), without.size()); ++i)
    if (with[i] && without[i] && std::isfinite(*with[i]) && std::isfinite(*without[i]))
      out.push_back(*with[i] - *without[i]);
  return out;
}

int most_needed(std::size_t seeds) { return static_cast<int>(std::ceil(least_right * static_cast<double>(seeds))); }

// The effect is there: right sign in nearly every seed (a seed without an estimate counts against it), mean off zero.
bool shown(const Pooled& p, int expect, std::size_t seeds) {
  return p.right >= most_needed(seeds) && p.off_zero() && p.value * expect > 0;
}

std::string of_seeds(int right, std::size_t seeds) {
  return "right sign in " + std::to_string(right) + " of " + std::to_string(seeds) + " seeds";
}

// "43 %"
std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

// What speaks against an effect that is there: nothing, or a verdict and its reason.
void weigh_cuts(PartResult& r, int expect, bool with_placebo) {
  const auto seeds = static_cast<std::size_t>(r.seeds);
  const Pooled &effect = *r.effect, &ablated = *r.ablated, &drop = *r.drop;
  const double left = ablated.value / effect.value;
  const bool falls = drop.off_zero() && drop.value * expect > 0, gone = !ablated.off_zero() || left <= largest_residue;
  r.verdict = ClaimVerdict::not_shown;
  if (shown(ablated, expect, seeds) && !(gone && falls)) {
    r.verdict = ClaimVerdict::restated;
    return void(r.reason = percent(left) + " of the effect is there without the edge");
  }
  if (!falls) return void(r.reason = "the fall without the edge cannot be told from zero");
  if (!gone) return void(r.reason = "too much is left without the edge");
  if (ablated.off_zero() && left < -largest_residue) {
    r.verdict = ClaimVerdict::offset;
    return void(r.reason = "without the edge the effect turns round, to " + percent(-left) + " of its size");
  }
  if (!with_placebo) return void(r.verdict = ClaimVerdict::holds);
  if (!r.placebo) return void(r.reason = "no estimate with the placebo cut");
  const double moved = std::fabs(r.placebo->value / effect.value - 1);
  if (moved > largest_residue) return void(r.reason = "the placebo cut moves the effect by " + percent(moved));
  r.verdict = ClaimVerdict::holds;
}

}  // namespace

std::vector<int> headlines_of(std::string_view tags) {
  std::vector<int> found;
  for (std::size_t at = 0; at < tags.size();) {
    const std::size_t end = std::min(tags.find(';', at), tags.size());
    const std::string_view tag = tags.substr(at, end - at);
    if (tag.size() >= 2 && tag.size() <= 3 && tag[0] == 'H') {
      int number = 0;
      for (const char c : tag.substr(1)) number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : 100;
      if (number >= 1 && number <= headline_count) found.push_back(number);
    }
    at = end + 1;
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string_view headline_words(int number) {
  constexpr std::array<std::string_view, headline_count> words{
      "What care of each kind breeds: unsteady, rejecting, frightening",
      "Parting and reuniting tell learned patterns apart",
      "From childhood to adulthood: a modest thread, no iron law",
      "Without shared soothing alarm is quick and recovery slow",
      "The more help is needed, the less it is sought, where attachment is insecure",
      "Anxiety and distrust together breed jealousy and control",
      "Guard draws guard, expectation fulfils itself, one soft step can end it",
      "Worth hung on the bond alone falls deepest when it breaks",
      "What keeps people in bonds that no longer fit",
      "Love and attachment are two motives",
      "Insecurity opens the door to symptoms, each style to its own",
      "Two basins with a threshold between them",
      "Substitutes take the place of bonds, and are handed down",
      "The chain from generation to generation, and where it breaks",
      "What heals: a secure partner, noticed kindness, therapy, practice",
      "Safety of words: no diagnosis, no label, help one step away"};
  if (number < 1 || number > headline_count) return {};
  return words[static_cast<std::size_t>(number - 1)];
}

bool is_sign_test(std::string_view id) {
  return id.size() >= 2 && id.size() <= 4 && id[0] == 'S' &&
         std::all_of(id.begin() + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool covered_by_tests(const Claim& claim) {
  std::string start = claim.uncovered.substr(0, 10);
  if (!start.empty() && start[0] == 'C') start[0] = 'c';
  return start == "covered by";
}

std::string_view name_of(ClaimVerdict verdict) {
  switch (verdict) {
    case ClaimVerdict::holds:
      return "holds";
    case ClaimVerdict::not_shown:
      return "not shown";
    case ClaimVerdict::restated:
      return "restated, not tested";
    case ClaimVerdict::offset:
      return "offset";
    case ClaimVerdict::quick_look:
      return "quick look";
    case ClaimVerdict::rivals:
      return "rivals";
    case ClaimVerdict::unmeasured:
      return "unmeasured";
    case ClaimVerdict::not_run:
      return "not run yet";
    case ClaimVerdict::set_by_design:
      return "set by the design";
    case ClaimVerdict::by_construction:
      return "by construction";
    case ClaimVerdict::raised:
      return "at raised strength only";
  }
  return {};
}

std::optional<double> effect_scale(std::string_view estimator, const Maybe& estimate) {
  if (!estimate) return std::nullopt;
  const double value = estimator == "odds_ratio" ? std::log(estimate->value) : estimate->value;
  return std::isfinite(value) ? std::optional<double>(value) : std::nullopt;
}

void judge_pooled(PartResult& r, int expect, bool with_placebo) {
  r.verdict = ClaimVerdict::not_shown;
  const auto seeds = static_cast<std::size_t>(r.seeds);
  if (!r.effect) {
    r.verdict = ClaimVerdict::unmeasured;
    r.reason = "no estimate from the runs";
  } else if (!r.ablated || !r.drop || 2 * r.drop->seeds < r.seeds) {
    r.reason = "no estimate without the edge";
  } else if (r.effect->right < most_needed(seeds)) {
    r.reason = of_seeds(r.effect->right, seeds);
  } else if (!shown(*r.effect, expect, seeds)) {
    r.reason = "the interval includes zero";
  } else {
    weigh_cuts(r, expect, with_placebo);
  }
  if (r.verdict != ClaimVerdict::holds || r.seeds >= full_seeds) return;
  r.verdict = ClaimVerdict::quick_look;
  r.reason = "a quick look: " + std::to_string(r.seeds) + " seeds, a verdict needs 20";
}

PartResult judge_part(int expect, SeedValues with_edge, SeedValues without_edge, SeedValues with_placebo) {
  PartResult r;
  const bool beside = !with_placebo.empty();
  r.with_edge = std::move(with_edge);
  r.without_edge = std::move(without_edge);
  r.with_placebo = std::move(with_placebo);
  r.seeds = static_cast<int>(r.with_edge.size());
  r.effect = pooled(known(r.with_edge), expect);
  r.ablated = pooled(known(r.without_edge), expect);
  r.drop = pooled(differences(r.with_edge, r.without_edge), expect);
  r.placebo = pooled(known(r.with_placebo), expect);
  judge_pooled(r, expect, beside);
  return r;
}

}  // namespace bowlby::evidence
