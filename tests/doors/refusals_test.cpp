// What the manual says is refused is refused: by exit code, in words that name it, and with everything left as it was.
#include <SQLiteCpp/Database.h>
#include <gtest/gtest.h>

#include "doors/calibration_sample.hpp"
#include "doors/claims_sample.hpp"
#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string tiny =
    "name: tiny\nseed: 3\npopulation: {founders: 12, years: 2}\n"
    "waves: [{name: one, instrument: wellbeing, ages: 1}]\n";

std::size_t names_in(const std::string& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

void expect_refused(const Arguments& command, int code, const std::string& words) {
  const Outcome o = bowlby(command);
  EXPECT_EQ(o.code, code) << testing::PrintToString(command) << o.out << o.err;
  EXPECT_NE(o.err.find(words), std::string::npos) << testing::PrintToString(command) << o.err;
}

// docs/results.md, "One rule for every folder".
TEST(Refusals, AFolderWithOtherThingsInItWithResumeAndWithout) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny), sample = claims_sample(folder, claims_readout, 24);
  ASSERT_EQ(bowlby({"run", study, "-q", "--no-report", "-o", folder / "run"}).code, 0);
  fs::create_directories(folder / "mine");
  const std::string mine = folder / "mine", note = folder.write("mine/notes.txt", "mine\n");
  const Arguments commands[]{{"run", study, "-q", "-o", mine},
                             {"claims", "run", "C020", "--seeds", "2", "-q", "--entries", sample, "-o", mine},
                             {"validate", "--study", "rearing", "--scale", ".005", "-q", "-o", mine},
                             {"calibrate", calibration_sample(folder), "--stage", "screen", "-q", "-o", mine},
                             {"recover", "--people", "10", "--days", "5", "-q", "-o", mine}};
  for (Arguments command : commands) {
    expect_refused(command, 66, "nothing is overwritten");
    command.emplace_back("--resume");
    expect_refused(command, 66, "nothing is overwritten");
  }
  expect_refused({"export", folder / "run", mine}, 66, "nothing is overwritten");
  EXPECT_EQ(read_file(note), "mine\n");
  EXPECT_EQ(names_in(mine), 1u);
}

// docs/results.md, "Is it still what the run wrote?".
TEST(Refusals, ADamagedTableByWhateverReadsItOrCallsItFinished) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", tiny), run = folder / "run", copy = folder / "copy";
  ASSERT_EQ(bowlby({"run", study, "-q", "--no-report", "-o", run}).code, 0);
  fs::copy(run, copy, fs::copy_options::recursive);
  SQLite::Database(run + "/results.sqlite", SQLite::OPEN_READWRITE)
      .exec("UPDATE person SET born_day = born_day + 1 WHERE id = 3");
  const Arguments commands[]{{"check", run},
                             {"compare", run},
                             {"export", run, folder / "csv"},
                             {"export", run, folder / "csv", "--wide"},
                             {"report", run},
                             {"diff-run", run, copy},
                             {"diff-run", copy, run},
                             {"run", study, "-q", "-o", run, "--resume"}};
  for (const Arguments& command : commands) expect_refused(command, 65, "person: is not as it was written");
  EXPECT_FALSE(fs::exists(folder / "csv"));
  EXPECT_FALSE(fs::exists(run + "/report.html")) << "a report of damaged tables";
}

TEST(Refusals, AValidationGoesOnFromNoDamagedRun) {
  const Folder folder;
  const std::string out = folder / "out", results = out + "/runs/rearing/results.sqlite";
  const Arguments command{"validate", "--study", "rearing", "--scale", ".005", "-q", "-o", out, "--resume"};
  ASSERT_EQ(bowlby(command).code, 0);
  SQLite::Database(results, SQLite::OPEN_READWRITE).exec("UPDATE person SET born_day = born_day + 1 WHERE id = 3");
  expect_refused(command, 65, "person: is not as it was written");
}

}  // namespace
}  // namespace bowlby::doors
