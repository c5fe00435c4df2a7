// How much memory a person takes.
#include "population/columns.hpp"

#include <gtest/gtest.h>

namespace bowlby {
namespace {

std::size_t bytes_of_a_person() {
  std::size_t bytes = 0;
  const Living living;
  for_each_column(
      living, [&bytes](const char*, const auto& column, std::size_t values) { bytes += values * sizeof(column[0]); });
  return bytes;
}

// More would slow the days: they go through these columns from morning to morning.
TEST(Columns, ALivingPersonTakesWhatIsTold) {
  EXPECT_EQ(bytes_of_a_person(), 524u) << "then mend columns.hpp and ARCHITECTURE.md, and stay below 640";
  EXPECT_LE(bytes_of_a_person(), 640u);
}

}  // namespace
}  // namespace bowlby
