// A diary of couples, planned: how often studies of some sizes and lengths find an arrow, and how often they seem to
// find it where it is cut. The work is that of `bowlby plan`; what the studio leaves open of a plan file is said here.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <mutex>
#include <stdexcept>

#include "app/plan/couples.hpp"
#include "app/scene/parts.hpp"
#include "evidence/power.hpp"
#include "io/embedded.hpp"
#include "io/plan/plan_file.hpp"
#include "io/study/file.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr double diary_begins = 30;    // years after the first birth, as in the manual's plan
constexpr int together_at_least = 12;  // months
constexpr double days_lost = .1;       // share of days that a couple leaves out
constexpr int curve_steps = 40;

const Study& couples_study() {
  static const Study study = [] {
    const auto text = embedded_file("studies/couples.yaml");
    if (!text) throw std::logic_error("the study of couples is not inside the program");
    auto read = parse_study(*text, "studies/couples.yaml");
    if (!read) throw std::logic_error(bowlby::text(read.problems().front()));
    return std::move(*read);
  }();
  return study;
}

Problem wrong(const char* key, std::string reason, std::string remedy) {
  return {Fault::data, "request", 0, 0, key, std::move(reason), std::move(remedy)};
}

template <class T>
std::vector<T> list_of(const Json& j) {
  std::vector<T> out;
  for (const Json& item : j.items) out.push_back(static_cast<T>(item.number));
  return out;
}

DiaryColumn column_of(const Json& request, const char* key, DiaryColumn otherwise) {
  const Json* asked = request.find(key);
  if (!asked) return otherwise;
  for (const DiaryColumn c :
       {DiaryColumn::security, DiaryColumn::distress, DiaryColumn::bids, DiaryColumn::asked, DiaryColumn::offered})
    if (asked->text == name_of(c)) return c;
  throw std::logic_error("a column of the schema that no diary has");
}

Expected<PlanFile> plan_of(const Json& request) {
  std::vector<Problem> problems;
  PlanFile p;
  p.name = "studio";
  p.study = couples_study();
  p.seed = seed_of(request);
  p.date = diary_begins;
  p.together = together_at_least;
  p.lost = days_lost;
  p.robust = true;
  p.days = list_of<int>(request.at("days"));
  p.sizes = list_of<std::uint32_t>(request.at("sizes"));
  p.prompts = static_cast<int>(request.at("prompts").number);
  p.replicates = static_cast<std::uint32_t>(request.at("replicates").number);
  p.outcome = column_of(request, "outcome", DiaryColumn::security);
  p.predictor = column_of(request, "predictor", DiaryColumn::distress);
  p.partner = request.at("tested").text == "partner";
  p.edge = request.at("edge").text;
  std::vector<std::string> names;
  for (const EdgeInfo& e : edge_table) names.emplace_back(e.name);
  if (std::ranges::find(names, p.edge) == names.end())
    problems.push_back(wrong("edge", "there is no edge " + io::shown(p.edge), io::offer(p.edge, names)));
  if (p.outcome == p.predictor)
    problems.push_back(wrong("predictor", "is the column of the outcome, too", "choose two columns"));
  if (std::ranges::adjacent_find(p.days, std::greater_equal<>()) != p.days.end())
    problems.push_back(wrong("days", "does not rise", "write the shortest first, each once"));
  if (std::ranges::adjacent_find(p.sizes, std::greater_equal<>()) != p.sizes.end())
    problems.push_back(wrong("sizes", "does not rise", "write the smallest first, each once"));
  if (!problems.empty()) return problems;
  return p;
}

// Progress of the plan as that of a scene; whoever is told is also asked whether to stop.
class Telling final : public ProgressSink {
 public:
  explicit Telling(const SceneContext& context) : context_(context) {}
  void report(const Progress& p) override {
    const std::lock_guard one_at_a_time(mutex_);
    last_ = std::max(last_, std::min(1., p.fraction));
    if (context_.progress) context_.progress(last_, 1, p.phase);
    if (context_.stop && context_.stop()) stop_ = true;
  }
  const std::atomic<bool>& stop() const { return stop_; }

