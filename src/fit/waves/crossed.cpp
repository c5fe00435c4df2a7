#include "fit/waves/crossed.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "fit/waves/gaps.hpp"
#include "fit/waves/normal_test.hpp"
#include "fit/waves/paths.hpp"

namespace bowlby::fit {
namespace {

using namespace waves;

struct Crossed {
  Paths paths;
  std::array<int, 4> lags{};  // own, cross, own', cross'
};

// Where a search begins: the share of the variance that stays, and what a wave keeps of the one before. What stays and
// what is kept long look alike, so that the likelihood may have more than one peak.
struct From {
  double stays = .5, kept = .2;
};
constexpr double higher = 1e-6;  // of a log-likelihood: less is the same peak
constexpr From places[]{{.5, .2}, {.1, .6}, {.8, 0}};

// y of all waves, x of all waves; then what stays of each, and what moves, in the same order.
Crossed crossed_of(std::size_t waves, const std::vector<double>& means, From from) {
  Crossed c;
  Paths& p = c.paths;
  const std::size_t seen = 2 * waves, stays = seen, moves = seen + 2;
  p.seen = seen, p.all = seen + 2 + seen;
  for (auto& lag : c.lags) lag = p.free(&lag == &c.lags[0] || &lag == &c.lags[2] ? from.kept : 0);
  const auto each = [&](auto&& f) {
    for (std::size_t which = 0; which < 2; ++which)
      for (std::size_t j = 0; j < waves; ++j) f(which, j, which * waves + j);
  };
  const auto name = [](std::size_t which, std::size_t j) {
    return std::string(which == 0 ? "y" : "x") + " of wave " + std::to_string(j + 1);
  };
  each([&](std::size_t which, std::size_t j, std::size_t v) {
    p.names.push_back(name(which, j));
    p.arrows.push_back({v, stays + which, -1, 1});
    p.arrows.push_back({v, moves + v, -1, 1});
    p.means.push_back({v, 0, p.free(means[v]), 0});
  });
  p.names.insert(p.names.end(), {"what stays of y", "what stays of x"});
  p.spread.push_back({stays, stays, p.free(from.stays), 0});
  p.spread.push_back({stays + 1, stays + 1, p.free(from.stays), 0});
  p.spread.push_back({stays + 1, stays, p.free(.2 * from.stays), 0});
  each([&](std::size_t which, std::size_t j, std::size_t v) {
    p.names.push_back("what moves of " + name(which, j));
    p.spread.push_back({moves + v, moves + v, p.free(.9 * (1 - from.stays)), 0});
    if (which == 1) p.spread.push_back({moves + v, moves + j, p.free(.05), 0});
    if (j == 0) return;
    const std::size_t before = moves + v - 1, others = moves + (1 - which) * waves + j - 1;
    p.arrows.push_back({moves + v, before, c.lags[2 * which], 0});
    p.arrows.push_back({moves + v, others, c.lags[2 * which + 1], 0});
  });
  return c;
}

}  // namespace

WaveFit fit_crossed(const Matrix& y, const Matrix& x, bool both) {
  WaveFit out;
  const std::size_t waves = y.cols;
  Matrix answers(y.rows, 2 * waves);
  for (std::size_t i = 0; i < y.rows; ++i)
    for (std::size_t j = 0; j < waves; ++j) answers(i, j) = y(i, j), answers(i, waves + j) = x(i, j);
  // Two people's own answers lie on one scale, or their mean effect would have none.
  Level of_y = level_of(answers, 0, waves), of_x = level_of(answers, waves, 2 * waves);
  const double in_y = of_y.n, in_x = of_x.n;
  if (both) of_y = of_x = level_of(answers, 0, 2 * waves);
  put_on_level(answers, 0, waves, of_y);
  put_on_level(answers, waves, 2 * waves, of_x);
  std::vector<double> means;
  for (std::size_t j = 0; j < 2 * waves; ++j) {
    const Level wave = level_of(answers, j, j + 1);
    if (wave.n < 2) {
      out.failed = "a wave that nobody answered";
      return out;
    }
    means.push_back(wave.mean);
  }
  Crossed c;
  PathsFit fit;
  for (const From from : places) {
    c = crossed_of(waves, means, from);
    PathsFit next = fit_paths(answers, c.paths);
    if (fit.numbers.empty() || (!next.numbers.empty() && next.log_likelihood > fit.log_likelihood + higher))
      fit = std::move(next);
  }
  out.failed = fit.failed;
  out.people = fit.people;
  if (fit.numbers.empty()) return out;
  out.log_likelihood = fit.log_likelihood - in_y * std::log(of_y.spread) - in_x * std::log(of_x.spread);
  const double units[]{1, of_y.spread / of_x.spread, 1, of_x.spread / of_y.spread};
  std::vector<double> mean(fit.numbers.size(), 0);
  for (std::size_t k = 0; k < 4; ++k) {
    std::vector<double> weights(fit.numbers.size(), 0);
    weights[static_cast<std::size_t>(c.lags[k])] = units[k];
    out.fixed.push_back(normal_test(fit, weights));
    if (k % 2 == 1) mean[static_cast<std::size_t>(c.lags[k])] = .5;
  }
  out.tested = both ? normal_test(fit, mean) : out.fixed[1];
  return out;
}

}  // namespace bowlby::fit
