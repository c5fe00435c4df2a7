#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

// The same daily step the way it is usually written first: an array of structs, one mt19937_64, the
// standard distributions, libm. The baseline that other rates are divided by; do not make it faster.
namespace bowlby::bench {

struct NaivePerson {
  double arousal = 0, other = 0, self = 0, bond = 0.5, anxiety, avoidance, mood = 0, reactivity, recovery, learning,
         count = 0, sensitisation = 0;
  int partner;
};

std::vector<NaivePerson> naive_population(std::size_t n);
void run_naive(std::vector<NaivePerson>&, int days, std::uint64_t seed);

}  // namespace bowlby::bench
