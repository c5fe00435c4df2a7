// Time: whole days since the first founder's birth; months are twelfths of a 365-day year, on whole days.
#pragma once
#include <cstdint>

namespace bowlby {

inline constexpr int days_per_year = 365, months_per_year = 12;

constexpr std::int32_t month_start(std::int32_t month) {
  return static_cast<std::int32_t>(static_cast<std::int64_t>(month) * days_per_year / months_per_year);
}
// The first month start on or after a day (0 or later).
constexpr std::int32_t month_start_from(std::int32_t day) {
  return month_start(static_cast<std::int32_t>((static_cast<std::int64_t>(day) * months_per_year + days_per_year - 1) /
                                               days_per_year));
}
constexpr double years_between(std::int32_t from, std::int32_t to) {
  return static_cast<double>(to - from) / days_per_year;
}

}  // namespace bowlby
