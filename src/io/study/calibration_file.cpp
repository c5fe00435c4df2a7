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
        {"name", "title", "seed", "parameter_set", "studies", "targets", "outcomes", "stages", "parameters", "near"});
    if (const auto f = in.require("name")) file_.name = f->name().value_or("");
    in.line("title", file_.title, 200);
    if (const auto f = in.require("seed"))
      file_.seed = f->whole<std::uint64_t>(0, std::numeric_limits<std::uint32_t>::max()).value_or(0);
    if (const auto f = in.find("parameter_set")) base(*f, file_.base);
    if (const auto f = in.require("studies")) studies(*f);
    if (const auto f = in.require("targets")) targets(*f);
    if (const auto f = in.find("outcomes")) outcomes(*f);
    if (const auto f = in.find("stages")) stages(*f);
    if (const auto f = in.require("parameters")) file_.parameters = parameters(*f);
    if (const auto f = in.find("near")) near(*f);
    return std::move(file_);
  }

 private:
  // What is not fitted stays at this set's values.
  void base(const Field& field, ParameterSet& base) {
    if (const auto at = field.one_of(parameter_set_names(), "parameter set"))
      if (const auto set = read_parameter_set(parameter_set_names()[*at])) base = *set;
  }

  void studies(const Field& field) {
    for (const Field& item : field.list()) {
      const Fields in(problems_, item, {"study", "people", "screen_people"});
      CalibrationStudy use;
      if (const auto f = in.require("study"))
        if (const auto name = f->line(4000)) {
          if (const auto read = study(*f, *name, file_.base)) use.study = *read;
          for (const CalibrationStudy& other : file_.studies)
            if (other.study.name == use.study.name && !use.study.name.empty())
              f->problem("the study " + use.study.name + " is already there", "name each once");
          named_.push_back(*name);
        }
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

  // Under the values of `base`.
  std::optional<Study> study(const Field& field, const std::string& name, const ParameterSet& base) {
    const bool path = name.ends_with(".yaml") || name.find('/') != std::string::npos;
    const auto text = path ? std::nullopt : embedded_file("studies/" + name + ".yaml");
    if (!path && !text) {
      field.problem(shown(name) + " is no shipped study", offer(name, shipped_studies()));
      return std::nullopt;
    }
    const auto read = path ? read_study(name, &base) : parse_study(*text, name + ".yaml", &base);
    if (!read) {
      field.problem("cannot be used: " + bowlby::text(read.problems().front()), "mend that study first");
      return std::nullopt;
    }
    return *read;
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

  void near(const Field& field) {
    const Fields in(problems_, field,
                    {"parameter_set", "runs", "rounds", "check_seeds", "check_times", "stride", "soft", "people",
                     "relations", "parameters"});
    NearHomeFit near;
    in.whole<std::uint32_t>("runs", near.runs, 6, 100'000);
    in.whole<std::uint32_t>("rounds", near.rounds, 1, 100);
    in.whole<std::uint32_t>("check_seeds", near.check_seeds, 1, 1000);
    in.whole<std::uint32_t>("check_times", near.check_times, 1, 100);
    in.number("stride", near.stride, .01, 2);
    in.number("soft", near.weight_soft, 0, 1);
    near.base = file_.base;
    near.studies = file_.studies;
    if (const auto f = in.find("parameter_set")) {
      base(*f, near.base);
      for (std::size_t s = 0; s < near.studies.size(); ++s)
        if (const auto read = study(*f, named_[s], near.base)) near.studies[s].study = *read;
    }
    if (const auto f = in.find("people")) near_people(*f, near.studies);
    if (const auto f = in.find("relations"))
      for (const Field& item : f->list()) relation(item, near.relations);
    if (const auto f = in.require("parameters")) near.parameters = parameters(*f);
    file_.near = std::move(near);
  }

  Names study_names() const {
    Names names;
    for (const CalibrationStudy& s : file_.studies) names.push_back(s.study.name);
    return names;
  }

  void near_people(const Field& field, std::vector<CalibrationStudy>& studies) {
    const Names names = study_names();
    const Fields in(problems_, field, names);
    for (std::size_t s = 0; s < names.size(); ++s) in.whole<std::uint32_t>(names[s], studies[s].people, 20, 1'000'000);
    for (std::size_t s = 0; s < names.size(); ++s)
      if (studies[s].study.scenario.twins && studies[s].people % 2 != 0)
        field.problem("an odd number of people cannot come in pairs", "make the number for " + names[s] + " even");
  }

  void relation(const Field& item, std::vector<CalibrationRelation>& relations) {
    const Fields in(problems_, item, {"name", "says", "study", "low", "high", "sql"});
    CalibrationRelation r;
    if (const auto f = in.require("name")) r.name = f->name().value_or("");
    in.line("says", r.says, 200);
    if (const auto f = in.require("study"))
      if (const auto at = f->one_of(study_names(), "study of this file")) r.study = study_names()[*at];
    if (const auto f = in.require("low")) r.low = f->number(-1e6, 1e6).value_or(0);
    if (const auto f = in.require("high")) r.high = f->number(-1e6, 1e6).value_or(1);
    if (!(r.low < r.high)) item.problem("the upper end must be above the lower one", "exchange low and high");
    if (const auto f = in.require("sql")) r.sql = f->line(8000).value_or("");
    if (!r.sql.empty() && !r.sql.starts_with("-- estimator: "))
      item.problem("its sql does not begin with its estimator", "write -- estimator: NAME in its first line");
    relations.push_back(std::move(r));
  }

  std::vector<FreeParameter> parameters(const Field& field) {
    std::vector<FreeParameter> free;
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
      free.push_back({row, *low, *high});
    });
    if (free.size() < 2) field.problem("frees fewer than two parameters", "give at least two with bounds");
    return free;
  }

  Problems& problems_;
  CalibrationFile file_;
  Names target_names_;
  Names named_;  // the studies as the file names them
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

CalibrationFile near_home(CalibrationFile file) {
  const NearHomeFit& near = *file.near;
  file.parameters = near.parameters;
  file.base = near.base;
  file.studies = near.studies;
  file.weight_soft = near.weight_soft;
  file.stages.check_seeds = near.check_seeds;
  file.stages.check_times = near.check_times;
  file.outcomes.clear();
  file.at_home = true;
  return file;
}

CalibrationFile quick(CalibrationFile file) {
  std::vector<FreeParameter> some;
  for (std::size_t i = 0; i < file.parameters.size(); i += 6) some.push_back(file.parameters[i]);
  if (some.size() >= 4) file.parameters = std::move(some);
  for (CalibrationStudy& s : file.studies) s.people = s.screen_people = std::min<std::uint32_t>(s.people, 90);
  file.stages = {1, 4, 30, 20, 3, 1, 1, 2, 4000, 20};
  if (file.near) {
    NearHomeFit& near = *file.near;
    near.runs = 12, near.rounds = 2, near.check_seeds = 1, near.check_times = 1;
    for (CalibrationStudy& s : near.studies) s.people = std::min<std::uint32_t>(s.people, 90);
  }
  return file;
}

}  // namespace bowlby
