#pragma once
// Does a simulated number agree with the published one?

#include <optional>
#include <string_view>

#include "evidence/statistics.hpp"
#include "evidence/target.hpp"

namespace bowlby::evidence {

enum class Verdict { inside, outside, unmeasured };

struct Judgement {
  Verdict verdict = Verdict::unmeasured;
  double low = 0.0;  // the band that counts as inside; a direction's band is open to infinity
  double high = 0.0;
  bool published_band = false;     // false: our tolerance, because no interval was published
  bool intervals_overlap = false;  // the simulated interval touches the band
};

// Without a published interval: 15 % of the estimate either way, at least .02 on the scales where that is small.
inline constexpr double relative_tolerance = .15;
inline constexpr double least_tolerance = .02;

// A direction (`sign`) is met when the simulated interval lies on that side of zero; the direction 0 when it
// includes zero. Every other statistic is met when the simulated estimate lies in the band.
[[nodiscard]] Judgement judge(const Target& target, const std::optional<Estimate>& simulated);

[[nodiscard]] std::string_view name_of(Verdict verdict);

}  // namespace bowlby::evidence
