#include "app/sweep/validated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/build.hpp"
#include "app/session.hpp"
#include "app/validate/studies.hpp"
#include "io/embedded.hpp"
#include "io/files/files.hpp"
#include "io/files/own_name.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/check.hpp"
#include "io/results/reader.hpp"
#include "io/results/results.hpp"
#include "io/sweep/laid_out.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_set = 1 << 22;
constexpr const char* set_copy = "set.yaml";

struct Asked {
  ValidateRequest request;
  std::vector<Study> studies;
  std::string command, key;
};

Expected<std::vector<Study>> studies_of(const ValidateRequest& r) {
  const auto targets = published_targets();
  if (!targets) return targets.problems();
  return studies_to_validate(*targets, r);
}

Expected<Asked> asked_in(const std::string& dir) {
  const auto laid = read_laid_out(dir);
  if (!laid) return laid.problems();
  Asked out;
  ValidateRequest& r = out.request;
  r.output = dir, r.resume = true;
  r.studies = laid->all("study"), r.only_lives = laid->one("only") == "lives";
  r.scale = io::to_number(laid->one("scale")).value_or(0);
  if (const std::string set = laid->one("set"); !set.empty()) {
    auto read = read_parameter_set(set == set_copy ? dir + "/" + set_copy : set);
    if (!read) return read.problems();
    r.parameters = std::move(*read);
  }
  auto studies = studies_of(r);
  if (!studies) return studies.problems();
  out.studies = std::move(*studies), out.command = laid->command, out.key = laid->key;
  return out;
}

// A run that is there and as it was written. A problem: it is another's.
Expected<bool> is_whole(const ValidateRequest& r, const Study& study) {
  const std::string results = results_path(run_folder(r, study));
  if (std::error_code error; !fs::exists(results, error)) return false;
  if (!check_results(results)) return false;
  return is_validated(r, study, false);
}

// A run that is not as it was written, out of the way of the next one.
std::optional<Problem> set_aside(const ValidateRequest& r, const Study& study) {
  const std::string run = run_folder(r, study);
  if (std::error_code error; !fs::exists(results_path(run), error)) return std::nullopt;
  const auto there = move_aside(run);
  return there ? std::nullopt : std::optional(there.problems().front());
}

class Session : LongSession<SweepWork> {
 public:
  Session(const SweepWork& r, Asked asked) : LongSession(r), asked_(std::move(asked)) { pass_on(r, asked_.request); }

  Expected<SweepWorked> go() {
    for (std::size_t s = request_.task - 1; s < asked_.studies.size(); s += request_.of) {
      const auto whole = is_whole(asked_.request, asked_.studies[s]);
      if (!whole) return whole.problems();
      ++out_.share, out_.there += *whole ? 1 : 0;
      if (!*whole) missing_.push_back(&asked_.studies[s]);
    }
    asked_.request.command = asked_.command;
    for (const Study* study : missing_) {
      if (stopped() || (request_.enough && request_.enough->load())) break;
      if (auto problem = set_aside(asked_.request, *study)) return *problem;
      Told told(*this, *study);
      const auto run = live_validated(asked_.request, *study, told);
      if (!run) return run.problems();
      out_.lived += run->stopped ? 0 : 1;
    }
    out_.stopped = stopped();
    out_.seconds = seconds();
    return out_;
  }

 private:
  // The months of a study, as a share of all studies that are missing.
  struct Told final : ProgressSink {
    Told(const Session& s, const Study& study) : session(s), name(study.name) {}
    void report(const Progress& p) override { session.tell(p.fraction, name); }
    const Session& session;
    std::string name;
  };
  void tell(double share_of_study, const std::string& what) const {
    if (!request_.progress) return;
    Progress p;
    p.phase = "sweep";
    p.done = out_.lived, p.of = missing_.size(), p.what = what;
    p.fraction = (static_cast<double>(p.done) + share_of_study) / static_cast<double>(p.of);
    p.seconds = seconds();
    p.seconds_left = p.fraction > 0 ? p.seconds * (1 - p.fraction) / p.fraction : -1;
    request_.progress->report(p);
  }

