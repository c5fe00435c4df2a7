#include "num/digest.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "unit/num/exact.hpp"

namespace bowlby {
namespace {

std::vector<unsigned char> random_bytes(std::size_t n) {
  exact::Points draw(41);
  std::vector<unsigned char> data(n);
  for (auto& b : data) b = static_cast<unsigned char>(draw.bits() >> 40);
  return data;
}
std::uint64_t whole(const std::vector<unsigned char>& data) {
  num::Digest d;
  d.bytes(data.data(), data.size());
  return d.result();
}

TEST(Digest, does_not_depend_on_how_the_input_is_cut) {
  exact::Points draw(42);
  for (const std::size_t size : {0u, 8u, 24u, 32u, 40u, 1000u, 4096u, 4099u}) {
    const auto data = random_bytes(size);
    const std::uint64_t expected = whole(data);
    for (int trial = 0; trial < 50; ++trial) {
      num::Digest d;
      std::size_t at = 0;
      while (at < size) {
        const std::size_t piece = std::min<std::size_t>(size - at, 8 * (draw.bits() % 9));
        const bool last = size - at < 8;
        d.bytes(data.data() + at, last ? size - at : piece);
        at += last ? size - at : piece;
      }
      EXPECT_EQ(d.result(), expected) << size;
    }
  }
}

TEST(Digest, words_and_values_are_bytes) {
  const std::vector<double> values{1.0, -0.0, 3.25, 1e300, 5.0};
  num::Digest as_values, as_words;
  as_values.values(std::span(values));
  for (const double x : values) as_words.word(std::bit_cast<std::uint64_t>(x));
  EXPECT_EQ(as_values.result(), as_words.result());
}

TEST(Digest, every_flipped_bit_changes_it) {
  auto data = random_bytes(333);
  std::set<std::uint64_t> seen{whole(data)};
  for (std::size_t bit = 0; bit < 8 * data.size(); ++bit) {
    data[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
    EXPECT_TRUE(seen.insert(whole(data)).second) << bit;
    data[bit / 8] ^= static_cast<unsigned char>(1u << (bit % 8));
  }
}

TEST(Digest, order_and_length_matter) {
  std::set<std::uint64_t> seen;
  for (std::size_t n = 0; n < 64; ++n) EXPECT_TRUE(seen.insert(whole(std::vector<unsigned char>(n, 0))).second) << n;
  num::Digest ab, ba, far;
  ab.word(1), ab.word(2);
  ba.word(2), ba.word(1);
  EXPECT_NE(ab.result(), ba.result());
  for (const std::uint64_t w : {5u, 0u, 0u, 0u, 1u}) ab.word(w);
  far.word(1), far.word(2);
  for (const std::uint64_t w : {1u, 0u, 0u, 0u, 5u}) far.word(w);  // same lane, swapped
  EXPECT_NE(ab.result(), far.result());
}

// The value is a contract: saved digests must stay comparable between versions.
TEST(Digest, recorded_values) {
  EXPECT_EQ(num::hex(num::Digest{}.result()), "18e0f35ef1e4ff9a");
  num::Digest d;
  for (std::uint64_t i = 1; i <= 10; ++i) d.word(i);
  EXPECT_EQ(num::hex(d.result()), "9c8767ce03eeb620");
}

TEST(Digest, hex_has_sixteen_digits) {
  EXPECT_EQ(num::hex(0), "0000000000000000");
  EXPECT_EQ(num::hex(0x0123456789ABCDEFu), "0123456789abcdef");
}

}  // namespace
}  // namespace bowlby
