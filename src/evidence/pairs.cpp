#include "evidence/pairs.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace bowlby::evidence {

Maybe kappa(Values a, Values b) {
  if (a.size() != b.size() || a.empty()) return std::nullopt;
  std::vector<double> categories;  // few, in the order of the table's rows
  const auto code = [&categories](double v) {
    return static_cast<std::size_t>(std::find(categories.begin(), categories.end(), v) - categories.begin());
  };
  for (const Values side : {a, b})
    for (const double v : side)
      if (code(v) == categories.size()) categories.push_back(v);
  const std::size_t k = categories.size();
  if (k < 2) return std::nullopt;
  const double n = static_cast<double>(a.size());
  std::vector<double> cell(k * k, 0.0), row(k, 0.0), column(k, 0.0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t r = code(a[i]);
    const std::size_t c = code(b[i]);
    cell[r * k + c] += 1 / n;
    row[r] += 1 / n;
    column[c] += 1 / n;
  }
  double observed = 0.0, expected = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    observed += cell[i * k + i];
    expected += row[i] * column[i];
  }
  if (!(expected < 1.0)) return std::nullopt;
  const double value = (observed - expected) / (1 - expected);
  const double rest = 1 - observed;
  double spread = 0.0;
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j < k; ++j) {
      const double margin = column[i] + row[j];
      const double term = i == j ? (1 - expected) - margin * rest : rest * margin;
      spread += cell[i * k + j] * term * term;
    }
  const double correction = observed * expected - 2 * expected + observed;
  const double variance = (spread - correction * correction) / (n * std::pow(1 - expected, 4));
  const double half = z95 * std::sqrt(std::max(0.0, variance));
  return Estimate{value, std::max(-1.0, value - half), std::min(1.0, value + half), a.size(), 0};
}

Maybe intraclass(Values a, Values b) {
  if (a.size() != b.size() || a.size() < 3) return std::nullopt;
  const double n = static_cast<double>(a.size());
  double total = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) total += a[i] + b[i];
  const double grand = total / (2 * n);
  double between = 0.0, within = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double pair = (a[i] + b[i]) / 2 - grand;
    const double gap = a[i] - b[i];
    between += 2 * pair * pair;
    within += gap * gap / 2;
  }
  between /= n - 1;
  within /= n;
  if (!(between + within > 0.0)) return std::nullopt;
  const double r = std::clamp((between - within) / (between + within), -1.0, 1.0);
  if (std::fabs(r) > 1 - 1e-12) return Estimate{r, r, r, a.size(), 0};
  const double half = z95 / std::sqrt(n - 1.5);
  return Estimate{r, std::tanh(std::atanh(r) - half), std::tanh(std::atanh(r) + half), a.size(), 0};
}

namespace {

struct Shares {
  double genetic, shared;
};

// Weighted least squares of r_mz = A + C and r_dz = A/2 + C with A, C >= 0 and A + C <= 1.
Shares bounded_shares(double mz, double dz, double n_mz, double n_dz) {
  const double genetic = 2 * (mz - dz);
  const double shared = 2 * dz - mz;
  if (genetic >= 0 && shared >= 0) return {std::min(genetic, 1.0), std::clamp(shared, 0.0, 1.0)};
  if (genetic < 0) {
    const double pooled = (n_mz * mz + n_dz * dz) / (n_mz + n_dz);
    return {0.0, std::clamp(pooled, 0.0, 1.0)};
  }
  const double slope = (n_mz * mz + n_dz * dz / 2) / (n_mz + n_dz / 4);
  return {std::clamp(slope, 0.0, 1.0), 0.0};
}

Estimate share(double value, double variance, std::size_t n) {
  const double half = z95 * std::sqrt(variance);
  return {value, std::clamp(value - half, 0.0, 1.0), std::clamp(value + half, 0.0, 1.0), n, 0};
}

}  // namespace

std::optional<TwinShares> twin_shares(Values a, Values b, Values zygosity) {
  if (a.size() != b.size() || a.size() != zygosity.size()) return std::nullopt;
  std::vector<double> mz_a, mz_b, dz_a, dz_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    (zygosity[i] != 0.0 ? mz_a : dz_a).push_back(a[i]);
    (zygosity[i] != 0.0 ? mz_b : dz_b).push_back(b[i]);
  }
  const Maybe mz = intraclass(mz_a, mz_b);
  const Maybe dz = intraclass(dz_a, dz_b);
  if (!mz || !dz) return std::nullopt;
  const double n_mz = static_cast<double>(mz->n);
  const double n_dz = static_cast<double>(dz->n);
  const double var_mz = std::pow(1 - mz->value * mz->value, 2) / (n_mz - 1);
  const double var_dz = std::pow(1 - dz->value * dz->value, 2) / (n_dz - 1);
  const Shares best = bounded_shares(mz->value, dz->value, n_mz, n_dz);
  return TwinShares{share(best.genetic, 4 * (var_mz + var_dz), a.size()),
                    share(best.shared, 4 * var_dz + var_mz, a.size()),
                    share(1 - best.genetic - best.shared, var_mz, a.size())};
}

}  // namespace bowlby::evidence
