// What the report says of its parameters follows from their values, and from the shipped fit.
#include <gtest/gtest.h>

#include "app/report/parts.hpp"
#include "io/study/parameter_set.hpp"

namespace bowlby {
namespace {

std::vector<report::Parameter> rows_of(const Params& params) {
  std::vector<report::Parameter> rows;
  for (const ParamInfo& p : parameter_table) {
    report::Parameter row;
    row.name = p.name;
    row.value = params.*(p.field);
    rows.push_back(row);
  }
  return rows;
}

bool says(const std::vector<report::Parameter>& rows, const std::string& words) {
  return page::origin_of_values(rows).find(words) != std::string::npos;
}

TEST(OriginOfValues, TheDefaultsAreSaidToBeFitted) {
  const auto rows = rows_of(Params{});
  const auto fit = read_parameter_set("calibrated-2026-11-30");
  ASSERT_TRUE(fit);
  const std::string all = std::to_string(fit->given.size()) + " of " + std::to_string(rows.size());
  EXPECT_TRUE(says(rows, all + " parameters have the value of a fit")) << page::origin_of_values(rows);
  EXPECT_TRUE(says(rows, "is no evidence"));
  EXPECT_FALSE(says(rows, "not been calibrated"));
}

TEST(OriginOfValues, AChangedValueIsNotCounted) {
  const auto fit = read_parameter_set("calibrated-2026-11-30");
  ASSERT_TRUE(fit);
  Params params;
  params.*(fit->given.front()->field) *= 1.5;
  EXPECT_TRUE(says(rows_of(params), std::to_string(fit->given.size() - 1) + " of "));
}

TEST(OriginOfValues, WithoutAnyFittedValueNoFitIsNamed) {
  const auto fit = read_parameter_set("calibrated-2026-11-30");
  ASSERT_TRUE(fit);
  Params params;
  for (const ParamInfo* row : fit->given) params.*(row->field) += .001;
  EXPECT_TRUE(says(rows_of(params), "No parameter of this run")) << page::origin_of_values(rows_of(params));
}

}  // namespace
}  // namespace bowlby
