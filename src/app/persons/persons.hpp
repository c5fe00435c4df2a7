// `bowlby fit --persons`: what a diary tells of the one who keeps it. People of the study keep the same days, prompts
// and gaps first; only a trait that comes back there is told of anybody.
#pragma once
#include <atomic>
#include <optional>
#include <string>
#include <vector>

#include "app/persons/diaries.hpp"
#include "app/persons/person_fit.hpp"
#include "app/progress.hpp"
#include "base/problem.hpp"
#include "fit/gates.hpp"
#include "studies/study.hpp"

namespace bowlby {

inline constexpr std::uint32_t usual_trials = 200, fewest_trials = 40, most_trials = 2000;
inline constexpr std::uint32_t usual_particles = 300, fewest_particles = 50, most_particles = 20'000;
inline constexpr std::size_t enough_for_a_prior = 20;  // people; fewer are believed to be as the study's people are

struct PersonsRequest {
  std::string data;  // folder of an import or of a run
  Study study;
  std::optional<double> age;  // of everybody, where the data tell none
  std::uint32_t trials = usual_trials, particles = usual_particles;
  std::string output;
  std::string command;
  int threads = 0;
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

// People among the data, or simulated ones, all told.
struct FittedPeople {
  std::vector<PersonEstimate> estimates;
  std::vector<std::array<double, writer_traits>> truth;  // of simulated people, in units
};

struct PersonsFit {
  std::string data, study;  // names
  SampleDiaries sample;
  PersonModel model;
  std::vector<std::string> remarks;
  std::size_t trials = 0, groups = 1;  // simulated people, and the samples they make
  bool learned = true;                 // the prior, from the sample itself
  FittedPeople simulated, real;
  fit::Recovery recovery;  // of the simulated, in units
  std::array<fit::Gate, writer_traits> gates;
  double least_fitness = 0;  // of any simulated diary
  std::vector<std::string> files;
  std::string digest;
  double seconds = 0;
  bool stopped = false;

  [[nodiscard]] bool told(std::size_t trait) const { return gates[trait].refused == fit::Refused::no; }
  // A diary less probable than that of any simulated person: the model does not describe it.
  [[nodiscard]] bool unlike(std::size_t person) const { return real.estimates[person].fitness < least_fitness; }
  [[nodiscard]] std::size_t count_unlike() const;
  // In natural values: the estimate and its widened interval.
  struct Interval {
    double estimate = 0, low = 0, high = 0;
  };
  [[nodiscard]] Interval of(const PersonEstimate&, std::size_t trait, bool widened = true) const;
};

Expected<PersonsFit> fit_persons(const PersonsRequest&);

// Why a trait is refused, for people; empty: it is told.
std::string reason_of(const PersonsFit&, std::size_t trait);
std::string to_text(const PersonsFit&);
std::string to_json(const PersonsFit&);
std::string persons_csv(const PersonsFit&);
std::string traits_csv(const PersonsFit&);
std::string gates_csv(const PersonsFit&);
std::string to_picture(const PersonsFit&);

}  // namespace bowlby
