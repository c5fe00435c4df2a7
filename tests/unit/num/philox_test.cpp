#include "num/philox.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "unit/num/exact.hpp"

namespace bowlby {
namespace {

using exact::Points;
using Words = std::array<std::uint32_t, 4>;

Words words(const num::Block& b) { return {b.w[0], b.w[1], b.w[2], b.w[3]}; }

TEST(Philox, published_known_answers) {
  EXPECT_EQ(words(num::philox(0, 0, 0, 0, {0, 0})), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t f = 0xffffffff;
  EXPECT_EQ(words(num::philox(f, f, f, f, {f, f})), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(words(num::philox(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, {0xa4093822, 0x299f31d0})),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, equals_random123_on_random_counters_and_keys) {
  Points draw(21);
  for (int i = 0; i < 100000; ++i) {
    const Words c{draw.word(), draw.word(), draw.word(), draw.word()};
    const num::Key key{draw.word(), draw.word()};
    const r123::Philox4x32 oracle;
    const auto expected = oracle({{c[0], c[1], c[2], c[3]}}, {{key.a, key.b}});
    ASSERT_EQ(words(num::philox(c[0], c[1], c[2], c[3], key)),
              (Words{expected[0], expected[1], expected[2], expected[3]}));
  }
}

TEST(Philox, fill_equals_single_calls_for_every_length) {
  Points draw(22);
  for (int n = 0; n <= 70; ++n) {
    const std::size_t room = static_cast<std::size_t>((n + 15) / 16 * 16);
    std::array<std::vector<std::uint32_t>, 4> in, out;
    for (auto& v : in) {
      for (std::size_t i = 0; i < room; ++i) v.push_back(draw.word());
    }
    constexpr std::uint32_t guard = 0xA5A5A5A5;
    for (auto& v : out) v.assign(room + 16, guard);
    const num::Key key{draw.word(), draw.word()};
    num::philox_fill(in[0].data(), in[1].data(), in[2].data(), in[3].data(), key, n, out[0].data(), out[1].data(),
                     out[2].data(), out[3].data());
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      const Words expected = words(num::philox(in[0][i], in[1][i], in[2][i], in[3][i], key));
      ASSERT_EQ((Words{out[0][i], out[1][i], out[2][i], out[3][i]}), expected) << "n " << n << " lane " << i;
    }
    for (const auto& v : out) {  // nothing is written beyond the next multiple of 16
      ASSERT_TRUE(std::all_of(v.begin() + static_cast<std::ptrdiff_t>(room), v.end(),
                              [](std::uint32_t w) { return w == guard; }));
    }
  }
}

TEST(Philox, fill_with_common_words_equals_fill) {
  Points draw(24);
  for (const int n : {1, 7, 16, 33, 64}) {
    std::vector<std::uint32_t> c0;
    for (int i = 0; i < 80; ++i) c0.push_back(draw.word());
    const std::uint32_t c1 = draw.word(), c2 = draw.word(), c3 = draw.word();
    const num::Key key{draw.word(), draw.word()};
    std::array<std::vector<std::uint32_t>, 4> out;
    for (auto& v : out) v.assign(80, 0);
    num::philox_fill(c0.data(), c1, c2, c3, key, n, out[0].data(), out[1].data(), out[2].data(), out[3].data());
    for (std::size_t i = 0; i < static_cast<std::size_t>(n); ++i) {
      ASSERT_EQ((Words{out[0][i], out[1][i], out[2][i], out[3][i]}), words(num::philox(c0[i], c1, c2, c3, key)));
    }
  }
}

TEST(Philox, unit_is_exact_and_open) {
  EXPECT_EQ(num::unit(0), 0x1p-33);
  EXPECT_EQ(num::unit(0xffffffff), 1.0 - 0x1p-33);
  EXPECT_EQ(num::unit53(0, 0), 0x1p-53);
  EXPECT_EQ(num::unit53(0xffffffff, 0xffffffff), 1.0 - 0x1p-53);
  Points draw(23);
  for (int i = 0; i < 10000; ++i) {
    const std::uint32_t hi = draw.word(), lo = draw.word();
    EXPECT_EQ(num::unit(hi), (static_cast<double>(hi) + 0.5) / 4294967296.0);
    EXPECT_EQ(std::floor(num::unit53(hi, lo) * 4294967296.0), static_cast<double>(hi));
  }
}

TEST(Philox, units_are_uniform_and_words_uncorrelated) {
  constexpr int n = 1 << 20, cells = 256;
  std::array<std::array<double, cells>, 4> count{};
  double product = 0;  // of neighbouring words, centred
  for (std::uint32_t i = 0; i < n; ++i) {
    const num::Block b = num::philox(i, 3, 0, 0, {5, 6});
    for (std::size_t k = 0; k < 4; ++k) count[k][b.w[k] >> 24] += 1;
    product += (num::unit(b.w[0]) - 0.5) * (num::unit(b.w[1]) - 0.5);
  }
  for (const auto& c : count) {
    double chi = 0;
    for (const double k : c) chi += (k - n / cells) * (k - n / cells) / (n / cells);
    EXPECT_NEAR(chi, cells - 1, 4.9 * std::sqrt(2.0 * (cells - 1)));  // mean and deviation of chi-square
  }
  EXPECT_NEAR(product / n, 0, 4.9 / 12 / std::sqrt(double{n}));
}

}  // namespace
}  // namespace bowlby
