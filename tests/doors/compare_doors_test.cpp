// What compare says beyond its table: how far luck alone moves a number, and why there is nothing to compare.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

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

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

TEST(CompareDoor, TheSpreadOfTheReplicatesStandsInCsvAndReportToo) {
  const Folder folder;
  const std::string run = run_of(folder, study_path("rearing"), "three", {"--people", "60", "--replicates", "3"});
  const Outcome csv = bowlby({"compare", run, "--csv"});
  ASSERT_EQ(csv.code, 0) << csv.err;
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv.out);
  for (std::string line; std::getline(lines, line);) rows.push_back(cells_of(line));
  const auto table = nlohmann::json::parse(bowlby({"compare", run, "--json"}).out);
  ASSERT_EQ(rows.size(), table.size() + 1);
  ASSERT_EQ(rows[0].back(), "replicates_greatest");
  int told = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto& row = rows[i + 1];
    ASSERT_EQ(row.size(), rows[0].size()) << row[0];
    EXPECT_EQ(row[0], table[i].at("id"));
    const std::size_t first = row.size() - 5;
    std::vector<double> values;
    for (const auto& v : table[i].value("replicates", nlohmann::json::array()))  // of a diary there are none
      if (v.is_number()) values.push_back(v);
    if (values.size() < 2) {
      EXPECT_EQ(row.back(), "");
      continue;
    }
    ++told;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    EXPECT_EQ(std::stoul(row[first]), values.size());
    EXPECT_NEAR(std::stod(row[first + 3]), *low, 1e-3 * std::abs(*low)) << row[0];  // JSON has four digits
    EXPECT_NEAR(std::stod(row[first + 4]), *high, 1e-3 * std::abs(*high)) << row[0];
  }
  EXPECT_GE(told, 3);
  ASSERT_EQ(bowlby({"report", run}).code, 0);
  EXPECT_NE(read_file(run + "/report.html").find("\"replicates\":{\"count\":3,"), std::string::npos);
  const Outcome german = bowlby({"compare", run, "--csv", "--dialect", "excel-de"});
  EXPECT_NE(german.out.find(";replicates_greatest\r\n"), std::string::npos);
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
