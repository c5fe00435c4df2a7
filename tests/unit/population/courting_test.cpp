// A meeting is a time of courting; what becomes of it, and who counts as living together meanwhile.
#include "model/years/couple.hpp"
#include "population/families.hpp"
#include "population/month.hpp"
#include "population/people.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Scenario few() {
  Scenario s;
  s.founders = 4;
  s.birth_years = 1e-9;
  return s;
}

struct Village : World {
  std::vector<std::uint16_t> sure = std::vector<std::uint16_t>(4, is_sure);

  Village() : World(few(), published()) {
    month = 25 * 12;
    bear_founders(*this);
    for (float& nu : living.general_nu) nu = static_cast<float>(typical_fear);
  }
  std::vector<EventKind> told() {
    std::vector<EventKind> kinds;
    for (const EventRow& e : pending_events)
      if (e.kind == EventKind::union_start || e.kind == EventKind::union_end) kinds.push_back(e.kind);
    pending_events.clear();
    return kinds;
  }
  bool together() const { return living.tie_other[tie(0, Role::partner)] == living.id[1]; }
};

TEST(Courting, BecomesAUnionOnceBothAreSure) {
  Village w;
  start_courting(w, 0, 1);
  EXPECT_TRUE(w.together());
  EXPECT_TRUE(w.is_courting(0) && w.is_courting(1));
  EXPECT_EQ(w.lives_with(0), nobody);
  EXPECT_TRUE(w.told().empty());
  ++w.month;
  w.sure[1] = 0;  // one of them is not
  settle_courtings(w, w.sure);
  EXPECT_TRUE(w.is_courting(0));
  w.sure[1] = is_sure;
  settle_courtings(w, w.sure);
  EXPECT_FALSE(w.is_courting(0));
  EXPECT_EQ(w.lives_with(0), w.living.id[1]);
  EXPECT_EQ(w.living.union_start[1], static_cast<float>(w.today()));
  EXPECT_EQ(w.told(), std::vector<EventKind>(2, EventKind::union_start));
}

TEST(Courting, EndsWithoutAWordWhenItsTimeIsOver) {
  Village w;
  start_courting(w, 0, 1);
  w.sure.assign(4, 0);
  for (int k = 1; k <= 12; ++k) {
    EXPECT_TRUE(w.together()) << "month " << k;
    ++w.month;
    settle_courtings(w, w.sure);
  }
  EXPECT_FALSE(w.together());
  EXPECT_TRUE(w.told().empty());
  EXPECT_GT(w.living.separation[0], 0) << "what had grown is mourned";
  EXPECT_EQ(w.living.union_start[0], 0) << "still before the first union";
}

TEST(Courting, InVainDoesNotTakeThePlaceOfSomebodyOneHangsOnMore) {
  Village w;
  const std::size_t ex = w.tie(0, Role::ex_partner);
  form_union(w, 0, 2);
  w.living.tie_bond[w.tie(0, Role::partner)] = .9f;
  end_union(w, 0);
  start_courting(w, 0, 1);
  EXPECT_GT(w.living.union_start[0], 0);
  end_union(w, 0);
  EXPECT_EQ(w.living.tie_other[ex], w.living.id[2]);
  EXPECT_EQ(w.living.union_start[0], static_cast<float>(w.today())) << "a later union has its own table";
  w.living.tie_bond[ex] = .1f;
  start_courting(w, 0, 1);
  end_union(w, 0);
  EXPECT_EQ(w.living.tie_other[ex], w.living.id[1]);
}

TEST(Courting, AsksNothingWhereItsEdgeIsCut) {
  Village w;
  w.params.courting_bond = 0;
  start_courting(w, 0, 1);
  EXPECT_FALSE(w.is_courting(0));
  EXPECT_EQ(w.told(), std::vector<EventKind>(2, EventKind::union_start));
}

// The more is asked, the fewer unions there are.
TEST(Courting, KeepsSomeFromAUnion) {
  const auto unions = [](double bond) {
    Scenario s = lively(300, 40, 1);
    s.params.courting_bond = bond;
    s.params.courting_from_fear = 0;
    return live(s).kept.of(EventKind::union_start).size();
  };
  const std::size_t all = unions(0), most = unions(.35), none = unions(5);
  EXPECT_LT(most, all);
  EXPECT_GT(most, all / 3);
  EXPECT_EQ(none, 0u);
}

}  // namespace
}  // namespace bowlby
