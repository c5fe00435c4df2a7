// `bowlby plan`: a study with two arms, lived many times at several sizes, with its effect and without.
#pragma once
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "base/problem.hpp"
#include "evidence/power.hpp"
#include "evidence/statistics.hpp"
#include "studies/study.hpp"

namespace bowlby {

// Means of two arms; their odds; or one group before and after.
enum class PlanTest { means, odds, paired };

struct PlanRequest {
  Study study;
  std::string outcome;   // WAVE.INSTRUMENT.SCALE
  std::string baseline;  // the same, before: paired needs one; of means it makes an analysis of covariance
  PlanTest test = PlanTest::means;
  std::vector<std::uint32_t> sizes;
  std::uint32_t replicates = 200;
  std::string command;
  int threads = 0;
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

struct PlanSize {
  std::uint32_t people = 0;
  std::size_t tried = 0, found = 0;                    // p below .05; a replicate without a test counts as not found
  std::size_t cut_tried = 0, cut_found = 0;            // the same study with arms treated alike
  std::size_t wrong_sign = 0;                          // found, but on the other side of the median of all
  std::size_t failed = 0, cut_failed = 0;              // no test: an arm with fewer than two answers, or nobody differs
  evidence::Maybe power, false_alarms;                 // with Wilson's interval
  double effect = 0, effect_low = 0, effect_high = 0;  // standardised, or log odds: median and middle 90 %
  double difference = 0;                               // of means: the median in the outcome's units
  double people_tested = 0;                            // mean over the replicates
};

struct PlanSummary {
  std::string outcome, analysis, first_arm, second_arm;
  PlanTest test = PlanTest::means;
  std::vector<std::string> cut;  // what was taken away for the false alarms
  std::vector<PlanSize> sizes;
  std::optional<evidence::SizeNeeded> for_80, for_90;
  double effect = 0;  // over all sizes
  double seconds = 0;
  bool stopped = false;
};

Expected<PlanSummary> plan(const PlanRequest&);

std::string to_text(const PlanSummary&);
std::string to_json(const PlanSummary&);

}  // namespace bowlby
