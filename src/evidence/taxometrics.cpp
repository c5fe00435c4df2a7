#include "evidence/taxometrics.hpp"

#include <algorithm>
#include <numeric>

#include "evidence/copula.hpp"
#include "num/distributions.hpp"

namespace bowlby::evidence {
namespace {

constexpr std::size_t points = 50, end_cases = 25;  // cuts or windows per curve; cases outside the outermost cuts
constexpr double overlap = .9;

using Columns = std::vector<std::vector<double>>;
using Order = std::vector<std::size_t>;
using Curve = std::array<double, points>;
struct Curves {
  Curve mambac{}, maxcov{};
};

// Ties fall in an order that has nothing to do with how the rows came.
Order ascending(const std::vector<double>& v) {
  Order order(v.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return v[a] != v[b] ? v[a] < v[b] : num::mix64(a) < num::mix64(b); });
  return order;
}

// sums[i]: over the first i cases in this order.
template <class Term>
std::vector<double> running_sums(const Order& order, const Term& term) {
  std::vector<double> sums(order.size() + 1, 0.0);
  for (std::size_t i = 0; i < order.size(); ++i) sums[i + 1] = sums[i] + term(order[i]);
  return sums;
}

void add_mambac(Curve& curve, const Order& order, const std::vector<double>& output) {
  const auto sum = running_sums(order, [&](std::size_t i) { return output[i]; });
  const std::size_t n = order.size(), span = n - 2 * end_cases;
  for (std::size_t c = 0; c < points; ++c) {
    const std::size_t below = end_cases + c * span / (points - 1);
    curve[c] += (sum[n] - sum[below]) / static_cast<double>(n - below) - sum[below] / static_cast<double>(below);
  }
}

void add_maxcov(Curve& curve, const Order& order, const std::vector<double>& a, const std::vector<double>& b) {
  const auto sa = running_sums(order, [&](std::size_t i) { return a[i]; });
  const auto sb = running_sums(order, [&](std::size_t i) { return b[i]; });
  const auto sab = running_sums(order, [&](std::size_t i) { return a[i] * b[i]; });
  const std::size_t n = order.size();
  const auto width =
      static_cast<std::size_t>(static_cast<double>(n) / (static_cast<double>(points) * (1 - overlap) + overlap));
  const double m = static_cast<double>(width);
  for (std::size_t w = 0; w < points; ++w) {
    const std::size_t from = w * (n - width) / (points - 1), to = from + width;
    curve[w] += (sab[to] - sab[from]) / m - (sa[to] - sa[from]) / m * ((sb[to] - sb[from]) / m);
  }
}

// Mean curves over every choice of indicators, each in standard units.
Curves curves_of(Columns columns) {
  for (auto& c : columns) standardise(c);
  Curves total;
  double pairs = 0, triples = 0;
  for (std::size_t by = 0; by < columns.size(); ++by) {
    const Order order = ascending(columns[by]);
    for (std::size_t a = 0; a < columns.size(); ++a) {
      if (a == by) continue;
      add_mambac(total.mambac, order, columns[a]);
      ++pairs;
      for (std::size_t b = a + 1; b < columns.size(); ++b) {
        if (b == by) continue;
        add_maxcov(total.maxcov, order, columns[a], columns[b]);
        ++triples;
      }
    }
  }
  for (double& y : total.mambac) y /= pairs;
  for (double& y : total.maxcov) y /= triples;
  return total;
}

double apart(const Curve& a, const Curve& b) {
  double squares = 0;
  for (std::size_t i = 0; i < points; ++i) squares += (a[i] - b[i]) * (a[i] - b[i]);
  return num::sqrt(squares / static_cast<double>(points));
}

Curve mean_curve(const std::vector<Curves>& all, Curve Curves::*which) {
  Curve mean{};
  for (const Curves& c : all)
    for (std::size_t i = 0; i < points; ++i) mean[i] += (c.*which)[i] / static_cast<double>(all.size());
  return mean;
}

double fit_index(const Curve& data, const Curve& continuum, const Curve& kinds) {
  const double d = apart(data, continuum), c = apart(data, kinds);
  return d + c > 0 ? d / (d + c) : .5;
}

struct Worlds {
  std::vector<Curves> continuum, kinds;
  Curves mean_continuum, mean_kinds;

