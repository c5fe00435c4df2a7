#pragma once
// What sort of test a part of a claim is, and how much its outcome can say. A test is fair when it could have failed: a
// chain of more than one step, at the strengths that are shipped, among ordinary people.

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "evidence/claim.hpp"

namespace bowlby::evidence {

enum class TestKind {
  fair,             // among ordinary people
  made,             // between groups whose care was set, or in a study with something else moved
  set_by_design,    // as made, and the groups end up further apart than people are
  by_construction,  // the coefficient that is cut multiplies what is read out
  raised,           // at other strengths than shipped, whatever else it is
};
inline constexpr std::array test_kinds{TestKind::fair, TestKind::made, TestKind::set_by_design,
                                       TestKind::by_construction, TestKind::raised};
[[nodiscard]] std::string_view name_of(TestKind);

inline constexpr double largest_natural_d = 3;  // a difference beyond it is set by the design
inline constexpr std::size_t most_edges_cut = 2;

// The size of an effect in the usual letters: d of a difference, r of a correlation, b of a standardised coefficient.
struct EffectSize {
  char letter = 'd';
  double value = 0;
};
// Nothing for estimators whose unit is that of the readout.
[[nodiscard]] std::optional<EffectSize> effect_size(std::string_view estimator, double effect);

// Without a result nothing is known of its size.
[[nodiscard]] TestKind kind_of(const ClaimPart&, const PartResult* = nullptr);
// The best kind among the parts; parts and results in the same order, or no results.
[[nodiscard]] TestKind kind_of(const Claim&, std::span<const PartResult> = {});

// The verdict of the fair parts alone, the gravest of them; nothing where there is none.
[[nodiscard]] std::optional<ClaimVerdict> fair_verdict(const Claim&, std::span<const PartResult>);

}  // namespace bowlby::evidence
