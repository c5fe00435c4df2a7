// `bowlby plan` of couples: one large world with the effect and one without, many samples of couples from each, the
// diaries of each sample lived anew, and the analysis of the plan in all of them.
#pragma once
#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/plan/draws.hpp"
#include "app/progress.hpp"
#include "evidence/power.hpp"
#include "evidence/statistics.hpp"
#include "io/plan/plan_file.hpp"

namespace bowlby {

struct CouplePlanRequest {
  PlanFile plan;
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
struct PlanTruth {
  double value = 0, error = 0;
  std::string failed;
};

struct CouplePlanCell {
  std::uint32_t couples = 0;
  int days = 0;
  std::size_t tried = 0, found = 0, cut_found = 0;  // p below .05; a replicate without a test counts as not found
  evidence::Maybe power, false_alarms;              // with Wilson's interval
  std::size_t singular = 0, cut_failed = 0;
  std::map<std::string, std::size_t> failed;           // why, how often
  double effect = 0, effect_low = 0, effect_high = 0;  // of the replicates: median and middle 90 %
  double standardised = 0;                             // median
  PlanTruth truth, cut_truth;
  double bias = 0;                     // mean less truth
  std::optional<double> coverage;      // share of 95 % intervals with the truth in it
  std::optional<double> cut_coverage;  // the same without the effect: its truth need not be none
  std::size_t wrong_sign = 0;          // found on the other side of the truth
  std::optional<double> exaggeration;  // mean size of what was found, over the truth's
  double cost = 0;
};

struct CouplePlanSummary {
  PlanFile plan;
  std::string cut;  // what was taken away for the false alarms
  std::vector<CouplePlanCell> cells;
  struct Needed {
    int days = 0;
    std::optional<evidence::SizeNeeded> for_80, for_90;
    double cost_80 = 0;
  };
  std::vector<Needed> needed;
  std::vector<DrawnEffects> drawn;     // by length, where the plan draws parameters
  std::size_t pool = 0, cut_pool = 0;  // couples to draw from
  std::vector<std::string> files;      // written
  std::string digest;                  // of all outcomes
  double seconds = 0;
  std::size_t share = 0, there = 0, done = 0;  // handfuls of a task; of them there already; done now
  bool stopped = false;
};

// What must be the same for a folder to be gone on with.
std::string plan_key(const PlanFile&);
// Pieces a plan is done in: handfuls of replicates, then draws of parameters, each with so many outcomes.
struct PlanPieces {
  std::size_t handfuls = 0, draws = 0;
  [[nodiscard]] std::size_t all() const { return handfuls + draws; }
};
PlanPieces pieces_of(const PlanFile&);

Expected<CouplePlanSummary> plan_couples(const CouplePlanRequest&);

std::string analysis_text(const PlanFile&);
std::string methods_text(const CouplePlanSummary&);
std::string to_text(const CouplePlanSummary&);
std::string to_json(const CouplePlanSummary&);
std::string to_page(const CouplePlanSummary&);
double cost_of(const PlanFile&, double couples, int days);

}  // namespace bowlby