  void average() {
    for (const auto which : {&Curves::mambac, &Curves::maxcov}) {
      mean_continuum.*which = mean_curve(continuum, which);
      mean_kinds.*which = mean_curve(kinds, which);
    }
  }
  double index(const Curves& data, Curve Curves::*which) const {
    return fit_index(data.*which, mean_continuum.*which, mean_kinds.*which);
  }
  double index(const Curves& data) const { return (index(data, &Curves::mambac) + index(data, &Curves::maxcov)) / 2; }

  Range range(const std::vector<Curves>& samples) const {
    std::vector<double> all;
    for (const Curves& c : samples) all.push_back(index(c));
    std::sort(all.begin(), all.end());
    const auto at = [&](double share) { return all[static_cast<std::size_t>(share * double(all.size() - 1) + .5)]; };
    return {at(.025), at(.5), at(.975)};
  }
};

// The cases with the largest sums of standardised indicators, `share` of all.
std::vector<bool> upper_group(Columns columns, double share) {
  for (auto& c : columns) standardise(c);
  std::vector<double> sum(columns.front().size(), 0.0);
  for (const auto& c : columns)
    for (std::size_t i = 0; i < c.size(); ++i) sum[i] += c[i];
  const Order order = ascending(sum);
  std::vector<bool> upper(sum.size(), false);
  const auto lower = static_cast<std::size_t>((1 - share) * static_cast<double>(sum.size()) + .5);
  for (std::size_t i = lower; i < order.size(); ++i) upper[order[i]] = true;
  return upper;
}

Columns rows_where(const Columns& columns, const std::vector<bool>& chosen, bool wanted) {
  Columns kept(columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c)
    for (std::size_t i = 0; i < chosen.size(); ++i)
      if (chosen[i] == wanted) kept[c].push_back(columns[c][i]);
  return kept;
}

}  // namespace

std::optional<Taxometrics> taxometrics(const std::vector<std::vector<double>>& indicators, std::uint64_t seed,
                                       int samples) {
  if (indicators.size() < 3 || samples < 2) return std::nullopt;
  const std::size_t n = indicators.front().size();
  if (n < taxometric_cases) return std::nullopt;
  for (Columns copy = indicators; auto& c : copy)
    if (c.size() != n || !standardise(c)) return std::nullopt;

  const Curves data = curves_of(indicators);
  const double left = data.mambac.front(), right = data.mambac.back();
  const double share = left > 0 && right > 0 ? num::clamp(left / (left + right), .05, .95) : .5;
  const std::vector<bool> upper = upper_group(indicators, share);
  const Columns high = rows_where(indicators, upper, true), low = rows_where(indicators, upper, false);
  const Copula whole(indicators, seed), upper_part(high, seed + 1), lower_part(low, seed + 2);

  Worlds worlds;
  for (int s = 0; s < samples; ++s) {
    const auto sample = static_cast<std::uint32_t>(s);
    worlds.continuum.push_back(curves_of(whole.sample(n, sample)));
    Columns both = upper_part.sample(high.front().size(), sample);
    const Columns rest = lower_part.sample(low.front().size(), sample);
    for (std::size_t c = 0; c < both.size(); ++c) both[c].insert(both[c].end(), rest[c].begin(), rest[c].end());
    worlds.kinds.push_back(curves_of(std::move(both)));
  }
  worlds.average();
  Taxometrics t;
  t.mambac = worlds.index(data, &Curves::mambac);
  t.maxcov = worlds.index(data, &Curves::maxcov);
  t.index = worlds.index(data);
  t.if_continuum = worlds.range(worlds.continuum);
  t.if_kinds = worlds.range(worlds.kinds);
  t.upper_share = share;
  t.n = n;
  return t;
}

}  // namespace bowlby::evidence
