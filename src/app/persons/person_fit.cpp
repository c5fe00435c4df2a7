#include "app/persons/person_fit.hpp"

#include <algorithm>
#include <cmath>

#include "fit/particles.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double wide = 1.5, farthest = 3;  // in spreads
constexpr int most_climb = 50;
constexpr std::size_t first_points = 40, next_points = 48;  // of the parabola, around what is believed so far
constexpr double around = 2;                                // standard deviations
constexpr std::size_t haven = 2;
constexpr std::uint64_t guesses = 0x6775657373696e67u;  // keeps their luck apart from that of lives

fit::Box whole_reach() {
  fit::Box box{std::vector<double>(writer_traits, -farthest), std::vector<double>(writer_traits, farthest)};
  box.low[haven] *= 2, box.high[haven] *= 2;  // which every diary tells well
  return box;
}

fit::LogDensity density_of(const PersonModel& m, const PersonDiary& d) {
  return [&m, &d](fit::Values at) { return person_log_likelihood(m, d, at); };
}

// The level of felt security is where the search for the haven begins.
double first_haven(const PersonModel& m, const PersonDiary& d) {
  std::vector<double> told;
  for (const SeenPrompt& s : d.prompts)
    if (!std::isnan(s.security)) told.push_back(s.security);
  if (told.empty()) return 0;
  const double level = (fit::quantile(std::move(told), .5) - 1) / 6;
  return num::clamp((unbounded(haven, level) - m.centre[haven]) / m.spread[haven], -2 * farthest, 2 * farthest);
}

}  // namespace

WriterTruth PersonModel::natural(fit::Values z) const {
  WriterTruth out{};
  for (std::size_t d = 0; d < writer_traits; ++d) out[d] = bounded(d, centre[d] + spread[d] * z[d]);
  return out;
}

std::array<double, writer_traits> PersonModel::units(const WriterTruth& at) const {
  std::array<double, writer_traits> out{};
  for (std::size_t d = 0; d < writer_traits; ++d) out[d] = (unbounded(d, at[d]) - centre[d]) / spread[d];
  return out;
}

PersonModel person_model(std::span<const Subject> people, const Params& p) {
  constexpr double least_spread = 1e-3;  // where everybody is alike
  PersonModel out;
  out.params = p;
  out.usual = usual_writer(people, p);
  for (std::size_t d = 0; d < writer_traits; ++d) {
    num::Moments m;
    for (const Subject& s : people) m.add(unbounded(d, writer_truth(s, p)[d]));
    out.centre[d] = m.mean, out.spread[d] = std::max(least_spread, m.deviation());
  }
  return out;
}

double person_log_likelihood(const PersonModel& m, const PersonDiary& d, fit::Values units) {
  const Writer writer = with_traits(m.usual, m.natural(units), m.params);
  UnseenDays days(d.prompts, m.prompts, m.noise, m.params,
                  {RunKey::of(m.seed ^ guesses, 0).key, {d.address[0], d.address[1]}, 0});
  const fit::Luck luck(m.seed, fit::Purpose::particles);
  return fit::particle_likelihood(
      m.particles, days.steps(), luck, [&](std::size_t) { return UnseenDays::begin(writer); },
      [&](UnseenLife& life, std::size_t guess, std::size_t k) { return days.step(life, writer, guess, k); },
      [](const UnseenLife& life) { return life.felt; });
}

fit::NormalPrior wide_person_prior() {
  return {std::vector<double>(writer_traits, 0.0), std::vector<double>(writer_traits, wide)};
}

fit::UnitFit first_fit(const PersonModel& m, const PersonDiary& d) {
  const auto likelihood = density_of(m, d);
  const fit::NormalPrior prior = wide_person_prior();
  std::vector<double> start(writer_traits, 0.0), steps(writer_traits, .7);
  start[haven] = first_haven(m, d), steps[haven] = .1;
  const auto top = fit::climb(likelihood, prior, whole_reach(), start, steps, most_climb);
  auto reach = fit::widths_at(likelihood, prior, top);
  for (double& r : reach) r *= around;
  return fit::smoothed(likelihood, prior, whole_reach(), top, reach, first_points);
}

PersonEstimate second_fit(const PersonModel& m, const PersonDiary& d, const fit::UnitFit& first,
                          const fit::NormalPrior& prior) {
  const auto likelihood = density_of(m, d);
  const auto start = fit::shrunk(first, wide_person_prior(), prior);
  const fit::Matrix before = fit::posterior_covariance(first, prior);
  std::vector<double> reach;
  for (std::size_t k = 0; k < writer_traits; ++k) reach.push_back(around * num::sqrt(before(k, k)));
  const fit::UnitFit unit = fit::smoothed(likelihood, prior, whole_reach(), start, reach, next_points);
  const fit::Matrix covariance = fit::posterior_covariance(unit, prior);
  PersonEstimate out;
  for (std::size_t k = 0; k < writer_traits; ++k) out.units[k] = unit.mode[k], out.sd[k] = num::sqrt(covariance(k, k));
  out.fitness = likelihood(unit.mode) / static_cast<double>(d.prompts.size());
  return out;
}

}  // namespace bowlby
