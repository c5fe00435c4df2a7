#include "model/years/reflection.hpp"

#include <gtest/gtest.h>

#include "model/edges.hpp"
#include "model/years/giving.hpp"

namespace bowlby {
namespace {

Belief ordinary(const Params& p) {
  return {p.usual_expectation, p.usual_unpredictability, p.usual_rebuff, p.usual_fright};
}

double grown_up_with(const Belief& care, double telling, const Params& p) {
  double R = 0;
  for (int month = 0; month < 12 * 18; ++month) R = reflection_after_month(R, care, telling, month / 12.0, 0, 0, p);
  return R;
}

TEST(Reflection, of_ordinary_care_is_ordinary) {
  const Params p;
  EXPECT_NEAR(grown_up_with(ordinary(p), 0, p), 0, 1e-12);
}

TEST(Reflection, rises_with_being_met_and_falls_with_rebuff_and_fright) {
  const Params p;
  Belief met = ordinary(p), dismissed = met, frightened = met;
  met.mu += .1, dismissed.kappa += .1, frightened.phi += .1;
  EXPECT_GT(grown_up_with(met, 0, p), .1);
  EXPECT_LT(grown_up_with(dismissed, 0, p), -.1);
  EXPECT_LT(grown_up_with(frightened, 0, p), -.1);
  EXPECT_GT(grown_up_with(ordinary(p), 1, p), 0) << "and with what is inherited";
}

TEST(Reflection, is_learned_early_and_then_kept) {
  const Params p;
  Belief met = ordinary(p);
  met.mu += .2;
  const double child = grown_up_with(met, 0, p);
  double late = 0;
  for (int month = 12 * 30; month < 12 * 48; ++month)
    late = reflection_after_month(late, met, 0, month / 12.0, 0, 0, p);
  EXPECT_LT(late, .4 * child);
  EXPECT_GT(late, 0);
}

TEST(Reflection, rises_in_therapy) {
  const Params p;
  double with = -1, without = -1;
  for (int month = 0; month < 12; ++month) {
    with = reflection_after_month(with, ordinary(p), 0, 30, 1, 0, p);
    without = reflection_after_month(without, ordinary(p), 0, 30, 0, 0, p);
  }
  EXPECT_GT(with, without + .2);
  EXPECT_LT(with, reflection_in_therapy);
}

TEST(Reflection, makes_giving_better_steadier_and_less_frightening_and_each_has_a_switch) {
  const Params p;
  Person plain, sees;
  plain.reflection = -1, sees.reflection = 1;
  const Giving a = giving_of(plain, p), b = giving_of(sees, p);
  EXPECT_NEAR(b.mean - a.mean, 2 * p.giving_from_reflection, 1e-12);
  EXPECT_LT(b.momentary, a.momentary);
  EXPECT_LT(b.fright, a.fright);
  EXPECT_LT(b.rebuff, a.rebuff);
  EdgeSet edges = EdgeSet::all();
  for (const char* name :
       {"reflection_to_giving", "reflection_to_consistency", "reflection_to_rebuff", "reflection_to_fright"})
    edges.cut(find_edge(name));
  const Params cut = edges.apply(p);
  const Giving c = giving_of(plain, cut), d = giving_of(sees, cut);
  EXPECT_EQ(c.mean, d.mean);
  EXPECT_EQ(c.momentary, d.momentary);
  EXPECT_EQ(c.rebuff, d.rebuff);
  EXPECT_EQ(c.fright, d.fright);
}

// Words count among equals; a baby's carer reads its signals.
TEST(Reflection, makes_a_bid_to_an_equal_clearer) {
  const Params p;
  Giver friendly{.2, .2, 0, 0, 0, 0, 0, 1}, carer = friendly;
  carer.peer = 0;
  const double clear = clarity_of(1, p), dim = clarity_of(-1, p);
  EXPECT_GT(response(friendly, 1, clear, 0, p), response(friendly, 1, dim, 0, p));
  EXPECT_EQ(response(friendly, 2, clear, 0, p), response(friendly, 2, dim, 0, p)) << "who presses does not name";
  EXPECT_EQ(response(carer, 1, clear, 0, p), response(carer, 1, dim, 0, p));
}

}  // namespace
}  // namespace bowlby
