// What a trial finds does not depend on how many take part: the difference between its arms is the same in many small
// towns as in one large.
//
// Equivalence: the difference of the two effects must lie within `margin` standard deviations of the outcome with 90
// per cent confidence. Partners count as one, as if they were wholly alike, so the interval is rather too wide than too
// narrow. An effect that is hardly there would be the same anywhere, so it must be plain, too.
#include <array>
#include <thread>

#include "metamorphic/towns.hpp"

namespace bowlby::metamorphic {
namespace {

constexpr double margin = .3, plain = .2;  // standard deviations

struct Design {
  const char* name;
  std::uint32_t people, towns;
  Scenario scenario;
  Wave wave;
  Measure outcome;
};

Scenario two_arms(double years) {
  Scenario s;
  s.seed = 5;
  s.years = years;
  s.birth_years = .5;
  s.deaths = s.adversity = s.friends = false;
  s.natural_help = 0;
  s.arms = {Arm{"given", .5, {}}, Arm{"wait", .5, {}}};
  return s;
}

Wave after_enrolment(Instrument instrument, int months) {
  Wave w;
  w.name = "after", w.instrument = instrument, w.after = EventKind::enrolment, w.months = {months};
  return w;
}

// Everybody alone: a blow, and the depressive symptoms three months later.
Design of_persons() {
  Design d{"persons", 5400, 36, two_arms(19.2), after_enrolment(Instrument::symptoms, 3), Measure::symptoms_depression};
  d.scenario.unions = false;
  d.scenario.assignment = {.at = ArmTime::age, .age = 18};
  d.scenario.events = {{.kind = LifeEventKind::pulse, .size = 2, .arm = "given", .care = {}, .after = 0}};
  return d;
}

// Two together: couple work, and how much each presses the other.
Design of_couples() {
  Design d{"couples", 1800, 12, two_arms(25.2), after_enrolment(Instrument::behaviour, 12), Measure::behaviour_presses};
  d.scenario.params.standards = -5;  // most people find a partner
  d.scenario.assignment = {.unit = ArmUnit::couple, .at = ArmTime::age, .age = 23.5};
  d.scenario.help = {{.kind = HelpKind::couple_work, .dose = 1, .arm = "given", .after = 1}};
  return d;
}

using Arms = std::array<Sums, 2>;

Arms lived(const Design& d, std::uint32_t towns) {
  Arms arms;
  for (std::uint32_t r = 0; r < towns; ++r) {
    Study study;
    study.scenario = d.scenario;
    study.scenario.founders = d.people / towns;
    study.scenario.replicate = towns == 1 ? d.towns : r;  // luck of its own
    study.scenario.followed = 1ull << static_cast<unsigned>(EventKind::enrolment);
    study.waves = {d.wave};
    RunOptions options;
    options.threads = 1;
    Engine run(study.scenario, test::published(), options);
    Kept kept;
    Survey survey(study, kept);
    test::run_to_end(run, &survey, &kept);
    run.hand_over(kept);
    for (const ObservationRow& o : kept.observations_)
      if (o.measure == static_cast<std::uint16_t>(d.outcome) && !std::isnan(o.value))
        arms[kept.people_.at(o.person).arm].see(static_cast<double>(o.value));
  }
  return arms;
}

// In the outcome's units, with its variance.
std::pair<double, double> effect(const Arms& arms, bool couples) {
  const double alike = couples ? 2 : 1;
  const double variance = arms[0].sd() * arms[0].sd() / arms[0].n + arms[1].sd() * arms[1].sd() / arms[1].n;
  return {arms[0].mean() - arms[1].mean(), alike * variance};
}

// One unit for both: each with an own one, the luck of a skewed outcome's spread would look like a difference.
double waiting_sd(const Arms& few, const Arms& many) {
  return std::sqrt(.5 * (few[1].sd() * few[1].sd() + many[1].sd() * many[1].sd()));
}

class ArmsAndSize : public testing::TestWithParam<Design (*)()> {};

TEST_P(ArmsAndSize, AnEffectIsTheSameAmongFewAndMany) {
  const Design d = GetParam()();
  const bool couples = d.scenario.assignment.unit == ArmUnit::couple;
  Arms few, many;
  std::thread other([&] { many = lived(d, 1); });
  few = lived(d, d.towns);
  other.join();
  const auto [few_gain, few_variance] = effect(few, couples);
  const auto [many_gain, many_variance] = effect(many, couples);
  const double sd = waiting_sd(few, many), small = few_gain / sd, large = many_gain / sd;
  const double half = 1.645 * std::sqrt(few_variance + many_variance) / sd;
  std::printf("## %s: %.3f in %u towns, %.3f in one; difference %.3f +- %.3f (n %.0f, %.0f)\n", d.name, small, d.towns,
              large, small - large, half, few[0].n + few[1].n, many[0].n + many[1].n);
  EXPECT_GT(std::abs(small), plain);
  EXPECT_GT(std::abs(large), plain);
  EXPECT_LT(std::abs(small - large) + half, margin);
}

INSTANTIATE_TEST_SUITE_P(Trials, ArmsAndSize, testing::Values(of_persons, of_couples),
                         [](const auto& p) { return std::string(p.param().name); });

}  // namespace
}  // namespace bowlby::metamorphic
