#include "app/calibrate/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN(), endless = std::numeric_limits<double>::infinity();

double spread_of(const fit::Matrix& m, std::size_t column) {
  num::Moments all;
  for (std::size_t r = 0; r < m.rows; ++r)
    if (!std::isnan(m(r, column))) all.add(m(r, column));
  return all.n > 2 ? all.deviation() : none;
}

double square(double x) { return x * x; }

// Variance of a mean effect of the screening by chance.
double chance_of_effect(double noise, const fit::Effect& e) {
  return e.n > 0 && !std::isnan(noise) ? 2 * square(noise / fit::morris_step) / static_cast<double>(e.n) : endless;
}

// How strongly aim k feels parameter j, in units of what the aim allows and chance blurs.
double pull(const CalibrationPlan& plan, const Screening& s, const std::vector<double>& noise, std::size_t k,
            std::size_t j) {
  const Aim& aim = plan.aims[k];
  const fit::Effect& e = s.effects[k][j];
  const double variance = square(aim.tolerance) + chance_of_effect(noise[k], e);
  if (aim.weight <= 0 || !std::isfinite(variance)) return 0;
  return e.mu * num::sqrt(aim.weight / variance);
}

double norm(const std::vector<double>& v) {
  double sum = 0;
  for (const double x : v) sum += x * x;
  return num::sqrt(sum);
}

}  // namespace

std::vector<double> noise_of(const fit::Matrix& runs) {
  std::vector<double> out;
  for (std::size_t k = 0; k < runs.cols; ++k) out.push_back(spread_of(runs, k));
  return out;
}

std::vector<double> means_of(const fit::Matrix& runs) {
  std::vector<double> out;
  for (std::size_t k = 0; k < runs.cols; ++k) {
    num::Moments all;
    for (std::size_t r = 0; r < runs.rows; ++r)
      if (!std::isnan(runs(r, k))) all.add(runs(r, k));
    out.push_back(all.n > 0 ? all.mean : none);
  }
  return out;
}

Screening screen(const CalibrationPlan& plan, const fit::MorrisPlan& walk, const fit::Matrix& outputs,
                 const std::vector<double>& screen_noise) {
  Screening s;
  for (std::size_t k = 0; k < plan.aims.size(); ++k) {
    s.effects.push_back(fit::morris_effects(walk, outputs.column(k)));
    s.floor.push_back(fit::morris_floor(screen_noise[k]));
    s.spread.push_back(spread_of(outputs, k));
  }
  return s;
}

Chosen choose(const CalibrationPlan& plan, const Screening& s, const std::vector<double>& noise,
              const std::vector<double>& guess, std::size_t most) {
  std::vector<double> call;  // how loudly a target calls for a change: half where the first guess is right, up to 4.5
  for (std::size_t k = 0; k < plan.aims.size(); ++k) {
    const double off = std::fabs(guess[k] - plan.aims[k].target.estimate) / plan.aims[k].tolerance;
    call.push_back(std::isnan(off) ? .5 : .5 + std::min(4.0, off / 1.96));
  }
  const std::size_t dims = plan.axes.size(), aims = plan.aims.size();
  std::vector<std::vector<double>> left(dims, std::vector<double>(aims));
  std::vector<double> whole(dims);
  for (std::size_t j = 0; j < dims; ++j) {
    for (std::size_t k = 0; k < aims; ++k) left[j][k] = call[k] * pull(plan, s, noise, k, j);
    whole[j] = norm(left[j]);
  }
  Chosen out;
  std::vector<bool> taken(dims, false);
  while (out.places.size() < std::min(most, dims)) {
    std::size_t best = dims;
    double best_score = 0;
    for (std::size_t j = 0; j < dims; ++j)
      if (const double score = whole[j] * norm(left[j]); !taken[j] && score > best_score) best = j, best_score = score;
    if (best == dims) break;
    taken[best] = true;
    out.places.push_back(best);
    out.influence.push_back(whole[best]);
    std::vector<double> direction = left[best];
    const double length = norm(direction);
    for (double& x : direction) x /= length;
    for (std::size_t j = 0; j < dims; ++j) {
      double along = 0;
      for (std::size_t k = 0; k < aims; ++k) along += left[j][k] * direction[k];
      for (std::size_t k = 0; k < aims; ++k) left[j][k] -= along * direction[k];
    }
  }
  return out;
}

fit::Fisher screening_fisher(const CalibrationPlan& plan, const Screening& s, const std::vector<double>& noise) {
  fit::Matrix slopes(plan.aims.size(), plan.axes.size());
  for (std::size_t k = 0; k < slopes.rows; ++k)
    for (std::size_t j = 0; j < slopes.cols; ++j)
      slopes(k, j) = .5 * pull(plan, s, noise, k, j);  // the range is 2 wide
  return fit::fisher(slopes, std::vector<double>(slopes.rows, 1));
}

std::vector<double> published(const CalibrationPlan& plan) {
  std::vector<double> out;
  for (const Aim& a : plan.aims) out.push_back(a.target.estimate);
  return out;
}

