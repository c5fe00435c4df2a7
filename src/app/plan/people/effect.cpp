#include "app/plan/people/effect.hpp"

#include "app/plan/alike.hpp"
#include "base/text.hpp"
#include "io/study/options.hpp"
#include "io/text/fields.hpp"
#include "model/edges.hpp"

namespace bowlby {
namespace {

Problem refusal(Fault fault, const char* key, std::string reason, std::string remedy) {
  return {fault, "", 0, 0, key, std::move(reason), std::move(remedy)};
}

bool predicted(const PlanRequest& r) { return r.partner || !r.predictor.empty(); }

// What is compared, and what is taken away for the false alarms.
std::optional<Problem> look_at_arms(const PlanRequest& request, PlanSummary& out, Study& cut) {
  const Scenario& s = request.study.scenario;
  const bool paired = request.test == PlanTest::paired;
  if (s.arms.size() != (paired ? 1 : 2))
    return refusal(Fault::data, "arms",
                   "the study has " + std::to_string(s.arms.size()) +
                       (paired ? ", and one group is compared before and after" : ", and two are compared"),
                   paired ? "take --analysis away, which compares two arms"
                          : "give it two arms, or say --analysis paired for a study of one group");
  if (paired && request.baseline.empty())
    return refusal(Fault::usage, "--baseline", "is needed: nothing tells how people were before",
                   "name the earlier wave, as in before.ecr.anxiety_mean");
  out.cut = paired ? leave_alone(cut.scenario) : treat_alike(cut.scenario);
  if (!out.cut.empty()) return std::nullopt;
  return paired ? refusal(Fault::data, "help", "the study does nothing to anybody: there is no effect to find",
                          "give it help or an event between the two waves")
                : refusal(Fault::data, "arms", "the two arms are treated alike: there is no effect to find",
                          "give one of them its own care, an event or help");
}

// Options that belong to some analyses only.
std::optional<Problem> look_at_options(const PlanRequest& r) {
  const auto usage = [](const char* key, const char* reason, const char* remedy) {
    return refusal(Fault::usage, key, reason, remedy);
  };
  const bool lines = r.test == PlanTest::growth || r.test == PlanTest::crossed;
  if (predicted(r) && !lines)
    return usage("--predictor", "is for --analysis growth or crossed", "take it away, or choose one of them");
  if (r.partner && r.test == PlanTest::growth)
    return usage("--predictor", "partner is for --analysis crossed", "name what people answered");
  if (r.test == PlanTest::crossed && !predicted(r))
    return usage("--predictor", "is needed: two variables lead to each other",
                 "name the same visits of the other variable, or write partner");
  if (predicted(r) && r.edge.empty())
    return usage("--edge", "is needed: nothing says which arrow is cut for the false alarms",
                 "name one; bowlby edges prints them");
  if (!predicted(r) && !r.edge.empty())
    return usage("--edge", "the effect is that of the arms", "take it away, or give --predictor");
  if (lines && !r.baseline.empty())
    return usage("--baseline", "the first wave of this analysis is its baseline", "name it first in --outcome");
  if (r.covariance != PlanCovariance::unsaid && r.test != PlanTest::repeated)
    return usage("--covariance", "is for --analysis repeated", "take it away");
  return std::nullopt;
}

std::optional<Problem> cut_arrow(const PlanRequest& request, PlanSummary& out, Study& cut) {
  const int edge = find_edge(request.edge);
  if (edge < 0)
    return refusal(Fault::usage, "--edge", "there is no edge " + io::shown(request.edge),
                   io::offer(request.edge, edge_names()));
  if (!cut.scenario.edges.has(edge))
    return refusal(Fault::data, "--edge", "the study cuts " + request.edge + " already", "leave it in the study");
  cut.scenario.edges.cut(edge);
  out.cut = {request.edge};
  return std::nullopt;
}

}  // namespace

std::optional<Problem> judge_request(const PlanRequest& request, PlanSummary& out, Study& cut) {
  if (auto problem = look_at_options(request)) return problem;
  cut = request.study;
  out.predicted = predicted(request);
  if (auto problem = out.predicted ? cut_arrow(request, out, cut) : look_at_arms(request, out, cut)) return problem;
  out.outcome = joined(request.outcome, ", ");
  out.test = request.test;
  out.analysis = analysis_text(request);
  if (request.test == PlanTest::paired || out.predicted) return std::nullopt;
  const Scenario& s = request.study.scenario;
  out.first_arm = s.arms[0].name, out.second_arm = s.arms[1].name;
  return std::nullopt;
}

}  // namespace bowlby
