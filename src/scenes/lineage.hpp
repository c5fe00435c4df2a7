// Lineage: three generations of a population, lived several times with and without a programme on the same draws.
//
// Founders are the first generation; help given to them reaches children and grandchildren only through what the model
// has: how they answer, whom they live with. Infants of every generation are visited at one (Strange Situation with the
// first carer), adults fill in the questionnaire and the symptom list at twenty-five, when their own giving is noted
// too. Every replicate is one population; an interval is over replicates, and a difference is taken pair by pair. Tests
// unit/scenes/lives_test
#pragma once
#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "model/state.hpp"
#include "model/years/giving.hpp"
#include "population/life_tables.hpp"
#include "population/scenario.hpp"

namespace bowlby::scenes {

struct LineageAsked {
  std::uint64_t seed = 1;
  std::uint32_t founders = 600, replicates = 4;
  double years = 80;
  std::optional<Help> programme;
  EdgeSet edges;
};

inline constexpr int lineage_generations = 3;
inline constexpr std::array<double, 4> band_edges{-.25, .25, .5, .75};  // of coded security; five bands
inline constexpr int bands = band_edges.size() + 1;

// What one generation of one population came to.
enum class Outcome : std::uint8_t { infant_security, secure, disorganized, anxiety, avoidance, symptoms, giving };
inline constexpr std::array<const char*, 7> outcome_names{"infant_security", "secure",   "disorganized", "anxiety",
                                                          "avoidance",       "symptoms", "giving"};
struct GenerationCount {
  double people = 0;
  std::array<double, bands> band{};                                  // shares of the infants visited
  std::array<std::optional<double>, outcome_names.size()> mean, sd;  // of its people
};
using Population = std::array<GenerationCount, lineage_generations>;

struct Interval {
  std::optional<double> mean, low, high;  // 95%, over replicates
};
Interval interval_of(const std::vector<double>&);

struct TreePerson {
  std::uint32_t id = 0, mother = 0, father = 0;  // 0xFFFFFFFF: not a person of the population
  int generation = 1;
  bool female = false, reached = false;
  double born = 0;
  std::optional<double> died, anxiety, avoidance, infant_security;
  std::optional<Giving> given, received;  // at twenty-five; of the mother, at this person's birth
};

struct Lineage {
  std::vector<Population> plain, changed;  // by replicate
  std::vector<TreePerson> tree, changed_tree;
};

using GoOn = std::function<bool(double done)>;
std::optional<Lineage> live_lineage(const LineageAsked&, const LifeTables&, const Params&, int threads, const GoOn&);

}  // namespace bowlby::scenes
