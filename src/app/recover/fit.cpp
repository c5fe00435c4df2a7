#include "app/recover/fit.hpp"

#include <algorithm>

namespace bowlby {
namespace {

// In spreads of the parameter table: a prior that hardly says anything, and bounds.
constexpr double wide = 3, reach = 6;
constexpr int first_climb = 250, next_climb = 150, climbs = 2;

fit::NormalPrior wide_prior(std::size_t n) { return {std::vector<double>(n, 0.0), std::vector<double>(n, wide)}; }
fit::Box whole_reach(std::size_t n) { return {std::vector<double>(n, -reach), std::vector<double>(n, reach)}; }

template <std::size_t N>
std::array<double, N> natural(fit::Values units, std::size_t from, const Params& p) {
  std::array<double, N> out;
  for (std::size_t d = 0; d < N; ++d) out[d] = trait_at(diary_trait_table[from + d], units[d], p);
  return out;
}

fit::LogDensity density_of(const FullDiary& diary, const PromptReports* told, const LikelyAnswers& answers,
                           const Params& p) {
  return [&diary, told, &answers, &p](fit::Values x) {
    return person_likelihood(diary, answers, natural<diary_person_traits>(x, 0, p), p, told);
  };
}
fit::LogDensity density_of(const CarerRecord& record, const Params& p) {
  return [&record, &p](fit::Values x) {
    return record.likelihood(natural<diary_carer_traits>(x, diary_person_traits, p));
  };
}

std::vector<double> steps_of(const fit::UnitFit& unit, const fit::NormalPrior& prior) {
  const fit::Matrix covariance = fit::posterior_covariance(unit, prior);
  std::vector<double> out;
  for (std::size_t d = 0; d < covariance.rows; ++d) out.push_back(std::max(.03, num::sqrt(covariance(d, d))));
  return out;
}

// Climbs, looks how wide the top is, and climbs again with steps of that size: what alarms is a threshold, so the
// likelihood has small cliffs on which a single climb can end.
fit::UnitFit fitted(const fit::LogDensity& likelihood, std::size_t n) {
  const fit::NormalPrior prior = wide_prior(n);
  const fit::Box box = whole_reach(n);
  fit::UnitFit unit;
  unit.mode = fit::climb(likelihood, prior, box, std::vector<double>(n, 0.0), std::vector<double>(n, .7), first_climb);
  unit.curvature = fit::curvature_at(likelihood, prior, unit.mode);
  for (int k = 1; k < climbs; ++k) {
    unit.mode = fit::climb(likelihood, prior, box, unit.mode, steps_of(unit, prior), next_climb);
    unit.curvature = fit::curvature_at(likelihood, prior, unit.mode);
  }
  return unit;
}

// The mode under the learned prior, from the better of where the parabola and the first fit would have it.
void refine(const fit::LogDensity& likelihood, const fit::UnitFit& unit, const fit::NormalPrior& prior,
            std::size_t from, PairEstimate& out) {
  const std::size_t n = unit.mode.size();
  const fit::Box box = whole_reach(n);
  const std::vector<double> start = fit::shrunk(unit, wide_prior(n), prior);
  const std::vector<double> mode = fit::climb(likelihood, prior, box, start, steps_of(unit, prior), next_climb);
  const fit::Matrix covariance = fit::posterior_covariance(unit, prior);
  for (std::size_t d = 0; d < n; ++d) {
    out.units[from + d] = mode[d];
    out.sd[from + d] = num::sqrt(covariance(d, d));
    out.alone[from + d] = 1 / num::sqrt(unit.curvature(d, d) + 1 / (prior.sd[d] * prior.sd[d]));
  }
}

}  // namespace

PairFits::PairFits(const RecoverRequest& r, int days)
    : params_(r.edges.apply(r.params)), key_(RunKey::of(r.seed, 0)), age_(r.age), days_(days), prompts_(r.prompts) {}

PairFits::Lived PairFits::lived(std::size_t pair) const {
  const std::uint64_t stream = num::mix64(pair + 1);
  const Draws draws{key_.key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
  Lived out{draw_pair(params_, draws), {}, {prompts_, {}, {}}};
  out.diary = keep_full_diary(out.pair, age_, days_, params_, draws, prompts_ > 0 ? &out.prompts : nullptr);
  return out;
}

PairFit PairFits::first(std::size_t pair) const {
  const Lived l = lived(pair);
  const CarerRecord record(l.diary);
  PairFit out;
  out.truth = truth_of(l.pair);
  out.counts = counts_of(l.diary);
  out.carer = fitted(density_of(record, params_), diary_carer_traits);
  const auto carer = natural<diary_carer_traits>(out.carer.mode, diary_person_traits, params_);
  const LikelyAnswers answers = record.answers(carer);
  out.person = fitted(density_of(l.diary, l.told(), answers, params_), diary_person_traits);
  return out;
}

LearnedPriors PairFits::learn(std::span<const PairFit> fits) const {
  std::vector<fit::UnitFit> persons, carers;
  for (const PairFit& f : fits) {
    persons.push_back(f.person);
    carers.push_back(f.carer);
  }
  return {fit::learn_prior(persons, wide_prior(diary_person_traits)),
          fit::learn_prior(carers, wide_prior(diary_carer_traits))};
}

PairEstimate PairFits::second(std::size_t pair, const PairFit& f, const LearnedPriors& prior) const {
  const Lived l = lived(pair);
  const CarerRecord record(l.diary);
  PairEstimate out;
  refine(density_of(record, params_), f.carer, prior.carer, diary_person_traits, out);
  const fit::Values units(out.units.data() + diary_person_traits, diary_carer_traits);
  const LikelyAnswers answers = record.answers(natural<diary_carer_traits>(units, diary_person_traits, params_));
  refine(density_of(l.diary, l.told(), answers, params_), f.person, prior.person, 0, out);
  return out;
}

}  // namespace bowlby
