#pragma once
// A model of paths between variables, of which some are seen, by maximum likelihood over what each person answered.
//
//   v = a + A v + e,  e ~ N(0, S)      seen: y = F v       mean F B a, covariance F B S B' F',  B = (1 - A)^-1
//
// A variance may come out below none, as in other programs: such a fit is improper, and says so.

#include <string>
#include <vector>

#include "fit/matrix.hpp"

namespace bowlby::fit::waves {

struct Paths {
  struct Cell {
    std::size_t row = 0, column = 0;  // of A: to, from
    int number = -1;                  // which of the free numbers it is; below 0: it is `value`
    double value = 0;
  };
  std::size_t seen = 0, all = 0;     // seen variables stand first
  std::vector<std::string> names;    // of all
  std::vector<Cell> arrows, spread;  // A; S, each pair once
  std::vector<Cell> means;           // a: `row` alone
  std::vector<double> start;         // of the free numbers

  int free(double from) {
    start.push_back(from);
    return static_cast<int>(start.size()) - 1;
  }
};

struct PathsFit {
  std::string failed;  // empty: there is a fit
  std::vector<double> numbers;
  Matrix covariance;  // of the numbers, by the curvature of the likelihood (observed information)
  double log_likelihood = 0;
  std::size_t people = 0;
};

// Columns of `answers` are the seen variables; NaN: not answered.
[[nodiscard]] PathsFit fit_paths(const Matrix& answers, const Paths&);

}  // namespace bowlby::fit::waves
