#pragma once
// What the likelihood needs to know of couples, gathered once. Columns W = [z | x y].
//
// Of a couple whose members both answered on T days in a row, with R the correlation rho^|t - t'|:
//
//   (1 - rho^2) R^-1 = A0 + rho A1 + rho^2 A2       A0 = 1, A1 = -(neighbours), A2 = 1 inside the row of days
//   W' (Sigma x R)^-1 W = sum over mm' and j of  Sigma^mm' rho^j / (1 - rho^2)  W_m' A_j W_m'
//
// so nine tables a couple hold all its days. Where d - 1 days are missing for both, between the days s and t = s + d:
//
//   R^-1 gains  rho^2d / (1 - rho^2d) (1_t + 1_s) - rho^d / (1 - rho^2d) (neighbours s, t)
//
// which is two more times for each length of gap. Days on which one answered alone have no such tables: these couples
// are made white day by day, by what the day before lets expect.

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "fit/couples/reml.hpp"

namespace bowlby::fit::couples {

inline constexpr std::size_t member_pairs = 3;  // 00, 01, 11
inline constexpr std::size_t plain_times = 3;   // powers of rho of days in a row
inline constexpr int longest_gap = 8;           // days from one answer to the next; beyond: made white
inline constexpr std::size_t plain_kinds = plain_times * member_pairs;
// Tables of a couple whose longest step from day to day is so many days.
constexpr std::size_t kinds_for(int step) {
  return plain_kinds + 2 * member_pairs * static_cast<std::size_t>(step - 1);
}
inline constexpr std::size_t most_kinds = kinds_for(longest_gap);

// Residual of unit variance in member 0, on scales without ends.
struct Residual {
  double log_ratio = 0;    // of the standard deviation of member 1
  double correlation = 0;  // atanh
  double carry = 0;        // atanh
  static constexpr std::size_t size = 3;
  [[nodiscard]] double& operator[](std::size_t i) { return i == 0 ? log_ratio : i == 1 ? correlation : carry; }
};

// Weights of the tables, and their changes with the three numbers.
struct Weights {
  std::array<double, most_kinds> of{};
  std::array<std::array<double, most_kinds>, Residual::size> change{};
};
[[nodiscard]] Weights weights(const Residual&);

struct Paired {                                 // couples whose members answered on the same days
  std::vector<std::size_t> kinds;               // of each couple
  std::vector<double> narrow;                   // couple by couple, kind by kind: all columns x random
  std::vector<double> wide;                     // kind by kind: [x y] x [x y], over all couples
  double days = 0;                              // of all
  std::array<double, longest_gap + 1> steps{};  // how many of each length
  [[nodiscard]] std::size_t couples() const { return kinds.size(); }
};

// Sum of ln det(Sigma x R) over them, and its changes.
[[nodiscard]] double log_determinant(const Paired&, const Residual&, std::array<double, Residual::size>& change);

struct Single {  // rows of a couple with days on which one answered alone, by day then member
  std::vector<int> day;
  std::vector<std::uint8_t> member;
  std::vector<double> columns;  // row by row
};

struct Sums {
  std::size_t random = 0, columns = 0, rows = 0;  // columns: all of W
  Paired paired;
  std::vector<Single> single;
  [[nodiscard]] std::size_t couples() const { return paired.couples() + single.size(); }
  [[nodiscard]] std::size_t plain() const { return columns - random; }  // x and y
};

// Random columns are divided by `scale`.
[[nodiscard]] Sums gather(const CoupleRows&, std::span<const double> scale);

// Rows of the couple made independent with unit variance, into `white`; gives ln det of their covariance.
double whiten(const Single&, const Residual&, std::size_t columns, std::vector<double>& white);

}  // namespace bowlby::fit::couples
