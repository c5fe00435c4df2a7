// One reader of numbers for files and command lines.
#include "io/text/numbers.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace bowlby::io {
namespace {

constexpr Limits<std::uint64_t> any{0, std::numeric_limits<std::uint64_t>::max()};

TEST(Numbers, WholeNumbersAreDigitsWithinTheRange) {
  Refusal why;
  EXPECT_EQ(read_whole_number(std::string("18446744073709551615"), any, why), any.high);
  EXPECT_EQ(read_whole_number(std::string("0"), any, why), 0u);
  EXPECT_EQ(read_whole_number(std::string("-3"), Limits<int>{-5, 5}, why), -3);
  for (const char* beyond : {"18446744073709551616", "-1", "-7", "99999999999999999999999999"}) {
    EXPECT_FALSE(read_whole_number(std::string(beyond), any, why)) << beyond;
    EXPECT_EQ(why.reason, shown(beyond) + " is out of range");
    EXPECT_EQ(why.remedy, "choose a whole number between 0 and 18446744073709551615");
  }
  for (const char* none :
       {"", " ", "0x10", "0b1", "1e3", "1.0", "+5", "5 ", " 5", "5x", "1_000", "1,000", "--5", "-"}) {
    EXPECT_FALSE(read_whole_number(std::string(none), any, why)) << none;
    EXPECT_EQ(why.reason, "needs a whole number, found " + shown(none));
  }
}

TEST(Numbers, DecimalsHaveAPointAndAreFinite) {
  Refusal why;
  EXPECT_EQ(read_number("32.5", {.1, 400}, why), 32.5);
  EXPECT_EQ(read_number("-1e-3", {-1, 1}, why), -1e-3);
  EXPECT_FALSE(read_number("32,5", {.1, 400}, why));
  EXPECT_EQ(why.remedy, "write a point, not a comma: 32.5");
  EXPECT_FALSE(read_number("500", {.1, 400}, why));
  EXPECT_EQ(why.remedy, "choose a number between 0.1 and 400");
  for (const char* none : {"", "nan", "inf", "-inf", "0x1p3", "0x10", "+1", "1,2,3", ",5", "1 ", "1e999"})
    EXPECT_FALSE(read_number(none, {0, 1e6}, why)) << none;
}

}  // namespace
}  // namespace bowlby::io
