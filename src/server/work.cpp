#include "server/work.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <mutex>

#include "app/claims/claims.hpp"
#include "app/report/report.hpp"
#include "app/run/opening.hpp"
#include "app/run/run_study.hpp"
#include "app/scene/answer.hpp"
#include "app/scene/scene.hpp"
#include "app/scene/schema.hpp"
#include "app/validate/compare.hpp"
#include "base/json.hpp"
#include "io/files/files.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/export_csv.hpp"
#include "io/results/reader.hpp"
#include "io/results/results.hpp"
#include "io/results/schema.hpp"
#include "io/study/file.hpp"
#include "io/text/json_tree.hpp"
#include "num/digest.hpp"
#include "server/evidence.hpp"

namespace bowlby::server {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_result = std::size_t{64} << 20;

// Progress of a run, in the words of the page.
class Telling final : public ProgressSink {
 public:
  explicit Telling(JobControl& control) : control_(control) {}
  void report(const Progress& p) override {
    JobProgress out;
    out.done = p.of > 0 ? static_cast<double>(p.done) : p.fraction;
    out.total = p.of > 0 ? static_cast<double>(p.of) : 1;
    if (p.of > 0)
      out.text = fmt::format("{} of {} {}", p.done, p.of, p.what);
    else
      out.text =
          fmt::format("Year {:.0f}, {} alive", p.year, count_text(static_cast<int>(p.living), "person", "people"));
    if (p.seconds_left >= 0) out.seconds_left = p.seconds_left;
    control_.progress(out);
  }

