#include "naive.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "kernel.hpp"

namespace bowlby::bench {
namespace {

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

struct Chance {
  std::mt19937_64 engine;
  std::poisson_distribution<int> episodes{1.0};
  std::normal_distribution<double> normal{0.0, 1.0};
  std::uniform_real_distribution<double> uniform{0.0, 1.0};
};

// One person's day, given the partner's availability; returns what it adds to the bond.
double live_a_day(NaivePerson& p, double availability, Chance& chance) {
  const int episodes = chance.episodes(chance.engine);
  const double decay = std::exp(-p.recovery / (episodes + 1));
  double gain = 0;
  for (int e = 0; e < episodes; ++e) {
    p.arousal *= decay;
    const double severity = std::max(0.0, 1 + 0.3 * chance.normal(chance.engine));
    const bool responded = chance.uniform(chance.engine) < logistic(availability + 0.2 * severity * p.anxiety);
    const double surprise = (responded ? 1 : 0) - logistic(p.other + 0.5 * p.self);
    p.other += p.learning * surprise;
    p.self += 0.5 * p.learning * surprise * severity;
    p.arousal += p.reactivity * severity * (responded ? 0.3 : 1) * (1 + p.sensitisation);
    p.sensitisation += 0.02 * ((responded ? 0 : 1) - p.sensitisation);
    gain += responded ? 0.01 : -0.012;
  }
  p.arousal *= decay;
  p.count += episodes;
  p.mood += 0.05 * (p.arousal - p.mood);
  return gain;
}

}  // namespace

std::vector<NaivePerson> naive_population(std::size_t n) {
  std::vector<NaivePerson> people(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Traits t = traits(i);
    people[i].anxiety = t.anxiety;
    people[i].avoidance = t.avoidance;
    people[i].reactivity = t.reactivity;
    people[i].recovery = t.recovery;
    people[i].learning = t.learning;
    people[i].partner = static_cast<int>(i ^ 1);
  }
  return people;
}

void run_naive(std::vector<NaivePerson>& people, int days, std::uint64_t seed) {
  Chance chance{std::mt19937_64(seed)};
  std::vector<double> availability(people.size()), gain(people.size());
  const auto of = [](const std::vector<double>& values, int i) { return values[static_cast<std::size_t>(i)]; };
  for (int day = 0; day < days; ++day) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      const NaivePerson& p = people[i];
      availability[i] = 0.6 + 0.8 * p.bond - 0.5 * p.arousal - 0.4 * p.avoidance;
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
      gain[i] = live_a_day(people[i], of(availability, people[i].partner), chance);
    }
    for (std::size_t i = 0; i < people.size(); ++i) {
      NaivePerson& p = people[i];
      p.bond += 0.5 * (gain[i] + of(gain, p.partner)) - 0.002 * p.bond;
    }
  }
}

}  // namespace bowlby::bench
