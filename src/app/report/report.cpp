#include "app/report/report.hpp"

#include "app/data/answers.hpp"
#include "app/report/parts.hpp"
#include "io/files/files.hpp"
#include "io/results/data_set.hpp"

namespace bowlby {
Problem no_run(const std::string& dir) {
  return {Fault::data,
          dir,
          0,
          0,
          "",
          "holds answers of real people, and single pictures are of a run's report",
          "`bowlby report` draws the page of these answers, and `bowlby data compare` holds them against runs"};
}

Expected<report::PageData> page_data(const ResultsReader& reader) {
  page::Source source(reader);
  report::PageData out;
  out.meta = page::meta(source);
  out.plane = page::plane(source);
  out.class_shares = page::class_shares(source);
  out.arms = page::panels(source);
  out.moments = page::moments(source);
  out.courses = page::courses(source);
  out.transmission = page::transmission(source);
  out.couples = page::couples(source);
  out.evidence = page::evidence_table(source);
  out.parameters = page::parameters(source);
  out.provenance = page::provenance(source);
  out.answers = page::answers(source, out);
  out.headline = page::headline(source, out);
  out.notes = page::notes(source, out);
  if (!source.problems().empty()) return source.problems();
  return out;
}

namespace {

// Of a run, or of answers of real people.
Expected<std::string> page_text(const ResultsReader& reader) {
  if (reader.provenance(data_kind_key)) {
    const auto page = answers_page_of(reader);
    if (!page) return page.problems();
    return report::answers_page(*page);
  }
  const auto page = page_data(reader);
  if (!page) return page.problems();
  return report::render(*page);
}

}  // namespace

Expected<std::string> write_report(const std::string& dir, const FolderLock&) {
  const auto reader = read_results(dir);
  if (!reader) return reader.problems();
  const auto page = page_text(*reader);
  if (!page) return page.problems();
  const std::string path = dir + "/report.html";
  if (const auto problem = write_whole(path, *page)) return *problem;
  return path;
}

Expected<std::string> write_report(const std::string& dir) {
  // no folder is made for nothing, and no page of rows that are not as the run wrote them
  const auto reader = read_results(dir, true);
  if (!reader) return reader.problems();
  const auto lock = FolderLock::hold(dir);
  if (!lock) return lock.problems();
  return write_report(dir, *lock);
}

}  // namespace bowlby
