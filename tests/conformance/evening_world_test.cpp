// An evening of two, lived by the scenes and by the reference: every column of both lanes, for the people of all cases.
#include <gtest/gtest.h>

#include <cmath>

#include "conformance/worlds.hpp"
#include "reference/evening.hpp"
#include "scenes/evening.hpp"

namespace bowlby::conformance {
namespace {

using reference::Differently;

constexpr double tolerance = 1e-12;

// The person of a case with what it expects of the first figure that is there.
reference::OneOfTwo one_of(const Case& c, double share) {
  reference::OneOfTwo one{c.person, c.person.general, .4, share};
  for (const reference::Figure& f : c.figures)
    if (f.present) {
      one.belief = f.belief;
      one.bond = f.bond;
    }
  return one;
}

reference::EveningCase evening(const Case& c, const Case& d, std::size_t n) {
  const scenes::MomentOfLife& m = scenes::moments[n % scenes::moments.size()];
  reference::EveningCase e;
  e.numbers = c.numbers;
  e.seed = c.seed + n;
  e.number = static_cast<std::uint32_t>(n);
  e.two = {one_of(c, .5), one_of(d, .25)};
  e.starts = static_cast<int>(n / 2 % 2);
  e.heat = n % 3 == 0 ? 1 : 0;
  e.apart_until = m.apart_until;
  e.separation = m.separation;
  e.hours_apart = m.hours_apart;
  e.withdrawn = m.withdrawn;
  for (const scenes::Hit& h : m.first) e.first.push_back({h.minute, h.size});
  for (const scenes::Hit& h : m.other) e.other.push_back({h.minute, h.size});
  e.change = static_cast<Differently>(n % 7 % 6);
  e.who = static_cast<int>(n % 2);
  e.at = 5 + static_cast<double>(n % 5) * 4;
  e.minutes = 25;
  return e;
}

scenes::Evening lived(const reference::EveningCase& e, const Case& numbers) {
  scenes::Couple couple;
  for (std::size_t j = 0; j < 2; ++j) {
    const reference::OneOfTwo& r = e.two[j];
    couple.one[j] = {person_of(r.person), Tie{in(r.belief), r.bond}, r.partner_share};
  }
  scenes::EveningPlan plan;
  plan.moment = {"", e.apart_until, e.separation, e.hours_apart, e.withdrawn, {}, {}};
  for (std::size_t i = 0; i < 3; ++i) {
    plan.moment.first[i] = {e.first[i].minute, e.first[i].size};
    plan.moment.other[i] = {e.other[i].minute, e.other[i].size};
  }
  plan.starts = e.starts;
  plan.heat = e.heat;
  plan.change = {static_cast<scenes::ChangeKind>(e.change), e.who, e.at, e.minutes};
  return scenes::live_evening(couple, plan, params_of(numbers), e.seed, e.number);
}

void expect_alike(const scenes::Lane& ours, const std::vector<reference::TurnSeen>& slow) {
  ASSERT_EQ(ours.shows.size(), slow.size());
  const auto near = [](double a, double b) { return std::fabs(a - b) <= tolerance * std::fmax(1, std::fabs(b)); };
  for (std::size_t i = 0; i < slow.size(); ++i) {
    ASSERT_EQ(static_cast<int>(ours.shows[i]), slow[i].shows) << "turn " << i;
    EXPECT_PRED2(near, ours.sees[i], slow[i].sees) << "sees, turn " << i;
    EXPECT_PRED2(near, ours.distress[i], slow[i].distress) << "distress, turn " << i;
    EXPECT_PRED2(near, ours.activation[i], slow[i].activation) << "activation, turn " << i;
    EXPECT_PRED2(near, ours.security[i], slow[i].security) << "security, turn " << i;
    EXPECT_PRED2(near, ours.withdrawal[i], slow[i].withdrawal) << "withdrawal, turn " << i;
    EXPECT_PRED2(near, ours.hit[i], slow[i].hit) << "hit, turn " << i;
  }
}

TEST(Evening, IsLivedAsTheReferenceLivesIt) {
  const std::vector<Case> all = cases();
  std::array<int, 6> shown{};
  for (std::size_t n = 0; n < 6 * all.size(); ++n) {
    const Case &c = all[n % all.size()], &d = all[(n * 5 + 1) % all.size()];
    const reference::EveningCase e = evening(c, d, n);
    SCOPED_TRACE(c.name + " and " + d.name + ", evening " + std::to_string(n));
    const scenes::Evening ours = lived(e, c);
    const auto slow = reference::live(e);
    for (std::size_t j = 0; j < 2; ++j) expect_alike(ours.lane[j], slow[j]);
    if (HasFailure()) return;  // the first is enough to look at
    for (const scenes::Lane& lane : ours.lane)
      for (const scenes::Shown s : lane.shows) ++shown[static_cast<std::size_t>(s)];
  }
  for (std::size_t s = 0; s < shown.size(); ++s) EXPECT_GT(shown[s], 50) << scenes::shown_names[s];
}

}  // namespace
}  // namespace bowlby::conformance
