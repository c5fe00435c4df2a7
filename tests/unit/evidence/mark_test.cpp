#include "evidence/mark.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby::evidence {
namespace {

Mark mark(const char* id, std::optional<double> low, std::optional<double> high) {
  Mark m;
  m.id = id;
  m.low = low;
  m.high = high;
  return m;
}

Estimate at(double value) { return {value, value - 1, value + 1, 10, 0}; }

TEST(Mark, ABandMayBeOpen) {
  EXPECT_EQ(judge(mark("a", 3, 9), nullptr, at(3)).verdict, Verdict::inside);
  EXPECT_EQ(judge(mark("a", 3, 9), nullptr, at(9.1)).verdict, Verdict::outside);
  EXPECT_EQ(judge(mark("a", {}, .4), nullptr, at(-7)).verdict, Verdict::inside);
  EXPECT_EQ(judge(mark("a", {}, .4), nullptr, at(.41)).verdict, Verdict::outside);
  EXPECT_EQ(judge(mark("a", 1.5, {}), nullptr, at(1.4)).verdict, Verdict::outside);
  EXPECT_EQ(judge(mark("a", 1.5, {}), nullptr, std::nullopt).verdict, Verdict::unmeasured);
}

TEST(Mark, TakesTheBandOfItsTargetOnlyWithoutOneOfItsOwn) {
  Target t;
  t.statistic = Statistic::odds_ratio;
  t.estimate = 3;
  t.ci_low = 2.5;
  t.ci_high = 3.5;
  const MarkRow theirs = judge(mark("a", {}, {}), &t, at(2)), own = judge(mark("a", 1.7, 5), &t, at(2));
  EXPECT_EQ(theirs.low, 2.5);
  EXPECT_EQ(theirs.verdict, Verdict::outside);
  EXPECT_EQ(own.verdict, Verdict::inside);
}

TEST(Mark, MissesComeFirstTheFarthestBeforeTheOthers) {
  std::vector<MarkRow> rows{judge(mark("open", {}, 2), nullptr, at(3)),    // half its edge beyond
                            judge(mark("none", 1, 2), nullptr, {}),        //
                            judge(mark("in", 1, 2), nullptr, at(1.5)),     //
                            judge(mark("far", 1, 2), nullptr, at(-3)),     // four widths below
                            judge(mark("zero", {}, 0.), nullptr, at(.2)),  // an edge of no size: as it is
                            judge(mark("near", 1, 2), nullptr, at(2.9))};
  sort_misses_first(rows);
  std::string order;
  for (const MarkRow& r : rows) order += r.mark.id + " ";
  EXPECT_EQ(order, "far near open zero in none ");
  EXPECT_DOUBLE_EQ(distance(rows[0]), 4);
  EXPECT_EQ(distance(rows[4]), 0);
}

}  // namespace
}  // namespace bowlby::evidence
