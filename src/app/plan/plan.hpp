// `bowlby plan`: a study of people, lived many times at several sizes, with its effect and without. The effect is what
// an arm does, or an arrow.
#pragma once
#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/plan/draws.hpp"
#include "app/progress.hpp"
#include "base/problem.hpp"
#include "evidence/power.hpp"
#include "evidence/statistics.hpp"
#include "studies/study.hpp"

namespace bowlby {

// Means of two arms; their odds; one group before and after; arms over several waves; how fast people change; two
// variables that lead to each other from wave to wave.
enum class PlanTest { means, odds, paired, repeated, growth, crossed };
inline constexpr const char* plan_tests[]{"means", "odds", "paired", "repeated", "growth", "crossed"};
// Of repeated measures: free variances and covariances, also where nothing is said; or a random intercept.
enum class PlanCovariance { unsaid, free, intercept };

struct PlanRequest {
  Study study;
  std::vector<std::string> outcome;    // WAVE.INSTRUMENT.SCALE; the last three tests take several visits
  std::string baseline;                // the same, before: paired needs one; of means: an analysis of covariance
  std::vector<std::string> predictor;  // growth: one, in place of the arm; crossed: as many visits as the outcome has
  bool partner = false;                // crossed: in place of them the partner's outcome
  std::string edge;                    // with a predictor: the arrow that is cut for the false alarms
  PlanTest test = PlanTest::means;
  PlanCovariance covariance = PlanCovariance::unsaid;
  std::vector<std::uint32_t> sizes;
  std::uint32_t replicates = 200;
  double cost_person = 0, cost_visit = 0;  // a visit: a wave at which a person is asked
  std::string draws_from;                  // a set of parameters; empty: none are drawn
  std::vector<ParameterSpread> spreads;    // of that set
  std::uint32_t draws = 0;
  std::string output;              // folder; empty: nothing is kept
  std::uint32_t task = 1, of = 0;  // every of-th handful, from the task-th, and no more than that; 0: all, and judge
  const std::atomic<bool>* enough = nullptr;  // begin no other handful, and end well
  std::string command;
  int threads = 0;
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

// The effect in a very large sample, with its standard error.
struct LargeSample {
  double value = 0, error = 0;
  std::size_t people = 0;
  std::string failed;
  double scale = 1;  // times the value: in the unit of the effect
};

struct PlanSize {
  std::uint32_t people = 0;
  std::size_t tried = 0, found = 0;                    // p below .05; a replicate without a test counts as not found
  std::size_t cut_tried = 0, cut_found = 0;            // the same study with arms treated alike
  std::size_t wrong_sign = 0;                          // found, but on the other side of the median of all
  std::size_t failed = 0, cut_failed = 0;              // no test
  std::map<std::string, std::size_t> failures;         // why, how often, with the effect
  std::size_t singular = 0;                            // some variance is none; tested all the same
  evidence::Maybe power, false_alarms;                 // with Wilson's interval
  double effect = 0, effect_low = 0, effect_high = 0;  // standardised, or log odds: median and middle 90 %
  double difference = 0;                               // the median in the units of the answers
  double people_tested = 0;                            // mean over the replicates
  double cost = 0;
  double bias = 0;                               // mean estimate less a large sample's, in the effect's unit
  std::optional<double> coverage, cut_coverage;  // share of 95 % intervals with the large sample's value in them
  std::optional<double> exaggeration;            // mean size of what was found, over the large sample's
};

struct PlanSummary {
  std::string outcome, analysis, first_arm, second_arm;
  PlanTest test = PlanTest::means;
  bool predicted = false;        // the effect is an arrow's, not an arm's
  std::vector<std::string> cut;  // what was taken away for the false alarms
  std::vector<PlanSize> sizes;
  std::optional<evidence::SizeNeeded> for_80, for_90;
  double effect = 0;     // over all sizes
  double cost_each = 0;  // of a person with all visits; none: nobody counts it
  LargeSample truth, cut_truth;
  std::optional<DrawnEffects> drawn;  // where parameters are drawn
  std::string draws_from;
  std::size_t drawn_parameters = 0;
  std::vector<std::string> files;  // written
  double seconds = 0;
  std::size_t share = 0, there = 0, done = 0;  // handfuls of a task; of them there already; done now
  bool stopped = false;
};

// What must be the same for a folder to be gone on with.
std::string plan_key(const PlanRequest&);
// Handfuls of lives that are kept together, then draws of parameters.
std::size_t pieces_of(const PlanRequest&);
// So many draws from a set: a shipped one, or a file. A problem where it tells no quantiles.
std::optional<Problem> draw_from(PlanRequest&, const std::string& set, std::uint32_t draws);
// What plan() would refuse before anything is lived.
std::optional<Problem> judge_plan(const PlanRequest&);

Expected<PlanSummary> plan(const PlanRequest&);

std::string analysis_text(const PlanRequest&);
std::string needed_text(const PlanSummary&);        // the sizes for .80 and .90, a line each
std::string large_sample_text(const PlanSummary&);  // a line, and another where parameters are drawn
std::string to_text(const PlanSummary&);
std::string to_json(const PlanSummary&, bool timed = true);  // timed: with the seconds it took

}  // namespace bowlby
