#include "app/plan/people/handover.hpp"
#include "report/plan_page.hpp"

namespace bowlby {

std::string answers_page(const PlanRequest& r, const PlanSummary& s) {
  report::PlanPage page;
  page.title = r.study.title.empty() ? r.study.name : r.study.title;
  page.analysis = s.outcome + ": " + s.analysis;
  page.unit = "people";
  page.effect = s.test == PlanTest::odds ? "log odds" : "effect in sd";
  std::string cut;
  for (const std::string& what : s.cut) cut += (cut.empty() ? "" : ", ") + what;
  page.cut = "study without " + cut;
  page.truth = large_sample_text(s);
  page.methods = methods_text(r, s);
  page.needed = {needed_text(s)};
  page.diary = false, page.costs = s.cost_each > 0;
  for (const PlanSize& p : s.sizes)
    page.rows.push_back({p.people, 0, p.power, p.false_alarms, p.effect, p.effect_low, p.effect_high, p.bias,
                         p.coverage, p.exaggeration, p.wrong_sign, p.failed, p.singular, p.cost});
  return report::plan_page(page);
}

}  // namespace bowlby
