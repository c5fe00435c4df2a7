#include "app/run/run_study.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "app/build.hpp"
#include "app/clock.hpp"
#include "app/report/report.hpp"
#include "app/session.hpp"
#include "io/embedded.hpp"
#include "io/files/checkpoint_file.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/reader.hpp"
#include "io/results/results.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"
#include "population/checkpoint.hpp"
#include "studies/live.hpp"

namespace bowlby {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::uint32_t checkpoint_version = 2;

double seconds_since(Clock::time_point t) { return std::chrono::duration<double>(Clock::now() - t).count(); }

std::string checkpoint_path(const std::string& dir) { return dir + "/run.checkpoint"; }

// What a checkpoint carries besides the world.
struct Header {
  std::uint64_t config = 0, chain = 0;
  std::uint32_t replicate = 0, unused = 0;
  double person_days = 0, seconds = 0;  // of finished replicates; of earlier sessions
  RowCounts rows;
};
static_assert(std::is_trivially_copyable_v<Header>);

// One run from request to folder. Holds what the phases share.
class Session : LongSession<RunRequest> {
 public:
  explicit Session(const RunRequest& r) : LongSession(r), study_(r.study) {
    header_.config = resume_hash(study_, build_commit());
  }

  Expected<RunSummary> go() {
    const auto tables = published_life_tables();
    if (!tables) return tables.problems();
    tables_ = *tables;
    auto lock = FolderLock::hold(request_.output);
    if (!lock) return lock.problems();
    lock_.emplace(std::move(*lock));
    std::error_code ignored;
    if (request_.resume && std::filesystem::exists(results_path(request_.output), ignored)) return take_finished();
    if (auto problem = open()) return *problem;
    if (auto problem = live_on()) return *problem;
    return stopped_ ? Expected<RunSummary>(summary()) : finish();
  }

 private:
  std::optional<Problem> open() {
    std::error_code ignored;
    if (!request_.resume) return keep(Results::open_new(request_.output, study_, facts()));
    if (std::filesystem::exists(checkpoint_path(request_.output), ignored)) return open_checkpoint();
    if (auto problem = must_hold_a_run_or_nothing(request_.output)) return problem;
    if (!std::filesystem::exists(unfinished_results_path(request_.output), ignored)) {
      note_ = "There was nothing to resume; the run began at its beginning.";
      return keep(Results::open_beside(request_.output, study_, facts()));
    }
    return open_without_checkpoint();
  }

  std::optional<Problem> keep(Expected<Results> opened) {
    if (!opened) return opened.problems().front();
    results_.emplace(std::move(*opened));
    return std::nullopt;
  }

  std::optional<Problem> open_checkpoint() {
    const auto bytes = read_checkpoint(checkpoint_path(request_.output), checkpoint_version);
    if (!bytes) return bytes.problems().front();
    if (bytes->size() < sizeof(Header))
      return Problem{Fault::data, checkpoint_path(request_.output), 0, 0, "", "is too short", "start the run again"};
    Header found;
    std::memcpy(&found, bytes->data(), sizeof found);
    if (found.config != header_.config) return of_another(checkpoint_path(request_.output));
    header_ = found;
    world_bytes_ = bytes->substr(sizeof(Header));
    return keep(Results::open_resume(request_.output, header_.rows));
  }

  // Killed before its first checkpoint: no row is lost by beginning again, and what cannot be used is moved aside.
  std::optional<Problem> open_without_checkpoint() {
    const auto begun = begun_by(request_.output);
    if (!begun) return begun.problems().front();
    if (*begun && ((*begun)->config != num::hex(config_hash(study_)) || (*begun)->commit != build_commit()))
      return of_another(unfinished_results_path(request_.output));
    if (*begun) {
      note_ = "There was no checkpoint yet; the run began again at its beginning.";
      const auto problem = keep(Results::open_resume(request_.output, RowCounts{}));
      if (!problem || problem->fault != Fault::data) return problem;
    }
    const auto aside = move_unfinished_aside(request_.output);
    if (!aside) return aside.problems().front();
    note_ = "What was there could not be resumed and is now " + *aside + "; the run began at its beginning.";
    return keep(Results::open_beside(request_.output, study_, facts()));
  }

