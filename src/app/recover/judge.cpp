#include "app/recover/judge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "fit/recovery.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double needed = recovered_above * recovered_above;  // share of variance that a correlation of .8 takes

constexpr double middle_of_squares = .4549;  // of a standard normal

struct Column {
  std::vector<double> truth, estimate, error;  // in units
  std::vector<double> variance;                // of the posterior
  double believed = 0, alone = 0;              // mean variances: of the posterior, and were the others known
};

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  num::Moments x, y;
  for (const double v : a) x.add(v);
  for (const double v : b) y.add(v);
  double xy = 0;
  for (std::size_t i = 0; i < a.size(); ++i) xy += (a[i] - x.mean) * (b[i] - y.mean);
  return x.squares > 0 && y.squares > 0 ? xy / num::sqrt(x.squares * y.squares) : 0;
}

// 95 % interval of a rank correlation (Bonett & Wright 2000, on Fisher's scale).
void interval_of(TraitRecovery& t, std::size_t n) {
  const double r = num::clamp(t.correlation, -.999999, .999999), z = .5 * num::log((1 + r) / (1 - r));
  const double half = n > 3 ? 1.959964 * num::sqrt((1 + .5 * r * r) / static_cast<double>(n - 3)) : 1e3;
  const auto back = [](double at) { return 2 * num::logistic(2 * at) - 1; };
  t.low = back(z - half), t.high = back(z + half);
}

std::array<Column, diary_traits> columns_of(std::span<const PairFit> fits, std::span<const PairEstimate> estimates,
                                            const Params& p) {
  std::array<Column, diary_traits> out;
  const double n = static_cast<double>(fits.size());
  for (std::size_t k = 0; k < diary_traits; ++k) {
    Column& c = out[k];
    for (std::size_t i = 0; i < fits.size(); ++i) {
      c.truth.push_back(units_of(diary_trait_table[k], fits[i].truth[k], p));
      c.estimate.push_back(estimates[i].units[k]);
      c.error.push_back(c.estimate.back() - c.truth.back());
      c.variance.push_back(estimates[i].sd[k] * estimates[i].sd[k]);
      c.believed += c.variance.back() / n;
      c.alone += estimates[i].alone[k] * estimates[i].alone[k] / n;
    }
  }
  return out;
}

double middle(std::vector<double> v) { return fit::quantile(std::move(v), .5); }

void measure(TraitRecovery& t, const Column& c, double prior_sd) {
  num::Moments truth, error;
  for (const double v : c.truth) truth.add(v);
  for (const double v : c.error) error.add(v);
  t.varies = truth.deviation() > 1e-9;
  t.correlation = fit::rank_correlation(c.truth, c.estimate);
  interval_of(t, c.truth.size());
  const double r = correlation(c.truth, c.estimate);
  t.explained = r * r;
  t.bias = t.varies ? error.mean / truth.deviation() : 0;
  t.told = num::clamp(1 - c.believed / (prior_sd * prior_sd), 0, 1);
  t.alone = num::clamp(1 - c.alone / (prior_sd * prior_sd), 0, 1);
  std::vector<double> squares, precision;
  for (std::size_t i = 0; i < c.error.size(); ++i) {
    squares.push_back(c.error[i] * c.error[i] / c.variance[i]);
    precision.push_back(std::max(0.0, 1 / c.variance[i] - 1 / (prior_sd * prior_sd)));
  }
  t.overconfidence = middle(std::move(squares)) / middle_of_squares;
  // a share s of the variance needs s/(1 - s) times the prior's precision; precision grows with the number of moments
  const double is = middle(std::move(precision)) * (t.varies ? truth.variance() : 0);
  t.times = is > 1e-9 ? needed / (1 - needed) / is : 0;
}

