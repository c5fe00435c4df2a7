// People of a study who keep a diary: whoever comes up for its wave, as he or she is on the first morning.
#pragma once
#include <atomic>
#include <optional>
#include <vector>

#include "base/problem.hpp"
#include "instruments/diary/diary.hpp"
#include "studies/study.hpp"

namespace bowlby {

struct Keeper {
  Subject self;
  std::optional<Subject> partner;  // with whom the days are lived
  Draws life;                      // of the first day
};

struct Keepers {
  std::vector<Keeper> people;  // in the order of visits, then ids
  Params params;               // with every cut edge at its neutral value
};

// Lives one world of the study (`replicate` addresses its luck) to its end: whoever came up for that visit of the wave,
// from 0. Nothing when asked to stop.
Expected<std::optional<Keepers>> keepers_of(const Study&, std::size_t wave, std::size_t visit, std::uint32_t replicate,
                                            int threads, const std::atomic<bool>* stop);

// The diary that one of them keeps, every prompt answered.
std::vector<DiaryPrompt> diary_of(const Keeper&, int days, int prompts, const Params&, const Draws& luck);

}  // namespace bowlby
