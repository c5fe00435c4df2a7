// Diary likelihood: how probable a full diary is, given what is lasting in the person and in the carer.
//
//   ln L(person) = sum ln P(action) + sum ln p(reports)      P softmax of the pay-offs (4); reports of moments, or of
//                                                            prompts where there are any
//   ln L(carer)  = sum over bids ln p(rated r) + ln p(rated k) + sum ln p(frightened)
//   Phi^-1(r) ~ normal( x / sqrt(1 - rho), rho / (1 - rho) )   (6)      k = rej (1 - r)      chance of fright fr
//
// Nothing inside a person is random but the choice: given the traits, distress, felt security and beliefs follow from
// what the diary says of stressors, deeds and answers, by the two halves of the model's own moment. The carer is fitted
// first: an answer is taken as what its rating makes probable from such a carer, a rebuff as that carer's share of the
// rest. Where nobody asked, the answer that would have come is any of that carer's. What is left unknown of an answer
// unsettles: belief learns from two, one above and one below by the mean deviation. Beliefs begin at the naive ones,
// from which a new figure's scatter.
//
// Sees  what a full diary sees    Cannot see  what it does not; the scatter of the first expectation; temperament
// Claims C001 C020 C054    Limits  no noise, no temperament: highest at the truth
// Tests  unit/instruments/diary/likelihood_test
#pragma once
#include <array>
#include <span>
#include <string_view>

#include "instruments/diary/full.hpp"

namespace bowlby {

// The ten lasting differences a diary is asked for: six of the person, then four of the carer.
inline constexpr std::size_t diary_person_traits = 6, diary_carer_traits = 4,
                             diary_traits = diary_person_traits + diary_carer_traits;

enum class TraitLink : std::uint8_t { linear, share, log, probit };

struct DiaryTrait {
  std::string_view name, unit, meaning;
  double Params::*centre;  // of the population
  double Params::*
      spread;  // linear: its standard deviation; share: the same as a share of the centre; log, probit: there
  TraitLink link;
};

inline constexpr std::array<DiaryTrait, diary_traits> diary_trait_table{{
    {"threshold", "1", "alarm threshold", &Params::alarm_threshold, &Params::alarm_threshold_sd, TraitLink::linear},
    {"soothing", "1/h", "self-soothing", &Params::self_soothing, &Params::self_soothing_sd, TraitLink::log},
    {"rebuff_cost", "1", "cost of a rebuff", &Params::cost_of_rebuff, &Params::cost_of_rebuff_sd, TraitLink::share},
    {"insistence", "1", "insistence", &Params::insistence, &Params::insistence_sd, TraitLink::share},
    {"learning", "1", "learning rate", &Params::learning_rate, &Params::learning_rate_sd, TraitLink::log},
    {"holding_cost", "1", "cost of holding back", &Params::cost_of_holding, &Params::cost_of_holding_sd,
     TraitLink::linear},
    {"response", "probit", "carer's mean response", &Params::care_mean, &Params::care_mean_sd, TraitLink::linear},
    {"consistency", "1", "carer's consistency", &Params::care_consistency, &Params::care_consistency_sd,
     TraitLink::log},
    {"rebuff", "share", "carer's rebuffing", &Params::care_rebuff, &Params::care_rebuff_sd, TraitLink::probit},
    {"fright", "share", "carer's frightening", &Params::care_fright, &Params::care_fright_sd, TraitLink::probit},
}};

// A trait's value at so many spreads from the centre of the parameter table, and back.
double trait_at(const DiaryTrait&, double units, const Params&) noexcept;
double units_of(const DiaryTrait&, double value, const Params&) noexcept;

using DiaryTruth = std::array<double, diary_traits>;
DiaryTruth truth_of(const DiaryPair&) noexcept;

// What probably came back, given a carer.
struct LikelyAnswers {
  struct One {
    double mean = .5, deviation = 0;  // mean absolute deviation
  };
  std::vector<One> to_bids;  // in the order of the diary's bids
  One unasked;               // where nobody asked
  double rebuff = 0;         // share of the unmet
};

// What the carer's likelihood needs of a diary, gathered once.
class CarerRecord {
 public:
  explicit CarerRecord(const FullDiary&);
  // Natural values, in the order of the table.
  [[nodiscard]] double likelihood(const std::array<double, diary_carer_traits>&) const noexcept;
  [[nodiscard]] LikelyAnswers answers(const std::array<double, diary_carer_traits>&) const;

 private:
  // The normal distribution of an answer's probit (6), without its constant.
  struct Probit {
    double centre = 0, width = 1;
    Probit(double mean, double consistency) noexcept;
    [[nodiscard]] double density(double q) const noexcept;
  };
  struct Node {
    double q, r, weight;  // probit of a possible response, the response, how well the rating fits it
  };
  struct Bid {
    std::size_t first = 0, last = 0;  // nodes
    double unmet = 0, rebuff = 0;     // ratings
  };
  static LikelyAnswers::One likely(std::span<const Node>, const Probit&);

  std::vector<Node> nodes_;
  std::vector<Bid> bids_;
  double moments_ = 0, frights_ = 0;
};

// Natural values, in the order of the table. The answers are those of the same diary. With prompts, feelings are known
// from these alone.
double person_likelihood(const FullDiary&, const LikelyAnswers&, const std::array<double, diary_person_traits>&,
                         const Params&, const PromptReports* prompts = nullptr) noexcept;

// How much there is in a diary to learn from.
struct DiaryCounts {
  double moments = 0, bids = 0, presses = 0, holds = 0, explores = 0, frights = 0;
};
DiaryCounts counts_of(const FullDiary&) noexcept;

}  // namespace bowlby
