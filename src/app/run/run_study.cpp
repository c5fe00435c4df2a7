#include "app/run/run_study.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>

#include "app/build.hpp"
#include "app/clock.hpp"
#include "app/report/report.hpp"
#include "app/run/opening.hpp"
#include "app/session.hpp"
#include "io/embedded.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/results.hpp"
#include "num/digest.hpp"
#include "studies/live.hpp"

namespace bowlby {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

// One run from request to folder. Holds what the phases share.
class Session : LongSession<RunRequest> {
 public:
  explicit Session(const RunRequest& r) : LongSession(r), study_(r.study) {}

  Expected<RunSummary> go() {
    const auto tables = published_life_tables();
    if (!tables) return tables.problems();
    tables_ = *tables;
    auto lock = FolderLock::hold(request_.output);
    if (!lock) return lock.problems();
    lock_.emplace(std::move(*lock));
    auto opened = open_run(request_, facts());
    if (!opened) return opened.problems();
    if (opened->finished) return hand_over(std::move(*opened->finished));
    results_ = std::move(opened->results);
    header_ = opened->header;
    note_ = opened->note;
    if (auto problem = live_on(opened->world_bytes)) return *problem;
    return stopped_ ? Expected<RunSummary>(summary()) : finish();
  }

 private:
  Results::Facts facts() const {
    Facts all = made_by();
    all.emplace_back("config_hash", num::hex(config_hash(study_)));
    all.emplace_back("started", utc_now());
    return all;
  }

  // From where the checkpoint stands, or from the beginning.
  std::optional<Problem> live_on(const std::string& world) {
    LiveOptions options;
    options.run = {request_.threads, request_.block, request_.isa, true};
    options.from = {header_.replicate, header_.chain, header_.person_days};
    if (!world.empty()) {
      Scenario s = study_.scenario;
      s.replicate = header_.replicate;
      options.world.emplace(std::move(s), tables_);
      if (auto problem = restore_run(request_.output, world, *options.world)) return problem;
    }
    last_days_ = header_.person_days + (options.world ? options.world->person_days : 0);
    last_mark_ = Clock::now();
    options.replicate = [this](std::uint32_t r) { results_->replicate(r); };
    options.month = [this](const Run& run, const LivedSoFar& at) { return go_on(run, at); };
    const Lived lived = live(study_, tables_, *results_, std::move(options));
    take(lived.so_far);
    stopped_ = lived.stopped;
    if (!stopped_) person_days_ = header_.person_days;
    return problem_ ? problem_ : results_->problem();
  }

  void take(const LivedSoFar& at) {
    header_.replicate = at.replicate;
    header_.chain = at.chain;
    header_.person_days = at.person_days;
  }

  // After a month: a checkpoint where one is due, and whether to go on.
  bool go_on(const Run& run, const LivedSoFar& at) {
    take(at);
    person_days_ = at.person_days + run.world().person_days;
    const bool stop = stopped() && !run.done();
    problem_ = results_->problem();
    if (!problem_ && (stop || seconds_since(last_save_) >= request_.checkpoint_seconds)) problem_ = save(run);
    tell(run);
    return !stop && !problem_;
  }

  std::optional<Problem> save(const Run& run) {
    const auto rows = results_->checkpoint();
    if (!rows) return rows.problems().front();
    CheckpointHeader h = header_;
    h.rows = *rows;
    h.seconds += seconds();
    last_save_ = Clock::now();
    return save_run(request_.output, h, run.world());
  }

  void tell(const Run& run) {
    if (!request_.progress) return;
    const double passed = seconds_since(last_mark_);
    if (passed < .1 && !run.done()) return;
    const World& w = run.world();
    Progress p;
    p.phase = "living";
    p.fraction = (header_.replicate + static_cast<double>(w.month) / std::max(1, run.last_month())) / study_.replicates;
    p.year = static_cast<double>(w.month) / months_per_year;
    p.living = static_cast<double>(w.living.size());
    p.person_days = person_days_;
    p.rate = passed > 0 ? (person_days_ - last_days_) / passed : 0;
    p.seconds = header_.seconds + seconds();
    // people alive later are not known; the share of months done, at the pace of the whole session, is honest enough
    const double began = began_at_ < 0 ? (began_at_ = p.fraction) : began_at_;
    if (p.fraction > began + .002) p.seconds_left = seconds() * (1 - p.fraction) / (p.fraction - began);
    last_mark_ = Clock::now();
    last_days_ = person_days_;
    request_.progress->report(p);
  }

  RunSummary summary() const {
    RunSummary s;
    s.digest = header_.chain;
    s.stopped = stopped_;
    s.note = note_;
    s.seconds = header_.seconds + seconds();
    s.person_days = person_days_;
    s.rate = s.seconds > 0 ? person_days_ / s.seconds : 0;
    return s;
  }

  Expected<RunSummary> finish() {
    RunSummary s = summary();
    results_->provenance("digest", num::hex(s.digest));
    results_->provenance("seconds", std::to_string(s.seconds));
    results_->provenance("person_days", std::to_string(s.person_days));
    if (auto problem = results_->finish()) return *problem;
    return hand_over(std::move(s));
  }

  // The results are whole: what only served to make them goes, and the report comes if it is wanted.
  Expected<RunSummary> hand_over(RunSummary s) const {
    s.results = results_path(request_.output);
    std::error_code ignored;
    std::filesystem::remove(checkpoint_path(request_.output), ignored);
    if (!request_.report) return s;
    const std::string page = request_.output + "/report.html";
    if (s.finished_before && std::filesystem::exists(page, ignored)) {
      s.report = page;
      return s;
    }
    if (request_.progress) request_.progress->report({"report", 1, 0, 0, s.person_days, 0, s.seconds, 0});
    const auto path = write_report(request_.output, *lock_);
    if (!path) return path.problems();
    s.report = *path;
    return s;
  }

  const Study& study_;
  std::optional<FolderLock> lock_;
  LifeTables tables_;
  CheckpointHeader header_;
  std::optional<Results> results_;
  std::string note_;
  std::optional<Problem> problem_;
  Clock::time_point last_save_ = Clock::now(), last_mark_ = Clock::now();
  double last_days_ = 0, person_days_ = 0, began_at_ = -1;
  bool stopped_ = false;
};

}  // namespace

Expected<RunSummary> run_study(const RunRequest& request) { return Session(request).go(); }

}  // namespace bowlby
