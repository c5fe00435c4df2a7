#pragma once
#include <bit>
#include <cstdint>

#include "num/inline.hpp"

// Elementary functions from + - * / and integer operations alone, so that every compiler, instruction
// set and machine returns the same bits (no libm, no fused multiply-add). All are free of branches: a
// loop over them vectorises. The coefficients are Chebyshev fits made for this file; the errors stated
// are the largest ones measured against MPFR by tests/unit/num.
namespace bowlby::num {

template <class T>
BOWLBY_FN T select(bool which, T if_true, T if_false) noexcept {
  return which ? if_true : if_false;
}
BOWLBY_FN double min(double a, double b) noexcept { return a < b ? a : b; }
BOWLBY_FN double max(double a, double b) noexcept { return a > b ? a : b; }
BOWLBY_FN double clamp(double x, double low, double high) noexcept { return min(max(x, low), high); }
BOWLBY_FN double abs(double x) noexcept {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(x) & 0x7FFFFFFFFFFFFFFFu);
}
BOWLBY_FN double sqrt(double x) noexcept { return __builtin_sqrt(x); }  // correctly rounded by IEEE 754

namespace detail {
// ln 2 = ln2_head + ln2_tail; the head ends in enough zero bits for n * ln2_head to be exact, |n| < 2^11.
inline constexpr double ln2_head = 0x1.62e42fefa38p-1, ln2_tail = 0x1.ef35793c7673p-45;
}  // namespace detail

// e^x, x clamped to [-700, 700] so that the result is a normal number. Error below 1.1 ulp.
BOWLBY_FN double exp(double x) noexcept {
  constexpr double shift = 0x1.8p52;  // adding it rounds to an integer, held in the low bits
  x = clamp(x, -700.0, 700.0);
  const double shifted = x * 0x1.71547652b82fep+0 + shift;
  const double n = shifted - shift;
  const double r = (x - n * detail::ln2_head) - n * detail::ln2_tail;  // |r| <= ln(2)/2
  // (e^r - 1 - r) / r^2 as five pairs, to keep the dependency chain short
  const double r2 = r * r, r4 = r2 * r2;
  const double a = 0x1.0000000000001p-1 + r * 0x1.5555555555556p-3;
  const double b = 0x1.5555555553d37p-5 + r * 0x1.11111111109a6p-7;
  const double c = 0x1.6c16c1789d1d7p-10 + r * 0x1.a01a01a7cebcdp-13;
  const double d = 0x1.a019b8ca26fcfp-16 + r * 0x1.71de0d85293b8p-19;
  const double e = 0x1.2891d4ffbb0f9p-22 + r * 0x1.af390ba7e6f47p-26;
  const double q = (a + r2 * b) + r4 * ((c + r2 * d) + r4 * e);
  const std::uint64_t scale = (std::bit_cast<std::uint64_t>(shifted) << 52) + 0x3FF0000000000000u;  // 2^n
  return (1.0 + (r + r2 * q)) * std::bit_cast<double>(scale);
}

// Natural logarithm of a positive normal number. Error below 1 ulp.
BOWLBY_FN double log(double x) noexcept {
  constexpr std::uint64_t one = 0x3FF0000000000000u, root_half = 0x3FE6A09E667F3BCDu;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  const std::uint64_t exponent = (bits + (one - root_half)) >> 52;  // biased; x = 2^n m, m in [sqrt(1/2), sqrt(2))
  const double m = std::bit_cast<double>(bits - ((exponent - 1023) << 52));
  const double n = std::bit_cast<double>(exponent | 0x4330000000000000u) - (0x1p52 + 1023.0);
  // ln m = 2 artanh s = 2s + s R(s^2); 2s = f - s f, and splitting f^2/2 off keeps the leading term exact
  const double f = m - 1.0, s = f / (m + 1.0), z = s * s, z2 = z * z;
  const double a = 0x1.5555555555558p-1 + z * 0x1.9999999995273p-2;
  const double b = 0x1.2492492dfd86cp-2 + z * 0x1.c71c62d5e53e0p-3;
  const double c = 0x1.7462b91b8df65p-3 + z * 0x1.39fdcceb4bb45p-3;
  const double remainder = z * (a + z2 * (b + z2 * (c + z2 * 0x1.2b5f68a50d903p-3)));
  const double half_square = 0.5 * f * f;
  return n * detail::ln2_head - ((half_square - (s * (half_square + remainder) + n * detail::ln2_tail)) - f);
}

// 1 / (1 + e^-x), between the values at -700 and 700.
BOWLBY_FN double logistic(double x) noexcept { return 1.0 / (1.0 + exp(-x)); }

// cos(2 pi u) for u in [0, 1), absolute error below 1e-15.
BOWLBY_FN double cos2pi(double u) noexcept {
  const double w = abs(u - 0.5) - 0.25;  // cos(2 pi u) = sin(2 pi w), |w| <= 1/4
  const double z = w * w, z2 = z * z, z4 = z2 * z2;
  const double a = 0x1.921fb54442d18p+2 - z * 0x1.4abbce625be52p+5;
  const double b = 0x1.466bc6775aa7dp+6 - z * 0x1.32d2cce627c86p+6;
  const double c = 0x1.5078348551854p+5 - z * 0x1.e3074dfaf87afp+3;
  const double d = 0x1.e8f3675ee37ddp+1 - z * 0x1.6f7acdb8f6580p-1;
  return w * ((a + z2 * b) + z4 * ((c + z2 * d) + z4 * 0x1.9d462020fcc78p-4));
}

}  // namespace bowlby::num
