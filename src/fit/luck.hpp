#pragma once
// Random numbers addressed by what they are for, as everywhere in this program: no draw can move another.

#include <cstdint>

#include "num/distributions.hpp"
#include "num/normal.hpp"
#include "num/philox.hpp"

namespace bowlby::fit {

enum class Purpose : std::uint32_t { shift, trajectory, bootstrap, chain, recovery, test, particles };

class Luck {
 public:
  Luck(std::uint64_t seed, Purpose purpose) : purpose_(static_cast<std::uint32_t>(purpose)) {
    const std::uint64_t k = num::mix64(seed ^ 0x6669740000000000u);  // "fit": never the streams of a simulated person
    key_ = {static_cast<std::uint32_t>(k), static_cast<std::uint32_t>(k >> 32)};
  }
  // Uniform in (0, 1).
  [[nodiscard]] double uniform(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) const {
    const num::Block w = num::philox(a, b, c, purpose_, key_);
    return num::unit53(w.w[0], w.w[1]);
  }
  // Standard normal; independent of uniform() at another address only.
  [[nodiscard]] double normal(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) const {
    const num::Block w = num::philox(a, b, c, purpose_, key_);
    return num::box_muller(num::unit53(w.w[0], w.w[1]), num::unit53(w.w[2], w.w[3]));
  }
  // 32 random bits.
  [[nodiscard]] std::uint32_t bits(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) const {
    return num::philox(a, b, c, purpose_, key_).w[0];
  }
  // A whole number below n.
  [[nodiscard]] std::size_t below(std::size_t n, std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) const {
    return static_cast<std::size_t>(uniform(a, b, c) * static_cast<double>(n));
  }

 private:
  num::Key key_;
  std::uint32_t purpose_;
};

}  // namespace bowlby::fit