 private:
  const SceneContext& context_;
  std::mutex mutex_;
  double last_ = 0;
  std::atomic<bool> stop_ = false;
};

void put_share(SceneAnswer& out, const std::array<const char*, 3>& names, const evidence::Maybe& m) {
  out.number(names[0], m ? std::optional(m->value) : std::nullopt);
  out.number(names[1], m ? std::optional(m->low) : std::nullopt);
  out.number(names[2], m ? std::optional(m->high) : std::nullopt);
}

void put_cell(SceneAnswer& out, const CouplePlanCell& c) {
  out.object([&] {
    out.number("couples", c.couples);
    out.number("days", c.days);
    out.number("replicates", static_cast<double>(c.tried));
    put_share(out, {"power", "low", "high"}, c.power);
    std::size_t failed = 0;
    for (const auto& [why, count] : c.failed) failed += count;
    out.number("failed", static_cast<double>(failed));
    put_share(out, {"alarms", "alarms_low", "alarms_high"}, c.false_alarms);
    out.number("alarms_failed", static_cast<double>(c.cut_failed));
    out.number("effect", c.effect);
  });
}

void put_needed(SceneAnswer& out, const char* name, const std::optional<evidence::SizeNeeded>& n) {
  out.object(name, [&] {
    out.number("couples", n ? std::optional(std::ceil(n->size)) : std::nullopt);
    out.number("low", n ? std::optional(std::ceil(n->low)) : std::nullopt);
    out.number("high", n ? std::optional(std::ceil(n->high)) : std::nullopt);
  });
}

void put_length(SceneAnswer& out, const CouplePlanSummary& s, const CouplePlanSummary::Needed& n) {
  std::vector<evidence::PowerAt> points;
  for (const CouplePlanCell& c : s.cells)
    if (c.days == n.days) points.push_back({static_cast<double>(c.couples), c.found, c.tried});
  std::vector<double> sizes, power;
  const double from = s.plan.sizes.front(), until = s.plan.sizes.back();
  for (int i = 0; i <= curve_steps; ++i) {
    const double size = from + (until - from) * i / curve_steps;
    const auto found = evidence::power_at(points, size);
    if (!found) break;
    sizes.push_back(size);
    power.push_back(*found);
  }
  out.object([&] {
    out.number("days", n.days);
    out.numbers("couples", sizes);
    out.numbers("power", power);
    put_needed(out, "for_80", n.for_80);
    put_needed(out, "for_90", n.for_90);
  });
}

std::vector<std::string> words_of(const CouplePlanSummary& s) {
  const CouplePlanCell& c = s.cells.back();
  return {
      analysis_text(s.plan) + ".",
      fmt::format("With {} couples and {} days of {} prompts, {} of {} studies found it. Where the arrow is cut, {} "
                  "seemed to.",
                  c.couples, c.days, s.plan.prompts, c.found, c.tried, c.cut_found),
      fmt::format("The studies are drawn from {} couples of a made-up world.", s.pool)};
}

}  // namespace

SceneResult plan_scene(const Json& request, const SceneContext& context) {
  auto plan = plan_of(request);
  if (!plan) return plan.problems();
  if (context.waited_for)
    return wrong("", "a plan takes longer than anybody should wait for an answer",
                 "order it as a job (POST jobs, kind scene), or use `bowlby plan`");
  Telling telling(context);
  CouplePlanRequest asked;
  asked.plan = std::move(*plan);
  asked.threads = context.threads;
  asked.progress = &telling;
  asked.stop = &telling.stop();
  const auto done = plan_couples(asked);
  if (!done) return done.problems();
  if (done->stopped) return stopped();
  SceneAnswer out("plan");
  out.text("analysis", analysis_text(done->plan));
  out.text("edge", done->plan.edge);
  out.number("pool", static_cast<double>(done->pool));
  out.list("cells", done->cells, [&](const CouplePlanCell& c) { put_cell(out, c); });
  out.list("lengths", done->needed, [&](const CouplePlanSummary::Needed& n) { put_length(out, *done, n); });
  out.texts("words", words_of(*done));
  return out.finish();
}

}  // namespace bowlby
