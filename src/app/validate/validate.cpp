#include "app/validate/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <set>

#include "app/build.hpp"
#include "app/session.hpp"
#include "app/validate/compare.hpp"
#include "app/validate/lives.hpp"
#include "app/validate/structure.hpp"
#include "app/validate/studies.hpp"
#include "io/embedded.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/results/results.hpp"
#include "io/text/shell.hpp"
#include "io/text/table_file.hpp"
#include "num/digest.hpp"
#include "report/validation/page.hpp"

namespace bowlby {
namespace {

using Clock = std::chrono::steady_clock;

// One bar over several studies, each with its share of the work.
class SharedProgress final : public ProgressSink {
 public:
  SharedProgress(ProgressSink* out, double done, double share, const Clock::time_point& start, std::string what)
      : out_(out), done_(done), share_(share), start_(start), what_(std::move(what)) {}
  void report(const Progress& p) override {
    if (!out_ || p.phase == "report") return;
    Progress all = p;
    all.what = what_;
    all.fraction = done_ + share_ * p.fraction;
    all.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    all.seconds_left = all.fraction > .01 ? all.seconds * (1 - all.fraction) / all.fraction : -1;
    out_->report(all);
  }

 private:
  ProgressSink* out_;
  double done_, share_;
  Clock::time_point start_;
  std::string what_;
};

double work_of(const Study& s) { return s.scenario.founders * s.scenario.years * s.scenario.generations; }

Expected<std::map<std::string, std::string>> reasons() {
  const auto text = embedded_file("unexpressed.tsv");
  if (!text) return Problem{Fault::internal, "unexpressed.tsv", 0, 0, "", "is not inside the program", "report this"};
  const auto table = parse_tsv(*text, "unexpressed.tsv");
  if (!table) return table.problems();
  const auto id = table->column("id"), reason = table->column("reason");
  if (!id) return id.problems();
  if (!reason) return reason.problems();
  std::map<std::string, std::string> found;
  for (const auto& row : table->rows) found[row.cells[*id]] = row.cells[*reason];
  return found;
}

std::string cell(const std::optional<double>& x) {
  return x && std::isfinite(*x) ? fmt::format("{:.6g}", *x) : std::string();
}

std::string table_text(const Validation& v) {
  std::string out =
      "id\trole\tfitted\tdomain\tquantity\tstatistic\tpublished\tpublished_low\tpublished_high\tband_low\tband_high\t"
      "simulated\tsimulated_low\tsimulated_high\tn\tstandardised_error\tverdict\tstudy\tremark\n";
  for (const auto& r : v.rows) {
    const auto& s = r.simulated;
    const std::optional<double> none;
    out += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", r.target.id,
                       evidence::name_of(r.target.role), evidence::fitted(r.target) ? 1 : 0, r.target.domain,
                       r.target.quantity, evidence::name_of(r.target.statistic), cell(r.target.estimate),
                       cell(r.target.ci_low), cell(r.target.ci_high), cell(r.judgement.low), cell(r.judgement.high),
                       cell(s ? std::optional(s->value) : none), cell(s ? std::optional(s->low) : none),
                       cell(s ? std::optional(s->high) : none), s ? s->n : 0, cell(standardised_error(r)),
                       evidence::name_of(r.judgement.verdict), r.study, r.unmeasured.empty() ? r.remark : r.unmeasured);
  }
  return out;
}

report::ValidationPage page_of(const Validation& v, const ValidateRequest& request) {
  report::ValidationPage page{v.rows,
                              v.fitted,
                              v.unfitted,
                              {},
                              v.lives,
                              v.digests,
                              std::string(build_version()),
                              std::string(build_commit()),
                              command_for_others(request.command)};
  for (const StructuralCheck& c : v.structure) page.structure.push_back({c.says, c.values, verdict_of(c)});
  return page;
}

class Session : LongSession<ValidateRequest> {
 public:
  explicit Session(const ValidateRequest& r) : LongSession(r) {}

