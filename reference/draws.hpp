// The reference's own copy of the draw addresses: key from (seed, replicate), counter from (stream, day, purpose,
// index).
#pragma once
#include <cstdint>
#include <vector>

namespace bowlby::reference {

// Purposes used here, with their published numbers.
enum : std::uint32_t { for_day = 1, for_moment_a = 2, for_moment_b = 3, for_month = 4, for_hazard = 9, for_scene = 31 };

struct Dice {
  std::uint64_t seed = 1, stream = 1;
  std::uint32_t replicate = 0, day = 0;

  // The four 32-bit words at an address.
  std::vector<std::uint32_t> words(std::uint32_t purpose, std::uint32_t index) const;
  // The same as numbers in (0, 1).
  std::vector<double> uniforms(std::uint32_t purpose, std::uint32_t index) const;
  // Standard normals: two from each address, `count` (even) in all, from consecutive indices.
  std::vector<double> normals(std::uint32_t purpose, std::uint32_t index, int count) const;
};

}  // namespace bowlby::reference
