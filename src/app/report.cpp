#include "app/report.hpp"

#include "app/compare.hpp"
#include "io/files.hpp"

namespace bowlby {

Expected<report::PageData> page_data(const ResultsReader& r) {
  report::PageData page;
  page.meta.study = r.provenance("study").value_or("");
  page.meta.title = r.provenance("title").value_or("");
  const auto table = compare(r);
  if (!table) return table.problems();
  for (const Comparison& c : *table) {
    report::Evidence e;
    e.id = c.target.id;
    e.domain = c.target.domain;
    e.quantity = c.target.quantity;
    page.evidence.push_back(e);
  }
  return page;
}

Expected<std::string> write_report(const std::string& dir) {
  const auto reader = read_results(dir);
  if (!reader) return reader.problems();
  const auto page = page_data(*reader);
  if (!page) return page.problems();
  const std::string path = dir + "/report.html";
  if (const auto problem = write_whole(path, report::render(*page))) return *problem;
  return path;
}

}  // namespace bowlby
