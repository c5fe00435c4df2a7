#include "io/study/calibration_file.hpp"

#include <algorithm>

#include "io/embedded.hpp"
#include "io/files/file_kind.hpp"
#include "io/files/files.hpp"
#include "io/study/file.hpp"
#include "io/study/options.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

using namespace io;

namespace {

constexpr std::size_t largest_file = 1 << 20;
constexpr std::string_view shipped = "studies/calibration.yaml";

Names shipped_studies() {
  Names names;
  for (const EmbeddedFile& f : embedded_files()) {
    const std::string_view name = f.name;
    if (!name.starts_with("studies/") || !name.ends_with(".yaml") || name.find('/', 8) != std::string_view::npos)
      continue;
    if (name != shipped && name != "studies/typo.yaml") names.emplace_back(name.substr(8, name.size() - 13));
  }
  return names;
}

class CalibrationReader {
 public:
  explicit CalibrationReader(Problems& problems) : problems_(problems) {
    if (const auto all = published_targets())
      for (const auto& t : *all) target_names_.push_back(t.id);
  }

  CalibrationFile read(const Node& root) {
    const Fields in(
        problems_, root, "",
        {"name", "title", "seed", "parameter_set", "studies", "targets", "outcomes", "stages", "parameters"});
    if (const auto f = in.require("name")) file_.name = f->name().value_or("");
    in.line("title", file_.title, 200);
    if (const auto f = in.require("seed"))
      file_.seed = f->whole<std::uint64_t>(0, std::numeric_limits<std::uint32_t>::max()).value_or(0);
    if (const auto f = in.find("parameter_set")) base(*f);
    if (const auto f = in.require("studies")) studies(*f);
    if (const auto f = in.require("targets")) targets(*f);
    if (const auto f = in.find("outcomes")) outcomes(*f);
    if (const auto f = in.find("stages")) stages(*f);
    if (const auto f = in.require("parameters")) parameters(*f);
    return std::move(file_);
  }

 private:
  // What is not fitted stays at this set's values.
  void base(const Field& field) {
    if (const auto at = field.one_of(parameter_set_names(), "parameter set"))
      if (const auto set = read_parameter_set(parameter_set_names()[*at])) file_.base = *set;
  }

  void studies(const Field& field) {
    for (const Field& item : field.list()) {
      const Fields in(problems_, item, {"study", "people", "screen_people"});
      CalibrationStudy use;
      if (const auto f = in.require("study"))
        if (const auto name = f->line(4000)) study(*f, *name, use.study);
      use.people = use.study.scenario.founders;
      in.whole<std::uint32_t>("people", use.people, 20, 1'000'000);
      use.screen_people = use.people;
      in.whole<std::uint32_t>("screen_people", use.screen_people, 20, 1'000'000);
      if (use.study.scenario.twins && (use.people % 2 != 0 || use.screen_people % 2 != 0))
        item.problem("an odd number of people cannot come in pairs", "make people and screen_people even numbers");
      file_.studies.push_back(std::move(use));
    }
    if (file_.studies.empty()) field.problem("names no study", "give at least one");
  }

  void study(const Field& field, const std::string& name, Study& study) {
    const bool path = name.ends_with(".yaml") || name.find('/') != std::string::npos;
    const auto text = path ? std::nullopt : embedded_file("studies/" + name + ".yaml");
    if (!path && !text) return field.problem(shown(name) + " is no shipped study", offer(name, shipped_studies()));
    const auto read = path ? read_study(name, &file_.base) : parse_study(*text, name + ".yaml", &file_.base);
    if (!read)
      return field.problem("cannot be used: " + bowlby::text(read.problems().front()), "mend that study first");
    for (const CalibrationStudy& other : file_.studies)
      if (other.study.name == read->name)
        return field.problem("the study " + read->name + " is already there", "name each once");
    study = *read;
  }

  void targets(const Field& field) {
    const Fields in(problems_, field, {"calibrate", "soft", "least_confidence", "degrees", "leave_out"});
    in.number("calibrate", file_.weight_calibrate, 0, 1);
    in.number("soft", file_.weight_soft, 0, 1);
    in.number("least_confidence", file_.least_confidence, 0, 1);
    in.number("degrees", file_.degrees, 1, 1000);
    if (const auto f = in.find("leave_out")) file_.leave_out = ids(*f);
  }

  std::vector<std::string> ids(const Field& field) {
    std::vector<std::string> out;
    for (const Field& one : field.list())
      if (const auto at = one.one_of(target_names_, "published number")) {
        const std::string& id = target_names_[*at];
        if (!embedded_file("queries/" + id + ".sql"))
          one.problem("no query measures it", "see evidence/queries/README.md");
        else
          out.push_back(id);
      }
    return out;
  }

