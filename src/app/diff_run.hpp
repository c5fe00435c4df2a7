// Diff-run: where two runs part. Both are lived again, side by side, from what their results say of themselves.
#pragma once
#include <string>

#include "studies/problem.hpp"

namespace bowlby {

struct FirstDifference {
  bool any = false;
  std::string why;  // "state", "length", "settings"
  int year = 0;     // of the first yearly digest that differs
  std::int32_t day = -1;
  std::uint32_t person = 0, replicate = 0;
  std::string variable;  // column, with the role for ties
  double a = 0, b = 0;
};

// `a` and `b`: folders of finished runs.
Expected<FirstDifference> diff_run(const std::string& a, const std::string& b);

}  // namespace bowlby
