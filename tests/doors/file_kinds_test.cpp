// A command given a file of another kind says what it is and which command takes it, in one line.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

const std::string source = BOWLBY_SOURCE_DIR;

void expect_named(const Arguments& command, const std::string& file, const std::vector<std::string>& words) {
  const Outcome o = bowlby(command);
  EXPECT_EQ(o.code, 65) << o.err;
  EXPECT_TRUE(o.err.starts_with("bowlby: " + file + ": is ")) << o.err;
  EXPECT_EQ(std::count(o.err.begin(), o.err.end(), '\n'), 1) << o.err;
  for (const std::string& word : words) EXPECT_NE(o.err.find(word), std::string::npos) << word << " in " << o.err;
}

TEST(FileKinds, RunNamesWhatItWasGiven) {
  const Folder folder;
  const std::string study = folder.write("tiny.yaml", "name: tiny\nseed: 3\npopulation: {founders: 12, years: 1}\n");
  ASSERT_EQ(bowlby({"run", study, "--no-report", "--output", folder / "it's done"}).code, 0);
  const auto run = [&](const std::string& file) { return Arguments{"run", file, "--output", folder / "out"}; };
  const std::string calibration = source + "/studies/calibration.yaml", set = source + "/parameters/first_guesses.yaml",
                    claims = source + "/evidence/claims/adults.yaml", done = folder / "it's done",
                    csv = folder.write("people.csv", "id,age,answer\n1,20,3\n"),
                    request = folder.write("evening.json", "{\"moment\": \"hard_talk\"}");
  expect_named(run(calibration), calibration, {"a calibration file, not a study", "bowlby calibrate " + calibration});
  expect_named(run(set), set, {"a parameter set", "--parameters " + set});
  expect_named(run(claims), claims, {"a file of claims", "bowlby claims --entries"});
  expect_named(run(csv), csv, {"a table"});
  expect_named(run(request), request, {"bowlby scene"});
  expect_named(run(done), done, {"the results of a run", "bowlby compare '" + (folder / "it'\\''s done") + "'"});
  expect_named(run(done + "/results.sqlite"), done + "/results.sqlite", {"the results of a run"});
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(FileKinds, TheOthersToo) {
  const Folder folder;
  const std::string study = study_path("couples"), csv = folder.write("people.csv", "id;age;answer\n1;20;3\n");
  expect_named({"calibrate", study, "--output", folder / "out"}, study,
               {"a study, not a calibration file", "bowlby run"});
  for (const char* command : {"compare", "report"}) expect_named({command, study}, study, {"a study", "bowlby run"});
  expect_named({"export", study, folder / "csv"}, study, {"a study, not the results of a run"});
  expect_named({"diff-run", study, study}, study, {"a study, not the results of a run"});
  expect_named({"run", study, "--parameters", study, "--output", folder / "out"}, study, {"not a parameter set"});
  expect_named({"scene", "evening", "--request", study}, study, {"a study, not a JSON request"});
  expect_named({"compare", csv}, csv, {"a table"});
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

}  // namespace
}  // namespace bowlby::doors
