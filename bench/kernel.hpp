#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

// The reference kernel "daily attachment step" on the library's own arithmetic: a yardstick for the
// engine, not a model. What it computes is defined in bench/README.md; bench/naive.cpp computes the same
// from the standard library.
namespace bowlby::bench {

enum class Isa { v1, v3, v4 };  // x86-64, x86-64-v3 (AVX2), x86-64-v4 (AVX-512); all without fma

const char* name(Isa) noexcept;
bool runs_here(Isa) noexcept;
Isa best_isa() noexcept;

// Twelve doubles a person, one array each; person i's partner is i ^ 1, so n is even.
struct Population {
  explicit Population(std::size_t n);

  std::size_t size() const noexcept { return arousal.size(); }
  std::vector<double> arousal, other, self, bond, anxiety, avoidance, mood, reactivity, recovery, learning, count,
      sensitisation;
  std::vector<std::uint32_t> partner;
};

struct Options {
  int days = 365;
  int threads = 1;
  int block = 256;  // persons who are stepped together, even, at most 4096; does not change the result
  std::uint64_t seed = 1;
  Isa isa = best_isa();
};

// Steps everybody through the days. Blocks are closed (couples never straddle two), so a block runs
// through all days while it is in the cache, and threads share nothing.
void run_kernel(Population&, const Options&);

// Means over persons of the state that changes.
struct Means {
  double arousal, other, self, bond, mood, count, sensitisation;
};
Means means(const Population&) noexcept;
std::uint64_t digest(const Population&) noexcept;

// The start state of person i, shared with the naive program.
struct Traits {
  double anxiety, avoidance, reactivity, recovery, learning;
};
Traits traits(std::size_t person) noexcept;

}  // namespace bowlby::bench
