#include "scenes/changes.hpp"

#include <algorithm>

namespace bowlby::scenes {
namespace {

std::vector<Change> all_changes(const Change& as) {
  std::vector<Change> out;
  for (const double minutes : pause_lengths) out.push_back({ChangeKind::pause, 0, as.at, minutes});
  for (const ChangeKind kind :
       {ChangeKind::say_one_line, ChangeKind::ask_softly, ChangeKind::answer_first, ChangeKind::notice_kindness})
    for (int who = 0; who < 2; ++who) out.push_back({kind, who, as.at, as.minutes});
  return out;
}

Safer safer(const EveningSet& now, const EveningSet& before, std::size_t who) {
  Safer s;
  const std::size_t morning = evening_clock().morning;
  for (std::size_t k = 0; k < now.runs.size(); ++k) {
    const double by = now.runs[k].lane[who].security[morning] - before.runs[k].lane[who].security[morning];
    ++(by > safer_by ? s.more : by < -safer_by ? s.less : s.same);
  }
  return s;
}

}  // namespace

ChangesTried live_changes(const Adults& adults, const EveningsAsked& asked, const Params& params) {
  const Params p = asked.edges.apply(params);
  const Couples c = couples_of(adults, asked, params);
  EveningPlan plan = asked.plan;
  plan.change.kind = ChangeKind::none;
  const EveningSet before = live_evenings(c.couples, plan, p, asked.seed);
  ChangesTried out{before.pursued, {}};
  for (const Change& change : all_changes(asked.plan.change)) {
    plan.change = change;
    const EveningSet now = live_evenings(c.couples, plan, p, asked.seed);
    out.tried.push_back({change, compare(now, before), {safer(now, before, 0), safer(now, before, 1)}});
  }
  std::stable_sort(out.tried.begin(), out.tried.end(), [](const Tried& a, const Tried& b) {
    return a.sooner.both - a.sooner.later > b.sooner.both - b.sooner.later;
  });
  return out;
}

}  // namespace bowlby::scenes
