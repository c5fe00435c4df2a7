// Social relations: everybody of a group rates everybody else. How much of a rating is the rater's way with all
// (actor), how much what all see in the rated one (partner), and how much is theirs alone (relationship, with the error
// of one answer)?
//
//   x_ij = m + a_i + b_j + g_ij     i rates j, in a group of n members, n >= 4
//   a_i  = (n-1)^2/(n(n-2)) r_i + (n-1)/(n(n-2)) c_i - (n-1)/(n-2) m;  b_i the same with r and c exchanged
//
// r_i is the mean of i's ratings, c_i of the ratings of i. Variances are those of Warner, Kenny & Stoto 1979 (J Pers
// Soc Psychol 37:1742-1757): unbiased, so one near none may come out below it. Members count as interchangeable: what
// is a mother's or a child's part in a family stands in the means, and raises actor and partner. Groups weigh by n-1;
// intervals are of groups, by Student's t.
#pragma once
#include <cstddef>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

struct RatedGroup {
  std::size_t members = 0;
  std::vector<double> ratings;  // row by row; the diagonal is never read; NaN: no answer
};

struct SocialRelations {
  Maybe actor, partner, relationship;  // variances, in the square of the ratings' unit
  Maybe generalised;                   // covariance of a_i and b_i: are those who rate high rated high?
  Maybe dyadic;                        // covariance of g_ij and g_ji: does the one return what the other gives?
  std::size_t groups = 0;              // used
  std::size_t small = 0, gaps = 0;     // left out: fewer than four members; an answer is missing
};

// Nothing in the five where fewer than two groups are left.
[[nodiscard]] SocialRelations social_relations(const std::vector<RatedGroup>&);

}  // namespace bowlby::evidence
