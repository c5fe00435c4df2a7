#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>

#include "num/distributions.hpp"

// A fingerprint of memory, to tell whether two runs agree bit for bit. Not a defence against forgery.
//
// Word i (64 bits, little endian) goes to lane i mod 4:
//   w = (word ^ (word >> 32)) * odd constant;   lane = (rotl(lane, 29) + w) * odd constant
// For a fixed lane this is a bijection of the word, and for a fixed word of the lane, so two inputs of
// one length that differ in a single word always end in different lanes. The word is stirred first
// because a flipped top bit passes through a product as one flipped bit, which a later word could undo.
// The result mixes the four lanes and the length; it does not depend on how the input was cut into
// calls at multiples of 8 bytes.
namespace bowlby::num {

class Digest {
 public:
  // One 64-bit word.
  BOWLBY_FN void word(std::uint64_t w) noexcept {
    std::uint64_t& lane = lanes_[words_ % 4];
    lane = step(lane, w);
    ++words_;
  }

  // Bytes in memory order. A call whose length is not a multiple of 8 pads its last word with zeros
  // and must be the last one.
  BOWLBY_FN void bytes(const void* data, std::size_t size) noexcept {
    const char* at = static_cast<const char*>(data);
    std::size_t left = size / 8;
    for (; left > 0 && words_ % 4 != 0; --left, at += 8) word(load(at));
    std::uint64_t a = lanes_[0], b = lanes_[1], c = lanes_[2], d = lanes_[3];
    for (; left >= 4; left -= 4, at += 32, words_ += 4) {
      a = step(a, load(at));
      b = step(b, load(at + 8));
      c = step(c, load(at + 16));
      d = step(d, load(at + 24));
    }
    lanes_[0] = a, lanes_[1] = b, lanes_[2] = c, lanes_[3] = d;
    for (; left > 0; --left, at += 8) word(load(at));
    if (size % 8 != 0) tail(at, size % 8);
  }

  template <class T, std::size_t Extent>
  requires std::has_unique_object_representations_v<T> || std::is_floating_point_v<T> BOWLBY_FN void values(
      std::span<T, Extent> items) noexcept {
    bytes(items.data(), items.size_bytes());
  }

  BOWLBY_FN std::uint64_t result() const noexcept {
    std::uint64_t h = mix64(words_ * 8 - padding_);
    for (const std::uint64_t lane : lanes_) h = mix64(h ^ lane) * 0x9FB21C651E98DF25u;
    return mix64(h);
  }

 private:
  static BOWLBY_FN std::uint64_t step(std::uint64_t lane, std::uint64_t w) noexcept {
    return (std::rotl(lane, 29) + (w ^ (w >> 32)) * 0xFF51AFD7ED558CCDu) * 0xD6E8FEB86659FD93u;
  }
  static BOWLBY_FN std::uint64_t load(const char* at) noexcept {
    static_assert(std::endian::native == std::endian::little, "the digest is defined on little-endian words");
    std::uint64_t w;
    std::memcpy(&w, at, 8);
    return w;
  }
  BOWLBY_FN void tail(const char* at, std::size_t size) noexcept {
    std::uint64_t w = 0;
    std::memcpy(&w, at, size);
    word(w);
    padding_ += 8 - size;
  }

  std::uint64_t lanes_[4] = {0x243F6A8885A308D3u, 0x13198A2E03707344u, 0xA4093822299F31D0u, 0x082EFA98EC4E6C89u};
  std::uint64_t words_ = 0, padding_ = 0;
};

// Sixteen lower-case hexadecimal digits.
inline std::string hex(std::uint64_t x) {
  std::string digits(16, '0');
  for (std::size_t i = 16; i-- > 0; x >>= 4) digits[i] = "0123456789abcdef"[x & 15];
  return digits;
}

}  // namespace bowlby::num
