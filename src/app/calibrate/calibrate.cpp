#include "app/calibrate/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/calibrate/analysis.hpp"
#include "app/calibrate/session.hpp"
#include "io/files/files.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

using fit::Luck;
using fit::Matrix;
using fit::Purpose;

constexpr std::size_t resamples = 100;  // of the runs, for the intervals of the indices

class WholePrior : public CalibrationSession {
 public:
  using CalibrationSession::CalibrationSession;

 private:
  std::vector<Step> steps() override {
    return {[this] { return noise(); },  [this] { return screening(); }, [this] { return design(); },
            [this] { return second(); }, [this] { return check(); },     [this] { return recovery(); }};
  }

  void count_work() override {
    const CalibrationStages& s = stages();
    add_work(s.noise_runs, false, 1);
    add_work(s.trajectories * (plan_.axes.size() + 1), true, 1);
    if (request_.until == CalibrationStage::screen) return;
    add_work(s.runs, false, 1);
    if (request_.until == CalibrationStage::design) return;
    add_work(s.second_runs, false, 1);
    add_work(std::size_t{2} * s.check_seeds, false, s.check_times);
  }

  // ---- stages

  // The same point with other luck.
  Early noise() {
    std::vector<CalibrationPoint> points;
    for (std::uint32_t i = 0; i < stages().noise_runs; ++i)
      points.push_back({"noise", i, noise_luck + i, false, 1, {}});
    const auto lived = live("noise", points);
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    const Matrix& outputs = **lived;
    noise_ = noise_of(outputs);
    add_targets(tables_, plan_, noise_);
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      const CalibrationStudy& s = plan_.file.studies[plan_.aims[k].study];
      screen_noise_.push_back(noise_[k] * num::sqrt(static_cast<double>(s.people) / s.screen_people));
    }
    return std::nullopt;
  }

  Early screening() {
    const fit::MorrisPlan walk =
        fit::morris_plan(plan_.axes.size(), stages().trajectories, Luck(plan_.file.seed, Purpose::trajectory));
    std::vector<std::size_t> all(plan_.axes.size());
    for (std::size_t j = 0; j < all.size(); ++j) all[j] = j;
    std::vector<CalibrationPoint> points;
    for (std::size_t r = 0; r < walk.points.rows; ++r) {
      const auto trajectory = static_cast<std::uint32_t>(r / (walk.dims + 1));  // its points share their luck
      points.push_back(point("screen", r, screen_luck + trajectory, all, walk.points.row(r)));
      points.back().screening = true;
    }
    const auto lived = live("screen", points);
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    const Matrix& outputs = **lived;
    screening_ = screen(plan_, walk, outputs, screen_noise_);
    chosen_ = choose(plan_, screening_, screen_noise_, means_of(lived_.at("noise")), stages().fitted);
    add_screening(tables_, plan_, screening_, chosen_);
    std::vector<std::string> free;
    for (const fit::Axis& axis : plan_.axes) free.push_back(axis.name);
    tell_fisher("screening", screening_fisher(plan_, screening_, screen_noise_), free);
    if (chosen_.places.size() < 2)
      return std::vector{Problem{Fault::data, request_.output, 0, 0, "parameters",
                                 "fewer than two of them move any target", "free others, or widen their bounds"}};
    reached_ = request_.until == CalibrationStage::screen;
    return std::nullopt;
  }

  Early design() {
    first_x_ = fit::sobol_points(stages().runs, chosen_.places.size(), Luck(plan_.file.seed, Purpose::shift));
    std::vector<CalibrationPoint> points;
    for (std::size_t r = 0; r < first_x_.rows; ++r)
      points.push_back(
          point("design", r, design_luck + static_cast<std::uint32_t>(r), chosen_.places, first_x_.row(r)));
    const auto lived = live("design", points);
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    const Matrix& outputs = **lived;
    tell("fitting");
    emulators_ = fit::fit_emulators(first_x_, outputs);
    const Luck luck(plan_.file.seed, Purpose::bootstrap);
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      indices_.emplace_back();
      if (emulators_[k])
        indices_[k] = fit::sobol_indices(*emulators_[k], first_x_, outputs.column(k), resamples, luck,
                                         static_cast<std::uint32_t>(k));
    }
    add_sensitivity(tables_, plan_, names(), indices_);
    add_emulators(tables_, plan_, 1, emulators_);
    reached_ = request_.until == CalibrationStage::design;
    return std::nullopt;
  }

  // The first posterior, a second design where it has its bulk, and the posterior that counts.
  Early second() {
    const std::size_t dims = chosen_.places.size();
    const Luck chain(plan_.file.seed, Purpose::chain);
    const Fit rough = fit_posterior(plan_, emulators_, fit::whole_box(dims), noise_, chain, 1);
    fit::Box box = bulk_of(rough.draws());
    for (std::size_t d = 0; d < dims; ++d)  // so that no last bit of a library decides where the runs are
      for (double* end : {&box.low[d], &box.high[d]}) *end = std::round(*end * 1000) / 1000;
    second_x_ = fit::sobol_points(stages().second_runs, dims, Luck(plan_.file.seed ^ 2, Purpose::shift));
    const Matrix places = fit::into_box(second_x_, box.low, box.high);
    std::vector<CalibrationPoint> points;
    for (std::size_t r = 0; r < places.rows; ++r)
      points.push_back(point("second", r, second_luck + static_cast<std::uint32_t>(r), chosen_.places, places.row(r)));
    const auto lived = live("second", points);
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    const Matrix& outputs = **lived;
    second_y_ = outputs;
    tell("fitting");
    for (const auto& e : emulators_) base_.push_back(e ? std::optional(e->in_box(box.low, box.high)) : std::nullopt);
    fit_ = fit_posterior(plan_, fit::fit_emulators(second_x_, second_y_, base_), box, noise_, chain, 2);
    add_emulators(tables_, plan_, 2, fit_.emulators);
    keep_posterior();
    return std::nullopt;
  }

  // Real runs, not emulators: the first guess and the posterior median side by side, with the same luck.
  Early check() {
    std::vector<CalibrationPoint> points;
    for (const bool fitted : {false, true})
      for (std::uint32_t i = 0; i < stages().check_seeds; ++i) {
        CalibrationPoint p{
            fitted ? "check_fitted" : "check_default", i, check_luck + i, false, stages().check_times, {}};
        if (fitted)
          for (std::size_t d = 0; d < chosen_.places.size(); ++d)
            p.set.emplace_back(plan_.file.parameters[chosen_.places[d]].row, rows_[d].median);
        points.push_back(std::move(p));
      }
    const auto lived = live("check", points);
    if (!lived) return lived.problems();
    if (!*lived) return std::nullopt;
    const Matrix& outputs = **lived;
    std::vector<double> at;  // the median in the coordinates of the emulators
    for (std::size_t d = 0; d < chosen_.places.size(); ++d) {
      const double low = fit_.box.low[d], high = fit_.box.high[d];
      at.push_back(2 * (plan_.axes[chosen_.places[d]].place(rows_[d].median) - low) / (high - low) - 1);
    }
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      num::Moments moments[2];
      for (std::size_t r = 0; r < points.size(); ++r)
        if (!std::isnan(outputs(r, k))) moments[r / stages().check_seeds].add(outputs(r, k));
      const auto mean = [](const num::Moments& m) { return m.n > 0 ? m.mean : std::nan(""); };
      const auto error = [](const num::Moments& m) { return m.n > 1 ? m.standard_error() : std::nan(""); };
      const auto& e = fit_.emulators[k];
      fit_rows_.push_back({&plan_.aims[k], e ? e->at(at) : std::nan(""), mean(moments[0]), error(moments[0]),
                           mean(moments[1]), error(moments[1])});
    }
    add_fit(tables_, fit_rows_);
    return std::nullopt;
  }

  Early recovery() {
    if (task()) return std::nullopt;
    fit::RecoverySettings s;
    s.most = stages().recovery_runs;
    recovery_ = fit::recover(second_x_, second_y_, base_, s, Luck(plan_.file.seed, Purpose::recovery),
                             [this](std::size_t done, std::size_t of) {
                               if (done % 10 == 0) tell(fmt::format("recovery {} of {}", done, of));
                               return !stopped();
                             });
    if (stopped()) return std::nullopt;
    add_recovery(tables_, names(), recovery_);
    return std::nullopt;
  }

  // ---- what came out

  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const std::size_t j : chosen_.places) out.push_back(plan_.axes[j].name);
    return out;
  }

  void tell_fisher(const std::string& stage, const fit::Fisher& f, const std::vector<std::string>& names) {
    add_fisher(tables_, stage, f, names);
    told_ += fmt::format("{}: the targets tell about {} of {} directions more than the prior does\n", stage, f.told(),
                         names.size());
    std::string silent;
    int n = 0;
    for (std::size_t d = 0; d < names.size(); ++d)
      if (f.learned[d] < .1) silent += (n++ ? ", " : "") + names[d];
    if (n > 0)
      told_ += fmt::format("  and next to nothing about {}\n",
                           names.size() <= 40 ? silent : std::to_string(n) + " parameters");
  }

  void keep_posterior() {
    Matrix draws = fit_.draws();
    for (std::size_t d = 0; d < chosen_.places.size(); ++d) {
      const std::size_t place = chosen_.places[d];
      for (std::size_t i = 0; i < draws.rows; ++i) draws(i, d) = plan_.axes[place].value(draws(i, d));
      const std::vector<double> values = draws.column(d);
      const FreeParameter& p = plan_.file.parameters[place];
      const auto at = [&](double share) { return fit::quantile(values, share); };
      const double median = std::stod(fmt::format("{:.6g}", at(.5)));  // as the file will have it
      rows_.push_back({plan_.axes[place].name,
                       p.low,
                       p.high,
                       plan_.file.base.params.*(p.row->field),
                       at(.05),
                       at(.25),
                       median,
                       at(.75),
                       at(.95),
                       fit_.chains.rhat[d],
                       fit_.chains.ess[d],
                       fit_.fisher.learned[d],
                       {}});
    }
    add_posterior(tables_, rows_, draws);
    tell_fisher("fit", fit_.fisher, names());
  }

  // ---- the end

  std::optional<Problem> write_up() override {
    std::vector<OutcomeTable> outcomes;
    for (const CalibrationOutcome& o : plan_.file.outcomes)
      outcomes.push_back({o, rank_outcome(plan_, o, screening_, chosen_.places, indices_, 10)});
    add_outcomes(tables_, outcomes);
    summary_.text = outcome_text(outcomes) + "\n" + told_;
    if (!rows_.empty())
      summary_.text += parameter_text(rows_) + fit_text(fit_rows_) + recovery_text(names(), recovery_);
    if (outcomes.empty()) return std::nullopt;
    summary_.sensitivity = request_.output + "/sensitivity.md";
    const std::string made_by = request_.small ? "bowlby calibrate --quick" : "bowlby calibrate";
    return write_whole(summary_.sensitivity, outcome_page(plan_, outcomes, made_by));
  }

  std::vector<double> noise_, screen_noise_;
  Screening screening_;
  Chosen chosen_;
  Matrix first_x_, second_x_, second_y_;
  Emulators emulators_, base_;
  std::vector<fit::Indices> indices_;
  Fit fit_;
  fit::Recovery recovery_;
  std::string told_;
};

}  // namespace

CalibrationSteps steps_of(const CalibrateRequest& r) {
  const CalibrationStages& s = r.file.stages;
  if (r.file.at_home) {
    const NearHomeFit& near = *r.file.near;
    return {2 + std::size_t{near.rounds}, std::max(near.runs, near.check_seeds)};
  }
  const std::size_t screening = s.trajectories * (r.file.parameters.size() + 1);
  std::vector<std::size_t> runs{s.noise_runs, screening, s.runs, s.second_runs, std::size_t{2} * s.check_seeds};
  runs.resize(r.until == CalibrationStage::screen ? 2 : r.until == CalibrationStage::design ? 3 : runs.size());
  return {runs.size(), std::ranges::max(runs)};
}

Expected<CalibrateSummary> calibrate(const CalibrateRequest& request) {
  auto plan = plan_calibration(request.file);
  if (!plan) return plan.problems();
  if (plan->file.at_home) return near_session(request, std::move(*plan))->go();
  return WholePrior(request, std::move(*plan)).go();
}

}  // namespace bowlby
