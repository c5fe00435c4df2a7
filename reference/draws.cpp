#include "reference/draws.hpp"

#include "num/distributions.hpp"
#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::reference {

std::vector<std::uint32_t> Dice::words(std::uint32_t purpose, std::uint32_t index) const {
  const std::uint64_t golden = 0x9E3779B97F4A7C15u;
  const std::uint64_t run = num::mix64(seed + golden * (std::uint64_t{replicate} + 1));
  const std::uint64_t low_half = 0xFFFFFFFFu;
  const num::Key key{static_cast<std::uint32_t>(run & low_half), static_cast<std::uint32_t>(run >> 32)};
  const std::uint32_t stream_low = static_cast<std::uint32_t>(stream & low_half);
  const std::uint32_t stream_high = static_cast<std::uint32_t>(stream >> 32);
  const std::uint32_t meaning = purpose * 1048576u + index;  // twenty bits of index
  const num::Block b = num::philox(stream_low, day, meaning, stream_high, key);
  return {b.w[0], b.w[1], b.w[2], b.w[3]};
}

std::vector<double> Dice::uniforms(std::uint32_t purpose, std::uint32_t index) const {
  std::vector<double> u;
  for (const std::uint32_t word : words(purpose, index)) u.push_back((static_cast<double>(word) + .5) / 4294967296.0);
  return u;
}

std::vector<double> Dice::normals(std::uint32_t purpose, std::uint32_t index, int count) const {
  std::vector<double> z;
  while (static_cast<int>(z.size()) < count) {
    const std::vector<double> u = uniforms(purpose, index++);
    z.push_back(num::box_muller(u[0], u[1]));
    z.push_back(num::box_muller(u[2], u[3]));
  }
  return z;
}

}  // namespace bowlby::reference
