// Diaries of a sample, person by person, as a fit of persons reads them; and the same gaps laid over simulated ones.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "app/data/seen.hpp"
#include "base/problem.hpp"
#include "instruments/diary/diary.hpp"
#include "instruments/diary/unseen.hpp"

namespace bowlby {

inline constexpr std::size_t fewest_prompts = 10;  // answered, of whom anything is asked

struct SampleDiaries {
  struct One {
    double replicate = 0, id = 0;
    std::vector<SeenPrompt> prompts;  // answered
  };
  std::string wave;
  std::size_t visit = 1;
  int days = 0, prompts = 0;
  double grain = 0;  // answers come in steps of so many points; 0: any number
  std::vector<One> people;
  std::size_t too_few = 0;                // people who answered fewer than fewest_prompts
  std::size_t other = 0;                  // other diaries in the data
  [[nodiscard]] double answered() const;  // share of all prompts, of those people
  [[nodiscard]] double noise() const;     // standard deviation of a report, its rounding included
};

// The diary that most people kept. A problem where there is none.
Expected<SampleDiaries> sample_diaries(const Seen&, const std::string& data);

// A simulated diary, all its prompts answered, with the gaps, the questions and the steps of a real one.
std::vector<SeenPrompt> like_that_of(const SampleDiaries&, const SampleDiaries::One&, std::span<const DiaryPrompt>);

}  // namespace bowlby
