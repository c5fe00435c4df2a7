// Before a study is run: the starter, the schema, and whether a file is sound.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

TEST(StudyDoors, AStarterIsWrittenOnceAndIsSound) {
  const Folder folder;
  const std::string file = folder / "mine.yaml";
  const Outcome o = bowlby({"new", file});
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find("bowlby check"), std::string::npos);
  const std::string text = read_file(file);
  EXPECT_NE(text.find("name: mine\n"), std::string::npos);
  EXPECT_EQ(bowlby({"check", file}).code, 0);
  EXPECT_EQ(bowlby({"new", file}).code, 66);
  EXPECT_EQ(read_file(file), text) << "nothing is overwritten";
  EXPECT_EQ(bowlby({"new", folder / "two words.yaml"}).code, 64);
}

TEST(StudyDoors, CheckNamesEveryFaultWithPlaceAndRemedyAndRunsNothing) {
  const Folder folder;
  const std::string file = folder.write("f.yaml", "name: f\nseed: 1\npopulatoin: {founders: 9}\nrung: R9\n");
  const Outcome o = bowlby({"check", file});
  EXPECT_EQ(o.code, 65);
  EXPECT_NE(o.err.find("did you mean population"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find(":3:"), std::string::npos) << o.err;
  EXPECT_NE(o.err.find("rung"), std::string::npos) << o.err;
  EXPECT_EQ(bowlby({"check", folder / "nothing.yaml"}).code, 66);
}

TEST(StudyDoors, TheManualsTableIsTheListsOwn) {
  const Outcome o = bowlby({"schema", "study", "--table"});
  ASSERT_EQ(o.code, 0) << o.err;
  const std::string manual = read_file(std::string(BOWLBY_SOURCE_DIR) + "/docs/studies.md");
  EXPECT_NE(manual.find(o.out), std::string::npos)
      << "write the table of docs/studies.md anew: bowlby schema study --table";
  EXPECT_EQ(bowlby({"schema", "stud"}).code, 64);
  EXPECT_TRUE(nlohmann::json::accept(bowlby({"schema", "study"}).out));
}

TEST(StudyDoors, TheManualsPageOfStateIsTheListsOwn) {
  const Outcome o = bowlby({"schema", "state"});
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_NE(o.out.find("| `general_mu` | 0-1 | expected response of others |"), std::string::npos) << o.out;
  const std::string manual = read_file(std::string(BOWLBY_SOURCE_DIR) + "/docs/state.md");
  EXPECT_TRUE(manual.ends_with(o.out)) << "write the tables of docs/state.md anew: bowlby schema state";
}

}  // namespace
}  // namespace bowlby::doors
