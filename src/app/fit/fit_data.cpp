#include "app/fit/fit_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "app/build.hpp"
#include "app/data/worlds.hpp"
#include "app/fit/screen.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "io/text/numbers.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr std::uint32_t screening_luck = 8000;  // worlds of the screening are numbered from here, beyond all runs
constexpr double share_of_gates = .1;           // of the time, as a first guess
constexpr const char* key_file = "fit.key";

fit::Scale scale_of(Scale s) {
  return s == Scale::log ? fit::Scale::log : s == Scale::prob ? fit::Scale::prob : fit::Scale::lin;
}
fit::Axis axis_of(const FittedParameter& p) {
  return {std::string(p.row->name), p.low, p.high, scale_of(p.row->scale)};
}

Problem refusal(const std::string& where, const char* what, std::string reason, std::string remedy) {
  return {Fault::data, where, 0, 0, what, std::move(reason), std::move(remedy)};
}

// Worlds at many points, one cell each.
struct Stage {
  std::string dir;
  std::vector<fit::Axis> axes;
  std::vector<FittedParameter> parameters;
  fit::Matrix x;
  std::uint32_t luck = 0;
  SweepPlan plan;
  fit::Matrix y;
  std::vector<bool> there;
};

class Session : LongSession<FitDataRequest> {
 public:
  explicit Session(const FitDataRequest& r) : LongSession(r) {}

  Expected<DataFit> go() {
    auto like = WorldsLikeData::of({request_.data, request_.study, request_.only, request_.age, request_.stop});
    if (!like) return like.problems();
    like_.emplace(std::move(*like));
    describe();
    if (auto problem = too_few_runs()) return *problem;
    std::optional<FolderLock> lock;
    if (auto problem = open(lock)) return *problem;
    if (auto problem = look_how_many()) return *problem;
    if (!stopped())
      if (auto problems = choose(); !problems.empty()) return problems;
    if (!stopped())
      if (auto problems = live_runs(); !problems.empty()) return problems;
    out_.seconds = seconds();
    if ((out_.stopped = stopped()) || request_.begin || request_.of > 0) return std::move(out_);
    reckon();
    if (out_.stopped) return std::move(out_);
    if (auto problem = write()) return *problem;
    return std::move(out_);
  }

 private:
  const Params& own() const { return like_->mirror().study.scenario.params; }

  void describe() {
    out_.features = like_->features(), out_.unknown = like_->data().unknown;
    out_.data = like_->name(), out_.study = request_.study.name;
    out_.people = like_->data().people.size(), out_.couples = like_->couples();
    out_.parameters = request_.parameters;
  }

