#include "app/validate/lives.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/columns.hpp"
#include "app/validate/compare.hpp"
#include "io/embedded.hpp"

namespace bowlby {
namespace {

using evidence::Mark;
using evidence::MarkRow;

std::string file_of(const Mark& m) {
  return m.target.empty() ? "lives/" + m.id + ".sql" : "queries/" + m.target + ".sql";
}

// What a query says of its own choices.
std::string remark_of(const Mark& m, const std::string& file) {
  const std::string note = query_header(file, "note");
  return m.notes.empty() || note.empty() ? m.notes + note : m.notes + "; " + note;
}

// The marks of one study, measured on its run.
Expected<std::vector<MarkRow>> measured(const std::vector<Mark>& marks, const std::vector<evidence::Target>& targets,
                                        const std::string& study, const ResultsReader& run) {
  std::vector<std::string> files;
  for (const Mark& m : marks) files.push_back(file_of(m));
  const auto values = measure_queries(run, files);
  if (!values) return values.problems();
  std::vector<MarkRow> rows;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto target = std::ranges::find(targets, marks[i].target, &evidence::Target::id);
    MarkRow row = evidence::judge(marks[i], target == targets.end() ? nullptr : &*target, (*values)[i]);
    row.study = study;
    row.remark = row.simulated ? remark_of(marks[i], files[i]) : "the run has no rows that can carry it";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string band_words(const MarkRow& r) {
  if (!std::isfinite(r.low)) return fmt::format("at most {:.3g}", r.high);
  if (!std::isfinite(r.high)) return fmt::format("at least {:.3g}", r.low);
  return fmt::format("{:.3g} to {:.3g}", r.low, r.high);
}

}  // namespace

Expected<std::set<std::string>> studies_of_lives() {
  const auto marks = marks_of_lives();
  if (!marks) return marks.problems();
  std::set<std::string> studies;
  for (const Mark& m : *marks) studies.insert(query_header(file_of(m), "study"));
  return studies;
}

Expected<std::vector<MarkRow>> check_lives(const std::map<std::string, ResultsReader>& runs) {
  const auto marks = marks_of_lives();
  if (!marks) return marks.problems();
  const auto targets = published_targets();
  if (!targets) return targets.problems();
  const auto studies = studies_of_lives();
  if (!studies) return studies.problems();
  std::vector<MarkRow> rows;
  for (const std::string& study : *studies) {
    const auto run = runs.find(study);
    if (run == runs.end()) continue;
    std::vector<Mark> of_study;
    for (const Mark& m : *marks)
      if (query_header(file_of(m), "study") == study) of_study.push_back(m);
    const auto found = measured(of_study, *targets, study, run->second);
    if (!found) return found.problems();
    rows.insert(rows.end(), found->begin(), found->end());
  }
  evidence::sort_misses_first(rows);
  return rows;
}

std::string to_text(const std::vector<MarkRow>& rows) {
  if (rows.empty()) return {};
  std::string out = left("lives", 7) + left("mark", 76) + right("band", 16) + right("simulated", 26) + "\n";
  int inside = 0, judged = 0;
  for (const MarkRow& r : rows) {
    const auto& s = r.simulated;
    inside += r.verdict == evidence::Verdict::inside ? 1 : 0;
    judged += r.verdict == evidence::Verdict::unmeasured ? 0 : 1;
    const std::string value = s ? fmt::format("{:.3g} [{:.3g}, {:.3g}]", s->value, s->low, s->high) : "-";
    out += left(r.mark.id, 7) + left(clipped(r.mark.quantity, 74), 76) + right(band_words(r), 16) + right(value, 26) +
           "  " + verdict_word(r.verdict) + "\n";
  }
  return out + fmt::format("lives     {} of {} marks met\n", inside, judged);
}

}  // namespace bowlby