// The trait of the same fit whose errors go along most with this one's.
void entangle(std::array<TraitRecovery, diary_traits>& traits, const std::array<Column, diary_traits>& columns) {
  for (std::size_t k = 0; k < diary_traits; ++k) {
    const bool person = k < diary_person_traits;
    const std::size_t first = person ? 0 : diary_person_traits, last = person ? diary_person_traits : diary_traits;
    for (std::size_t j = first; j < last; ++j) {
      if (j == k) continue;
      const double r = correlation(columns[k].error, columns[j].error);
      if (num::abs(r) <= num::abs(traits[k].entanglement)) continue;
      traits[k].entangled_with = j;
      traits[k].entanglement = r;
    }
  }
}

std::string cut_arrow(const DiaryTrait& t, const EdgeSet& edges) {
  for (int e = 0; e < edge_count; ++e) {
    const EdgeInfo& edge = edge_table[static_cast<std::size_t>(e)];
    if (edge.carrier == t.centre && !edges.has(e)) return std::string(edge.name);
  }
  return "";
}

std::string reason_of(const TraitRecovery& t, const DiaryTrait& trait, const EdgeSet& edges) {
  if (!t.varies) {
    const std::string arrow = cut_arrow(trait, edges);
    return arrow.empty() ? "everybody has the same" : "everybody has the same: the arrow " + arrow + " is cut";
  }
  if (!(t.alone > 1e-6) || !(t.times > 0)) return "nothing in most diaries depends on it";
  const std::string beside = fmt::format("; its errors go along with those of {} ({:+.2f})",
                                         diary_trait_table[t.entangled_with].meaning, t.entanglement);
  const std::string told =
      fmt::format("{:.0f} % of its variance were all else known, {:.0f} % as it is", 100 * t.alone, 100 * t.told);
  if (t.alone < needed)
    return fmt::format("a diary tells too little of it: {}; about {:.{}f} times as many moments are needed", told,
                       t.times, t.times < 10 ? 1 : 0) +
           beside;
  if (t.told < needed) return fmt::format("it is mixed up with other traits: a diary tells {}", told) + beside;
  if (t.overconfidence > 1.2)
    return fmt::format(
               "errors have {:.1f} times the variance that the likelihood believes: what a diary cannot see (the first "
               "expectation, answers nobody asked for, errors of rating, temperament) moves it too",
               t.overconfidence) +
           beside;
  return fmt::format("a near miss: a diary tells {}", told) + beside;
}

DiaryCounts mean_counts(std::span<const PairFit> fits) {
  DiaryCounts m;
  const double n = static_cast<double>(fits.size());
  for (const PairFit& f : fits) {
    m.moments += f.counts.moments / n, m.bids += f.counts.bids / n, m.presses += f.counts.presses / n;
    m.holds += f.counts.holds / n, m.explores += f.counts.explores / n, m.frights += f.counts.frights / n;
  }
  return m;
}

}  // namespace

std::array<DaysNeeded, diary_traits> days_needed(const RecoverSummary& s) {
  std::array<DaysNeeded, diary_traits> out;
  for (std::size_t k = 0; k < diary_traits; ++k)
    for (const RecoveryStudy& study : s.studies) {  // from the shortest diary
      if (study.people != s.studies.back().people) continue;
      if (!study.traits[k].recovered)
        out[k] = {std::nullopt, study.days};
      else if (!out[k].enough)
        out[k].enough = study.days;
    }
  return out;
}

RecoveryStudy judge_recovery(std::span<const PairFit> fits, std::span<const PairEstimate> estimates,
                             const LearnedPriors& priors, int days, const Params& p, const EdgeSet& edges) {
  RecoveryStudy out;
  out.people = fits.size();
  out.days = days;
  out.mean = mean_counts(fits);
  const auto columns = columns_of(fits, estimates, p);
  for (std::size_t k = 0; k < diary_traits; ++k) {
    const double sd = k < diary_person_traits ? priors.person.sd[k] : priors.carer.sd[k - diary_person_traits];
    measure(out.traits[k], columns[k], sd);
  }
  entangle(out.traits, columns);
  for (std::size_t k = 0; k < diary_traits; ++k) {
    TraitRecovery& t = out.traits[k];
    t.recovered = t.varies && t.correlation > recovered_above;
    if (!t.recovered) t.reason = reason_of(t, diary_trait_table[k], edges);
  }
  return out;
}

}  // namespace bowlby