  std::optional<Problem> too_few_runs() const {
    const auto least = 2 * fit::terms_of(request_.parameters.empty() ? usual_fitted : request_.parameters.size());
    if (request_.runs == 0 || request_.runs >= least) return std::nullopt;
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--runs",
                   fmt::format("{} are too few for so many parameters", request_.runs),
                   fmt::format("live at least {}", least)};
  }

  // What must be the same for a folder to be gone on with.
  std::string key() const {
    num::Digest d;
    for (const std::string& text : {like_->study_text(), std::string(build_commit())})
      d.bytes(text.data(), text.size());
    for (const Feature& f : out_.features) d.bytes(f.id.data(), f.id.size());
    for (const FittedParameter& p : request_.parameters) {
      d.bytes(p.row->name.data(), p.row->name.size());
      for (const double v : {p.low, p.high}) d.values(std::span(&v, 1));
    }
    d.word(request_.runs);
    return "fit " + num::hex(d.result()) + "\n";
  }

  std::optional<Problem> open(std::optional<FolderLock>& lock) {
    const std::string path = request_.output + "/" + key_file;
    std::error_code error;
    const bool there = std::filesystem::exists(path, error);
    if (request_.of > 0 && !there)
      return refusal(request_.output, "--task", "nothing was begun there", "begin it: the same command with --begin");
    if (request_.of == 0) {  // tasks share nothing but the folder
      auto held = FolderLock::hold(request_.output);
      if (!held) return held.problems().front();
      lock.emplace(std::move(*held));
    }
    if (there && (request_.resume || request_.of > 0)) {
      const auto text = read_whole(path, 1000);
      if (!text) return text.problems().front();
      if (*text == key()) return std::nullopt;
      return refusal(request_.output, "--resume",
                     "was begun with other data, parameters, runs, another study or build of bowlby",
                     "take another folder");
    }
    if (request_.resume) std::filesystem::remove(path + ".partial", error);  // of one that was killed as it began
    if (auto problem = must_be_free(request_.output, key_file)) return problem;
    return write_whole(path, key());
  }

  // As many founders as the stages there were lived with, or as many as give everybody a stand-in.
  std::optional<Problem> look_how_many() {
    bool known = false;
    for (const char* stage : {"/screening", "/runs"}) {
      std::error_code error;
      if (known || !std::filesystem::exists(request_.output + stage, error)) continue;
      const auto old = read_sweep_plan(request_.output + stage);
      if (!old) return old.problems().front();
      for (std::uint32_t times = 1; times <= WorldsLikeData::most_times && !known; times *= 2) {
        like_->live_with(times);
        known = old->study == like_->study_text();
      }
    }
    if (!known) {
      tell("looking how many must live", 0, 0);
      const auto first = like_->look_how_many();
      if (!first) return first.problems().front();
    }
    out_.founders = like_->mirror().study.scenario.founders;
    out_.remarks = like_->mirror().remarks;
    return std::nullopt;
  }

  Stage stage(const std::string& name, std::vector<FittedParameter> parameters, fit::Matrix x,
              std::uint32_t luck) const {
    Stage s;
    s.dir = request_.output + "/" + name;
    for (const FittedParameter& p : parameters) s.axes.push_back(axis_of(p));
    s.parameters = std::move(parameters);
    s.x = std::move(x), s.luck = luck;
    s.y = fit::Matrix(s.x.rows, out_.features.size(), std::numeric_limits<double>::quiet_NaN());
    s.there.assign(s.x.rows, false);
    s.plan.build = build_commit(), s.plan.study = like_->study_text();
    for (const Feature& f : out_.features) s.plan.measures.push_back(f.id);
    for (const fit::Axis& a : s.axes) s.plan.varied.push_back(a.name);
    for (std::size_t i = 0; i < s.x.rows; ++i) {
      const auto number = static_cast<std::uint32_t>(i + 1);
      SweepCell cell{number, luck + number, {}};
      for (std::size_t d = 0; d < s.axes.size(); ++d)
        cell.values.push_back(io::number_text(s.axes[d].value(s.x(i, d))));
      s.plan.cells.push_back(std::move(cell));
    }
    return s;
  }

  // The stage's folder, new or as it was planned; then what is in it.
  std::optional<Problem> open(Stage& s) const {
    std::error_code error;
    if (!std::filesystem::exists(s.dir, error)) return write_sweep_plan(s.dir, s.plan);
    const auto old = read_sweep_plan(s.dir);
    if (!old) return old.problems().front();
    const auto same = [](const SweepCell& a, const SweepCell& b) {
      return a.number == b.number && a.seed == b.seed && a.values == b.values;
    };
    if (old->build != s.plan.build || old->study != s.plan.study || old->measures != s.plan.measures ||
        old->varied != s.plan.varied || !std::ranges::equal(old->cells, s.plan.cells, same))
      return refusal(s.dir, "--resume", "holds other runs than this fit asks for", "take another folder");
    for (std::size_t i = 0; i < s.x.rows; ++i)
      if (auto problem = take(s, i)) return problem;
    return std::nullopt;
  }

  // What stands on the disk is what is reckoned with, so that a resumed fit is the same to the last digit.
  std::optional<Problem> take(Stage& s, std::size_t i) const {
    const auto cell = read_cell(s.dir, s.plan, s.plan.cells[i]);
    if (!cell) return cell.problems().front();
    if (!*cell) return std::nullopt;
    for (std::size_t k = 0; k < out_.features.size(); ++k)
      if ((*cell)->values[k]) s.y(i, k) = (*cell)->values[k]->value;
    s.there[i] = true;
    return std::nullopt;
  }

  std::vector<Problem> live(Stage& s, const char* phase) {
    if (auto problem = open(s)) return {*problem};
    std::vector<std::size_t> missing;
    const std::size_t step = std::max<std::size_t>(request_.of, 1);
    out_.share = out_.there = 0;
    for (std::size_t i = request_.of > 0 ? request_.task - 1 : 0; i < s.x.rows; i += step) {
      ++out_.share, out_.there += s.there[i] ? 1 : 0;
      if (!s.there[i]) missing.push_back(i);
    }
    done_ = s.x.rows - missing.size();
    const auto finished = [this] { return stopped() || (request_.enough && request_.enough->load()); };
    return work_through(
        missing.size(), request_.threads, [this] { return stopped(); },
        [&](std::size_t job) -> Expected<std::optional<LivedWorld>> {
          if (finished()) return std::optional<LivedWorld>();
          const std::size_t i = missing[job];
          Params params = own();
          for (std::size_t d = 0; d < s.axes.size(); ++d)
            params.*(s.parameters[d].row->field) = s.axes[d].value(s.x(i, d));
          return like_->world(s.plan.cells[i].seed - 1, &params);
        },
        [&](std::size_t job, const std::optional<LivedWorld>& world) -> std::optional<Problem> {
          if (!world) return std::nullopt;
          const std::size_t i = missing[job];
          if (auto problem = write_cell(s.dir, s.plan, s.plan.cells[i], {world->text(), world->values})) return problem;
          ++out_.lived, ++done_;
          tell(phase, done_, s.x.rows);
          return take(s, i);
        });
  }

  // The parameters to be fitted: those named, or the candidates that a first look tells most of.
  std::vector<Problem> choose() {
    if (!out_.parameters.empty()) return {};
    const auto all = fit_candidates(own());
    Stage s = stage("screening", all, screening_points(all.size()), screening_luck);
    out_.screened = s.x.rows;
    if (request_.of > 0) {  // a task does not screen: --begin has done it
      if (auto problem = open(s)) return {*problem};
    } else if (auto problems = live(s, "screening"); !problems.empty()) {
      return problems;
    }
    if (stopped()) return {};
    if (std::ranges::count(s.there, false) > 0)
      return {refusal(request_.output, "--task", "the parameters are not chosen yet",
                      "begin it: the same command with --begin")};
    const Screened found = screen(s.x, s.y, usual_fitted);
    for (const std::size_t d : found.chosen) out_.parameters.push_back(all[d]);
    if (out_.parameters.empty())
      return {refusal(request_.data, "", "tells nothing of any parameter that was tried",
                      "name one with --fit, or bring more people, scales or days")};
    return {};
  }

  std::vector<Problem> live_runs() {
    const std::size_t dims = out_.parameters.size();
    const std::size_t runs = request_.runs > 0 ? request_.runs : runs_per_parameter * std::max<std::size_t>(dims, 2);
    out_.runs = runs;
    for (const FittedParameter& p : out_.parameters) out_.own.push_back(own().*(p.row->field));
    runs_ = stage("runs", out_.parameters,
                  fit::sobol_points(runs, dims, fit::Luck(request_.study.scenario.seed, fit::Purpose::shift)), 0);
    if (!request_.begin) return live(runs_, "living");
    if (auto problem = open(runs_)) return {*problem};
    return {};
  }

  void reckon() {
    std::vector<double> observed;
    for (const Feature& f : out_.features) observed.push_back(f.value->value);
    out_.fit =
        fit::fit_sample(runs_.x, runs_.y, observed, {}, fit::Luck(request_.study.scenario.seed, fit::Purpose::chain),
                        [this](std::size_t done, std::size_t of) {
                          tell("trying on simulated samples", done, of);
                          return !stopped();
                        });
    out_.stopped = out_.fit.stopped;
    out_.reckoned = true;
    num::Digest d;
    for (const fit::ParameterFit& p : out_.fit.parameters)
      for (const double v : {p.median, p.low, p.high, p.correlation, p.coverage}) d.values(std::span(&v, 1));
    out_.digest = num::hex(d.result());
  }

  void tell(const char* phase, std::size_t done, std::size_t of) {
    if (!request_.progress) return;
    Progress p;
    p.phase = phase;
    p.done = done, p.of = of;
    const bool gates = std::string(phase).starts_with("trying");
    const double share = of > 0 ? static_cast<double>(done) / static_cast<double>(of) : 0;
    p.fraction = gates ? 1 - share_of_gates + share_of_gates * share : (1 - share_of_gates) * share;
    p.seconds = seconds();
    if (out_.lived > 0 && !gates)
      p.seconds_left =
          p.seconds * static_cast<double>(of - done) / static_cast<double>(out_.lived) / (1 - share_of_gates);
    p.what = request_.study.name;
    request_.progress->report(p);
  }

  std::optional<Problem> write() {
    const std::vector<std::pair<const char*, std::string>> files{{"parameters.csv", parameters_csv(out_)},
                                                                 {"statistics.csv", statistics_csv(out_)},
                                                                 {"gates.csv", gates_csv(out_)},
                                                                 {"gates.svg", to_picture(out_)},
                                                                 {"fit.json", to_json(out_)},
                                                                 {"fit.txt", to_text(out_)}};
    for (const auto& [name, text] : files) {
      out_.files.push_back(request_.output + "/" + name);
      if (auto problem = write_whole(out_.files.back(), text)) return problem;
    }
    return std::nullopt;
  }

  std::optional<WorldsLikeData> like_;
  Stage runs_;
  std::size_t done_ = 0;
  DataFit out_;
};

}  // namespace

fit::Axis DataFit::axis(std::size_t parameter) const { return axis_of(parameters[parameter]); }

Expected<DataFit> fit_data(const FitDataRequest& request) { return Session(request).go(); }

}  // namespace bowlby
