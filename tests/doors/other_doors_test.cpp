// The other subcommands: help, names, comparison, export, report, and the files they are given.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "doors/program.hpp"
#include "model/edges.hpp"
#include "model/parameters.hpp"

namespace bowlby::doors {
namespace {

const std::string small =
    "name: generations\nseed: 3\npopulation: {founders: 120, years: 1.5}\n"
    "waves:\n  - {name: infancy, instrument: [strange_situation, temperament], ages: 1.05}\n"
    "  - {name: home, instrument: sensitivity, ages: 1, about: [mother, father]}\n";

class FinishedRun : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    const Outcome o = bowlby({"run", folder_->write("small.yaml", small), "--output", *folder_ / "run", "--no-report"});
    ASSERT_EQ(o.code, 0) << o.err;
  }
  static void TearDownTestSuite() { folder_.reset(); }
  static std::string run() { return *folder_ / "run"; }
  static inline std::unique_ptr<Folder> folder_;
};

TEST(Doors, UnknownSubcommandsAndNoneAreUsage) {
  EXPECT_EQ(bowlby({}).code, 0);
  EXPECT_EQ(bowlby({}).out, bowlby({"--help"}).out) << "who asks nothing is told what can be asked";
  const Outcome typo = bowlby({"comparee"});
  EXPECT_EQ(typo.code, 64);
  EXPECT_NE(typo.err.find("did you mean compare?"), std::string::npos) << typo.err;
  EXPECT_EQ(bowlby({"run"}).code, 64) << "run needs a study";
  EXPECT_EQ(bowlby({"compare"}).code, 64);
  EXPECT_EQ(bowlby({"export", "a"}).code, 64);
}

