#pragma once
// How probable a series of observations is under a model that can be lived and not solved: the bootstrap particle
// filter (Gordon, Salmond & Smith 1993).
//
//   ln L = sum over steps of ln( sum_i W_i w_i )      W weights before the step, w what the observation gives a
//   particle
//
// Every particle lives from one observation to the next by its own luck and is weighed there. Where few of them carry
// the weight (fewer than half, by 1 / sum W^2), they are drawn again in proportion to it, systematically.
//
// Luck is addressed by particle and step, never by parameters: neighbouring parameters share it. Particles are put in
// order before they are drawn again, so neighbours in state stay neighbours in number (Malik & Pitt 2011). So the
// likelihood moves little where parameters move little, and can be climbed without derivatives.

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include "fit/luck.hpp"

namespace bowlby::fit {

// Log weights of particles, and what a step does to them.
class ParticleWeights {
 public:
  explicit ParticleWeights(std::size_t n);
  // Adds what a step gave each; the log of the step's share of the likelihood. Where nothing is possible: -infinity.
  double weigh(std::span<const double> step);
  [[nodiscard]] bool uneven() const { return squares_ * static_cast<double>(log_.size()) > 2; }  // few carry it
  // Whom to draw again, in the order given: `u` in (0, 1). Weights are even afterwards.
  std::vector<std::size_t> draw_again(std::span<const std::size_t> order, double u);

 private:
  std::vector<double> log_;  // normalised
  double squares_ = 0;       // sum of the squares of the weights
};

// `begin(i)` gives particle i, `step(particle, i, k)` lives it through step k and gives the log of its weight,
// `place(particle)` is a number by which particles are put in order.
template <class Begin, class Step, class Place>
double particle_likelihood(std::size_t particles, std::size_t steps, const Luck& luck, Begin&& begin, Step&& step,
                           Place&& place) {
  using State = decltype(begin(std::size_t{0}));
  std::vector<State> now, next(particles);
  for (std::size_t i = 0; i < particles; ++i) now.push_back(begin(i));
  ParticleWeights weights(particles);
  std::vector<double> given(particles), at(particles);
  std::vector<std::size_t> order(particles);
  double sum = 0;
  for (std::size_t k = 0; k < steps; ++k) {
    for (std::size_t i = 0; i < particles; ++i) given[i] = step(now[i], i, k);
    sum += weights.weigh(given);
    if (!(sum > -std::numeric_limits<double>::infinity())) return sum;
    if (!weights.uneven() || k + 1 == steps) continue;
    for (std::size_t i = 0; i < particles; ++i) at[i] = place(now[i]);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return at[a] != at[b] ? at[a] < at[b] : a < b; });
    const auto from = weights.draw_again(order, luck.uniform(static_cast<std::uint32_t>(k)));
    for (std::size_t i = 0; i < particles; ++i) next[i] = now[from[i]];
    now.swap(next);
  }
  return sum;
}

}  // namespace bowlby::fit
