#include "app/report/figure.hpp"

#include <algorithm>
#include <filesystem>

#include "app/report/report.hpp"
#include "io/results/data_set.hpp"
#include "io/text/shell.hpp"
#include "report/figures/figures.hpp"

namespace bowlby {
namespace {

Expected<report::PageData> page_in(const std::string& dir) {
  const auto reader = read_results(dir, true);
  if (!reader) return reader.problems();
  if (reader->provenance(data_kind_key)) return no_run(dir);
  return page_data(*reader);
}

Problem no_such(const std::string& dir, const std::string& name, const std::vector<std::string>& known) {
  const std::string near = nearest_name(name, known);
  std::string remedy = near.empty() ? "" : "did you mean " + near + "? ";
  return {Fault::usage,
          "",
          0,
          0,
          name,
          "this run's report has no such picture",
          remedy + "bowlby figure " + shell_line({dir}) + " lists all of them"};
}

// The study, its version and digest, and the two commands that lead here.
std::vector<std::string> how_again(const report::Meta& m, const std::string& dir, const std::string& name) {
  std::vector<std::string> out{"Simulated by " + m.version + ": " + (m.title.empty() ? m.study : m.title) + ", " +
                               std::to_string(m.people) + " people, seed " + std::to_string(m.seed) + ", digest " +
                               m.digest + "."};
  if (!m.command.empty()) out.push_back("Again: " + m.command);
  // the folder's own name: where it lies on the writer's machine is nobody's business
  const std::filesystem::path folder = (std::filesystem::path(dir) / ".").lexically_normal().parent_path().filename();
  out.push_back("and then: " + shell_line({"bowlby", "figure", folder.empty() ? dir : folder.string(), name}));
  return out;
}

}  // namespace

Expected<std::vector<FigureName>> figure_names(const std::string& dir) {
  const auto page = page_in(dir);
  if (!page) return page.problems();
  std::vector<FigureName> names;
  for (const report::Figure& f : report::figures_of(*page)) names.push_back({f.name, f.title});
  return names;
}

Expected<std::string> figure_of(const std::string& dir, const std::string& name) {
  const auto page = page_in(dir);
  if (!page) return page.problems();
  const std::vector<report::Figure> all = report::figures_of(*page);
  std::vector<std::string> known;
  for (const report::Figure& f : all) known.push_back(f.name);
  const auto found = std::ranges::find(all, name, &report::Figure::name);
  if (found == all.end()) return no_such(dir, name, known);
  return report::figure_svg(*found, how_again(page->meta, dir, name));
}

}  // namespace bowlby
