#include "fit/recovery.hpp"

#include <algorithm>
#include <numeric>

namespace bowlby::fit {
namespace {

std::vector<double> ranks_of(Values v) {
  std::vector<std::size_t> order(v.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return v[a] != v[b] ? v[a] < v[b] : a < b; });
  std::vector<double> rank(v.size());
  for (std::size_t i = 0; i < order.size();) {
    std::size_t j = i;
    while (j < order.size() && v[order[j]] == v[order[i]]) ++j;
    for (std::size_t k = i; k < j; ++k) rank[order[k]] = .5 * static_cast<double>(i + j - 1);
    i = j;
  }
  return rank;
}

// The emulators of one fold: fitted without it.
struct Fold {
  std::vector<std::optional<Emulator>> emulators;
  Matrix covariance;
};

Fold fit_without(const Matrix& x, const Matrix& y, Base base, std::size_t fold, std::size_t folds) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < x.rows; ++i)
    if (i % folds != fold) rows.push_back(i);
  Fold out;
  out.emulators = fit_emulators(x.only(rows), y.only(rows), base);
  std::vector<double> sd;
  for (const auto& e : out.emulators) sd.push_back(e ? e->loo : 1);
  out.covariance = covariance_of(residual_correlation(out.emulators), sd, std::vector<double>(sd.size(), 0));
  return out;
}

}  // namespace

std::vector<std::size_t> Recovery::bins(std::size_t parameter) const {
  std::vector<std::size_t> out(10, 0);
  for (std::size_t i = 0; i < data_sets; ++i) ++out[static_cast<std::size_t>(ranks(i, parameter)) * 10 / (draws + 1)];
  return out;
}

double Recovery::coverage(std::size_t parameter) const {
  std::size_t held = 0;
  for (std::size_t i = 0; i < data_sets; ++i)
    held += truth(i, parameter) >= low(i, parameter) && truth(i, parameter) <= high(i, parameter) ? 1 : 0;
  return data_sets > 0 ? static_cast<double>(held) / static_cast<double>(data_sets) : 0;
}

double Recovery::stretch(std::size_t parameter) const {
  std::vector<double> needed;
  for (std::size_t i = 0; i < data_sets; ++i) {
    const double off = truth(i, parameter) - median(i, parameter);
    const double reach = off > 0 ? high(i, parameter) - median(i, parameter) : median(i, parameter) - low(i, parameter);
    needed.push_back(num::abs(off) / num::max(reach, 1e-9));
  }
  return quantile(std::move(needed), .95);
}

std::vector<std::optional<Emulator>> fit_emulators(const Matrix& x, const Matrix& y, Base base) {
  std::vector<std::optional<Emulator>> out;
  for (std::size_t k = 0; k < y.cols; ++k) {
    std::vector<double> column = y.column(k);
    const bool has_base = k < base.size() && base[k];
    if (has_base)
      for (std::size_t i = 0; i < x.rows; ++i) column[i] -= base[k]->at(x.row(i));
    auto emulator = fit_emulator(x, column);
    if (emulator && has_base)
      for (std::size_t t = 0; t < emulator->beta.size(); ++t) emulator->beta[t] += base[k]->beta[t];
    out.push_back(std::move(emulator));
  }
  return out;
}

double rank_correlation(Values a, Values b) {
  const std::vector<double> x = ranks_of(a), y = ranks_of(b);
  const double centre = .5 * static_cast<double>(a.size() - 1);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - centre) * (y[i] - centre);
    xx += (x[i] - centre) * (x[i] - centre);
    yy += (y[i] - centre) * (y[i] - centre);
  }
  return xx > 0 && yy > 0 ? xy / num::sqrt(xx * yy) : 0;
}

double even_chances(std::span<const std::size_t> bins) {
  double total = 0, chi = 0;
  for (const std::size_t n : bins) total += static_cast<double>(n);
  const double expected = total / static_cast<double>(bins.size());
  if (!(expected > 0)) return 1;
  for (const std::size_t n : bins) chi += (static_cast<double>(n) - expected) * (static_cast<double>(n) - expected);
  chi /= expected;
  if (!(chi > 0)) return 1;
  // the cube root of a chi-square over its degrees of freedom is nearly normal (Wilson & Hilferty 1931)
  const double k = static_cast<double>(bins.size() - 1), v = 2 / (9 * k);
  const double root = num::exp(num::log(chi / k) / 3);
  return 1 - num::normal_cdf((root - (1 - v)) / num::sqrt(v));
}

Recovery recover(const Matrix& x, const Matrix& y, Base base, const RecoverySettings& s, const Luck& luck,
                 const std::function<bool(std::size_t, std::size_t)>& go_on) {
  Recovery out;
  const std::size_t dims = x.cols;
  const Box box = whole_box(dims);
  out.draws = s.draws;
  std::vector<Fold> folds;
  for (std::size_t f = 0; f < s.folds; ++f) folds.push_back(fit_without(x, y, base, f, s.folds));
  const std::size_t n = std::min(s.most, x.rows);
  out.truth = out.median = out.low = out.high = out.ranks = Matrix(n, dims);
  for (std::size_t i = 0; i < n; ++i) {
    if (!go_on(i, n)) break;
    const Fold& fold = folds[i % s.folds];
    const SyntheticLikelihood likelihood(fold.emulators, y.row(i), fold.covariance, s.degrees);
    const LogDensity density = [&](Values at) { return likelihood(at); };
    const std::vector<double> start = highest(density, box, 400);
    const Chains chain =
        sample(density, box, start, {1, s.burn_in, s.steps, s.draws, static_cast<std::uint32_t>(i)}, luck);
    for (std::size_t d = 0; d < dims; ++d) {
      const std::vector<double> draws = chain.draws.column(d);
      out.truth(i, d) = x(i, d);
      out.median(i, d) = quantile(draws, .5);
      out.low(i, d) = quantile(draws, .025), out.high(i, d) = quantile(draws, .975);
      out.ranks(i, d) = static_cast<double>(std::ranges::count_if(draws, [&](double v) { return v < x(i, d); }));
    }
    out.data_sets = i + 1;
  }
  for (std::size_t d = 0; d < dims; ++d) {
    const std::vector<double> truth = out.truth.column(d), median = out.median.column(d);
    out.correlation.push_back(
        rank_correlation(Values(truth).first(out.data_sets), Values(median).first(out.data_sets)));
    out.uniform.push_back(even_chances(out.bins(d)));
  }
  return out;
}

}  // namespace bowlby::fit
