#pragma once
#include <cstdint>

// What kernel.cpp hands to the code that is compiled once per instruction set. Plain pointers and
// fixed arrays only: a standard container here would leave template code of one instruction set for
// the linker to share with the others.
namespace bowlby::bench {

inline constexpr int max_block = 4096;
inline constexpr int padding = 32;  // lanes beyond the last person that vector code may touch
inline constexpr int room = max_block + padding;
inline constexpr int most_episodes = 12;

// One block's slice of the population.
struct Slice {
  double *arousal, *other, *self, *bond, *mood, *count, *sensitisation;
  const double *anxiety, *avoidance, *reactivity, *recovery, *learning;
  const std::uint32_t* partner;  // as global person numbers
  std::uint32_t first;           // global number of the block's first person
  int size;
};

// Four values of one person side by side, so that one 32-byte move fetches what an episode needs.
struct alignas(32) Learned {
  double other, self, sensitisation, spare;
};
struct alignas(32) Fixed {
  double anxiety, learning, reactivity, spare;
};

// Scratch memory of one thread.
struct alignas(64) Workspace {
  // by position in the block
  double arousal[room], bond[room], mood[room], count[room], avoidance[room], recovery[room];
  double availability[room], decay[room], gain[room];
  Learned learned[room];
  Fixed fixed[room];
  std::uint32_t person[room], day_word[4][room];
  std::int32_t partner[room], episodes[room];
  // by place in the list of persons with an episode today, most episodes first
  std::int32_t order[room], rest[room];
  double l_arousal[room], l_decay[room], l_partner[room], l_gain[room], l_episodes[room];
  Learned l_learned[room];
  Fixed l_fixed[room];
  std::uint32_t l_person[room], l_word[4][room];
};

using RunBlock = void (*)(const Slice&, int days, std::uint32_t key_a, std::uint32_t key_b, Workspace&);
void run_block_v1(const Slice&, int days, std::uint32_t key_a, std::uint32_t key_b, Workspace&);
void run_block_v3(const Slice&, int days, std::uint32_t key_a, std::uint32_t key_b, Workspace&);
void run_block_v4(const Slice&, int days, std::uint32_t key_a, std::uint32_t key_b, Workspace&);

}  // namespace bowlby::bench
