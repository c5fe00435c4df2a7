#include "evidence/copula.hpp"

#include <algorithm>
#include <numeric>

#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::evidence {
namespace {

using Columns = std::vector<std::vector<double>>;
using Square = std::vector<double>;  // k by k, row by row

constexpr int fitting_rounds = 8;
constexpr std::size_t fitting_rows = 16000;
constexpr std::uint32_t fitting_sample = 0xFFFFFFFFu;  // a number no caller's sample has

Square correlations(Columns columns) {
  const std::size_t k = columns.size();
  for (auto& c : columns) standardise(c);
  Square r(k * k, 0.0);
  const double n1 = static_cast<double>(columns.front().size()) - 1;
  for (std::size_t a = 0; a < k; ++a)
    for (std::size_t b = 0; b < k; ++b)
      r[a * k + b] =
          a == b ? 1 : std::inner_product(columns[a].begin(), columns[a].end(), columns[b].begin(), 0.0) / n1;
  return r;
}

// Cholesky's root; false where the matrix is no correlation matrix.
bool take_root(const Square& r, std::size_t k, Square& root) {
  root.assign(k * k, 0.0);
  for (std::size_t i = 0; i < k; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double left = r[i * k + j];
      for (std::size_t m = 0; m < j; ++m) left -= root[i * k + m] * root[j * k + m];
      if (i == j && !(left > 1e-6)) return false;
      root[i * k + j] = i == j ? num::sqrt(left) : left / root[j * k + j];
    }
  return true;
}

// What no normals can have is drawn towards independence until they can.
Square nearest_root(Square r, std::size_t k) {
  Square root;
  while (!take_root(r, k, root))
    for (std::size_t i = 0; i < k * k; ++i)
      if (i % (k + 1) != 0) r[i] *= .98;
  return root;
}

}  // namespace

bool standardise(std::vector<double>& v) {
  if (v.size() < 2) return false;
  const double n = static_cast<double>(v.size()), mean = std::accumulate(v.begin(), v.end(), 0.0) / n;
  double squares = 0;
  for (double& x : v) x -= mean, squares += x * x;
  const double sd = num::sqrt(squares / (n - 1));
  const bool spread = sd > 1e-12 * num::max(1.0, num::abs(mean));
  for (double& x : v) x = spread ? x / sd : 0.0;
  return spread;
}

Copula::Copula(const Columns& columns, std::uint64_t seed) : margins_(columns), seed_(seed) {
  const std::size_t k = columns.size();
  for (auto& m : margins_) std::sort(m.begin(), m.end());
  const Square wanted = correlations(columns);
  Square underlying = wanted, best;
  double least = 1e9;
  for (int round = 0; round < fitting_rounds; ++round) {
    root_ = nearest_root(underlying, k);
    const Square got = correlations(sample(fitting_rows, fitting_sample));
    double miss = 0;
    for (std::size_t i = 0; i < k * k; ++i) miss += (wanted[i] - got[i]) * (wanted[i] - got[i]);
    if (miss < least) least = miss, best = root_;
    for (std::size_t i = 0; i < k * k; ++i)
      underlying[i] = i % (k + 1) == 0 ? 1 : num::clamp(underlying[i] + wanted[i] - got[i], -.99, .99);
  }
  root_ = best;
}

Columns Copula::sample(std::size_t rows, std::uint32_t number) const {
  const std::size_t k = margins_.size();
  const num::Key key{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)};
  Columns out(k, std::vector<double>(rows));
  std::vector<double> z(k + 1);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t c = 0; c < k; c += 2) {
      const auto b = num::philox(static_cast<std::uint32_t>(i), number, static_cast<std::uint32_t>(c), 0, key);
      z[c] = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
      z[c + 1] = num::box_muller(num::unit(b.w[2]), num::unit(b.w[3]));
    }
    for (std::size_t c = 0; c < k; ++c) {
      double x = 0;
      for (std::size_t m = 0; m <= c; ++m) x += root_[c * k + m] * z[m];
      const auto& margin = margins_[c];
      const double at = num::normal_cdf(x) * static_cast<double>(margin.size());
      out[c][i] = margin[std::min(static_cast<std::size_t>(at), margin.size() - 1)];
    }
  }
  return out;
}

}  // namespace bowlby::evidence
