// Plan files: a study of couples that is to be planned. Who, for how long, which analysis, and whether it finds an
// arrow of the theory or an arm of a trial.
//
//   name: partner_distress
//   study: couples.yaml            # the world the couples come from: a study file beside this one
//   seed: 11
//   couples: {date: 30, together: 12}     # years after the first birth; months lived together at least
//   diary: {days: [7, 14], prompts: 5, lost: .1}
//   analysis: {kind: diary_apim, outcome: security, predictor: distress, tested: partner}
//   effect: {edge: distress_narrows_response}        # or {arm: help}
//   sizes: [50, 100, 200]
//   replicates: 500
//   draws: {set: posterior-2026-11-25, count: 20}    # the effect once more, as far as a fit leaves parameters open
//   cost: {couple: 60, day: 1, prompt: .2}
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "io/study/parameter_set.hpp"
#include "io/text/numbers.hpp"
#include "studies/study.hpp"

namespace bowlby {

inline constexpr std::uint32_t usual_draws = 20;  // of parameters
inline constexpr io::Limits<std::uint32_t> draw_counts{2, 1000}, plan_replicates{1, 100'000};

enum class PlanKind : std::uint8_t { diary_apim, apim, diary_arm };
enum class DiaryColumn : std::uint8_t { security, distress, bids, asked, offered };
enum class RandomPart : std::uint8_t { intercepts, slopes };

struct PlanFile {
  std::string name, title, source;  // source: the file's text
  std::string study_name;           // as the file writes it
  Study study;
  std::uint64_t seed = 1;
  double date = 0;            // years after the first founder's birth
  int together = 0;           // months
  std::vector<int> days{14};  // rising
  int prompts = 5;
  double lost = 0;  // share of days that a couple leaves out, whatever happens
  PlanKind kind = PlanKind::diary_apim;
  DiaryColumn outcome = DiaryColumn::security, predictor = DiaryColumn::distress;
  int lag = 0;          // diary_apim: days that the predictor lies before the outcome
  bool partner = true;  // tested: the partner's effect; otherwise one's own
  bool alike = false;   // members are exchangeable
  bool carry = true;    // the residual is carried from day to day
  bool robust = false;  // errors from how couples differ in fact
  RandomPart random = RandomPart::intercepts;
  std::string edge, arm;             // one of them
  std::vector<std::uint32_t> sizes;  // couples, rising
  std::uint32_t replicates = 500;
  std::string draws_from;                // a set of parameters; empty: none are drawn
  std::string draws_file;                // where that set was read, if it is a file and no shipped one
  std::vector<ParameterSpread> spreads;  // of that set
  std::uint32_t draws = 0;
  double cost_couple = 0, cost_day = 0, cost_prompt = 0;
  [[nodiscard]] bool costs() const { return cost_couple + cost_day + cost_prompt > 0; }
};

const char* name_of(PlanKind);
const char* name_of(DiaryColumn);

// Whether a file is a plan and no study: it says `analysis`.
bool is_plan_file(const std::string& path);

// Files that are read in place of those the plan names, where the plan is a copy.
struct PlanCopies {
  std::string study, set;
};

// All faults of the file at once, each with its place; those of the study after them.
Expected<PlanFile> read_plan(const std::string& path, const PlanCopies& = {});

}  // namespace bowlby