 private:
  JobControl& control_;
};

JobOutcome failed(const std::vector<Problem>& problems) {
  JobOutcome o;
  o.problems = problems;
  return o;
}

std::vector<std::string> run_files(bool report) {
  std::vector<std::string> names;
  if (report) names.emplace_back("report.html");
  names.emplace_back("results.sqlite");
  for (const std::string_view table : io::public_tables()) names.push_back(std::string(table) + ".csv");
  return names;
}

// Lives the study to its end; goes on from where an earlier attempt came to. Whatever goes wrong, its files stay: only
// what no attempt can go on from is moved aside.
std::optional<JobOutcome> lived(const Job& job, const std::string& output, JobControl& control, int threads) {
  auto study = parse_study(job.order.text, job.order.study);
  if (!study) return failed(study.problems());
  Telling telling(control);
  RunRequest request;
  request.output = output;
  request.command = job.order.command;
  request.threads = threads;
  request.report = false;  // a fault of the report is none of the run
  request.checkpoint_seconds = 5;
  request.progress = &telling;
  request.stop = &control.stop();
  std::error_code error;
  request.resume = fs::exists(output + "/run.checkpoint", error);
  const bool useless = request.resume ? checkpoint_of_another(output, *study)
                                      : fs::exists(output, error) && !fs::is_empty(output, error);
  if (useless) {
    if (const auto aside = move_aside(output); !aside) return failed(aside.problems());
    request.resume = false;
  }
  request.study = std::move(*study);
  const auto done = run_study(request);
  if (!done) return failed(done.problems());
  if (!done->stopped) return std::nullopt;
  JobOutcome o;
  o.stopped = true;
  return o;
}

std::optional<Problem> draw_report(const std::string& output) {
  try {
    const auto path = write_report(output);
    return path ? std::nullopt : std::optional<Problem>(path.problems().front());
  } catch (const std::exception& fault) {  // no memory for it, say
    return Problem{Fault::file, output + "/report.html", 0, 0, "", fault.what(), "free some memory or disk space"};
  }
}

JobOutcome live(const Job& job, const std::string& folder, JobControl& control, int threads) {
  const std::string output = folder + "/run";
  std::error_code error;
  if (!fs::exists(results_path(output), error))  // else killed or out of room when only the report was missing
    if (auto early = lived(job, output, control, threads)) return *early;
  const auto results = read_results(output);
  if (!results) return failed(results.problems());
  JobOutcome o;
  o.digest = results->provenance("digest").value_or("");
  bool report = job.order.report;
  if (report) {
    control.progress({1, 1, "Drawing the report", std::nullopt});
    if (auto problem = draw_report(output)) {
      report = false;
      problem->reason = "the run is whole, its report could not be written: " + problem->reason;
      o.notes.push_back(std::move(*problem));
    }
  }
  o.files = run_files(report);
  return o;
}

// Runs the experiments of one claim, as `bowlby claims run` does; what an earlier attempt reckoned is taken over.
JobOutcome tried(const Job& job, const std::string& folder, JobControl& control, int threads) {
  const auto sources = claims_from(job.order.entries);
  if (!sources) return failed(sources.problems());
  auto book = read_claims(*sources);
  if (!book) return failed(book.problems());
  const auto selected = select_claims(*book, {job.order.claim}, false, false);
  if (!selected) return failed(selected.problems());
  Telling telling(control);
  ClaimsRequest request;
  request.book = std::move(*book);
  request.selected = *selected;
  request.output = folder + "/run";
  request.command = job.order.command;
  request.entries = job.order.entries;
  request.threads = threads;
  request.resume = true;  // or anew, where there is nothing to go on from
  request.progress = &telling;
  request.stop = &control.stop();
  const auto done = run_claims(request);
  if (!done) return failed(done.problems());
  JobOutcome o;
  o.stopped = done->stopped;
  if (o.stopped) return o;
  const std::string told = outcome_json(*done);
  if (auto problem = write_whole(folder + "/result.json", told)) return failed({*problem});
  o.digest = num::hex(done->digest);
  o.files = {"claims.html", "claims.sqlite"};
  return o;
}

JobOutcome play(const Job& job, const std::string& folder, JobControl& control, int threads) {
  SceneContext context;
  context.threads = threads;
  context.progress = [&control](double done, double of, std::string_view text) {
    control.progress({done, of, std::string(text), std::nullopt});
  };
  context.stop = [&control] { return control.stop().load(); };
  const auto answer = scene_answer(job.order.scene, job.order.request, context);
  JobOutcome o;
  if (!answer && control.stop().load()) {
    o.stopped = true;
    return o;
  }
  if (!answer) return failed(answer.problems());
  if (auto problem = write_whole(folder + "/result.json", *answer)) return failed({*problem});
  o.digest = digest_in(*answer);
  o.files = {"result.json"};
  return o;
}

// Means per visit, arm and scale, over people; a person who was seen several times counts once.
Expected<std::string> measures(const ResultsReader& results) {
  const auto table = results.query(
      "WITH one AS (SELECT o.wave, p.arm, o.instrument || ' ' || o.scale AS scale, AVG(o.value) AS x FROM observation "
      "o "
      "JOIN person p ON p.replicate = o.replicate AND p.id = o.person WHERE o.value IS NOT NULL "
      "GROUP BY o.replicate, o.person, o.wave, o.instrument, o.scale) "
      "SELECT wave, arm, scale, COUNT(*), AVG(x), AVG(x * x) FROM one GROUP BY wave, arm, scale ORDER BY wave, scale, "
      "arm");
  if (!table) return table.problems();
  JsonWriter json;
  json.open('[');
  for (std::size_t r = 0; r < table->rows.size(); ++r) {
    const double n = table->number(r, 3).value_or(0), mean = table->number(r, 4).value_or(0);
    const double spread = std::max(0., table->number(r, 5).value_or(0) - mean * mean);
    const double sd = n > 1 ? std::sqrt(spread * n / (n - 1)) : std::nan("");
    const double half = 1.96 * sd / std::sqrt(n);
    json.object([&] {
      json.field("wave", table->text(r, 0));
      json.field("arm", table->text(r, 1));
      json.field("scale", table->text(r, 2));
      json.field("n", n);
      json.field("mean", mean);
      json.field("sd", sd);
      json.field("low", mean - half);
      json.field("high", mean + half);
    });
  }
  json.close(']');
  return json.take();
}

// A page shows the reason and what to do, so the reason names the file.
std::vector<Problem> with_file(std::vector<Problem> problems) {
  for (Problem& p : problems)
    if (!p.file.empty() && !p.reason.starts_with(p.file)) p.reason = p.file + ": " + p.reason;
  return problems;
}

Problem not_of_this_job(const std::string& path) {
  return {Fault::data,
          path,
          0,
          0,
          "",
          "holds what another job made",
          "put the file of this job back, or order it again: the same order gives the same answer"};
}

// The rows of a run, if they are sound and this job's own.
Expected<ResultsReader> own_results(const Job& job, const std::string& folder, bool thorough) {
  auto results = read_results(folder + "/run", thorough);
  if (!results) return results;
  if (!job.digest.empty() && results->provenance("digest").value_or("") != job.digest)
    return not_of_this_job(results->path());
  return results;
}

Expected<std::string> run_result(const Job& job, const std::string& folder) {
  const auto results = own_results(job, folder, true);
  if (!results) return results.problems();
  const auto means = measures(*results);
  if (!means) return means.problems();
  const auto targets = compare(*results);
  if (!targets) return targets.problems();
  JsonWriter json;
  json.object([&] {
    json.field("digest", job.digest);
    json.key("measures");
    json.raw(*means);
    json.key("targets");
    json.raw(compared_json(*targets, job.order.command));
  });
  return json.take();
}

// A kept answer as a tree, if the page can show it: whole, this job's, and of the form this version gives.
std::optional<Problem> fault_of_kept(const Job& job, const std::string& path, const std::string& text) {
  auto kept = parse_json(text, path, longest_result);
  const std::string again = "order it again; the same request gives the same answer";
  if (!kept) return Problem{Fault::data, path, 0, 0, "", "is damaged: " + kept.problems().front().reason, again};
  const auto is_list = [&kept](const char* key) {
    const Json* list = kept->find(key);
    return list && list->kind == Json::Kind::list;
  };
  std::vector<Problem> faults;
  bool fits = kept->kind == Json::Kind::object;
  if (job.order.kind == JobKind::scene) {
    faults = check_answer(job.order.scene, *kept);
    fits = faults.empty();
  } else {
    fits = fits && (job.order.kind == JobKind::run ? is_list("measures") && is_list("targets") : is_list("claims"));
  }
  if (!fits)
    return Problem{Fault::data,
                   path,
                   0,
                   0,
                   "",
                   "is no answer of this version of bowlby" +
                       (faults.empty() ? "" : ": " + faults.front().key + " " + faults.front().reason),
                   again};
  if (!job.digest.empty() && kept->at("digest").text != job.digest) return not_of_this_job(path);
  return std::nullopt;
}

}  // namespace

