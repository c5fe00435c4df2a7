// Random draws, addressed by meaning: whose, when, for what, which one. Never by order.
//
// The key is the run (seed, replicate); the counter is (stream, day, purpose and index). A person's stream is derived
// from the mother's stream and the birth order, so the same person meets the same luck when something else in the
// world is changed, and no draw ever moves another.
#pragma once
#include <cstdint>

#include "num/distributions.hpp"
#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby {

// What a draw is for. Append only: a number, once published, keeps its meaning.
enum class Purpose : std::uint32_t {
  day = 1,
  moment_a,
  moment_b,
  month,
  traits,
  giving,
  figure,
  pairing,
  hazard,
  birth,
  event,
  help,
  friends,
  survey,
  missing,
  strange_situation,
  interview,
  ecr,
  questionnaire,
  sensitivity,
  symptoms,
  satisfaction,
  diary,
  peer,
  problems,
  father_giving,
  carer_giving,
  child,
  founder,
  sample,
  scene,
  scene_people,
  assignment,
  dropout
};

constexpr std::uint32_t draw_slot(Purpose purpose, std::uint32_t index) {
  return static_cast<std::uint32_t>(purpose) << 20 | (index & 0xFFFFFu);
}

struct RunKey {
  num::Key key{};
  // Seed and replicate together choose the run; every other input only changes what is done with the draws.
  static RunKey of(std::uint64_t seed, std::uint32_t replicate) {
    const std::uint64_t k = num::mix64(seed + 0x9E3779B97F4A7C15u * (replicate + 1u));
    return {num::Key{static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(k >> 32)}};
  }
};

// The draws of one person on one day.
struct Draws {
  num::Key key{};
  std::uint32_t stream[2]{};
  std::uint32_t day = 0;

  num::Block block(Purpose purpose, std::uint32_t index = 0) const noexcept {
    return num::philox(stream[0], day, draw_slot(purpose, index), stream[1], key);
  }
  double uniform(Purpose purpose, std::uint32_t index = 0) const noexcept {
    return num::unit(block(purpose, index).w[0]);
  }
  double normal(Purpose purpose, std::uint32_t index = 0) const noexcept {
    const num::Block b = block(purpose, index);
    return num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
  }
  // Four standard normals from two blocks (index and index + 1).
  void normals(Purpose purpose, std::uint32_t index, double z[4]) const noexcept {
    for (std::uint32_t i = 0; i < 2; ++i) {
      const num::Block b = block(purpose, index + i);
      z[2 * i] = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
      z[2 * i + 1] = num::box_muller(num::unit(b.w[2]), num::unit(b.w[3]));
    }
  }
};

}  // namespace bowlby
