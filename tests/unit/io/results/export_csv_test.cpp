#include "io/results/export_csv.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "io/results/schema.hpp"
#include "unit/io/results/fixture.hpp"

namespace bowlby {
namespace {

std::string file_text(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

TEST_F(ResultsFile, CsvHasEveryTableAndQuotesWhatNeedsIt) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  const auto p = export_csv(*r, dir("csv"));
  ASSERT_FALSE(p) << text(*p);
  for (const std::string_view table : io::public_tables())
    EXPECT_TRUE(fs::exists(fs::path(dir("csv")) / (std::string(table) + ".csv"))) << table;
  EXPECT_EQ(file_text(fs::path(dir("csv")) / "person.csv"),
            "id,mother,father,sex,generation,born_day,died_day,arm,twin_pair,zygosity,replicate\r\n"
            "0,,,f,1,3,,plain,,,0\r\n1,0,7,m,2,9000,9400,odd,3,mz,0\r\n2,0,7,f,2,9000,,odd,3,dz,0\r\n");
  const std::string observations = file_text(fs::path(dir("csv")) / "observation.csv");
  EXPECT_NE(observations.find(",6575,2.1,1,0\r\n"), std::string::npos) << observations;
  const std::string waves = file_text(fs::path(dir("csv")) / "wave.csv");
  EXPECT_NE(waves.find("0,infancy,strange_situation,1.05,,,,person,,\"mother, father\",1,0,0,person,,,,,1\r\n"),
            std::string::npos)
      << waves;

  const auto again = export_csv(*r, dir("csv"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->fault, Fault::file);
  fs::create_directories(dir("partly"));
  std::ofstream(fs::path(dir("partly")) / "tie.csv") << "mine";
  EXPECT_TRUE(export_csv(*r, dir("partly")));
  EXPECT_EQ(file_text(fs::path(dir("partly")) / "tie.csv"), "mine");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir("partly")), {}), 1) << "nothing half-written beside it";
  EXPECT_TRUE(export_csv(*r, "/proc/bowlby-csv"));
}

TEST_F(ResultsFile, AnExportThatWasKilledIsWrittenAnewAndNothingElseIsTouched) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  fs::create_directories(dir("csv.partial"));
  std::ofstream(fs::path(dir("csv.partial")) / "tie.csv") << "half a li";
  const auto p = export_csv(*r, dir("csv") + "/");
  ASSERT_FALSE(p) << text(*p);
  EXPECT_NE(file_text(fs::path(dir("csv")) / "tie.csv").substr(0, 9), "half a li");
  EXPECT_FALSE(fs::exists(dir("csv.partial")));
  fs::create_directories(dir("mine.partial"));
  std::ofstream(fs::path(dir("mine.partial")) / "notes.txt") << "mine";
  EXPECT_TRUE(export_csv(*r, dir("mine")));
  EXPECT_EQ(file_text(fs::path(dir("mine.partial")) / "notes.txt"), "mine");
}

// What a German Excel opens as a table of numbers.
TEST_F(ResultsFile, CsvForExcelHasSemicolonsDecimalCommasAndAMark) {
  finished(dir());
  const auto r = read_results(dir());
  ASSERT_TRUE(r);
  ASSERT_FALSE(export_csv(*r, dir("excel"), excel_de));
  const std::string observations = file_text(fs::path(dir("excel")) / "observation.csv");
  EXPECT_TRUE(observations.starts_with("\xEF\xBB\xBFperson;wave;")) << observations;
  EXPECT_NE(observations.find(";6575;2,1;1;0\r\n"), std::string::npos) << observations;
  const std::string waves = file_text(fs::path(dir("excel")) / "wave.csv");
  EXPECT_NE(waves.find("0;infancy;strange_situation;1.05;;;;person;;mother, father;1;0;0;person;"), std::string::npos)
      << waves;
}

}  // namespace
}  // namespace bowlby