fit::Matrix covariance(const CalibrationPlan& plan, const Emulators& emulators, const std::vector<double>& noise) {
  std::vector<double> sd, own;
  for (std::size_t k = 0; k < plan.aims.size(); ++k) {
    const Aim& aim = plan.aims[k];
    const auto& e = emulators[k];
    if (aim.weight <= 0 || !e) {
      sd.push_back(0);
      own.push_back(endless);
      continue;
    }
    const double chance = std::isnan(noise[k]) ? e->loo : std::min(noise[k], e->loo);
    const double misfit = square(e->loo) - square(chance);
    const double left = square(chance) * std::min(1.0, static_cast<double>(e->beta.size()) / static_cast<double>(e->n));
    sd.push_back(num::sqrt((misfit + left) / aim.weight));
    own.push_back(square(aim.tolerance) / aim.weight);
  }
  return fit::covariance_of(fit::residual_correlation(emulators), sd, own);
}

fit::Matrix Fit::draws() const { return fit::into_box(chains.draws, box.low, box.high); }

Fit fit_posterior(const CalibrationPlan& plan, Emulators emulators, fit::Box box, const std::vector<double>& noise,
                  const fit::Luck& luck, std::uint32_t address) {
  Fit out;
  out.emulators = std::move(emulators);
  out.box = std::move(box);
  const std::size_t dims = out.box.low.size();
  const std::vector<double> seen = published(plan);
  const fit::Matrix spread = covariance(plan, out.emulators, noise);
  const fit::SyntheticLikelihood likelihood(out.emulators, seen, spread, plan.file.degrees);
  const fit::LogDensity density = [&](fit::Values x) { return likelihood(x); };
  const fit::Box inside = fit::whole_box(dims);
  const std::vector<double> start = fit::highest(density, inside, 20'000);
  const CalibrationStages& s = plan.file.stages;
  out.chains = fit::sample(density, inside, start, {s.chains, s.steps / 4, s.steps, 1000, address}, luck);
  fit::Matrix slopes(plan.aims.size(), dims);
  std::vector<double> middle;
  for (std::size_t d = 0; d < dims; ++d) middle.push_back(fit::quantile(out.chains.draws.column(d), .5));
  for (std::size_t d = 0; d < dims; ++d) {
    const double half = .5 * (out.box.high[d] - out.box.low[d]), centre = .5 * (out.box.high[d] + out.box.low[d]);
    out.start.push_back(centre + half * start[d]);
    out.median.push_back(centre + half * middle[d]);
  }
  std::vector<std::size_t> telling;
  for (std::size_t k = 0; k < plan.aims.size(); ++k) {
    if (!std::isfinite(spread(k, k))) continue;
    const std::vector<double> slope = out.emulators[k]->slope(middle);
    for (std::size_t d = 0; d < dims; ++d) slopes(k, d) = 2 * slope[d] / (out.box.high[d] - out.box.low[d]);
    telling.push_back(k);
  }
  fit::Matrix some(telling.size(), telling.size());
  for (std::size_t k = 0; k < telling.size(); ++k)
    for (std::size_t l = 0; l < telling.size(); ++l) some(k, l) = spread(telling[k], telling[l]);
  out.fisher =
      fit::fisher(fit::product(fit::whitener(some), slopes.only(telling)), std::vector<double>(telling.size(), 1));
  return out;
}

fit::Box bulk_of(const fit::Matrix& draws) {
  fit::Box box;
  for (std::size_t d = 0; d < draws.cols; ++d) {
    const std::vector<double> column = draws.column(d);
    const double low = fit::quantile(column, .005), high = fit::quantile(column, .995);
    const double centre = .5 * (low + high), half = std::max(.2, .5 * 1.25 * (high - low));
    box.low.push_back(num::clamp(centre - half, -1.0, 1 - 2 * std::min(half, 1.0)));
    box.high.push_back(num::clamp(centre + half, -1 + 2 * std::min(half, 1.0), 1.0));
  }
  return box;
}

std::vector<OutcomeRow> rank_outcome(const CalibrationPlan& plan, const CalibrationOutcome& outcome, const Screening& s,
                                     const std::vector<std::size_t>& fitted, const std::vector<fit::Indices>& indices,
                                     std::size_t most) {
  std::vector<std::size_t> aims;
  for (const std::string& id : outcome.targets)
    for (std::size_t k = 0; k < plan.aims.size(); ++k)
      if (plan.aims[k].target.id == id && s.spread[k] > 0) aims.push_back(k);
  std::vector<OutcomeRow> rows;
  if (aims.empty()) return rows;
  for (std::size_t j = 0; j < plan.axes.size(); ++j) {
    OutcomeRow row;
    row.parameter = plan.axes[j].name;
    const auto place = std::ranges::find(fitted, j);
    double total = 0, weight = 0;
    for (const std::size_t k : aims) {
      const double share = 1 / (s.spread[k] * static_cast<double>(aims.size()));
      row.influence += s.effects[k][j].mu_star * share;
      row.floor += s.floor[k] * share;
      if (place != fitted.end() && k < indices.size() && !indices[k].total.empty()) {
        total += indices[k].total[static_cast<std::size_t>(place - fitted.begin())].value;
        weight += 1;
      }
    }
    const double mu = s.effects[aims.front()][j].mu;
    row.direction = mu > 0 ? 1 : mu < 0 ? -1 : 0;
    if (weight > 0) row.total = total / weight;
    rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, [](const OutcomeRow& a, const OutcomeRow& b) { return a.influence > b.influence; });
  if (rows.size() > most) rows.resize(most);
  return rows;
}

}  // namespace bowlby
