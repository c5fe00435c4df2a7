// What a fit says where there is nothing to say, and priors that stay within the scale.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/fit/fit_data.hpp"

using namespace bowlby;

namespace {

// Two statistics that no worlds give: one was predicted, the other is the same in all worlds.
DataFit two_out_of_reach() {
  DataFit f;
  f.data = "mine", f.study = "young";
  for (const char* id : {"a", "b"}) {
    evidence::Estimate e;
    e.value = .5;
    f.features.push_back({id, std::string("level of ") + id, e});
    f.fit.stats.emplace_back();
    f.fit.stats.back().use = fit::StatUse::out_of_reach;
  }
  f.fit.stats[0].explained = .5, f.fit.stats[0].predicted = .25, f.fit.stats[0].off = 9;
  return f;
}

}  // namespace

TEST(FitWords, WhatWasNotPredictedHasNoNumber) {
  const DataFit f = two_out_of_reach();
  const std::string words = to_text(f);
  EXPECT_NE(words.find("  level of b: 0.5 in the data\n  level of a: 0.5 in the data, 0.25 at the estimate\n"),
            std::string::npos)
      << words;
  const auto stats = nlohmann::json::parse(to_json(f)).at("statistics");
  EXPECT_EQ(stats.at(0).at("at_estimate"), .25);
  for (const char* key : {"at_estimate", "off", "explained"}) EXPECT_TRUE(stats.at(1).at(key).is_null()) << key;
  EXPECT_NE(statistics_csv(f).find("level of b,out of reach,0.5,,,"), std::string::npos) << statistics_csv(f);
}

TEST(FitWords, AUsualPriorLiesWithinItsScale) {
  const Params own;
  for (const ParamInfo& row : parameter_table) {
    const FittedParameter p = usual_prior(row, own);
    EXPECT_GE(p.low, row.low) << row.name;
    EXPECT_LE(p.high, row.high) << row.name;
    if (row.scale != Scale::prob || !(p.high > p.low)) continue;
    EXPECT_GT(p.low, 0) << row.name;
    EXPECT_LT(p.high, 1) << row.name;
  }
}
