// Life tables: published yearly chances by age, as plain arrays. io fills them from evidence/demography.
#pragma once
#include <array>

namespace bowlby {

inline constexpr int last_age = 110;
using ByAge = std::array<double, last_age + 1>;

struct LifeTables {
  ByAge death[2]{};                              // [sex: 0 male, 1 female], chance of dying within the year
  ByAge birth_partnered{}, birth_unpartnered{};  // births per woman-year, given whether she lives in a union
  ByAge first_union[2]{};                        // hazard of entering a first union, 1/year
  ByAge later_union[2]{};                        // hazard of entering another one
  ByAge union_end{};  // hazard of a union's end other than by death, by completed years together
  ByAge placement{};  // hazard of out-of-home placement, by age of the child
};

// Entry for an age in years, the last one beyond the table.
inline double at_age(const ByAge& table, double years) {
  const int age = years <= 0 ? 0 : years >= last_age ? last_age : static_cast<int>(years);
  return table[static_cast<std::size_t>(age)];
}

}  // namespace bowlby