  Asked asked_;
  std::vector<const Study*> missing_;
  SweepWorked out_;
};

Expected<std::string> digest_of(const ValidateRequest& r, const Study& study) {
  const auto reader = read_results(run_folder(r, study));
  if (!reader) return reader.problems();
  return reader->provenance("digest").value_or("");
}

// The run of another folder, whole or not at all.
std::optional<Problem> copy_run(const std::string& from, const std::string& to) {
  const std::string own = own_name(to);
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  if (!error) fs::copy(from, own, fs::copy_options::recursive, error);
  if (error)
    return Problem{Fault::file, from, 0, 0, "", "cannot be copied: " + error.message(), "look at both folders"};
  return settle(own, to);
}

std::optional<Problem> take_over(const Asked& here, const Asked& there) {
  for (const Study& study : here.studies) {
    const auto theirs = is_whole(there.request, study), own = is_whole(here.request, study);
    if (!theirs || !own) return (theirs ? own : theirs).problems().front();
    if (!*theirs) continue;
    const std::string from = run_folder(there.request, study), to = run_folder(here.request, study);
    if (!*own) {
      if (std::error_code error; fs::exists(to, error))
        if (const auto begun = move_aside(to); !begun) return begun.problems().front();
      if (auto problem = copy_run(from, to)) return problem;
      continue;
    }
    const auto a = digest_of(here.request, study), b = digest_of(there.request, study);
    if (!a || !b) return (a ? b : a).problems().front();
    if (*a != *b)
      return Problem{Fault::data,
                     from,
                     0,
                     0,
                     "",
                     "came out differently in two of the folders",
                     "one of them was changed by hand; please report it if neither"};
  }
  return std::nullopt;
}

}  // namespace

Expected<std::size_t> lay_out_validation(const ValidateRequest& r, const std::string& set) {
  const auto studies = studies_of(r);
  if (!studies) return studies.problems();
  LaidOut laid{"validation", std::string(build_commit()), r.command, {}};
  laid.ask("study", r.studies);
  if (r.only_lives) laid.ask("only", std::string("lives"));
  laid.ask("scale", io::number_text(r.scale));
  std::vector<CopiedFile> copies;
  if (!set.empty()) {
    const bool file = names_a_file(set);
    laid.ask("set", file ? std::string(set_copy) : set);
    if (file) {
      auto text = read_whole(set, largest_set);
      if (!text) return text.problems();
      copies.push_back({set_copy, std::move(*text)});
    }
  }
  if (auto problem = lay_out(r.output, laid, copies)) return *problem;
  return studies->size();
}

Expected<std::size_t> cells_of_validation(const std::string& dir) {
  const auto asked = asked_in(dir);
  if (!asked) return asked.problems();
  return asked->studies.size();
}

Expected<SweepWorked> work_validation(const SweepWork& r) {
  auto asked = asked_in(r.dir);
  if (!asked) return asked.problems();
  return Session(r, std::move(*asked)).go();
}

Expected<GatheredWork> gather_validation(const GatherWork& r) {
  auto asked = asked_in(r.dir);
  if (!asked) return asked.problems();
  for (const std::string& other : r.others) {
    const auto its = asked_in(other);
    if (!its) return its.problems();
    if (its->key != asked->key) return another_work(r.dir, other);
    if (auto problem = take_over(*asked, *its)) return *problem;
  }
  GatheredWork out;
  out.cells = asked->studies.size();
  for (std::size_t s = 0; s < out.cells; ++s) {
    const auto whole = is_whole(asked->request, asked->studies[s]);
    if (!whole) return whole.problems();
    if (!*whole) out.missing.push_back(static_cast<std::uint32_t>(s + 1));
  }
  if (!out.missing.empty()) return out;
  pass_on(r, asked->request);
  asked->request.command = asked->command;
  const auto done = validate(asked->request);
  if (!done) return done.problems();
  out.text =
      r.json ? to_json(*done) : fmt::format("{}\ntable    {}\npage     {}\n", to_text(*done), done->table, done->page);
  out.stopped = done->stopped;
  return out;
}

}  // namespace bowlby
