#include "io/plan/plan_file.hpp"

#include <algorithm>
#include <filesystem>

#include "io/files/files.hpp"
#include "io/study/file.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

using namespace io;

namespace {

constexpr std::size_t largest_file = 1 << 20, longest_text = 4000;
constexpr int most_lag = 7, most_days = 366, most_prompts = 48, most_months = 1200;
constexpr double most_lost = .9, most_cost = 1e6;
constexpr Limits<std::uint32_t> couples_limits{5, 100'000};
const Names kinds{"diary_apim", "apim", "diary_arm"}, columns{"security", "distress", "bids", "asked", "offered"};

class PlanReader {
 public:
  PlanReader(Problems& problems, std::string folder, const PlanCopies& copies)
      : problems_(problems), folder_(std::move(folder)), copies_(copies) {}

  PlanFile read(const Node& root) {
    const Fields in(problems_, root, "",
                    {"name", "title", "study", "seed", "couples", "diary", "analysis", "effect", "sizes", "replicates",
                     "draws", "cost"});
    if (const auto f = in.require("name")) plan_.name = f->name().value_or("");
    in.line("title", plan_.title, longest_text);
    if (const auto f = in.require("seed"))
      plan_.seed = f->whole(study_limits::seed.low, study_limits::seed.high).value_or(1);
    if (const auto f = in.require("study")) study(*f);
    if (const auto f = in.find("couples")) couples(*f);
    if (plan_.date <= 0) plan_.date = plan_.study.scenario.years;
    if (const auto f = in.find("diary")) diary(*f);
    if (const auto f = in.require("analysis")) analysis(*f);
    if (const auto f = in.require("effect")) effect(*f);
    if (const auto f = in.require("sizes")) sizes(*f);
    in.whole("replicates", plan_.replicates, plan_replicates.low, plan_replicates.high);
    if (const auto f = in.find("draws")) draws(*f);
    if (const auto f = in.find("cost")) {
      const Fields cost(problems_, *f, {"couple", "day", "prompt"});
      cost.number("couple", plan_.cost_couple, 0, most_cost);
      cost.number("day", plan_.cost_day, 0, most_cost);
      cost.number("prompt", plan_.cost_prompt, 0, most_cost);
    }
    return std::move(plan_);
  }
  const std::vector<Problem>& of_study() const { return of_study_; }

 private:
  void study(const Field& f) {
    const auto name = f.line(longest_text);
    if (!name) return;
    plan_.study_name = *name;
    const std::filesystem::path path(*name);
    auto read = read_study(!copies_.study.empty() ? copies_.study
                           : path.is_absolute()   ? *name
                                                  : (std::filesystem::path(folder_) / path).string());
    if (!read) {
      of_study_ = read.problems();
      return;
    }
    plan_.study = std::move(*read);
    if (!plan_.study.scenario.unions) f.problem("nobody finds a partner in that study", "set unions: true in it");
  }

  void couples(const Field& f) {
    const Fields in(problems_, f, {"date", "together"});
    if (const auto d = in.find("date"))
      if (const auto years = d->number(study_limits::years.low, study_limits::years.high)) {
        plan_.date = *years;
        if (of_study_.empty() && *years > plan_.study.scenario.years)
          d->problem("is after the end of the study, which has " + number_text(plan_.study.scenario.years) + " years",
                     "give an earlier date, or the study more years");
      }
    in.whole("together", plan_.together, 0, most_months);
  }

  void diary(const Field& f) {
    const Fields in(problems_, f, {"days", "prompts", "lost"});
    if (const auto d = in.find("days")) {
      plan_.days.clear();
      for (const Field& each : d->list(true)) plan_.days.push_back(each.whole(2, most_days).value_or(2));
      rising(*d, plan_.days);
    }
    in.whole("prompts", plan_.prompts, 1, most_prompts);
    in.number("lost", plan_.lost, 0, most_lost);
  }

  template <class T>
  static void rising(const Field& f, const std::vector<T>& list) {
    if (list.empty()) return f.problem("is empty", "give at least one");
    if (std::ranges::adjacent_find(list, std::greater_equal<>()) != list.end())
      f.problem("does not rise", "write the smallest first, each once");
  }

  void analysis(const Field& f) {
    const Fields in(problems_, f,
                    {"kind", "outcome", "predictor", "lag", "tested", "members", "random", "carry", "errors"});
    const auto choice = [&](const char* key, const Names& names, const char* what, auto& value) {
      if (const auto c = in.find(key))
        if (const auto which = c->one_of(names, what)) value = static_cast<std::decay_t<decltype(value)>>(*which);
    };
    in.require("kind");
    choice("kind", kinds, "analysis", plan_.kind);
    choice("outcome", columns, "column of the diary", plan_.outcome);
    choice("predictor", columns, "column of the diary", plan_.predictor);
    choice("random", {"intercepts", "slopes"}, "random part", plan_.random);
    int tested = plan_.partner ? 1 : 0, members = 0, errors = 0;
    choice("tested", {"own", "partner"}, "effect", tested);
    choice("members", {"each", "alike"}, "way to treat members", members);
    choice("errors", {"model", "robust"}, "kind of error", errors);
    plan_.partner = tested == 1, plan_.alike = members == 1, plan_.robust = errors == 1;
    in.truth("carry", plan_.carry);
    const bool arm = plan_.kind == PlanKind::diary_arm;
    for (const char* key : {"predictor", "tested"})
      if (const auto c = in.find(key); c && arm) c->problem("is for analyses with a predictor", "take it away");
    if (const auto c = in.find("random"); c && plan_.kind != PlanKind::diary_apim && plan_.random == RandomPart::slopes)
      c->problem("slopes need a predictor that differs from day to day", "write intercepts, or kind: diary_apim");
    in.whole("lag", plan_.lag, 0, most_lag);
    if (const auto c = in.find("lag"); c && plan_.lag > 0) {
      if (plan_.kind != PlanKind::diary_apim)
        c->problem("is for a predictor that differs from day to day", "write kind: diary_apim, or take it away");
      else if (!plan_.days.empty() && plan_.lag >= plan_.days.front())
        c->problem("no day of a diary of " + std::to_string(plan_.days.front()) + " days has one so long before it",
                   "give a shorter lag, or more days");
    }
    if (!arm && plan_.lag == 0 && plan_.outcome == plan_.predictor)
      f.problem("outcome and predictor are the same column",
                "choose two of " + io::joined(columns, [](auto& c) { return c; }));
  }

  void effect(const Field& f) {
    const Fields in(problems_, f, {"edge", "arm"});
    const auto edge = in.find("edge"), arm = in.find("arm");
    if (edge.has_value() == arm.has_value())
      return f.problem("needs an edge or an arm", "write effect: {edge: NAME} or effect: {arm: NAME}");
    if (edge) {
      if (const auto which = edge->one_of(edge_names(), "edge")) plan_.edge = edge_names()[*which];
      if (plan_.kind == PlanKind::diary_arm) edge->problem("diary_arm compares arms", "write effect: {arm: NAME}");
      return;
    }
    if (plan_.kind != PlanKind::diary_arm)
      return arm->problem("an arm is found by the analysis diary_arm", "write kind: diary_arm, or an edge here");
    if (!of_study_.empty()) return;
    const Scenario& s = plan_.study.scenario;
    Names arms;
    for (const Arm& a : s.arms) arms.push_back(a.name);
    if (const auto which = arm->one_of(arms, "arm")) plan_.arm = arms[*which];
    if (arms.size() != 2)
      arm->problem("the study has " + std::to_string(arms.size()) + " arms, and two are compared", "give it two");
    if (s.assignment.at == ArmTime::birth || s.assignment.unit != ArmUnit::couple)
      arm->problem("the study does not draw arms by couple",
                   "write arms: {assign: couple, at: 30, groups: [..]} in it");
  }

  void sizes(const Field& f) {
    for (const Field& each : f.list(true))
      plan_.sizes.push_back(each.whole(couples_limits.low, couples_limits.high).value_or(couples_limits.low));
    rising(f, plan_.sizes);
  }

  // A file of a set lies beside the plan; a name is a shipped one's.
  void draws(const Field& f) {
    const Fields in(problems_, f, {"set", "count"});
    plan_.draws = usual_draws;
    in.whole("count", plan_.draws, draw_counts.low, draw_counts.high);
    const auto set = in.require("set");
    const auto name = set ? set->line(longest_text) : std::nullopt;
    if (!name) return;
    plan_.draws_from = *name;
    const bool file = name->ends_with(".yaml") || name->find('/') != std::string::npos;
    if (file) plan_.draws_file = copies_.set.empty() ? (std::filesystem::path(folder_) / *name).string() : copies_.set;
    auto spreads = read_parameter_spreads(file ? plan_.draws_file : *name);
    if (!spreads) {
      const Problem& first = spreads.problems().front();
      set->problem(file ? "the set cannot be read: " + text(first) : shown(*name) + " " + first.reason,
                   file ? "mend the file" : first.remedy);
      return;
    }
    plan_.spreads = std::move(*spreads);
    if (plan_.spreads.empty())
      set->problem("tells no quantiles of parameters (posterior:)",
                   "name a set that a fit wrote, as posterior-2026-11-25");
  }

  Problems& problems_;
  std::string folder_;
  const PlanCopies& copies_;
  PlanFile plan_;
  std::vector<Problem> of_study_;
};

}  // namespace

const char* name_of(PlanKind kind) { return kinds[static_cast<std::size_t>(kind)].c_str(); }
const char* name_of(DiaryColumn column) { return columns[static_cast<std::size_t>(column)].c_str(); }

bool is_plan_file(const std::string& path) {
  const auto text = read_whole(path, largest_file);
  if (!text) return false;
  Problems problems(path);
  const Node root = parse_yaml(*text, problems);
  for (std::size_t i = 0; root.kind == Node::Kind::map && i + 1 < root.items.size(); i += 2)
    if (root.items[i].text == "analysis") return true;
  return false;
}

Expected<PlanFile> read_plan(const std::string& path, const PlanCopies& copies) {
  const auto text = read_whole(path, largest_file);
  if (!text) return text.problems();
  Problems problems(path);
  const Node root = parse_yaml(*text, problems);
  if (!problems.none()) return problems.take();
  PlanReader reader(problems, std::filesystem::path(path).parent_path().string(), copies);
  PlanFile plan = reader.read(root);
  plan.source = *text;
  std::vector<Problem> all = problems.take();
  all.insert(all.end(), reader.of_study().begin(), reader.of_study().end());
  if (!all.empty()) return all;
  return plan;
}

}  // namespace bowlby