TEST(Doors, HelpHasExamplesEverywhere) {
  const Outcome main = bowlby({"--help"});
  EXPECT_EQ(main.code, 0);
  EXPECT_NE(main.out.find("Exit codes"), std::string::npos);
  for (const char* command : {"run", "params", "edges", "rungs", "explain", "compare", "export", "report", "diff-run",
                              "claims", "calibrate", "validate", "new", "schema", "check"}) {
    EXPECT_NE(main.out.find(std::string("\n  ") + command + " "), std::string::npos)
        << command << " is not in the main help";
    const Outcome help = bowlby({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_NE(help.out.find(std::string("bowlby ") + command), std::string::npos) << command << " shows no example:\n"
                                                                                  << help.out;
  }
}

TEST(Doors, ParametersAndEdgesAreToldAsJsonToo) {
  const auto parameters = nlohmann::json::parse(bowlby({"params", "--json"}).out);
  ASSERT_EQ(parameters["parameters"].size(), parameter_table.size());
  EXPECT_EQ(parameters["parameters"][0]["name"].get<std::string>(), parameter_table[0].name);
  EXPECT_EQ(parameters["parameters"][0]["default"].get<double>(), parameter_table[0].value);
  const auto edges = nlohmann::json::parse(bowlby({"edges", "--json"}).out);
  ASSERT_EQ(edges["edges"].size(), static_cast<std::size_t>(edge_count));
  EXPECT_FALSE(edges["edges"][0]["carrier"].get<std::string>().empty());
  EXPECT_EQ(bowlby({"params", "--json", "insistence"}).code, 64);
}

TEST(Doors, VersionIsTheOneOfTheFile) {
  std::string version = read_file(std::string(BOWLBY_SOURCE_DIR) + "/VERSION");
  while (!version.empty() && version.back() == '\n') version.pop_back();
  const Outcome o = bowlby({"--version"});
  EXPECT_EQ(o.code, 0);
  EXPECT_NE(o.out.find("bowlby " + version + " ("), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("Cite as: The Bowlby developers (20"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("(version " + version + ", commit "), std::string::npos) << o.out;
  const std::string cff = read_file(std::string(BOWLBY_SOURCE_DIR) + "/CITATION.cff");
  EXPECT_NE(cff.find("\nversion: " + version + "\n"), std::string::npos) << "CITATION.cff tells another version";
}

TEST(Doors, EveryNameCanBeExplained) {
  const Outcome params = bowlby({"params"}), edges = bowlby({"edges"});
  EXPECT_EQ(params.code, 0);
  EXPECT_EQ(edges.code, 0);
  for (const ParamInfo& p : parameter_table)
    EXPECT_NE(params.out.find("\n" + std::string(p.name) + " "), std::string::npos) << p.name;
  for (const EdgeInfo& e : edge_table)
    EXPECT_NE(edges.out.find("\n" + std::string(e.name) + " "), std::string::npos) << e.name;
  const Outcome one = bowlby({"explain", "uncertainty_to_press"});
  EXPECT_EQ(one.code, 0);
  EXPECT_NE(one.out.find("insistence"), std::string::npos) << one.out;
  EXPECT_NE(one.out.find("--off uncertainty_to_press"), std::string::npos) << one.out;
  const Outcome lost = bowlby({"explain", "uncertainty_to_pres"});
  EXPECT_EQ(lost.code, 64);
  EXPECT_NE(lost.err.find("did you mean uncertainty_to_press?"), std::string::npos) << lost.err;
  EXPECT_EQ(bowlby({"params", "no_such_part"}).code, 64);
  EXPECT_EQ(bowlby({"rungs"}).code, 0);
}

TEST_F(FinishedRun, ComparisonIsValidJsonWithItsKeys) {
  const Outcome o = bowlby({"compare", run(), "--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto table = nlohmann::json::parse(o.out);
  ASSERT_TRUE(table.is_array());
  ASSERT_GE(table.size(), 1u) << "no published number is meant for this study";
  int measured = 0;
  for (const auto& row : table) {
    EXPECT_TRUE(row.at("id").is_string());
    EXPECT_EQ(row.at("published").is_number(), row.at("role") != "daily") << row;
    for (const char* key : {"published_low", "published_high", "simulated", "simulated_low", "simulated_high"})
      EXPECT_TRUE(row.at(key).is_number() || row.at(key).is_null()) << key << " in " << row;
    const auto& inside = row.at("inside");
    ASSERT_TRUE(inside.is_boolean() || inside.is_null()) << row;
    if (row.at("simulated").is_number()) {
      ++measured;
      EXPECT_LE(row.at("simulated_low").get<double>(), row.at("simulated").get<double>() + 1e-9) << row;
      EXPECT_GE(row.at("simulated_high").get<double>(), row.at("simulated").get<double>() - 1e-9) << row;
    }
  }
  EXPECT_GE(measured, 1);
  EXPECT_EQ(bowlby({"compare", run()}).code, 0);
}

TEST_F(FinishedRun, ExportWritesEveryTableAndOverwritesNothing) {
  const Folder folder;
  ASSERT_EQ(bowlby({"export", run(), folder / "csv"}).code, 0);
  for (const char* table : {"person", "observation", "event", "tie", "codebook", "parameter", "provenance", "wave"}) {
    const std::string text = read_file(folder / (std::string("csv/") + table + ".csv"));
    EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 1) << table;
  }
  const std::string before = read_file(folder / "csv/person.csv");
  const Outcome again = bowlby({"export", run(), folder / "csv"});
  EXPECT_EQ(again.code, 66);
  EXPECT_NE(again.err.find("csv"), std::string::npos) << again.err;
  EXPECT_EQ(read_file(folder / "csv/person.csv"), before);
}

TEST_F(FinishedRun, ReportIsOnePageThatAsksForNothing) {
  const Folder folder;
  std::filesystem::create_directories(folder / "run");
  std::filesystem::copy_file(run() + "/results.sqlite", folder / "run/results.sqlite");
  const Outcome o = bowlby({"report", folder / "run"});
  ASSERT_EQ(o.code, 0) << o.err;
  const std::string page = read_file(folder / "run/report.html");
  EXPECT_GT(page.size(), 100'000u);
  EXPECT_EQ(page.find("/*DATA*/"), std::string::npos);
  EXPECT_EQ(page.find("<script src"), std::string::npos);
  EXPECT_EQ(page.find("<link rel=\"stylesheet\""), std::string::npos);
}

// A results file that was cut short anywhere, or is none, is bad data for every reader; never a crash.
TEST_F(FinishedRun, TruncatedAndForeignDatabasesAreRefused) {
  const std::string whole = read_file(run() + "/results.sqlite");
  ASSERT_GT(whole.size(), 10'000u);
  const Folder folder;
  std::filesystem::create_directories(folder / "cut");
  const auto expect_refused = [&](const std::string& bytes, const std::string& what) {
    folder.write("cut/results.sqlite", bytes);
    for (const Arguments& a : {Arguments{"compare", folder / "cut"},
                               {"compare", folder / "cut", "--json"},
                               {"export", folder / "cut", folder / "cut.csv"},
                               {"report", folder / "cut"},
                               {"diff-run", folder / "cut", run()}}) {
      const Outcome o = bowlby(a);
      EXPECT_TRUE(o.code == 65 || o.code == 66) << what << ", " << a[0] << ": " << o.code << " " << o.err;
      EXPECT_NE(o.err.find("bowlby: "), std::string::npos) << what << ", " << a[0];
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "cut/report.html")) << what;
  };
  expect_refused("", "empty");
  expect_refused(whole.substr(0, 50), "cut within the head");
  expect_refused(whole.substr(0, 4096), "cut after a page");
  expect_refused(whole.substr(0, whole.size() / 2), "cut in half");
  expect_refused("name,age\nx,3\n", "no database");
}

TEST_F(FinishedRun, FoldersWithoutResultsAreFileProblems) {
  const Folder folder;
  EXPECT_EQ(bowlby({"compare", folder / "nowhere"}).code, 66);
  EXPECT_EQ(bowlby({"compare", folder.path().string()}).code, 66);
  EXPECT_EQ(bowlby({"diff-run", run(), folder / "nowhere"}).code, 66);
  EXPECT_EQ(bowlby({"export", folder / "nowhere", folder / "csv"}).code, 66);
  EXPECT_FALSE(std::filesystem::exists(folder / "csv"));
  EXPECT_EQ(bowlby({"report", folder / "nowhere"}).code, 66);
}

// Results can also be looked at while they may not be changed.
TEST_F(FinishedRun, AReadOnlyRunCanStillBeRead) {
  const Folder folder;
  std::filesystem::create_directories(folder / "run");
  std::filesystem::copy_file(run() + "/results.sqlite", folder / "run/results.sqlite");
  std::filesystem::permissions(folder / "run/results.sqlite", std::filesystem::perms(0444));
  std::filesystem::permissions(folder / "run", std::filesystem::perms(0555));
  const Outcome o = bowlby({"compare", folder / "run", "--json"}, {{"user", "nobody"}});
  EXPECT_EQ(o.code, 0) << o.err;
  const Outcome report = bowlby({"report", folder / "run"}, {{"user", "nobody"}});
  EXPECT_EQ(report.code, 66) << report.err;
  std::filesystem::permissions(folder / "run", std::filesystem::perms(0755));
}

}  // namespace
}  // namespace bowlby::doors
