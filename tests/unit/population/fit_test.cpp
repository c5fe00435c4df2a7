// The fit of two people (14d): drawn once for a tie, of its own for every tie, felt wherever the figure answers.
#include "model/years/figures.hpp"
#include "population/families.hpp"
#include "population/people.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

struct Village : World {
  explicit Village(std::uint32_t founders, bool twins = false, double spread = Params{}.tie_fit_sd)
      : World(scene(founders, twins, spread), published()) {
    bear_founders(*this);
  }
  static Scenario scene(std::uint32_t founders, bool twins, double spread) {
    Scenario s;
    s.founders = founders;
    s.birth_years = 1e-9;
    s.twins = twins;
    s.params.tie_fit_sd = spread;
    return s;
  }
  double fit(std::size_t slot, Role role) const { return load_tie(living, tie(slot, role)).fit; }
};

double sum_of(const Village& w, std::size_t n, double (*what)(const Village&, std::size_t)) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += what(w, i);
  return sum / static_cast<double>(n);
}
double mothers(const Village& w, std::size_t i) { return w.fit(i, Role::mother); }
double mothers_squared(const Village& w, std::size_t i) { return mothers(w, i) * mothers(w, i); }
double both_parents(const Village& w, std::size_t i) { return mothers(w, i) * w.fit(i, Role::father); }
double both_twins(const Village& w, std::size_t i) { return mothers(w, 2 * i) * mothers(w, 2 * i + 1); }

TEST(Fit, IsAsWideAsItsRowSaysAndApartForEachFigure) {
  constexpr int people = 8000;
  const Village w(people, false, .2);
  const double n = people, variance = .2 * .2;
  EXPECT_NEAR(sum_of(w, people, mothers), 0, 4 * .2 / std::sqrt(n));
  EXPECT_NEAR(sum_of(w, people, mothers_squared), variance, 4 * variance * std::sqrt(2 / n));
  EXPECT_NEAR(sum_of(w, people, both_parents), 0, 4 * variance / std::sqrt(n));
}

TEST(Fit, IsNotSharedByTwinsNorByIdenticalOnes) {
  constexpr int pairs = 4000;
  const Village w(2 * pairs, true, .2);
  ASSERT_EQ(w.living.tie_other[w.tie(0, Role::mother)], w.living.tie_other[w.tie(1, Role::mother)]);
  EXPECT_NEAR(sum_of(w, pairs, both_twins), 0, 4 * .04 / std::sqrt(static_cast<double>(pairs)));
}

TEST(Fit, DoesNotDependOnHowManyPeopleThereAre) {
  const Village few(20), many(300);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(few.fit(i, Role::mother), many.fit(i, Role::mother)) << i;
    EXPECT_EQ(few.fit(i, Role::father), many.fit(i, Role::father)) << i;
  }
}

TEST(Fit, IsZeroWithoutItsEdge) {
  Scenario s = Village::scene(20, false, .2);
  s.edges.cut(find_edge("fit_to_response"));
  World w(s, published());
  bear_founders(w);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(load_tie(w.living, w.tie(i, Role::mother)).fit, 0);
}

TEST(Fit, IsPartOfWhatAFigureAnswers) {
  const Village w(20);
  const Subject s = subject_of(w, 3);
  const std::uint32_t mother = s.figure_id[0];
  EXPECT_NE(s.ties[0].fit, 0);
  EXPECT_EQ(s.figures[0].mean, static_cast<double>(w.registry.give_mean[mother]) + s.ties[0].fit);
}

TEST(Fit, StaysWhileATieLastsAndGoesAlongToAFormerPartner) {
  Village w(4);
  const double with_mother = w.fit(0, Role::mother);
  start_courting(w, 0, 1);
  const double with_partner = w.fit(0, Role::partner);
  EXPECT_NE(with_partner, 0);
  EXPECT_EQ(w.fit(1, Role::partner), with_partner) << "two people go together equally well";
  end_union(w, 0);
  EXPECT_EQ(w.fit(0, Role::ex_partner), with_partner);
  EXPECT_EQ(w.fit(0, Role::partner), 0);
  EXPECT_EQ(w.fit(0, Role::mother), with_mother);
}

}  // namespace
}  // namespace bowlby
