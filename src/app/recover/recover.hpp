// Recover: are people's lasting differences found again in what a full diary says of them? Pairs of a person and a
// carer are drawn as the model draws them, live the model's own moments, and are then estimated from their diaries
// alone.
#pragma once
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "app/progress.hpp"
#include "base/problem.hpp"
#include "instruments/diary/likelihood.hpp"
#include "model/edges.hpp"

namespace bowlby {

struct RecoverRequest {
  std::vector<std::size_t> people{100, 300, 1000};  // sizes of study; the first pairs of a large one are the small one
  std::vector<int> days{1095};                      // lengths of diary; a short one is the beginning of a long one
  int prompts = 0;                                  // a day, at which feelings are told; 0: in every moment
  double age = 0;                                   // of the person as the diary begins [year]
  std::uint64_t seed = 1;
  Params params;  // before edges are cut
  EdgeSet edges;
  std::string output;
  std::string command;  // the line that started it
  int threads = 0;      // 0: all. Never changes the result
  bool resume = false;  // a finished recovery of the same request is only said to be there
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

// One trait in one study: how well it was found, and if not, why not.
struct TraitRecovery {
  double correlation = 0, low = 0, high = 0;  // Spearman, estimate with truth, 95 %
  double explained = 0;                       // share of the truth's variance, squared Pearson
  double bias = 0;                            // mean estimate less mean truth, in standard deviations of the truth
  double told = 0;                 // share of the population's variance that the likelihood resolves, others unknown
  double alone = 0;                // the same if the other traits of that person were known
  double times = 0;                // how many times as many moments would make the correlation .8, others known
  double overconfidence = 0;       // variance of the errors over what the likelihood believes it to be
  std::size_t entangled_with = 0;  // the trait whose error goes along most
  double entanglement = 0;         // correlation of the two errors
  bool varies = true;              // people differ in it
  bool recovered = false;
  std::string reason;  // why not, if not
};

inline constexpr double recovered_above = .8;

struct RecoveryStudy {
  std::size_t people = 0;
  int days = 0;
  DiaryCounts mean;  // per diary
  std::array<TraitRecovery, diary_traits> traits;
};

struct RecoverSummary {
  std::vector<RecoveryStudy> studies;
  int prompts = 0;
  std::uint64_t digest = 0;  // of every estimate
  bool stopped = false;
  bool there = false;  // finished earlier: there is nothing in `studies` then
  double seconds = 0;
  std::string summary, people, picture, page;  // paths
};

// Of one trait, among the largest studies: the shortest diary that finds it as all longer ones do, and the longest that
// does not.
struct DaysNeeded {
  std::optional<int> enough;
  int too_few = 0;  // 0: every length finds it
};
std::array<DaysNeeded, diary_traits> days_needed(const RecoverSummary&);

// Fills OUTPUT with recovery.tsv, people.tsv, recovery.md and recovery.svg, each whole, all at the end; nothing is kept
// between. So `resume` begins anew where nothing is finished, and does nothing where it is.
Expected<RecoverSummary> recover(const RecoverRequest&);

std::string to_text(const RecoverSummary&);
std::string to_json(const RecoverSummary&);

}  // namespace bowlby
