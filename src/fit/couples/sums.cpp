#include "fit/couples/sums.hpp"

#include <algorithm>
#include <cmath>

namespace bowlby::fit::couples {
namespace {

struct Day {
  int day;
  std::array<const double*, 2> row;  // of W, of both members
};

// Adds factor * a b' to a table, column by column.
void add(double* table, const double* a, const double* b, double factor, std::size_t rows, std::size_t columns) {
  for (std::size_t j = 0; j < columns; ++j) {
    const double f = factor * b[j];
    if (f == 0) continue;  // columns of the other member
    for (std::size_t i = 0; i < rows; ++i) table[j * rows + i] += f * a[i];
  }
}

// Which part of W stands on the left of a table and which on the right.
struct Shape {
  std::size_t left, right, rows, columns;
  [[nodiscard]] std::size_t size() const { return rows * columns; }
};

// Adds the tables of one couple, kind by kind.
void tables(std::span<const Day> days, const Shape& shape, double* out) {
  const auto at = [&](std::size_t time, const Day& a, const Day& b, double factor) {
    double* table = out + time * member_pairs * shape.size();
    const auto pair = [&](std::size_t which, int m, int n) {
      add(table + which * shape.size(), a.row[static_cast<std::size_t>(m)] + shape.left,
          b.row[static_cast<std::size_t>(n)] + shape.right, factor, shape.rows, shape.columns);
    };
    pair(0, 0, 0), pair(1, 0, 1), pair(1, 1, 0), pair(2, 1, 1);
  };
  const auto neighbours = [&](std::size_t time, const Day& a, const Day& b) { at(time, a, b, -1), at(time, b, a, -1); };
  for (std::size_t t = 0; t < days.size(); ++t) {
    const int before = t > 0 ? days[t].day - days[t - 1].day : 0;
    const int after = t + 1 < days.size() ? days[t + 1].day - days[t].day : 0;
    at(0, days[t], days[t], 1);
    // inside a row of days; a day that stands alone counts once, whatever rho
    const int inside = (before == 1 ? 1 : 0) + (after == 1 ? 1 : 0) - 1;
    if (inside != 0) at(2, days[t], days[t], inside);
    if (before == 1) neighbours(1, days[t - 1], days[t]);
    if (before < 2) continue;
    const std::size_t gap = plain_times + 2 * static_cast<std::size_t>(before - 2);
    at(gap, days[t], days[t], 1);
    at(gap, days[t - 1], days[t - 1], 1);
    neighbours(gap + 1, days[t - 1], days[t]);
  }
}

// The days of a couple, or none if one answered alone or a gap is too long.
std::vector<Day> paired_days(const CoupleRows& rows, const std::vector<double>& all, std::size_t k, std::size_t from,
                             std::size_t until) {
  std::vector<Day> days;
  if ((until - from) % 2 != 0) return {};
  for (std::size_t i = from; i < until; i += 2) {
    if (rows.member[i] != 0 || rows.member[i + 1] != 1 || rows.day[i] != rows.day[i + 1]) return {};
    if (!days.empty() && rows.day[i] - days.back().day > longest_gap) return {};
    days.push_back({rows.day[i], {all.data() + i * k, all.data() + (i + 1) * k}});
  }
  return days;
}

void add_couple(Paired& to, std::span<const Day> days, std::size_t q, std::size_t k) {
  int longest = 1;
  for (std::size_t t = 1; t < days.size(); ++t) {
    const int step = days[t].day - days[t - 1].day;
    longest = std::max(longest, step);
    to.steps[static_cast<std::size_t>(step)] += 1;
  }
  const std::size_t at = to.narrow.size(), kinds = kinds_for(longest), plain = k - q;
  to.narrow.resize(at + kinds * q * k, 0);
  tables(days, {0, 0, k, q}, to.narrow.data() + at);
  tables(days, {q, q, plain, plain}, to.wide.data());
  to.kinds.push_back(kinds);
  to.days += static_cast<double>(days.size());
}

template <class T>
std::vector<T> part(const std::vector<T>& of, std::size_t from, std::size_t until) {
  return {of.begin() + static_cast<std::ptrdiff_t>(from), of.begin() + static_cast<std::ptrdiff_t>(until)};
}

}  // namespace

Weights weights(const Residual& at) {
  const double s = std::exp(at.log_ratio), r = std::tanh(at.correlation), rho = std::tanh(at.carry);
  const double free = 1 - r * r, wander = 1 - rho * rho;
  const std::array<double, member_pairs> pair{1 / free, -r / s / free, 1 / (s * s) / free};
  const std::array<std::array<double, member_pairs>, 2> pair_change{
      std::array{0.0, -pair[1], -2 * pair[2]}, std::array{2 * r * pair[0], -(1 + r * r) / s / free, 2 * r * pair[2]}};
  std::array<double, most_kinds / member_pairs> time{1 / wander, rho / wander, rho * rho / wander};
  std::array<double, most_kinds / member_pairs> time_change{2 * rho * time[0], 1 + 2 * rho * time[1],
                                                            2 * rho + 2 * rho * time[2]};
  for (int d = 2; d <= longest_gap; ++d) {
    const std::size_t at_gap = plain_times + 2 * static_cast<std::size_t>(d - 2);
    const double kept = std::pow(rho, d), kept_change = d * std::pow(rho, d - 1) * wander, left = 1 - kept * kept;
    time[at_gap] = kept * kept / left;
    time[at_gap + 1] = kept / left;
    time_change[at_gap] = 2 * kept * kept_change / (left * left);
    time_change[at_gap + 1] = (1 + kept * kept) * kept_change / (left * left);
  }
  Weights w;
  for (std::size_t j = 0; j < time.size(); ++j)
    for (std::size_t m = 0; m < member_pairs; ++m) {
      const std::size_t kind = member_pairs * j + m;
      w.of[kind] = pair[m] * time[j];
      w.change[0][kind] = pair_change[0][m] * time[j];
      w.change[1][kind] = pair_change[1][m] * time[j];
      w.change[2][kind] = pair[m] * time_change[j];
    }
  return w;
}

// |Sigma| for each day, (1 - rho^2d)^2 for each step of d days.
double log_determinant(const Paired& couples, const Residual& at, std::array<double, Residual::size>& change) {
  const double r = std::tanh(at.correlation), rho = std::tanh(at.carry);
  change = {2 * couples.days, -2 * r * couples.days, 0};
  double sum = couples.days * (2 * at.log_ratio + std::log(1 - r * r));
  for (int d = 1; d <= longest_gap; ++d) {
    const double steps = couples.steps[static_cast<std::size_t>(d)], kept = std::pow(rho, 2 * d);
    if (steps == 0) continue;
    sum += 2 * steps * std::log(1 - kept);
    change[2] -= 4 * steps * d * std::pow(rho, 2 * d - 1) * (1 - rho * rho) / (1 - kept);
  }
  return sum;
}

Sums gather(const CoupleRows& rows, std::span<const double> scale) {
  Sums out;
  const std::size_t q = out.random = rows.random.cols, p = rows.fixed.cols, n = rows.y.size();
  const std::size_t k = out.columns = q + p + 1;
  out.rows = n;
  out.paired.wide.assign(most_kinds * (p + 1) * (p + 1), 0);
  std::vector<double> all(n * k);
  for (std::size_t i = 0; i < n; ++i) {
    double* row = all.data() + i * k;
    for (std::size_t j = 0; j < q; ++j) row[j] = rows.random(i, j) / scale[j];
    for (std::size_t j = 0; j < p; ++j) row[q + j] = rows.fixed(i, j);
    row[k - 1] = rows.y[i];
  }
  for (std::size_t from = 0, until = 0; from < n; from = until) {
    while (until < n && rows.couple[until] == rows.couple[from]) ++until;
    const std::vector<Day> days = paired_days(rows, all, k, from, until);
    if (!days.empty())
      add_couple(out.paired, days, q, k);
    else
      out.single.push_back(
          {part(rows.day, from, until), part(rows.member, from, until), part(all, from * k, until * k)});
  }
  return out;
}

double whiten(const Single& g, const Residual& at, std::size_t columns, std::vector<double>& white) {
  const double s = std::exp(at.log_ratio), r = std::tanh(at.correlation), rho = std::tanh(at.carry);
  const std::array<std::array<double, 2>, 2> sigma{std::array{1.0, r * s}, std::array{r * s, s * s}};
  auto spread = sigma;                             // of what the residual is today, given all before
  std::vector<double> expected(2 * columns, 0.0);  // of each column
  white.assign(g.columns.size(), 0);
  double log_det = 0;
  for (std::size_t i = 0; i < g.day.size(); ++i) {
    if (i > 0 && g.day[i] != g.day[i - 1]) {
      const double kept = std::pow(rho, g.day[i] - g.day[i - 1]);
      for (double& e : expected) e *= kept;
      for (std::size_t a = 0; a < 2; ++a)
        for (std::size_t b = 0; b < 2; ++b) spread[a][b] = kept * kept * spread[a][b] + (1 - kept * kept) * sigma[a][b];
    }
    const std::size_t m = g.member[i];
    const double variance = spread[m][m], gain[2]{spread[0][m] / variance, spread[1][m] / variance};
    const double root = std::sqrt(variance);
    for (std::size_t j = 0; j < columns; ++j) {
      const double news = g.columns[i * columns + j] - expected[m * columns + j];
      white[i * columns + j] = news / root;
      for (std::size_t a = 0; a < 2; ++a) expected[a * columns + j] += gain[a] * news;
    }
    for (std::size_t a = 0; a < 2; ++a)
      for (std::size_t b = 0; b < 2; ++b)
        if (a != m && b != m) spread[a][b] -= gain[a] * gain[b] * variance;
    for (std::size_t a = 0; a < 2; ++a) spread[a][m] = spread[m][a] = 0;
    log_det += std::log(variance);
  }
  return log_det;
}

}  // namespace bowlby::fit::couples
