#pragma once
#include <bit>
#include <cstdint>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "num/inline.hpp"

// Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011): a keyed bijection of 128-bit counters. A draw is
// addressed by what it is for (person, day, purpose), so its value cannot depend on the order of work.
namespace bowlby::num {

struct Key {
  std::uint32_t a = 0, b = 0;
};
struct Block {
  std::uint32_t w[4];
};

namespace detail {
inline constexpr std::uint32_t philox_mul0 = 0xD2511F53u, philox_mul1 = 0xCD9E8D57u;
inline constexpr std::uint32_t philox_step0 = 0x9E3779B9u, philox_step1 = 0xBB67AE85u;

BOWLBY_FN std::uint32_t mul_high(std::uint32_t a, std::uint32_t b) noexcept {
  return static_cast<std::uint32_t>((std::uint64_t{a} * b) >> 32);
}
}  // namespace detail

// The 128 random bits at counter (c0, c1, c2, c3) under the key.
BOWLBY_FN Block philox(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3, Key key) noexcept {
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint32_t high0 = detail::mul_high(c0, detail::philox_mul0), low0 = c0 * detail::philox_mul0;
    const std::uint32_t high1 = detail::mul_high(c2, detail::philox_mul1), low1 = c2 * detail::philox_mul1;
    c0 = high1 ^ c1 ^ key.a;
    c1 = low1;
    c2 = high0 ^ c3 ^ key.b;
    c3 = low0;
    key.a += detail::philox_step0;
    key.b += detail::philox_step1;
  }
  return {{c0, c1, c2, c3}};
}

