// Figures: to whom one turns. A share of moments for every figure one has, by role, age and bond.
//
//   young = exp(-age/tau)
//   parents     .06 + young, of it q to the first carer, the rest shared by the others          (9b)
//   each friend .3 (1 - young) (.6 + min(B, 1.5))        partner  (1 - young) (.8 + min(B, 2))
//   ex          p (1 - young) B min(sep, 1)              therapist  help_weight of the whole during therapy
//
//   tau parent_weight_fall [year]   q primary_carer_share   B bond   sep separation   p protest_weight
//   First carer: whoever a child under 18 was placed with, else mother, else father. When the parents live apart the
//   father's share is multiplied by apart_parent_weight.
//
// Role offsets: what a role adds to the mean response [probit] of whoever plays it (father_offset, friend_offset,
// partner_offset, ex_offset); carers from outside, foster homes and therapists bring theirs with them (outside.hpp).
//
// Fit: a figure answers one person better or worse than others. It is drawn once, when the tie begins, adds to the
// figure's mean response, and is nobody's merit or fault. Two who turn to each other, friends or partners, go together
// equally well: their ties have one fit.
//
//   fit = s z                                                                                   (14d)
//
//   s tie_fit_sd [probit]    z standard normal
//
// Shares are kept in sixteenths, so that one random nibble picks the figure.
//
// Edges  therapist_answers, fit_to_response    Claims C002 C106 FAM08 GEN07
// Limits  s = 0: whoever a figure answers, it answers alike
// Tests  unit/model/figures_test, unit/population/fit_test
#pragma once
#include <cstdint>

#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/elementary.hpp"

namespace bowlby {

// The weights of (9b): grown people still turn to parents now and then; a friend weighs a third of a partner; both
// count somewhat before any bond has grown, and no more beyond a close one. Conventions of the design, not fitted.
inline constexpr double parents_for_ever = .06, friend_weight = .3, friend_unbound = .6, closest_friend = 1.5,
                        partner_unbound = .8, closest_partner = 2;
inline constexpr double most_of_all_help = .9;  // some moments are always left to others than the therapist

inline constexpr std::uint32_t first_fit_draw = 2 * role_count;  // behind the draws of first expectations

// What each role adds to a figure's mean response [probit].
struct RoleOffsets {
  double of[role_count] = {};
};
BOWLBY_FN RoleOffsets role_offsets(const Params& p) noexcept {
  return {{0, p.father_offset, 0, p.friend_offset, p.friend_offset, p.partner_offset, p.ex_offset, 0}};
}

// How well a person and a figure go together (14d) [probit], addressed by the person, the day the tie begins, and role.
inline double tie_fit(const Draws& that_day, Role role, const Params& p) noexcept {
  return p.tie_fit_sd * that_day.normal(Purpose::figure, first_fit_draw + static_cast<std::uint32_t>(role));
}

struct FigureShares {
  double of[role_count] = {};
};

BOWLBY_FN FigureShares figure_shares(double age, const bool has[role_count], const Tie ties[role_count],
                                     double separation, bool parents_apart, const Params& p) noexcept {
  FigureShares s;
  const double young = num::exp(-age / p.parent_weight_fall), grown = 1 - young;
  const auto at = [](Role r) { return static_cast<int>(r); };
  const double carers = (has[0] ? 1 : 0) + (has[1] ? 1 : 0) + (has[2] ? 1 : 0);
  const double rest = carers > 1 ? (1 - p.primary_carer_share) / (carers - 1) : 0;
  int first = has[0] ? 0 : has[1] ? 1 : 2;
  if (has[2] && age < 18) first = 2;  // whoever the child was placed with cares first
  for (int r = 0; r <= at(Role::carer); ++r)
    if (has[r]) s.of[r] = (parents_for_ever + young) * (r == first ? (carers > 1 ? p.primary_carer_share : 1.0) : rest);
  if (parents_apart && has[0]) s.of[at(Role::father)] *= p.apart_parent_weight;
  for (int r = at(Role::friend_a); r <= at(Role::friend_b); ++r)
    if (has[r]) s.of[r] = friend_weight * grown * (friend_unbound + num::min(ties[r].bond, closest_friend));
  const int partner = at(Role::partner), ex = at(Role::ex_partner), therapist = at(Role::therapist);
  if (has[partner]) s.of[partner] = grown * (partner_unbound + num::min(ties[partner].bond, closest_partner));
  if (has[ex]) s.of[ex] = p.protest_weight * grown * ties[ex].bond * num::min(separation, 1.0);
  double total = 0;
  for (double x : s.of) total += x;
  if (has[therapist])
    s.of[therapist] = p.help_weight / (1 - num::min(p.help_weight, most_of_all_help)) * (total > 0 ? total : 1);
  return s;
}

inline constexpr int sixteenths = 16;
inline constexpr std::uint64_t nobody_near = ~std::uint64_t{0};  // shares of somebody with nobody to turn to

// Shares as sixteen 4-bit slot numbers, most used first by slot order; `nobody_near` when there is nobody to turn to.
BOWLBY_FN std::uint64_t pack_shares(const FigureShares& s) noexcept {
  double total = 0;
  for (double x : s.of) total += x;
  if (!(total > 0)) return nobody_near;
  std::uint64_t packed = 0;
  double upto = 0;
  int filled = 0, last = 0;
  for (int r = 0; r < role_count; ++r) {
    if (!(s.of[r] > 0)) continue;
    upto += s.of[r];
    last = r;
    const int end = static_cast<int>(sixteenths * upto / total + .5);
    for (; filled < end; ++filled) packed |= static_cast<std::uint64_t>(r) << (4 * filled);
  }
  for (; filled < sixteenths; ++filled) packed |= static_cast<std::uint64_t>(last) << (4 * filled);
  return packed;
}

BOWLBY_FN int packed_slot(std::uint64_t packed, unsigned nibble) noexcept {
  return static_cast<int>(packed >> (4 * nibble) & 15);
}

}  // namespace bowlby
