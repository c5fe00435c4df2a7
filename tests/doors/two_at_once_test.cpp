// Two programs started into one folder at the same moment: one wins and finishes, the other is told, nothing is lost.
// A few times each; 25 times with BOWLBY_ENDURANCE=full (`make endurance`).
#include <gtest/gtest.h>

#include <cstdlib>

#include "doors/calibration_sample.hpp"
#include "doors/claims_sample.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

const std::string tiny =
    "name: tiny\nseed: 3\npopulation: {founders: 40, years: 2}\n"
    "record: {courses: 12, moments: 2, moments_from: 0, moments_until: 1}\n";

// How often the loser was told of the other program (else it came when the winner had ended).
int start_two(const Arguments& command, const std::string& output, const std::vector<std::string>& whole, int times) {
  int told = 0, won_by_one = 0;
  if (std::getenv("BOWLBY_ENDURANCE")) times = 25;
  for (int i = 0; i < times; ++i) {
    const Folder folder;
    Arguments all = command;
    all.push_back(folder / output);
    Running a(folder, all), b(folder, all);
    Outcome won = a.wait(), lost = b.wait();
    if (won.code != 0) std::swap(won, lost);
    EXPECT_EQ(won.code, 0) << won.err;
    EXPECT_EQ(lost.code, 66) << "both said that they finished: " << lost.err;
    const bool other = lost.err.find("another program is writing there") != std::string::npos;
    EXPECT_TRUE(other || lost.err.find("is there already") != std::string::npos) << lost.err;
    told += other;
    won_by_one += won.code == 0 && lost.code == 66;
    for (const std::string& name : whole) EXPECT_TRUE(std::filesystem::exists(folder / name)) << name;
    EXPECT_FALSE(std::filesystem::exists(folder / (output + ".partial")));
  }
  std::printf("## two at once, %s: %d times, %d finished by one, %d told the other of it\n", command.front().c_str(),
              times, won_by_one, told);
  return told;
}

TEST(TwoAtOnce, ARunIsFinishedByOne) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  EXPECT_GT(start_two({"run", study, "-q", "-o"}, "run", {"run/results.sqlite", "run/report.html"}, 5), 0);
}

TEST(TwoAtOnce, AnExportIsFinishedByOne) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  ASSERT_EQ(bowlby({"run", study, "-q", "--no-report", "-o", folder / "run"}).code, 0);
  EXPECT_GT(start_two({"export", folder / "run"}, "csv", {"csv/moment.csv", "csv/codebook.csv"}, 5), 0);
}

TEST(TwoAtOnce, ClaimsAreFinishedByOne) {
  const Folder folder;
  const std::string entries = claims_sample(folder);
  EXPECT_GT(start_two({"claims", "run", "--all", "--seeds", "2", "-q", "--entries", entries, "-o"}, "claims",
                      {"claims/claims.sqlite", "claims/claims.html"}, 2),
            0);
}

TEST(TwoAtOnce, ARecoveryIsFinishedByOne) {
  EXPECT_GT(start_two({"recover", "--people", "10", "--days", "5", "-q", "-o"}, "found",
                      {"found/recovery.tsv", "found/recovery.md"}, 3),
            0);
}

TEST(TwoAtOnce, AValidationIsFinishedByOne) {
  EXPECT_GT(start_two({"validate", "--study", "rearing", "--study", "twins", "--scale", ".005", "-q", "-o"}, "all",
                      {"all/validation.tsv", "all/runs/twins/results.sqlite"}, 3),
            0);
}

TEST(TwoAtOnce, ACalibrationIsFinishedByOne) {
  const Folder folder;
  EXPECT_GT(start_two({"calibrate", calibration_sample(folder), "--stage", "screen", "-q", "-o"}, "fit",
                      {"fit/calibration.sqlite"}, 3),
            0);
}

TEST(TwoAtOnce, AReportWaitsForNobodyAndTouchesNothing) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny);
  ASSERT_EQ(bowlby({"run", study, "-q", "-o", folder / "run"}).code, 0);
  const std::string page = read_file(folder / "run/report.html");
  Running a(folder, {"report", folder / "run"}), b(folder, {"report", folder / "run"});
  const int codes[] = {a.wait().code, b.wait().code};
  EXPECT_TRUE(codes[0] == 0 || codes[1] == 0);
  for (const int code : codes) EXPECT_TRUE(code == 0 || code == 66) << code;
  EXPECT_EQ(read_file(folder / "run/report.html"), page);
  EXPECT_FALSE(std::filesystem::exists(folder / "run/report.html.partial"));
}

}  // namespace
}  // namespace bowlby::doors
