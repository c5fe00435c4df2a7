#include "fit/sobol_indices.hpp"

#include <algorithm>
#include <cmath>

namespace bowlby::fit {
namespace {

Share interval(double value, std::vector<double> samples) {
  if (samples.empty()) return {value, value, value};
  std::ranges::sort(samples);
  const auto at = [&](double p) {
    return samples[static_cast<std::size_t>(p * static_cast<double>(samples.size() - 1) + .5)];
  };
  return {value, at(.025), at(.975)};
}

}  // namespace

Indices indices_of(std::span<const double> beta, std::size_t dims) {
  Indices out;
  out.first.resize(dims);
  out.total.resize(dims);
  for (std::size_t t = 1; t < beta.size(); ++t) out.variance += beta[t] * beta[t];
  if (!(out.variance > 0)) return out;
  std::vector<double> first(dims), total(dims);
  for (std::size_t i = 0; i < dims; ++i)
    first[i] = total[i] = beta[1 + i] * beta[1 + i] + beta[1 + dims + i] * beta[1 + dims + i];
  std::size_t pair = 1 + 2 * dims;
  for (std::size_t i = 0; i < dims; ++i)
    for (std::size_t j = i + 1; j < dims; ++j, ++pair) {
      total[i] += beta[pair] * beta[pair];
      total[j] += beta[pair] * beta[pair];
    }
  for (std::size_t i = 0; i < dims; ++i) {
    out.first[i] = {first[i] / out.variance, 0, 0};
    out.total[i] = {total[i] / out.variance, 0, 0};
  }
  return out;
}

Indices sobol_indices(const Emulator& emulator, const Matrix& x, Values y, std::size_t resamples, const Luck& luck,
                      std::uint32_t output) {
  const std::size_t dims = emulator.dims;
  Indices out = indices_of(emulator.beta, dims);
  std::vector<std::size_t> have;
  for (std::size_t i = 0; i < x.rows; ++i)
    if (!std::isnan(y[i])) have.push_back(i);
  const Matrix terms = all_terms(x.only(have));
  std::vector<double> known;
  for (const std::size_t i : have) known.push_back(y[i]);
  std::vector<std::vector<double>> first(dims), total(dims);
  for (std::size_t b = 0; b < resamples; ++b) {
    std::vector<double> counts(have.size(), 0);
    for (std::size_t i = 0; i < have.size(); ++i)
      counts[luck.below(have.size(), static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(i), output)] += 1;
    const Indices again = indices_of(refit(terms, known, counts, emulator.ridge), dims);
    for (std::size_t d = 0; d < dims; ++d) {
      first[d].push_back(again.first[d].value);
      total[d].push_back(again.total[d].value);
    }
  }
  for (std::size_t d = 0; d < dims; ++d) {
    out.first[d] = interval(out.first[d].value, std::move(first[d]));
    out.total[d] = interval(out.total[d].value, std::move(total[d]));
  }
  return out;
}

}  // namespace bowlby::fit
