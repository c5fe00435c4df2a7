// The fit near home: a mirrored design in a small box, a line for every output, then rounds in which the best place is
// lived with more people, the lines are moved to what it gave, and the next best place is sought nearby.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/calibrate/session.hpp"
#include "fit/near_home.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

using fit::Luck;
using fit::Matrix;
using fit::Purpose;

constexpr int evaluations = 20'000;  // of the lines, for the best place of a round

class NearHomeSession : public CalibrationSession {
 public:
  NearHomeSession(const CalibrateRequest& request, CalibrationPlan plan)
      : CalibrationSession(request, std::move(plan)), near_(*plan_.file.near) {
    for (std::size_t j = 0; j < plan_.axes.size(); ++j) all_.push_back(j);
  }

 private:
  struct Round {
    std::vector<double> place;
    Matrix lived;  // a row per seed
    int met = 0;
  };

  std::vector<Step> steps() override {
    std::vector<Step> out{[this] { return design(); }, [this] { return home(); }};
    for (std::uint32_t turn = 0; turn < near_.rounds; ++turn) out.emplace_back([this, turn] { return round(turn); });
    out.emplace_back([this] { return take_best(); });
    return out;
  }

  void count_work() override {
    add_work(near_.runs, false, 1);
    add_work(std::size_t{near_.rounds + 1} * near_.check_seeds, false, near_.check_times);
  }

