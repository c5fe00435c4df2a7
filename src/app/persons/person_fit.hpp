// The fit of one person by the days of a diary. Traits are fitted in spreads between the study's people, from their
// middle, on the scale without ends.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "fit/shared_prior.hpp"
#include "instruments/diary/unseen.hpp"

namespace bowlby {

// What is taken as known of everybody.
struct PersonModel {
  Params params;
  Writer usual;
  std::array<double, writer_traits> centre{}, spread{};
  int prompts = 1;
  double noise = 0;
  std::size_t particles = 300;
  std::uint64_t seed = 1;

  [[nodiscard]] WriterTruth natural(fit::Values units) const;
  [[nodiscard]] std::array<double, writer_traits> units(const WriterTruth&) const;
};
PersonModel person_model(std::span<const Subject>, const Params&);

// A diary and the address of the luck with which it is guessed at.
struct PersonDiary {
  std::vector<SeenPrompt> prompts;
  std::uint32_t address[2]{};
};

double person_log_likelihood(const PersonModel&, const PersonDiary&, fit::Values units);

struct PersonEstimate {
  std::array<double, writer_traits> units{}, sd{};
  double fitness = 0;  // ln of the likelihood, for each answered prompt
};

// A fit under a prior that hardly says anything, and one under a prior learned from many.
fit::NormalPrior wide_person_prior();
fit::UnitFit first_fit(const PersonModel&, const PersonDiary&);
PersonEstimate second_fit(const PersonModel&, const PersonDiary&, const fit::UnitFit&, const fit::NormalPrior&);

}  // namespace bowlby