namespace detail {
#if defined(__AVX512F__)
using Lanes = std::uint64_t __attribute__((vector_size(64)));
BOWLBY_FN Lanes mul_lanes(Lanes a, Lanes b) noexcept {
  // the unmasked intrinsic of gcc 12 warns about its own header
  return reinterpret_cast<Lanes>(
      _mm512_maskz_mul_epu32(0xFF, reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
}
#elif defined(__AVX2__)
using Lanes = std::uint64_t __attribute__((vector_size(32)));
BOWLBY_FN Lanes mul_lanes(Lanes a, Lanes b) noexcept {
  return reinterpret_cast<Lanes>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
}
#elif defined(__SSE2__)
using Lanes = std::uint64_t __attribute__((vector_size(16)));
BOWLBY_FN Lanes mul_lanes(Lanes a, Lanes b) noexcept {
  return reinterpret_cast<Lanes>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
}
#else
using Lanes = std::uint64_t __attribute__((vector_size(16)));
BOWLBY_FN Lanes mul_lanes(Lanes a, Lanes b) noexcept { return (a & 0xFFFFFFFFu) * (b & 0xFFFFFFFFu); }
#endif
// mul_lanes: low half times low half of each 64-bit lane. Only the low halves carry the state; what
// stands in the high halves never reaches a product, so it is not cleared between rounds.
struct LaneState {
  Lanes c0, c1, c2, c3;

  BOWLBY_FN void round(Lanes m0, Lanes m1, Lanes k0, Lanes k1) noexcept {
    const Lanes p0 = mul_lanes(c0, m0), p1 = mul_lanes(c2, m1);
    c0 = (p1 >> 32) ^ (c1 ^ k0);
    c1 = p1;
    c2 = (p0 >> 32) ^ (c3 ^ k1);
    c3 = p0;
  }
};
// Ten rounds on lanes even and odd at once: two independent chains hide the latency of the product.
BOWLBY_FN void ten_rounds(LaneState& even, LaneState& odd, Key key) noexcept {
  const Lanes zero{}, m0 = zero + philox_mul0, m1 = zero + philox_mul1;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const Lanes k0 = zero + key.a, k1 = zero + key.b;
    even.round(m0, m1, k0, k1);
    odd.round(m0, m1, k0, k1);
    key.a += philox_step0;
    key.b += philox_step1;
  }
}
inline constexpr int lane_words = sizeof(Lanes) / sizeof(std::uint32_t);

BOWLBY_FN Lanes load_lanes(const std::uint32_t* from) noexcept {
  Lanes lanes;
  __builtin_memcpy(&lanes, from, sizeof lanes);
  return lanes;
}
BOWLBY_FN void store_lanes(std::uint32_t* to, Lanes even, Lanes odd) noexcept {
  const Lanes lanes = (even & 0xFFFFFFFFu) | (odd << 32);
  __builtin_memcpy(to, &lanes, sizeof lanes);
}
}  // namespace detail

// philox() of lane i = 0..n-1. All arrays must be readable and writable up to n rounded up to a
// multiple of 16, and must not overlap: the surplus lanes are computed too, to have no scalar tail.
// Written on vectors of 64-bit lanes because the compiler's own vector form of a 32 x 32 -> 64 bit
// product spends most of its time shuffling.
BOWLBY_FN void philox_fill(const std::uint32_t* __restrict c0, const std::uint32_t* __restrict c1,
                           const std::uint32_t* __restrict c2, const std::uint32_t* __restrict c3, Key key, int n,
                           std::uint32_t* __restrict w0, std::uint32_t* __restrict w1, std::uint32_t* __restrict w2,
                           std::uint32_t* __restrict w3) noexcept {
  using namespace detail;
  for (int i = 0; i < n; i += lane_words) {
    LaneState even{load_lanes(c0 + i), load_lanes(c1 + i), load_lanes(c2 + i), load_lanes(c3 + i)};
    LaneState odd{even.c0 >> 32, even.c1 >> 32, even.c2 >> 32, even.c3 >> 32};
    ten_rounds(even, odd, key);
    store_lanes(w0 + i, even.c0, odd.c0);
    store_lanes(w1 + i, even.c1, odd.c1);
    store_lanes(w2 + i, even.c2, odd.c2);
    store_lanes(w3 + i, even.c3, odd.c3);
  }
}

// The same where only the first counter word differs between lanes (a list of persons, one day, one
// purpose): philox(c0[i], c1, c2, c3, key).
BOWLBY_FN void philox_fill(const std::uint32_t* __restrict c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3,
                           Key key, int n, std::uint32_t* __restrict w0, std::uint32_t* __restrict w1,
                           std::uint32_t* __restrict w2, std::uint32_t* __restrict w3) noexcept {
  using namespace detail;
  const Lanes zero{};
  for (int i = 0; i < n; i += lane_words) {
    LaneState even{load_lanes(c0 + i), zero + c1, zero + c2, zero + c3};
    LaneState odd{even.c0 >> 32, even.c1, even.c2, even.c3};
    ten_rounds(even, odd, key);
    store_lanes(w0 + i, even.c0, odd.c0);
    store_lanes(w1 + i, even.c1, odd.c1);
    store_lanes(w2 + i, even.c2, odd.c2);
    store_lanes(w3 + i, even.c3, odd.c3);
  }
}

namespace detail {
// An integer below 2^52 as a double, by pasting it into the mantissa of 2^52: exact, and a vector
// operation on every instruction set (the hardware conversion is not).
BOWLBY_FN double from_52_bits(std::uint64_t x) noexcept {
  return std::bit_cast<double>(x | 0x4330000000000000u) - 0x1p52;
}
}  // namespace detail

// 32 random bits -> (0, 1): the middle of one of 2^32 equal cells, without rounding.
BOWLBY_FN double unit(std::uint32_t x) noexcept { return (detail::from_52_bits(x) + 0.5) * 0x1p-32; }

// The same with 52 bits of choice (a grid of odd multiples of 2^-53), without rounding.
BOWLBY_FN double unit53(std::uint32_t hi, std::uint32_t lo) noexcept {
  return (detail::from_52_bits((std::uint64_t{hi} << 20) | (lo >> 12)) + 0.5) * 0x1p-52;
}

}  // namespace bowlby::num
