#include "fit/waves/growth.hpp"

#include <algorithm>
#include <cmath>

#include "fit/waves/gaps.hpp"
#include "fit/waves/normal_test.hpp"
#include "fit/waves/paths.hpp"

namespace bowlby::fit {
namespace {

using namespace waves;

struct Growth {
  Paths paths;
  int on_level = 0, on_rate = 0;
};

// Waves 0 to k - 1, the predictor, and behind it the two that nobody sees.
Growth growth_of(std::span<const double> times) {
  Growth g;
  Paths& p = g.paths;
  const std::size_t k = times.size(), x = k, level = k + 1, rate = k + 2;
  p.seen = k + 1, p.all = k + 3;
  for (std::size_t j = 0; j < k; ++j) {
    p.names.push_back("wave " + std::to_string(j + 1));
    p.arrows.push_back({j, level, -1, 1});
    p.arrows.push_back({j, rate, -1, times[j]});
    p.spread.push_back({j, j, p.free(.4), 0});
  }
  p.names.insert(p.names.end(), {"predictor", "level", "rate"});
  g.on_level = p.free(0), g.on_rate = p.free(0);
  p.arrows.push_back({level, x, g.on_level, 0});
  p.arrows.push_back({rate, x, g.on_rate, 0});
  p.spread.push_back({x, x, p.free(1), 0});
  p.spread.push_back({level, level, p.free(.5), 0});
  p.spread.push_back({rate, rate, p.free(.1), 0});
  p.spread.push_back({rate, level, p.free(0), 0});
  for (const std::size_t v : {x, level, rate}) p.means.push_back({v, 0, p.free(0), 0});
  return g;
}

}  // namespace

WaveFit fit_growth(const Matrix& y, std::span<const double> times, std::span<const double> predictor) {
  WaveFit out;
  const std::size_t k = y.cols;
  std::vector<std::size_t> who;
  for (std::size_t i = 0; i < y.rows; ++i)
    if (std::isfinite(predictor[i])) who.push_back(i);
  Matrix answers(who.size(), k + 1);
  std::vector<bool> told(k + 1, false);
  for (std::size_t i = 0; i < who.size(); ++i)
    for (std::size_t j = 0; j <= k; ++j) {
      answers(i, j) = j < k ? y(who[i], j) : predictor[who[i]];
      told[j] = told[j] || std::isfinite(answers(i, j));
    }
  const Level of_y = level_of(answers, 0, k), of_x = level_of(answers, k, k + 1);
  if (std::ranges::find(told, false) != told.end()) {
    out.failed = "a wave that nobody answered";
    return out;
  }
  put_on_level(answers, 0, k, of_y);
  put_on_level(answers, k, k + 1, of_x);
  // Time from 0 to 1, so that all numbers are of one size.
  const double span = times.back() - times.front();
  std::vector<double> scaled;
  for (const double t : times) scaled.push_back((t - times.front()) / span);
  const Growth g = growth_of(scaled);
  const PathsFit fit = fit_paths(answers, g.paths);
  out.failed = fit.failed;
  out.people = fit.people;
  if (fit.numbers.empty()) return out;
  out.log_likelihood = fit.log_likelihood - of_y.n * std::log(of_y.spread) - of_x.n * std::log(of_x.spread);
  const double unit = of_y.spread / of_x.spread;
  // The level is that at time 0, which may lie before the first wave.
  std::vector<double> rate(fit.numbers.size(), 0), level = rate;
  rate[static_cast<std::size_t>(g.on_rate)] = unit / span;
  level[static_cast<std::size_t>(g.on_level)] = unit;
  level[static_cast<std::size_t>(g.on_rate)] = -unit * times.front() / span;
  out.fixed = {normal_test(fit, rate), normal_test(fit, level)};
  out.tested = out.fixed.front();
  return out;
}

}  // namespace bowlby::fit
