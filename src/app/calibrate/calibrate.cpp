#include "app/calibrate/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>

#include "app/build.hpp"
#include "app/calibrate/analysis.hpp"
#include "app/calibrate/runs.hpp"
#include "app/calibrate/tables.hpp"
#include "app/calibrate/text.hpp"
#include "app/clock.hpp"
#include "app/session.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/calibration_store.hpp"
#include "num/digest.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

using fit::Luck;
using fit::Matrix;
using fit::Purpose;

constexpr std::size_t resamples = 100;  // of the runs, for the intervals of the indices

// Stages draw their simulated luck from numbers of their own.
enum : std::uint32_t {
  noise_luck = 0,
  screen_luck = 100'000,
  design_luck = 200'000,
  second_luck = 600'000,
  check_luck = 1'000'000
};

// What went wrong in a stage, or nothing.
using Early = std::optional<std::vector<Problem>>;

class Session : LongSession<CalibrateRequest> {
 public:
  Session(const CalibrateRequest& request, CalibrationPlan plan) : LongSession(request), plan_(std::move(plan)) {}

  Expected<CalibrateSummary> go() {
    const auto lock = FolderLock::hold(request_.output);
    if (!lock) return lock.problems();
    std::error_code ignored;
    const bool again = request_.resume && std::filesystem::exists(calibration_path(request_.output), ignored);
    auto store = again ? CalibrationStore::open_again(request_.output) : CalibrationStore::open_new(request_.output);
    if (!store) return store.problems();
    store_.emplace(std::move(*store));
    auto note = keep_runs_of_another(calibration_path(request_.output), store_->provenance("commit"), build_commit());
    if (!note) return note.problems();
    summary_.note = *note;
    count_work();
    runs_.emplace(plan_, *store_,
                  CalibrationRuns::Settings{request_.threads, request_.stop,
                                            [this](const CalibrationPoint& p, bool reused) { count(p, reused); }});
    if (auto problem = note_provenance()) return *problem;
    for (const auto step : {&Session::noise, &Session::screening, &Session::design, &Session::second, &Session::check,
                            &Session::recovery}) {
      if (const Early problems = (this->*step)(); problems && !problems->empty()) return *problems;
      if (stopped()) {
        summary_.stopped = true;
        return summary_;
      }
      if (reached_) break;
    }
    return finish();
  }

 private:
  // ---- work, and how much of it is left

  const CalibrationStages& stages() const { return plan_.file.stages; }

  void count_work() {
    const CalibrationStages& s = stages();
    const auto add = [this](std::size_t n, bool screening, std::uint32_t times) {
      CalibrationPoint p;
      p.screening = screening;
      p.times = times;
      work_ += static_cast<double>(n) * cost_of(plan_, p);
      runs_in_all_ += n;
    };
    add(s.noise_runs, false, 1);
    add(s.trajectories * (plan_.axes.size() + 1), true, 1);
    if (request_.until == CalibrationStage::screen) return;
    add(s.runs, false, 1);
    if (request_.until == CalibrationStage::design) return;
    add(s.second_runs, false, 1);
    add(std::size_t{2} * s.check_seeds, false, s.check_times);
  }

  void count(const CalibrationPoint& p, bool reused) {
    const double cost = cost_of(plan_, p);
    ++summary_.runs;
    done_ += cost;
    if (reused)
      ++summary_.reused;
    else
      fresh_ += cost;
    if (!reused || summary_.runs % 50 == 0) tell(p.stage);
  }

  void tell(const std::string& what) {
    if (request_.progress == nullptr) return;
    Progress p;
    p.phase = "calibrate";
    p.what = what;
    p.done = summary_.runs;
    p.of = runs_in_all_;
    p.fraction = work_ > 0 ? std::min(1.0, done_ / work_) : 0;
    p.seconds = seconds();
    if (fresh_ > 0) p.seconds_left = p.seconds / fresh_ * std::max(0.0, work_ - done_);
    request_.progress->report(p);
  }

  // ---- stages

