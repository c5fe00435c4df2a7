// Daily life in numbers, from diaries: what the reports of days are like, and how alike partners are in them.
//
//   level               mean of the persons' means
//   sd between persons  of those means, after what days alone would make them differ is taken off
//   sd within persons   of days around the person's own mean
//   carry-over          correlation of a day with the day before, both around the person's mean; a short diary finds
//                       it too low, by about one over the number of days
//   partners alike      correlation of two partners' means; of their days around those means, on the same date
//
// Intervals leave out whole clusters (cluster.hpp): those who ever lived together are one.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

// One diary. Dates rise; the values are means of a day's answers.
struct DayByDay {
  std::uint64_t person = 0, partner = 0;  // unique numbers from 1; 0 is nobody
  std::vector<int> date;
  std::vector<double> value;
};

inline constexpr std::size_t daily_count = 6;
inline constexpr std::array<std::string_view, daily_count> daily_names{"level",
                                                                       "sd between persons",
                                                                       "sd within persons, from day to day",
                                                                       "carry-over from one day to the next (r)",
                                                                       "partners alike on the whole (r)",
                                                                       "partners alike from day to day (r)"};

struct DailyNumber {
  Maybe estimate;       // n counts diaries
  std::string why_not;  // if there is none
};

// In the order of the names. Partners are compared where both kept a diary among these on some date.
[[nodiscard]] std::array<DailyNumber, daily_count> daily_life(std::span<const DayByDay>);

}  // namespace bowlby::evidence