  static Problem of_another(const std::string& path) {
    return {Fault::data,
            path,
            0,
            0,
            "",
            "belongs to another study, seed or setting, or to another build of bowlby",
            "resume with the same program, study and options it was started with"};
  }

  // A run that is finished is not lived again, whatever else was missing.
  Expected<RunSummary> take_finished() {
    const auto reader = read_results(request_.output, true);  // thoroughly: finished is what is whole
    if (!reader) return reader.problems();
    if (reader->provenance("config_hash") != num::hex(config_hash(study_)))
      return Problem{Fault::data,
                     results_path(request_.output),
                     0,
                     0,
                     "",
                     "is the finished run of another study, seed or setting",
                     "resume with the study and options it was started with, or choose another --output"};
    RunSummary s;
    s.finished_before = true;
    const auto number = [&](const char* key) {
      return std::strtod(reader->provenance(key).value_or("").c_str(), nullptr);
    };
    s.digest = std::strtoull(reader->provenance("digest").value_or("").c_str(), nullptr, 16);
    s.seconds = number("seconds"), s.person_days = number("person_days");
    s.rate = s.seconds > 0 ? s.person_days / s.seconds : 0;
    s.note = "This run was finished already; nothing was lived again.";
    if (const std::string by = reader->provenance("commit").value_or(""); by != build_commit())
      s.note += " It was another build of bowlby (" + by + ").";
    return hand_over(std::move(s));
  }

  Results::Facts facts() const {
    Facts all = made_by();
    all.emplace_back("config_hash", num::hex(config_hash(study_)));
    all.emplace_back("started", utc_now());
    return all;
  }

  // From where the checkpoint stands, or from the beginning.
  std::optional<Problem> live_on() {
    LiveOptions options;
    options.run = {request_.threads, request_.block, request_.isa, true};
    options.from = {header_.replicate, header_.chain, header_.person_days};
    if (!world_bytes_.empty()) {
      Scenario s = study_.scenario;
      s.replicate = header_.replicate;
      options.world.emplace(std::move(s), tables_);
      const auto* raw = reinterpret_cast<const std::byte*>(world_bytes_.data());
      if (!restore_world(*options.world, {raw, world_bytes_.size()}))
        return Problem{
            Fault::data,          checkpoint_path(request_.output), 0, 0, "", "does not hold a world of this study",
            "start the run again"};
      world_bytes_.clear();
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
    Header h = header_;
    h.rows = *rows;
    h.seconds += seconds();
    const std::vector<std::byte> world = save_world(run.world());
    std::string bytes(sizeof h + world.size(), '\0');
    std::memcpy(bytes.data(), &h, sizeof h);
    std::memcpy(bytes.data() + sizeof h, world.data(), world.size());
    last_save_ = Clock::now();
    return write_checkpoint(checkpoint_path(request_.output), checkpoint_version, bytes);
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
  Header header_;
  std::optional<Results> results_;
  std::string world_bytes_, note_;
  std::optional<Problem> problem_;
  Clock::time_point last_save_ = Clock::now(), last_mark_ = Clock::now();
  double last_days_ = 0, person_days_ = 0, began_at_ = -1;
  bool stopped_ = false;
};

}  // namespace

std::uint64_t config_hash(const Study& study) {
  const std::string text = write_study(study) + build_version().data();
  num::Digest d;
  d.bytes(text.data(), text.size());
  return d.result();
}

std::uint64_t resume_hash(const Study& study, std::string_view commit) {
  num::Digest d;
  d.word(config_hash(study));
  d.bytes(commit.data(), commit.size());
  return d.result();
}

bool checkpoint_of_another(const std::string& dir, const Study& study) {
  const auto version = version_of_checkpoint(checkpoint_path(dir));
  if (version && *version != checkpoint_version) return true;
  const auto bytes = read_checkpoint(checkpoint_path(dir), checkpoint_version);
  Header found;
  if (!bytes || bytes->size() < sizeof found) return false;
  std::memcpy(&found, bytes->data(), sizeof found);
  return found.config != resume_hash(study, build_commit());
}

Expected<RunSummary> run_study(const RunRequest& request) { return Session(request).go(); }

}  // namespace bowlby