  // The same point with other luck.
  Early noise() {
    std::vector<CalibrationPoint> points;
    for (std::uint32_t i = 0; i < stages().noise_runs; ++i)
      points.push_back({"noise", i, noise_luck + i, false, 1, {}});
    const auto outputs = runs_->run(points);
    if (!outputs) return outputs.problems();
    if (stopped()) return std::nullopt;
    lived_["noise"] = *outputs;
    noise_ = noise_of(*outputs);
    add_targets(tables_, plan_, noise_);
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      const CalibrationStudy& s = plan_.file.studies[plan_.aims[k].study];
      screen_noise_.push_back(noise_[k] * num::sqrt(static_cast<double>(s.people) / s.screen_people));
    }
    return std::nullopt;
  }

  CalibrationPoint point(const char* stage, std::size_t number, std::uint32_t luck,
                         const std::vector<std::size_t>& places, fit::Values x) const {
    CalibrationPoint p{stage, static_cast<std::uint32_t>(number), luck, false, 1, {}};
    for (std::size_t d = 0; d < places.size(); ++d)
      p.set.emplace_back(plan_.file.parameters[places[d]].row, plan_.axes[places[d]].value(x[d]));
    return p;
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
    const auto outputs = runs_->run(points);
    if (!outputs) return outputs.problems();
    if (stopped()) return std::nullopt;
    screening_ = screen(plan_, walk, *outputs, screen_noise_);
    chosen_ = choose(plan_, screening_, screen_noise_, means_of(lived_["noise"]), stages().fitted);
    lived_["screen"] = *outputs;
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
    const auto outputs = runs_->run(points);
    if (!outputs) return outputs.problems();
    if (stopped()) return std::nullopt;
    tell("fitting");
    emulators_ = fit::fit_emulators(first_x_, *outputs);
    const Luck luck(plan_.file.seed, Purpose::bootstrap);
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      indices_.emplace_back();
      if (emulators_[k])
        indices_[k] = fit::sobol_indices(*emulators_[k], first_x_, outputs->column(k), resamples, luck,
                                         static_cast<std::uint32_t>(k));
    }
    lived_["design"] = *outputs;
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
    const auto outputs = runs_->run(points);
    if (!outputs) return outputs.problems();
    if (stopped()) return std::nullopt;
    second_y_ = *outputs;
    tell("fitting");
    for (const auto& e : emulators_) base_.push_back(e ? std::optional(e->in_box(box.low, box.high)) : std::nullopt);
    fit_ = fit_posterior(plan_, fit::fit_emulators(second_x_, second_y_, base_), box, noise_, chain, 2);
    lived_["second"] = second_y_;
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
    const auto outputs = runs_->run(points);
    if (!outputs) return outputs.problems();
    if (stopped()) return std::nullopt;
    lived_["check"] = *outputs;
    std::vector<double> at;  // the median in the coordinates of the emulators
    for (std::size_t d = 0; d < chosen_.places.size(); ++d) {
      const double low = fit_.box.low[d], high = fit_.box.high[d];
      at.push_back(2 * (plan_.axes[chosen_.places[d]].place(rows_[d].median) - low) / (high - low) - 1);
    }
    for (std::size_t k = 0; k < plan_.aims.size(); ++k) {
      num::Moments moments[2];
      for (std::size_t r = 0; r < points.size(); ++r)
        if (!std::isnan((*outputs)(r, k))) moments[r / stages().check_seeds].add((*outputs)(r, k));
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
      rows_.push_back({plan_.axes[place].name, p.low, p.high, plan_.file.base.params.*(p.row->field), at(.05), at(.25),
                       median, at(.75), at(.95), fit_.chains.rhat[d], fit_.chains.ess[d], fit_.fisher.learned[d]});
    }
    add_posterior(tables_, rows_, draws);
    tell_fisher("fit", fit_.fisher, names());
  }

  // ---- the end

  std::optional<Problem> note_provenance() {
    Facts facts = made_by();
    facts.insert(facts.end(), {{"seed", std::to_string(plan_.file.seed)},
                               {"quick", request_.small ? "yes" : "no"},
                               {"file", plan_.file.source},
                               {"started", utc_now()}});
    for (const auto& [key, value] : facts)
      if (auto problem = store_->provenance(key, value)) return problem;
    return std::nullopt;
  }

  Expected<CalibrateSummary> finish() {
    std::vector<OutcomeTable> outcomes;
    for (const CalibrationOutcome& o : plan_.file.outcomes)
      outcomes.push_back({o, rank_outcome(plan_, o, screening_, chosen_.places, indices_, 10)});
    add_outcomes(tables_, outcomes);
    summary_.digest = digest_of(tables_, lived_);
    for (const auto& [table, rows] : tables_)
      if (auto problem = store_->fill(table, rows)) return *problem;
    const std::string program = fmt::format("bowlby {} ({})", build_version(), build_commit());
    if (!outcomes.empty()) {
      summary_.sensitivity = request_.output + "/sensitivity.md";
      const std::string made_by = request_.small ? "bowlby calibrate --quick" : "bowlby calibrate";
      if (auto problem = write_whole(summary_.sensitivity, outcome_page(plan_, outcomes, made_by))) return *problem;
    }
    if (!rows_.empty()) {
      summary_.calibrated = request_.output + "/calibrated.yaml";
      if (auto problem = write_whole(summary_.calibrated, calibrated_file(plan_, rows_, request_.command, program,
                                                                          summary_.digest, request_.small)))
        return *problem;
    }
    if (auto problem = store_->provenance("digest", num::hex(summary_.digest))) return *problem;
    if (auto problem = store_->provenance("seconds", fmt::format("{:.0f}", seconds()))) return *problem;
    summary_.results = calibration_path(request_.output);
    summary_.seconds = seconds();
    summary_.text = outcome_text(outcomes) + "\n" + told_;
    if (!rows_.empty())
      summary_.text += parameter_text(rows_) + fit_text(fit_rows_) + recovery_text(names(), recovery_);
    return summary_;
  }

  CalibrationPlan plan_;
  std::optional<CalibrationStore> store_;
  std::optional<CalibrationRuns> runs_;
  CalibrateSummary summary_;
  double work_ = 0, done_ = 0, fresh_ = 0;
  std::size_t runs_in_all_ = 0;
  bool reached_ = false;

  std::vector<double> noise_, screen_noise_;
  Screening screening_;
  Chosen chosen_;
  Matrix first_x_, second_x_, second_y_;
  Emulators emulators_, base_;
  std::vector<fit::Indices> indices_;
  Fit fit_;
  std::vector<ParameterRow> rows_;
  std::vector<FitRow> fit_rows_;
  fit::Recovery recovery_;
  std::string told_;
  CalibrationTables tables_;
  std::map<std::string, Matrix> lived_;  // outputs of every stage
};

}  // namespace

Expected<CalibrateSummary> calibrate(const CalibrateRequest& request) {
  auto plan = plan_calibration(request.file);
  if (!plan) return plan.problems();
  return Session(request, std::move(*plan)).go();
}

}  // namespace bowlby