  Expected<Validation> go() {
    const auto targets = published_targets();
    if (!targets) return targets.problems();
    const auto studies = studies_to_validate(*targets, request_);
    if (!studies) return studies.problems();
    const auto lock = FolderLock::hold(request_.output);
    if (!lock) return lock.problems();
    std::error_code ignored;
    if (!request_.resume || !std::filesystem::exists(request_.output + "/runs", ignored))
      if (const auto problem = make_empty_folder(request_.output, "runs")) return *problem;
    if (const auto problem = live(*studies)) return *problem;
    if (out_.stopped) return out_;
    if (!request_.only_lives)
      if (const auto problem = lay_beside(*targets)) return *problem;
    auto lives = check_lives(runs_);
    if (!lives) return lives.problems();
    out_.lives = std::move(*lives);
    return finish();
  }

 private:
  std::optional<Problem> live(const std::vector<Study>& studies) {
    double total = 0, done = 0;
    for (const Study& s : studies) total += work_of(s);
    for (const Study& s : studies) {
      SharedProgress progress(request_.progress, done / total, work_of(s) / total, start_, s.name);
      const auto summary = live_validated(request_, s, progress);
      if (!summary) return summary.problems().front();
      if (summary->stopped) {
        out_.stopped = true;
        return std::nullopt;
      }
      auto reader = read_results(summary->results);
      if (!reader) return reader.problems().front();
      out_.digests.emplace_back(s.name, reader->provenance("digest").value_or(""));
      runs_.emplace(s.name, std::move(*reader));
      done += work_of(s);
    }
    return std::nullopt;
  }

  std::optional<Problem> lay_beside(const std::vector<evidence::Target>& targets) {
    std::map<std::string, Comparison> measured;
    for (const auto& [name, reader] : runs_) {
      auto table = compare(reader);
      if (!table) return table.problems().front();
      for (Comparison& c : *table) measured.emplace(c.target.id, std::move(c));
    }
    const auto why = reasons();
    if (!why) return why.problems().front();
    for (const auto& t : targets) {
      evidence::ValidationRow row;
      row.target = t;
      row.study = study_of_target(t.id);
      if (!request_.studies.empty() && !runs_.contains(row.study)) continue;
      row.judgement = evidence::judge(t, std::nullopt);
      if (const auto found = measured.find(t.id); found != measured.end()) {
        row.simulated = found->second.simulated;
        row.judgement = found->second.judgement;
        row.remark = found->second.remark;
        if (!row.simulated) row.unmeasured = "the study " + row.study + " has no rows that can carry it";
      } else if (const auto reason = why->find(t.id); reason != why->end()) {
        row.unmeasured = reason->second;
      }
      out_.rows.push_back(std::move(row));
    }
    evidence::sort_misses_first(out_.rows);
    out_.fitted = evidence::summarise(out_.rows, true);
    out_.unfitted = evidence::summarise(out_.rows, false);
    out_.structure = check_structure(runs_);
    if (!request_.studies.empty())
      std::erase_if(out_.structure, [](const StructuralCheck& c) {
        return std::ranges::none_of(c.values, [](const evidence::CheckValue& v) { return v.value.has_value(); });
      });
    return std::nullopt;
  }

  Expected<Validation> finish() {
    out_.page = request_.output + "/validation.html";
    out_.table = request_.output + "/validation.tsv";
    if (const auto problem = write_whole(out_.table, table_text(out_))) return *problem;
    if (const auto problem = write_whole(out_.page, report::validation_page(page_of(out_, request_)))) return *problem;
    out_.seconds = seconds();
    return out_;
  }

  std::map<std::string, ResultsReader> runs_;
  Validation out_;
};

}  // namespace

Expected<Validation> validate(const ValidateRequest& request) { return Session(request).go(); }

}  // namespace bowlby
