#include "evidence/profiles.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "evidence/cluster.hpp"
#include "evidence/copula.hpp"
#include "num/elementary.hpp"
#include "num/philox.hpp"

namespace bowlby::evidence {
namespace {

using Columns = std::vector<std::vector<double>>;

constexpr int starts = 12, most_rounds = 500;
constexpr double enough = 1e-7, least_variance = 1e-4;  // gain per case that ends EM; of a standardised rating
constexpr std::size_t cases_per_profile = 20;

class Mixture {
 public:
  Mixture(const Columns& x, std::size_t k)
      : x_(x), n_(x.front().size()), d_(x.size()), k_(k), weight_(k, std::vector<double>(n_)) {}

  // Far cases start as centres: each next one is drawn with chance in proportion to its squared distance.
  void start(std::uint32_t number, std::uint64_t seed) {
    const num::Key key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    share_.assign(k_, 1.0 / static_cast<double>(k_));
    variance_.assign(d_, .5);
    centre_.clear();
    std::vector<double> near(n_, 1.0);
    for (std::size_t p = 0; p < k_; ++p) {
      const double u = num::unit(num::philox(number, static_cast<std::uint32_t>(p), 0, 0, key).w[0]);
      const double aim = u * std::accumulate(near.begin(), near.end(), 0.0);
      std::size_t chosen = 0;
      for (double sum = near[0]; sum < aim && chosen + 1 < n_;) sum += near[++chosen];
      centre_.push_back(row(chosen));
      for (std::size_t i = 0; i < n_; ++i) {
        double squares = 0;
        for (std::size_t c = 0; c < d_; ++c) squares += (x_[c][i] - centre_[p][c]) * (x_[c][i] - centre_[p][c]);
        near[i] = p == 0 ? squares : num::min(near[i], squares);
      }
    }
  }

  // Log likelihood where EM settles.
  double climb() {
    double before = -1e300;
    for (int round = 0; round < most_rounds; ++round) {
      const double now = expect();
      if (now - before < enough * static_cast<double>(n_)) return now;
      before = now;
      maximise();
    }
    return expect();
  }

  Profiles told(double log_likelihood) const {
    const double k = static_cast<double>(k_), d = static_cast<double>(d_);
    Profiles out{share_, centre_, std::vector<std::size_t>(n_), 0};
    out.bic = -2 * log_likelihood + (k * d + d + k - 1) * num::log(static_cast<double>(n_));
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t p = 1; p < k_; ++p)
        if (weight_[p][i] > weight_[out.member[i]][i]) out.member[i] = p;
    return out;
  }

 private:
  std::vector<double> row(std::size_t i) const {
    std::vector<double> r;
    for (const auto& c : x_) r.push_back(c[i]);
    return r;
  }

  // Chances of each profile for each case; returns the log likelihood.
  double expect() {
    constexpr double log_two_pi = 1.8378770664093453;
    double total = 0, common = -.5 * log_two_pi * static_cast<double>(d_);
    for (const double v : variance_) common -= .5 * num::log(v);
    for (std::size_t i = 0; i < n_; ++i) {
      double most = -1e300, sum = 0;
      for (std::size_t p = 0; p < k_; ++p) {
        double log_density = num::log(num::max(share_[p], 1e-12)) + common;
        for (std::size_t c = 0; c < d_; ++c) {
          const double off = x_[c][i] - centre_[p][c];
          log_density -= .5 * off * off / variance_[c];
        }
        weight_[p][i] = log_density;
        most = num::max(most, log_density);
      }
      for (std::size_t p = 0; p < k_; ++p) sum += weight_[p][i] = num::exp(weight_[p][i] - most);
      for (std::size_t p = 0; p < k_; ++p) weight_[p][i] /= sum;
      total += most + num::log(sum);
    }
    return total;
  }

  void maximise() {
    for (std::size_t p = 0; p < k_; ++p) {
      const double mass = std::accumulate(weight_[p].begin(), weight_[p].end(), 0.0);
      share_[p] = mass / static_cast<double>(n_);
      if (mass < 1e-9) continue;  // an empty profile stays where it is
      for (std::size_t c = 0; c < d_; ++c)
        centre_[p][c] = std::inner_product(weight_[p].begin(), weight_[p].end(), x_[c].begin(), 0.0) / mass;
    }
    for (std::size_t c = 0; c < d_; ++c) {
      double squares = 0;
      for (std::size_t p = 0; p < k_; ++p)
        for (std::size_t i = 0; i < n_; ++i)
          squares += weight_[p][i] * (x_[c][i] - centre_[p][c]) * (x_[c][i] - centre_[p][c]);
      variance_[c] = num::max(squares / static_cast<double>(n_), least_variance);
    }
  }

  const Columns& x_;
  std::size_t n_, d_, k_;
  Columns weight_, centre_;  // [profile][case], [profile][rating]
  std::vector<double> share_, variance_;
};

std::optional<double> rand_value(Values a, Values b) {
  std::map<std::pair<double, double>, double> cells;
  std::map<double, double> rows, columns;
  for (std::size_t i = 0; i < a.size(); ++i) ++cells[{a[i], b[i]}], ++rows[a[i]], ++columns[b[i]];
  const auto pairs = [](const auto& counts) {
    double sum = 0;
    for (const auto& [code, n] : counts) sum += n * (n - 1) / 2;
    return sum;
  };
  const double n = static_cast<double>(a.size()), all = n * (n - 1) / 2;
  const double together = pairs(cells), in_a = pairs(rows), in_b = pairs(columns);
  if (rows.size() < 2 || columns.size() < 2) return std::nullopt;
  const double chance = in_a * in_b / all, most = (in_a + in_b) / 2;
  if (!(most > chance)) return std::nullopt;
  return (together - chance) / (most - chance);
}

}  // namespace

std::optional<Profiles> latent_profiles(const std::vector<std::vector<double>>& ratings, std::size_t k,
                                        std::uint64_t seed) {
  if (ratings.empty() || k == 0 || ratings.front().size() < k * cases_per_profile) return std::nullopt;
  Columns x = ratings;
  for (auto& c : x)
    if (c.size() != ratings.front().size() || !standardise(c)) return std::nullopt;
  std::optional<Profiles> best;
  for (int s = 0; s < starts; ++s) {
    Mixture mixture(x, k);
    mixture.start(static_cast<std::uint32_t>(s), seed);
    Profiles found = mixture.told(mixture.climb());
    if (!best || found.bic < best->bic) best = std::move(found);
  }
  return best;
}

Maybe adjusted_rand(Values a, Values b) {
  if (a.size() != b.size() || a.size() < 20) return std::nullopt;
  const auto whole = rand_value(a, b);
  if (!whole) return std::nullopt;
  Sample sample{{"a", "b", "cluster"}, {{a.begin(), a.end()}, {b.begin(), b.end()}, std::vector<double>(a.size())}};
  std::iota(sample.columns[2].begin(), sample.columns[2].end(), 0.0);
  return cluster_interval({*whole, *whole, *whole, a.size(), 0}, sample, Scale::plain, [](const Sample& s) -> Maybe {
    const auto value = rand_value(s.columns[0], s.columns[1]);
    return value ? Maybe(Estimate{*value, *value, *value, s.rows(), 0}) : std::nullopt;
  });
}

}  // namespace bowlby::evidence
