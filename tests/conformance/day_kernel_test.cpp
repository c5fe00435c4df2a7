// The fast path against the plain one: a day lived by the vector kernel must be, to the bit, the day lived one person
// and one moment at a time with model/step.hpp, whose moments the reference implementation has checked.
#include <gtest/gtest.h>

#include "model/step.hpp"
#include "model/traits.hpp"
#include "population/run.hpp"

namespace bowlby {
namespace {

struct PlainDay {
  Person person;
  Tie ties[role_count];
};

int moments_today(const Draws& draws, double rate) {
  const double u = num::unit(draws.block(Purpose::day, 0).w[0]);
  double term = num::exp(-rate), upto = term;
  int k = 0;
  while (u > upto && k < 24) {
    ++k;
    term *= k <= 4 ? rate * (1.0 / k) : rate / k;
    upto += term;
  }
  return k;
}

float as_stored(double x) { return static_cast<float>(x); }

PlainDay live_plainly(const World& w, std::size_t slot, std::int32_t day) {
  const Params& p = w.params;
  const Draws draws = w.draws_of(slot, day);
  const Subject s = subject_of(w, slot);
  PlainDay out{load_person(w.living, slot), {}};
  for (int k = 0; k < role_count; ++k) out.ties[k] = s.ties[k];
  Mood mood = mood_of(out.person);
  const Traits traits = traits_of(out.person, p);
  const int n = moments_today(draws, out.person.moment_rate);
  double clock = 0;
  for (int e = 1; e <= n; ++e) {
    const num::Block a = draws.block(Purpose::moment_a, static_cast<std::uint32_t>(e));
    const num::Block b = draws.block(Purpose::moment_b, static_cast<std::uint32_t>(e));
    const double hour = 7 + 16.0 * (e - 1 + num::unit(a.w[0])) / n;
    const int role = static_cast<int>(w.living.shares[slot] >> (4 * (b.w[2] >> 28)) & 15);
    const MomentDraws draw{num::max(0.0, hour - clock), p.stress_size * num::exponential(num::unit(a.w[1])),
                           num::unit(a.w[2]), num::box_muller(num::unit(b.w[0]), num::unit(b.w[1])), num::unit(a.w[3])};
    Tie& tie = out.ties[role];
    moment_step(mood, tie, traits, s.figures[role], draw, p);
    tie = {{as_stored(tie.belief.mu), as_stored(tie.belief.nu), as_stored(tie.belief.kappa), as_stored(tie.belief.phi)},
           as_stored(tie.bond)};
    clock = hour + p.contact_hours;
  }
  keep_mood(out.person, mood);
  return out;
}

Scenario children() {
  Scenario s;
  s.seed = 11;
  s.founders = 40;
  s.birth_years = .5;
  s.years = 1.5;
  s.unions = s.friends = s.deaths = s.adversity = false;
  return s;
}

class DayKernel : public ::testing::TestWithParam<Isa> {};

TEST_P(DayKernel, LivesTheDayThatPlainCodeLives) {
  if (!isa_available(GetParam()))
    GTEST_SKIP() << "this processor does not have " << isa_name(GetParam()) << " (since 2026-11-21; none was at hand)";
  RunOptions options;
  options.threads = 1;
  options.isa = GetParam();
  bowlby::Run run(children(), LifeTables{}, options);
  World before = run.world();
  std::int32_t last = -1;
  int compared = 0, moved = 0;
  run.after_day = [&](const World& w, std::int32_t day) {
    // within a month only days change people, so yesterday evening is this morning
    if (day == last + 1 && before.living.size() == w.living.size() && before.month == w.month) {
      for (std::size_t i = 0; i < w.living.size(); ++i) {
        const PlainDay plain = live_plainly(before, i, day);
        EXPECT_EQ(as_stored(plain.person.coregulation), w.living.coregulation[i]) << "day " << day << " person " << i;
        EXPECT_EQ(as_stored(plain.person.substitute), w.living.substitute[i]);
        EXPECT_EQ(as_stored(plain.person.active), w.living.active[i]);
        for (int k = 0; k < 2; ++k) {
          const std::size_t t = i * role_count + static_cast<std::size_t>(k);
          EXPECT_EQ(as_stored(plain.ties[k].belief.mu), w.living.tie_mu[t]) << "day " << day << " person " << i;
          EXPECT_EQ(as_stored(plain.ties[k].belief.nu), w.living.tie_nu[t]);
          EXPECT_EQ(as_stored(plain.ties[k].belief.kappa), w.living.tie_kappa[t]);
          EXPECT_EQ(as_stored(plain.ties[k].belief.phi), w.living.tie_phi[t]);
          EXPECT_EQ(as_stored(plain.ties[k].bond), w.living.tie_bond[t]);
          moved += before.living.tie_mu[t] != w.living.tie_mu[t] ? 1 : 0;
        }
        ++compared;
      }
    }
    before = w;
    last = day;
  };
  while (!run.done()) run.step_month(nullptr, nullptr);
  EXPECT_GT(compared, 10000);
  EXPECT_GT(moved, compared);  // more than one belief a day: the test saw real days
}

INSTANTIATE_TEST_SUITE_P(Isas, DayKernel, ::testing::Values(Isa::base, Isa::v3, Isa::v4), [](const auto& isa) {
  return isa.param == Isa::base ? "base" : isa.param == Isa::v3 ? "v3" : "v4";
});

}  // namespace
}  // namespace bowlby
