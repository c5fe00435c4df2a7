// What compare says beyond its table: how far luck alone moves a number, and why there is nothing to compare.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

std::string run_of(const Folder& folder, const std::string& study, const std::string& name,
                   const Arguments& more = {}) {
  Arguments line{"run", study, "--no-report", "--quiet", "--output", folder / name};
  line.insert(line.end(), more.begin(), more.end());
  const Outcome o = bowlby(line);
  EXPECT_EQ(o.code, 0) << o.err;
  return folder / name;
}

TEST(CompareDoor, EveryReplicateIsMeasuredByItself) {
  const Folder folder;
  const Arguments small{"--people", "60"};
  Arguments three = small;
  three.insert(three.end(), {"--replicates", "3"});
  const std::string many = run_of(folder, study_path("rearing"), "three", three),
                    one = run_of(folder, study_path("rearing"), "one", small);
  const Outcome text = bowlby({"compare", many}), json = bowlby({"compare", many, "--json"});
  ASSERT_EQ(text.code, 0) << text.err;
  EXPECT_NE(text.out.find("3 replicates by themselves: mean "), std::string::npos) << text.out;
  const auto alone = nlohmann::json::parse(bowlby({"compare", one, "--json"}).out);
  const auto table = nlohmann::json::parse(json.out);
  ASSERT_EQ(table.size(), alone.size());
  int compared = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table[i].at("role") == "daily") continue;  // no published number
    ASSERT_EQ(table[i].at("replicates").size(), 3u);
    EXPECT_FALSE(alone[i].contains("replicates"));
    // The first replicate is the run that has no other.
    if (!alone[i].at("simulated").is_number()) continue;
    ++compared;
    EXPECT_EQ(table[i].at("replicates")[0], alone[i].at("simulated")) << table[i];
  }
  EXPECT_GE(compared, 3);
}

TEST(CompareDoor, NothingToCompareSaysWhy) {
  const Folder folder;
  const std::string own =
      run_of(folder, folder.write("mine.yaml", "name: mine\nseed: 1\npopulation: {founders: 4, years: 1}\n"), "mine");
  const Outcome none = bowlby({"compare", own});
  EXPECT_EQ(none.code, 0);
  EXPECT_NE(none.out.find("mine: no published number is meant for this study"), std::string::npos) << none.out;
  EXPECT_NE(none.out.find("rearing"), std::string::npos) << "which studies have some";
  EXPECT_TRUE(nlohmann::json::parse(bowlby({"compare", own, "--json"}).out).empty());
  const Outcome lost = bowlby({"compare", own, "--only", "INF99"});
  EXPECT_EQ(lost.code, 64);
  EXPECT_NE(lost.err.find("--only INF99"), std::string::npos) << lost.err;
  const Outcome other = bowlby({"compare", own, "--only", "INF01"});
  EXPECT_EQ(other.code, 64);
  EXPECT_NE(other.err.find("is measured in the study "), std::string::npos) << other.err;
}

TEST(ClaimsDoor, OnlyAClaimWithAnExperimentIsOfferedToRun) {
  const auto list = nlohmann::json::parse(bowlby({"claims", "--json"}).out);
  std::string with, without;
  for (const auto& claim : list) (claim.at("parts").empty() ? without : with) = claim.at("id").get<std::string>();
  ASSERT_FALSE(with.empty() || without.empty());
  EXPECT_NE(bowlby({"claims", "show", with}).out.find("run it: bowlby claims run " + with), std::string::npos);
  EXPECT_EQ(bowlby({"claims", "show", without}).out.find("run it"), std::string::npos);
}

TEST(ClaimsDoor, ColumnsOfTheListDoNotRunIntoEachOther) {
  const std::string out = bowlby({"claims"}).out;
  std::size_t at = 0, seen = 0;
  for (; (at = out.find("(without ", at)) != std::string::npos; ++at, ++seen) EXPECT_EQ(out.substr(at - 2, 2), "  ");
  EXPECT_GT(seen, 100u);
}

}  // namespace
}  // namespace bowlby::doors
