// Output that is not there is a failure, whichever command should have given it.
#include <gtest/gtest.h>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

const std::string small =
    "name: generations\nseed: 3\npopulation: {founders: 120, years: 1.5}\n"
    "waves:\n  - {name: infancy, instrument: [strange_situation, temperament], ages: 1.05}\n";

void expect_lost(const Arguments& arguments) {
  std::string line;
  for (const std::string& a : arguments) line += a + ' ';
  const Outcome o = bowlby(arguments, {{"output", "/dev/full"}});
  EXPECT_EQ(o.code, 66) << line << o.err;
  EXPECT_NE(o.err.find("standard output"), std::string::npos) << line << o.err;
  EXPECT_EQ(o.err.find("a fault of the program"), std::string::npos) << line << o.err;
}

// Some of these are shorter than a buffer, and fail at the end only; others fail in the middle.
TEST(LostOutput, OfACommandThatOnlyTellsIsAFileFault) {
  const std::vector<Arguments> telling = {{"--help"}, {"--version"}, {"run", "--help"},         {"params"},
                                          {"edges"},  {"rungs"},     {"explain", "insistence"}, {"sets"}};
  for (const Arguments& arguments : telling) expect_lost(arguments);
}

TEST(LostOutput, OfARunAndOfWhatReadsItIsAFileFault) {
  const Folder folder;
  const std::string run = folder / "run", study = folder.write("small.yaml", small);
  ASSERT_EQ(bowlby({"run", study, "--output", run, "--no-report"}).code, 0);
  expect_lost({"run", study, "--output", folder / "other", "--no-report"});
  expect_lost({"compare", run});
  expect_lost({"compare", run, "--json"});
  expect_lost({"diff-run", run, run});
  expect_lost({"export", run, folder / "tables"});
}

TEST(LostOutput, DoesNotHideAnEarlierFailure) { EXPECT_EQ(bowlby({"comparee"}, {{"output", "/dev/full"}}).code, 64); }

}  // namespace
}  // namespace bowlby::doors
