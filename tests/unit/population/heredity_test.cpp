// What is inherited: by twins as their kind does, by children half from each parent.
#include <cmath>

#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

TEST(Twins, ShareCarersAndGenesAsTheirKindDoes) {
  Scenario s = quiet(4000, .2);
  s.twins = true;
  const Told t = live(s);
  const Living& l = t.world.living;
  const Registry& r = t.world.registry;
  double sum = 0, n = 0, chance = 0;
  for (std::size_t i = 0; i + 1 < l.size(); i += 2) {
    const std::uint32_t a = l.id[i], b = l.id[i + 1];
    ASSERT_EQ(a + 1, b);
    EXPECT_EQ(r.birth_day[a], r.birth_day[b]);
    EXPECT_EQ(r.mother[a], r.mother[b]);
    EXPECT_EQ(r.father[a], r.father[b]);
    EXPECT_EQ(r.female[a], r.female[b]);
    EXPECT_EQ(r.arm[a], r.arm[b]);
    EXPECT_NE(l.stream_lo[i], l.stream_lo[i + 1]) << "each meets its own luck";
    const PersonRow &p = t.kept.people_[a], &q = t.kept.people_[b];
    EXPECT_EQ(p.twin_pair, q.twin_pair);
    EXPECT_EQ(p.identical, q.identical);
    if (p.identical) {
      EXPECT_EQ(l.gene_anxiety[i], l.gene_anxiety[i + 1]);
      EXPECT_EQ(l.gene_avoidance[i], l.gene_avoidance[i + 1]);
      EXPECT_EQ(l.gene_mood[i], l.gene_mood[i + 1]);
      EXPECT_EQ(l.gene_telling[i], l.gene_telling[i + 1]);
      EXPECT_NE(l.temperament[i], l.temperament[i + 1]) << "not all of temperament is inherited";
      continue;
    }
    for (const auto* gene : {&l.gene_anxiety, &l.gene_avoidance, &l.gene_mood, &l.gene_telling}) {
      sum += static_cast<double>((*gene)[i]) * static_cast<double>((*gene)[i + 1]);
      n += 1;
    }
    chance += static_cast<double>(l.threshold[i] == l.threshold[i + 1]);
  }
  ASSERT_EQ(n, 4000);
  // the product of two standard normals that correlate r has variance 1 + r^2
  EXPECT_NEAR(sum / n, .5, 4 * std::sqrt(1.25 / n)) << "fraternal twins share half";
  EXPECT_EQ(chance, 0);
}

TEST(Genes, OfChildrenAreHalfOfEachParentAndNew) {
  Scenario s = lively(1500, 45, 2);
  s.deaths = s.adversity = false;
  Engine run(s, published(), demography_alone());
  run_to_end(run);
  const World& w = run.world();
  const Living& l = w.living;
  double square = 0, with_mother = 0, n = 0;
  for (std::size_t i = 0; i < l.size(); ++i) {
    const std::uint32_t id = l.id[i];
    if (w.registry.generation[id] != 2 || !w.is_living(w.registry.mother[id])) continue;
    const std::size_t m = w.registry.slot[w.registry.mother[id]];
    for (const auto* gene : {&l.gene_anxiety, &l.gene_avoidance, &l.gene_mood, &l.gene_telling}) {
      const double own = static_cast<double>((*gene)[i]), mothers = static_cast<double>((*gene)[m]);
      square += own * own;
      with_mother += own * mothers;
      n += 1;
    }
  }
  ASSERT_GT(n, 1500);
  // siblings are not independent: a family counts as less than its children; halve n to be safe
  EXPECT_NEAR(square / n, 1, 4 * std::sqrt(2 / (n / 2)));
  EXPECT_NEAR(with_mother / n, .5, 4 * std::sqrt(1.25 / (n / 2)));
}

}  // namespace
}  // namespace bowlby
