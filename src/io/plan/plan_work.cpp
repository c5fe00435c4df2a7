#include "io/plan/plan_work.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <sstream>

#include "io/files/files.hpp"
#include "io/files/whole_folder.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {
namespace {

constexpr std::size_t largest_file = 1 << 22;
constexpr const char *room = "work", *plan_copy = "plan.yaml", *study_copy = "study.yaml", *set_copy = "set.yaml";

std::optional<std::vector<PlanOutcome>> outcomes_in(const std::string& text) {
  std::istringstream lines(text);
  std::vector<PlanOutcome> out;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::vector<std::string> cell;
    for (std::string each; std::getline(cells, each, '\t');) cell.push_back(each);
    if (cell.size() != 8) return std::nullopt;
    PlanOutcome o;
    double* numbers[]{&o.estimate, &o.error, &o.degrees_of_freedom, &o.p, &o.scale};
    for (std::size_t i = 0; i < std::size(numbers); ++i) {
      const auto v = io::to_number(cell[i]);
      if (!v) return std::nullopt;
      *numbers[i] = *v;
    }
    o.singular = cell[5] == "1";
    if (cell[6] != "-") o.failed = cell[6];
    const auto couples = io::to_number(cell[7]);
    if (!couples || *couples < 0) return std::nullopt;
    o.couples = static_cast<std::size_t>(*couples);
    out.push_back(std::move(o));
  }
  return out;
}

}  // namespace

std::optional<Problem> open_plan_work(const std::string& dir, const std::string& key, bool resume) {
  const std::string path = dir + "/plan.key";
  std::error_code error;
  if (resume && std::filesystem::exists(path, error)) {
    const auto there = read_whole(path, largest_file);
    if (!there) return there.problems().front();
    if (*there == key + "\n") return make_folder(dir + "/" + room);
    return Problem{Fault::data,
                   dir,
                   0,
                   0,
                   "",
                   "holds another plan, or one of another program",
                   "name the same plan, or choose another --output"};
  }
  if (resume) std::filesystem::remove(path + ".partial", error);  // of one that was killed as it began
  if (auto problem = make_empty_folder(dir, "plan.key")) return problem;
  if (auto problem = write_whole(path, key + "\n")) return problem;
  return make_folder(dir + "/" + room);
}

Expected<std::string> read_plan_key(const std::string& dir) {
  const auto text = read_whole(dir + "/plan.key", largest_file);
  if (!text) return Problem{Fault::file, dir, 0, 0, "", "holds no plan", "lay it out with `bowlby sweep plan`"};
  return text->substr(0, text->find('\n'));
}

std::optional<Problem> write_planned(const std::string& dir, const std::string& key, const std::string& plan,
                                     const std::string& study, const std::string& set) {
  std::vector<std::pair<const char*, std::string>> files{
      {"plan.key", key + "\n"}, {plan_copy, plan}, {study_copy, study}};
  if (!set.empty()) files.emplace_back(set_copy, set);
  std::vector<std::string> names;
  for (const auto& [name, text] : files) names.emplace_back(name);
  auto folder = WholeFolder::begin(dir, names);
  if (!folder) return folder.problems().front();
  for (const auto& [name, text] : files)
    if (auto problem = write_whole(folder->path(name), text)) return problem;
  return folder->finish();
}

bool is_planned(const std::string& dir) {
  std::error_code error;
  return std::filesystem::exists(dir + "/" + plan_copy, error);
}

Expected<PlanFile> read_planned(const std::string& dir) {
  return read_plan(dir + "/" + plan_copy, {dir + "/" + study_copy, dir + "/" + set_copy});
}

std::optional<Problem> write_plan_outcomes(const Pieces& work, std::size_t piece,
                                           const std::vector<PlanOutcome>& outcomes) {
  std::string text;
  for (const PlanOutcome& o : outcomes)
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", io::number_text(o.estimate), io::number_text(o.error),
                        io::number_text(o.degrees_of_freedom), io::number_text(o.p), io::number_text(o.scale),
                        o.singular ? 1 : 0, o.failed.empty() ? "-" : o.failed, o.couples);
  return work.write(piece, text);
}

Expected<std::optional<std::vector<PlanOutcome>>> read_plan_outcomes(const Pieces& work, std::size_t piece,
                                                                     std::size_t count) {
  const auto text = work.read(piece);
  if (!text) return text.problems();
  if (!*text) return std::optional<std::vector<PlanOutcome>>();
  auto outcomes = outcomes_in(**text);
  if (!outcomes || outcomes->size() != count) return std::optional<std::vector<PlanOutcome>>();
  return outcomes;
}

}  // namespace bowlby
