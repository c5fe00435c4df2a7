#include "fit/sample_fit.hpp"

#include <algorithm>
#include <cmath>

#include "num/sums.hpp"

namespace bowlby::fit {
namespace {

constexpr double most_unmeasured = .1;  // share of runs without the statistic
constexpr double most_out = 4;          // standard errors beyond all runs
constexpr double most_rhat = 1.05;
constexpr double end_of_prior = .95;     // a median beyond this lies at the end
constexpr double nearly_the_prior = .8;  // share of it
constexpr double degrees = 5;            // of the likelihood's tails

// Digits beyond these are of reckoning.
bool same(double a, double b) { return num::abs(a - b) <= 1e-9 * std::max(1.0, num::abs(b)); }

struct Reach {
  double least = 0, most = 0;
  std::size_t n = 0;  // runs that have the statistic
};
Reach reach_of(const Matrix& y, std::size_t k) {
  Reach r;
  for (std::size_t i = 0; i < y.rows; ++i) {
    const double v = y(i, k);
    if (std::isnan(v)) continue;
    r.least = r.n == 0 ? v : std::min(r.least, v), r.most = r.n == 0 ? v : std::max(r.most, v);
    ++r.n;
  }
  return r;
}

StatUse use_of(const Matrix& y, std::size_t k, const std::optional<Emulator>& e, double observed,
               const SampleSettings& s) {
  const auto [least, most, n] = reach_of(y, k);
  if (static_cast<double>(y.rows - n) > most_unmeasured * static_cast<double>(y.rows)) return StatUse::unmeasured;
  if (!(most > least)) return same(observed, least) ? StatUse::constant : StatUse::out_of_reach;
  if (!e || !(e->loo > 0)) return StatUse::constant;
  if (observed < least - most_out * e->loo || observed > most + most_out * e->loo) return StatUse::out_of_reach;
  return e->explained() < s.least_explained ? StatUse::says_nothing : StatUse::used;
}

// The best explained statistics, as many as the runs can carry.
void thin_out(std::vector<StatFit>& stats, std::size_t most) {
  std::vector<std::size_t> used;
  for (std::size_t k = 0; k < stats.size(); ++k)
    if (stats[k].use == StatUse::used) used.push_back(k);
  std::ranges::stable_sort(used, std::greater<>(), [&](std::size_t k) { return stats[k].explained; });
  for (std::size_t i = most; i < used.size(); ++i) stats[used[i]].use = StatUse::crowded_out;
}

Matrix columns_of(const Matrix& y, const std::vector<std::size_t>& which) {
  Matrix out(y.rows, which.size());
  for (std::size_t i = 0; i < y.rows; ++i)
    for (std::size_t k = 0; k < which.size(); ++k) out(i, k) = y(i, which[k]);
  return out;
}

Matrix correlation_of(const Matrix& draws) {
  Matrix out(draws.cols, draws.cols, 1);
  for (std::size_t a = 0; a < draws.cols; ++a)
    for (std::size_t b = 0; b < a; ++b) out(a, b) = out(b, a) = rank_correlation(draws.column(a), draws.column(b));
  return out;
}

Refused verdict_of(const ParameterFit& p, Refused at_the_gate) {
  if (at_the_gate != Refused::no) return at_the_gate;
  if (p.rhat > most_rhat) return Refused::not_settled;
  if (num::abs(p.median) > end_of_prior) return Refused::at_an_end;
  if (p.share > nearly_the_prior) return Refused::nothing_gained;
  return Refused::no;
}

ParameterFit parameter_of(const Recovery& gates, const Chains& chains, std::size_t d, const SampleSettings& s) {
  ParameterFit p;
  const std::vector<double> draws = chains.draws.column(d);
  const Gate gate = gate_of(gates, d, s.asked);
  p.correlation = gate.correlation;
  p.correlation_low = gate.correlation_low, p.correlation_high = gate.correlation_high;
  p.coverage = gate.coverage, p.stretch = gate.stretch, p.even = gate.even;
  p.rhat = chains.rhat[d];
  p.median = quantile(draws, .5);
  p.low = std::max(-1.0, p.median - p.stretch * (p.median - quantile(draws, .025)));
  p.high = std::min(1.0, p.median + p.stretch * (quantile(draws, .975) - p.median));
  p.share = (p.high - p.low) / 2;
  p.refused = verdict_of(p, gate.refused);
  return p;
}

}  // namespace

SampleFit fit_sample(const Matrix& x, const Matrix& y, Values observed, const SampleSettings& s, const Luck& luck,
                     const std::function<bool(std::size_t, std::size_t)>& go_on) {
  SampleFit out;
  auto all = fit_emulators(x, y);
  for (std::size_t k = 0; k < y.cols; ++k) {
    if (const Reach r = reach_of(y, k); !(r.most > r.least)) all[k].reset();  // else the last digits would be its luck
    StatFit one;
    one.use = use_of(y, k, all[k], observed[k], s);
    if (all[k]) one.explained = all[k]->explained();
    out.stats.push_back(one);
  }
  thin_out(out.stats, std::max<std::size_t>(1, x.rows / s.runs_per_stat));
  std::vector<std::size_t> which;
  std::vector<std::optional<Emulator>> emulators;
  std::vector<double> seen, sd;
  for (std::size_t k = 0; k < y.cols; ++k) {
    if (out.stats[k].use != StatUse::used) continue;
    which.push_back(k), emulators.push_back(all[k]), seen.push_back(observed[k]), sd.push_back(all[k]->loo);
  }
  out.used = which.size();
  if (which.empty()) return out;
  RecoverySettings settings;
  settings.most = s.gates;
  settings.draws = 199;
  settings.degrees = degrees;
  bool stop = false;
  out.gates = recover(x, columns_of(y, which), {}, settings, luck,
                      [&](std::size_t done, std::size_t of) { return !(stop = !go_on(done, of)); });
  if ((out.stopped = stop)) return out;
  const SyntheticLikelihood likelihood(
      emulators, seen, covariance_of(residual_correlation(emulators), sd, std::vector<double>(sd.size(), 0)), degrees);
  const LogDensity density = [&](Values at) { return likelihood(at); };
  const Box box = whole_box(x.cols);
  ChainSettings chain;
  chain.address = 500'000;  // no gate has it
  const Chains chains = sample(density, box, highest(density, box, 2000), chain, luck);
  std::vector<double> median;
  for (std::size_t d = 0; d < x.cols; ++d) {
    out.parameters.push_back(parameter_of(out.gates, chains, d, s));
    median.push_back(out.parameters.back().median);
  }
  out.correlation = correlation_of(chains.draws);
  for (std::size_t k = 0; k < y.cols; ++k) {
    if (!all[k] || !(all[k]->loo > 0)) continue;
    out.stats[k].predicted = all[k]->at(median);
    out.stats[k].off = (observed[k] - out.stats[k].predicted) / all[k]->loo;
  }
  return out;
}

}  // namespace bowlby::fit
