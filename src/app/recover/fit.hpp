// The fits behind `bowlby recover`: one pair at a time, so that any thread may take any of them.
#pragma once
#include "app/recover/recover.hpp"
#include "fit/shared_prior.hpp"

namespace bowlby {

// One pair after its first fit: truth, what was found under a wide prior, and how much it rests on.
struct PairFit {
  DiaryTruth truth{};  // natural values
  fit::UnitFit person, carer;
  DiaryCounts counts;
};

// The same pair under the prior learned from everybody. Units: spreads of the parameter table from its centre.
struct PairEstimate {
  std::array<double, diary_traits> units{}, sd{}, alone{};  // alone: standard deviation if the others were known
};

struct LearnedPriors {
  fit::NormalPrior person, carer;
};

class PairFits {
 public:
  PairFits(const RecoverRequest&, int days);
  [[nodiscard]] PairFit first(std::size_t pair) const;
  [[nodiscard]] LearnedPriors learn(std::span<const PairFit>) const;
  [[nodiscard]] PairEstimate second(std::size_t pair, const PairFit&, const LearnedPriors&) const;
  [[nodiscard]] const Params& params() const { return params_; }

 private:
  struct Lived {
    DiaryPair pair;
    FullDiary diary;
    PromptReports prompts;
    [[nodiscard]] const PromptReports* told() const { return prompts.per_day > 0 ? &prompts : nullptr; }
  };
  [[nodiscard]] Lived lived(std::size_t pair) const;

  Params params_;
  RunKey key_;
  double age_;
  int days_, prompts_;
};

}  // namespace bowlby
