// The fast path against the plain one: a day lived by the vector kernel must be, to the bit and in every stored column,
// the day lived one person and one moment at a time by model/day.hpp, which the reference has checked.
#include <gtest/gtest.h>

#include "model/day.hpp"
#include "population/run.hpp"

namespace bowlby {
namespace {

double as_stored(double x) { return static_cast<double>(static_cast<float>(x)); }

// Rounds where the population stores: a tie after every moment, a mood before the night.
struct Rounded {
  static void moment(const MomentOfDay&, int, const Moment&, const Mood&, Tie& tie) {
    Belief& b = tie.belief;
    b = {as_stored(b.mu), as_stored(b.nu), as_stored(b.kappa), as_stored(b.phi)};
    tie.bond = as_stored(tie.bond);
  }
  static void evening(Person& s) {
    for (double* x : {&s.distress, &s.security, &s.active, &s.coregulation, &s.substitute}) *x = as_stored(*x);
  }
};

struct PlainDay {
  Person person;
  Tie ties[role_count];
};

PlainDay live_plainly(const World& w, std::size_t slot, std::int32_t day) {
  const Subject s = subject_of(w, slot);
  PlainDay out{s.person, {}};
  for (int k = 0; k < role_count; ++k) out.ties[k] = s.ties[k];
  const auto partner = static_cast<std::size_t>(Role::partner);
  const double pressed = s.has[partner] ? static_cast<double>(w.registry.today_presses[s.figure_id[partner]]) : 0;
  live_day(out.person, out.ties, s.figures, w.living.shares[slot], pressed, w.draws_of(slot, day), w.params, Rounded{});
  return out;
}

// Ordinary lives in which everything happens: unions and partings, children, loss, placement, therapy and practice.
Scenario ordinary() {
  Scenario s;
  s.seed = 11;
  s.founders = 60;
  s.birth_years = 20;
  s.years = 42;
  s.generations = 2;
  s.natural_help = 20;
  for (const HelpKind kind : {HelpKind::regulation, HelpKind::gratitude, HelpKind::couple_work, HelpKind::parenting}) {
    Help h;
    h.kind = kind;
    h.age = 24;
    h.dose = 1;
    h.share = .5;
    s.help.push_back(h);
  }
  s.params.press_withdraws = .5;
  return s;
}

LifeTables tables() {
  LifeTables t;
  for (ByAge* table : {&t.first_union[0], &t.first_union[1], &t.later_union[0], &t.later_union[1]}) table->fill(.3);
  t.union_end.fill(.05);
  t.birth_partnered.fill(.15);
  t.placement.fill(.01);
  t.death[0].fill(.004);
  t.death[1].fill(.004);
  return t;
}

class DayKernel : public ::testing::TestWithParam<Isa> {};

struct Seen {
  long days = 0, moved = 0, partnered = 0, withdrawn = 0, practised = 0, sad = 0, bereft = 0;
};

void compare(const World& before, const World& after, std::int32_t day, Seen& seen) {
  World morning = before;
  publish_morning(morning.living, morning.registry, 0, morning.living.size());
  for (std::size_t slot = 0; slot < after.living.size(); ++slot) {
    const PlainDay plain = live_plainly(morning, slot, day);
    const Person now = load_person(after.living, slot);
#define BOWLBY_FIELD(name, ...) \
  EXPECT_EQ(as_stored(plain.person.name), now.name) << #name << " of " << slot << ", day " << day;
    BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
    for (int k = 0; k < role_count; ++k) {
      const std::size_t t = slot * role_count + static_cast<std::size_t>(k);
      const Tie tie = load_tie(after.living, t), was = load_tie(before.living, t);
      EXPECT_EQ(plain.ties[k].belief.mu, tie.belief.mu) << role_name(static_cast<Role>(k)) << " of " << slot;
      EXPECT_EQ(plain.ties[k].belief.nu, tie.belief.nu);
      EXPECT_EQ(plain.ties[k].belief.kappa, tie.belief.kappa);
      EXPECT_EQ(plain.ties[k].belief.phi, tie.belief.phi);
      EXPECT_EQ(plain.ties[k].bond, tie.bond);
      seen.moved += was.belief.mu != tie.belief.mu ? 1 : 0;
    }
    ++seen.days;
    seen.partnered += after.living.tie_other[after.tie(slot, Role::partner)] != nobody ? 1 : 0;
    seen.withdrawn += now.withdrawal > .01 ? 1 : 0;
    seen.practised += now.help_regulation + now.help_couple + now.help_gratitude > .1 ? 1 : 0;
    seen.sad += now.depression > .5 ? 1 : 0;
    seen.bereft += now.separation > .1 ? 1 : 0;
  }
}

TEST_P(DayKernel, LivesTheDayThatPlainCodeLives) {
  if (!isa_available(GetParam()))
    GTEST_SKIP() << "this processor does not have " << isa_name(GetParam()) << " (since 2026-11-21; none was at hand)";
  RunOptions options;
  options.threads = 1;
  options.isa = GetParam();
  bowlby::Run run(ordinary(), tables(), options);
  while (run.world().month < 33 * months_per_year) run.step_month(nullptr, nullptr);
  World before = run.world();
  std::int32_t last = -1;
  Seen seen;
  run.after_day = [&](const World& w, std::int32_t day) {
    // within a month only days change people, so yesterday evening is this morning; a few days of each month will do
    if (day == last + 1 && before.month == w.month && day % 7 == 0) compare(before, w, day, seen);
    before = w;
    last = day;
  };
  while (!run.done()) run.step_month(nullptr, nullptr);
  EXPECT_GT(seen.days, 10000);
  EXPECT_GT(seen.moved, seen.days / 4);
  for (const long n : {seen.partnered, seen.withdrawn, seen.practised, seen.sad, seen.bereft}) EXPECT_GT(n, 200);
}

INSTANTIATE_TEST_SUITE_P(Isas, DayKernel, ::testing::Values(Isa::base, Isa::v3, Isa::v4), [](const auto& isa) {
  return isa.param == Isa::base ? "base" : isa.param == Isa::v3 ? "v3" : "v4";
});

}  // namespace
}  // namespace bowlby
