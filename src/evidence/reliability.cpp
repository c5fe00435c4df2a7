#include "evidence/reliability.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "evidence/student.hpp"

namespace bowlby::evidence {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double row_sum(const ItemMoments& m, std::size_t i) {
  double sum = 0;
  for (std::size_t j = 0; j < m.items; ++j) sum += m.at(i, j);
  return sum;
}

double total(const ItemMoments& m) {
  double sum = 0;
  for (const double c : m.covariance) sum += c;
  return sum;
}

}  // namespace

ItemMoments moments_of(const Items& items) {
  ItemMoments m;
  const std::size_t k = m.items = items.size();
  m.means.assign(k, 0);
  m.covariance.assign(k * k, 0);
  const std::size_t n = k == 0 ? 0 : items.front().size();
  std::vector<double> row(k);
  // Each row less the first complete one, so that nothing is lost where answers are large.
  std::vector<double> first;
  for (std::size_t r = 0; r < n; ++r) {
    bool complete = true;
    for (std::size_t i = 0; i < k && complete; ++i) complete = !std::isnan(row[i] = items[i][r]);
    if (!complete) continue;
    if (first.empty()) first = row;
    ++m.rows;
    for (std::size_t i = 0; i < k; ++i) m.means[i] += row[i] -= first[i];
    for (std::size_t i = 0; i < k; ++i)
      for (std::size_t j = 0; j <= i; ++j) m.covariance[i * k + j] += row[i] * row[j];
  }
  const auto rows = static_cast<double>(m.rows);
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const double c = m.rows < 2 ? none : (m.covariance[i * k + j] - m.means[i] * m.means[j] / rows) / (rows - 1);
      m.covariance[i * k + j] = m.covariance[j * k + i] = c;
    }
  for (std::size_t i = 0; i < k; ++i) m.means[i] = m.rows == 0 ? none : first[i] + m.means[i] / rows;
  return m;
}

Maybe alpha(const ItemMoments& m) {
  if (m.items < 2 || m.rows < 3) return std::nullopt;
  double own = 0;
  for (std::size_t i = 0; i < m.items; ++i) own += m.at(i, i);
  const double all = total(m);
  if (!(all > 0)) return std::nullopt;
  const auto k = static_cast<double>(m.items), n = static_cast<double>(m.rows);
  const double a = k / (k - 1) * (1 - own / all);
  const double rows = n - 1, cells = rows * (k - 1);
  return Estimate{a, 1 - (1 - a) * f_quantile(.975, rows, cells), 1 - (1 - a) * f_quantile(.025, rows, cells), m.rows,
                  0};
}

namespace {

// One factor: covariance = loading * loading' + own on the diagonal.
struct OneFactor {
  std::vector<double> loading, own;

  // A step of EM (Rubin & Thayer 1982); how far omega's parts moved, relative to the items' deviations.
  double step(const ItemMoments& m) {
    const std::size_t k = m.items;
    double information = 1;
    for (std::size_t i = 0; i < k; ++i) information += loading[i] * loading[i] / own[i];
    std::vector<double> weight(k), with(k, 0);
    for (std::size_t i = 0; i < k; ++i) weight[i] = loading[i] / own[i] / information;
    double second = 1;
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k; ++j) with[i] += m.at(i, j) * weight[j];
      second += weight[i] * (with[i] - loading[i]);
    }
    double moved = 0;
    for (std::size_t i = 0; i < k; ++i) {
      const double next = with[i] / second;
      moved = std::max(moved, std::abs(next - loading[i]) / std::sqrt(m.at(i, i)));
      loading[i] = next;
      own[i] = std::max(m.at(i, i) - next * with[i], 0.0);
    }
    return moved;
  }
};

}  // namespace

std::optional<double> omega(const ItemMoments& m) {
  constexpr int most_steps = 50'000;
  constexpr double still = 1e-11, least_own = 1e-3;  // of an item's variance; below, the fit is no fit (Heywood)
  if (m.items < 3 || m.rows <= m.items) return std::nullopt;
  OneFactor fit{first_component(m), {}};
  for (std::size_t i = 0; i < m.items; ++i) {
    if (!(m.at(i, i) > 0)) return std::nullopt;
    fit.loading[i] = (fit.loading[i] < 0 ? -.6 : .6) * std::sqrt(m.at(i, i));
    fit.own.push_back(.64 * m.at(i, i));
  }
  for (int step = 0; step < most_steps; ++step) {
    const double moved = fit.step(m);
    for (std::size_t i = 0; i < m.items; ++i)
      if (fit.own[i] < least_own * m.at(i, i)) return std::nullopt;
    if (moved < still) break;
  }
  double common = 0, own = 0;
  for (std::size_t i = 0; i < m.items; ++i) common += fit.loading[i], own += fit.own[i];
  return common * common / (common * common + own);
}

std::vector<double> item_rest(const ItemMoments& m) {
  std::vector<double> out(m.items, none);
  const double all = total(m);
  for (std::size_t i = 0; i < m.items; ++i) {
    const double sum = row_sum(m, i), own = m.at(i, i), rest = all - 2 * sum + own;
    if (own > 0 && rest > 0) out[i] = (sum - own) / std::sqrt(own * rest);
  }
  return out;
}

std::vector<double> first_component(const ItemMoments& m) {
  constexpr int most_steps = 1000;
  const std::size_t k = m.items;
  std::vector<double> loading(k), next(k);
  for (std::size_t i = 0; i < k; ++i) loading[i] = m.at(i, i) > 0 ? 1 + .01 * static_cast<double>(i) : 0;
  for (int step = 0; step < most_steps; ++step) {
    double length = 0, moved = 0;
    for (std::size_t i = 0; i < k; ++i) {
      next[i] = 0;
      if (!(m.at(i, i) > 0)) continue;
      for (std::size_t j = 0; j < k; ++j)
        if (m.at(j, j) > 0) next[i] += m.at(i, j) / std::sqrt(m.at(i, i) * m.at(j, j)) * loading[j];
      length += next[i] * next[i];
    }
    if (!(length > 0)) break;
    for (std::size_t i = 0; i < k; ++i) {
      next[i] /= std::sqrt(length);
      moved = std::max(moved, std::abs(next[i] - loading[i]));
    }
    loading = next;
    if (moved < 1e-9) break;
  }
  double balance = 0;
  for (const double x : loading) balance += x < 0 ? -x * x : x * x;
  if (balance < 0)
    for (double& x : loading) x = -x;
  return loading;
}

}  // namespace bowlby::evidence