  Early design() {
    const Matrix x = fit::mirrored_points(near_.runs, all_.size(), Luck(plan_.file.seed, Purpose::shift));
    std::vector<CalibrationPoint> points;
    for (std::size_t r = 0; r < x.rows; ++r)
      points.push_back(point("near", r, near_luck + static_cast<std::uint32_t>(r), all_, x.row(r)));
    const auto lived = live("near", points);
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    aimed_.runs = static_cast<double>(near_.runs);
    aimed_.degrees = plan_.file.degrees.value_or(1e6);
    std::vector<double> scatter;
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      const Aim& a = plan_.aims[k];
      aimed_.lines.push_back(fit::fit_line(x, (*lived)->column(k)));
      aimed_.bands.push_back({a.low, a.high, a.weight});
      scatter.push_back(aimed_.lines[k] ? aimed_.lines[k]->scatter : std::nan(""));
    }
    add_targets(tables_, plan_, scatter);
    return std::nullopt;
  }

  // The guesses themselves, with the luck of the rounds.
  Early home() {
    const auto lived = live("check_default", checks("check_default", nullptr));
    if (!lived) return lived.problems();
    if (*lived) defaults_ = **lived;
    return std::nullopt;
  }

  // A parameter's value at a coordinate, with the places it will be written with.
  double written(std::size_t d, double x) const { return std::stod(fmt::format("{:.4g}", plan_.axes[d].value(x))); }

  // Every round has the same seeds, so that rounds are compared without the luck between them.
  std::vector<CalibrationPoint> checks(const char* stage, const std::vector<double>* place,
                                       std::uint32_t turn = 0) const {
    std::vector<CalibrationPoint> points;
    for (std::uint32_t s = 0; s < near_.check_seeds; ++s) {
      CalibrationPoint p{stage, turn * near_.check_seeds + s, round_luck + s, false, near_.check_times, {}};
      for (std::size_t d = 0; place != nullptr && d < all_.size(); ++d)
        p.set.emplace_back(plan_.file.parameters[d].row, written(d, (*place)[d]));
      points.push_back(std::move(p));
    }
    return points;
  }

  // Around the last place, within the box.
  fit::Box reach() const {
    if (rounds_.empty()) return fit::whole_box(all_.size());
    fit::Box box;
    for (const double c : rounds_.back().place) {
      box.low.push_back(std::max(-1.0, c - near_.stride));
      box.high.push_back(std::min(1.0, c + near_.stride));
    }
    return box;
  }

  Early round(std::uint32_t turn) {
    tell("fitting");
    Round r;
    r.place = fit::highest([this](fit::Values x) { return aimed_(x); }, reach(), evaluations);
    const auto lived = live(fmt::format("check_round_{}", turn), checks("check_round", &r.place, turn));
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    r.lived = **lived;
    const std::vector<double> mean = means_of(r.lived);
    for (std::size_t k = 0; k < mean.size(); ++k) {
      const Aim& a = plan_.aims[k];
      if (a.weight > 0 && a.target.role == evidence::Role::calibrate && mean[k] >= a.low && mean[k] <= a.high) ++r.met;
    }
    told_ += fmt::format("round {}: {} calibrate numbers and relations inside\n", turn + 1, r.met);
    predicted_.emplace_back();
    for (const auto& line : aimed_.lines) predicted_.back().push_back(line ? line->at(r.place) : std::nan(""));
    aimed_.move_to(r.place, mean);
    rounds_.push_back(std::move(r));
    return std::nullopt;
  }

  // The round that met most, the first of equals; and how far the lines around the last place let each parameter go.
  Early take_best() {
    const auto best = std::ranges::max_element(rounds_, {}, &Round::met);
    const auto turn = static_cast<std::size_t>(best - rounds_.begin());
    told_ += fmt::format("round {} is taken\n", turn + 1);
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      const auto [guess, guess_error] = mean_and_error(defaults_, k);
      const auto [value, error] = mean_and_error(best->lived, k);
      fit_rows_.push_back({&plan_.aims[k], predicted_[turn][k], guess, guess_error, value, error});
    }
    add_fit(tables_, fit_rows_);
    const fit::LogDensity density = [this](fit::Values x) { return aimed_(x); };
    const CalibrationStages& s = stages();
    const fit::Chains chains =
        fit::sample(density, reach(), rounds_.back().place, {s.chains, s.steps / 4, s.steps, 1000, 3},
                    Luck(plan_.file.seed, Purpose::chain));
    keep_posterior(best->place, chains);
    return std::nullopt;
  }

  static std::pair<double, double> mean_and_error(const Matrix& lived, std::size_t k) {
    num::Moments m;
    for (std::size_t r = 0; r < lived.rows; ++r)
      if (!std::isnan(lived(r, k))) m.add(lived(r, k));
    return {m.n > 0 ? m.mean : std::nan(""), m.n > 1 ? m.standard_error() : std::nan("")};
  }

  void keep_posterior(const std::vector<double>& place, const fit::Chains& chains) {
    Matrix draws = chains.draws;
    for (std::size_t d = 0; d < all_.size(); ++d) {
      num::Moments spread;
      for (std::size_t i = 0; i < draws.rows; ++i) {
        spread.add(draws(i, d));
        draws(i, d) = plan_.axes[d].value(draws(i, d));
      }
      const std::vector<double> values = draws.column(d);
      const auto at = [&](double share) { return fit::quantile(values, share); };
      const FreeParameter& p = plan_.file.parameters[d];
      const double learned = std::max(0.0, 1 - spread.variance() * 3);  // of the box, whose variance is 1/3
      rows_.push_back({plan_.axes[d].name, p.low, p.high, plan_.file.base.params.*(p.row->field), at(.05), at(.25),
                       at(.5), at(.75), at(.95), chains.rhat[d], chains.ess[d], learned, written(d, place[d])});
    }
    add_posterior(tables_, rows_, draws);
  }

  std::optional<Problem> write_up() override {
    summary_.text = told_ + parameter_text(rows_) + fit_text(fit_rows_);
    return std::nullopt;
  }

  const NearHomeFit& near_;
  std::vector<std::size_t> all_;  // places of the free parameters
  fit::NearHome aimed_;
  Matrix defaults_;
  std::vector<Round> rounds_;
  std::vector<std::vector<double>> predicted_;  // per round, by the lines before they moved
  std::string told_;
};

}  // namespace

std::unique_ptr<CalibrationSession> near_session(const CalibrateRequest& request, CalibrationPlan plan) {
  return std::make_unique<NearHomeSession>(request, std::move(plan));
}

}  // namespace bowlby