JobTable::Work job_work(int threads) {
  return [threads](const Job& job, const std::string& folder, JobControl& control) {
    switch (job.order.kind) {
      case JobKind::run:
        return live(job, folder, control, threads);
      case JobKind::claims:
        return tried(job, folder, control, threads);
      case JobKind::scene:
        break;
    }
    return play(job, folder, control, threads);
  };
}

Expected<std::string> job_result(const Job& job, const std::string& folder) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const std::string path = folder + "/result.json";
  std::error_code error;
  if (job.order.kind != JobKind::run || fs::exists(path, error)) {
    auto kept = read_whole(path, longest_result);
    const auto fault = kept ? fault_of_kept(job, path, *kept) : std::optional<Problem>(kept.problems().front());
    if (!fault) return kept;
    if (job.order.kind != JobKind::run) return with_file({*fault});
  }
  const auto result = run_result(job, folder);  // of a run it can always be told again
  if (!result) return with_file(result.problems());
  if (auto problem = write_whole(path, *result)) return with_file({*problem});  // the next one has it at once
  return result;
}

std::vector<Problem> job_faults(const Job& job, const std::string& folder) {
  if (job.state != JobState::done) return {};
  const auto gone = [](const std::string& path) {
    return Problem{Fault::file,
                   path,
                   0,
                   0,
                   "",
                   "is not there any more",
                   "put it back, or order the job again: the same order gives the same answer"};
  };
  std::error_code error;
  std::vector<Problem> faults;
  for (const std::string& name : job.files) {
    if (name.ends_with(".csv")) continue;  // made when asked for
    const std::string path = folder + (job.order.kind == JobKind::scene ? "/" : "/run/") + name;
    if (!fs::is_regular_file(path, error)) faults.push_back(gone(path));
  }
  if (job.order.kind == JobKind::claims && !fs::is_regular_file(folder + "/result.json", error))
    faults.push_back(gone(folder + "/result.json"));
  if (job.order.kind == JobKind::run && faults.empty())
    if (const auto results = own_results(job, folder, false); !results) faults = results.problems();
  return with_file(std::move(faults));
}

Expected<std::string> job_file(const Job& job, const std::string& folder, std::string_view name) {
  bool known = false;
  for (const std::string& f : job.files) known |= f == name;
  if (!known)
    return Problem{Fault::usage,           "", 0, 0, std::string(name.substr(0, 64)), "is no file of this job",
                   "see its list of files"};
  if (job.order.kind == JobKind::scene) return folder + "/" + std::string(name);
  if (!name.ends_with(".csv")) return folder + "/run/" + std::string(name);
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  const std::string path = folder + "/csv/" + std::string(name);
  std::error_code error;
  if (fs::exists(path, error)) return path;
  const auto results = own_results(job, folder, true);
  if (!results) return with_file(results.problems());
  const std::string csv = folder + "/csv";  // an older program's, or one it left half made
  if (fs::exists(csv, error) && !fs::is_empty(csv, error))
    if (const auto aside = move_aside(csv); !aside) return with_file(aside.problems());
  if (auto problem = export_csv(*results, folder + "/csv")) return with_file({*problem});
  return path;
}

}  // namespace bowlby::server