  void outcomes(const Field& field) {
    for (const Field& item : field.list()) {
      const Fields in(problems_, item, {"name", "title", "targets"});
      CalibrationOutcome outcome;
      if (const auto f = in.require("name")) outcome.name = f->name().value_or("");
      outcome.title = outcome.name;
      in.line("title", outcome.title, 200);
      if (const auto f = in.require("targets")) outcome.targets = ids(*f);
      file_.outcomes.push_back(std::move(outcome));
    }
  }

  void stages(const Field& field) {
    const Fields in(problems_, field,
                    {"trajectories", "fitted", "runs", "second_runs", "noise_runs", "check_seeds", "check_times",
                     "chains", "steps", "recovery_runs"});
    CalibrationStages& s = file_.stages;
    in.whole<std::uint32_t>("trajectories", s.trajectories, 1, 1000);
    in.whole<std::uint32_t>("fitted", s.fitted, 1, 40);
    in.whole<std::uint32_t>("runs", s.runs, 20, 100'000);
    in.whole<std::uint32_t>("second_runs", s.second_runs, 20, 100'000);
    in.whole<std::uint32_t>("noise_runs", s.noise_runs, 3, 1000);
    in.whole<std::uint32_t>("check_seeds", s.check_seeds, 1, 1000);
    in.whole<std::uint32_t>("check_times", s.check_times, 1, 100);
    in.whole<std::uint32_t>("chains", s.chains, 2, 64);
    in.whole<std::uint32_t>("steps", s.steps, 1000, 10'000'000);
    in.whole<std::uint32_t>("recovery_runs", s.recovery_runs, 10, 10'000);
  }

  void parameters(const Field& field) {
    const Fields in(problems_, field, {});
    in.each([&](const Field& f) {
      const std::string name = f.key().substr(in.path().size() + 1);
      const ParamInfo* row = find_parameter(name);
      if (row == nullptr) {
        if (!problems_.full()) f.unknown(offer(name, parameter_names()));
        return;
      }
      const auto ends = f.list();
      if (ends.size() != 2) {
        if (f.node().kind == Node::Kind::list) f.problem("needs two bounds", "write [low, high]");
        return;
      }
      const auto low = ends[0].number(row->low, row->high), high = ends[1].number(row->low, row->high);
      if (!low || !high) return;
      if (!(*low < *high)) return ends[1].problem("the upper bound must be above the lower one", "write [low, high]");
      if (row->scale == Scale::prob && (*low <= 0 || *high >= 1))
        return f.problem("a share's bounds must lie between 0 and 1 and not on them", "move them inside");
      file_.parameters.push_back({row, *low, *high});
    });
    if (file_.parameters.size() < 2) field.problem("frees fewer than two parameters", "give at least two with bounds");
  }

  Problems& problems_;
  CalibrationFile file_;
  Names target_names_;
};

}  // namespace

Expected<CalibrationFile> parse_calibration(std::string_view text, const std::string& name_for_errors) {
  Problems problems(name_for_errors);
  const Node root = parse_yaml(text, problems);
  if (root.kind == Node::Kind::empty) {
    if (problems.none()) problems.add(1, 1, "", "the file says nothing", "start from studies/calibration.yaml");
    return problems.take();
  }
  CalibrationFile file = CalibrationReader(problems).read(root);
  if (!problems.none()) return problems.take();
  file.source = text;
  return file;
}

Expected<CalibrationFile> read_calibration(const std::string& path) {
  const auto text = read_whole(path, largest_file);
  auto read = text ? parse_calibration(*text, path) : Expected<CalibrationFile>(text.problems());
  if (read) return read;
  if (const auto is = other_kind(path, FileKind::calibration)) return *is;
  return read;
}

Expected<CalibrationFile> shipped_calibration() {
  const auto text = embedded_file(shipped);
  if (!text)
    return Problem{Fault::internal, std::string(shipped), 0, 0, "", "is not inside the program", "report this"};
  return parse_calibration(*text, std::string(shipped));
}

CalibrationFile quick(CalibrationFile file) {
  std::vector<FreeParameter> some;
  for (std::size_t i = 0; i < file.parameters.size(); i += 6) some.push_back(file.parameters[i]);
  if (some.size() >= 4) file.parameters = std::move(some);
  for (CalibrationStudy& s : file.studies) s.people = s.screen_people = std::min<std::uint32_t>(s.people, 90);
  file.stages = {1, 4, 30, 20, 3, 1, 1, 2, 4000, 20};
  return file;
}

}  // namespace bowlby
