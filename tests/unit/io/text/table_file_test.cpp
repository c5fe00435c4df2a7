#include "io/text/table_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace bowlby {
namespace {

namespace fs = std::filesystem;

std::string refusal(std::string_view tsv) {
  const auto t = parse_tsv(tsv, "t.tsv");
  EXPECT_FALSE(t) << tsv;
  std::string out;
  if (!t)
    for (const Problem& p : t.problems()) out += text(p) + "\n";
  return out;
}

TEST(TableFile, ReadsHeaderCommentsAndCells) {
  const auto t = parse_tsv("# where it comes from\n#two\nage\tname\trate\n\n0\ta b\t.5\r\n1\t\t2e-3", "t.tsv");
  ASSERT_TRUE(t);
  EXPECT_EQ(t->columns, (std::vector<std::string>{"age", "name", "rate"}));
  EXPECT_EQ(t->comments, (std::vector<std::string>{"where it comes from", "two"}));
  ASSERT_EQ(t->rows.size(), 2u);
  EXPECT_EQ(t->rows[0].line, 5);
  EXPECT_EQ(t->rows[0].cells[1], "a b");
  EXPECT_EQ(t->rows[1].cells[1], "");
  const auto rates = t->numbers("rate", 0, 1);
  ASSERT_TRUE(rates);
  EXPECT_EQ(*rates, (std::vector<double>{.5, .002}));
}

TEST(TableFile, RefusesWhatIsNoTable) {
  EXPECT_NE(refusal("").find("no header"), std::string::npos);
  EXPECT_NE(refusal("# only this\n").find("no header"), std::string::npos);
  EXPECT_NE(refusal("a\tb\n").find("no rows"), std::string::npos);
  EXPECT_NE(refusal("a\tb\n1\n2\t3\n4\t5\t6\n").find("t.tsv:2:1: has 1 cells instead of 2"), std::string::npos);
  EXPECT_NE(refusal("a\tb\n1\n2\t3\n4\t5\t6\n").find("t.tsv:4:1: has 3 cells"), std::string::npos);
  EXPECT_NE(refusal("a\ta\n1\t2\n").find("t.tsv:1:3: a: this column is already there"), std::string::npos);
  EXPECT_NE(refusal("a\t\n1\t2\n").find("t.tsv:1:3: a column has no name"), std::string::npos);
  EXPECT_NE(refusal(std::string(2000, '\t') + "\n1\n").find("has 2001 columns"), std::string::npos);
  EXPECT_NE(refusal(std::string_view("a\n1\0\n", 5)).find("zero byte"), std::string::npos);
  EXPECT_NE(refusal("a\tb\n1\tM\xFCller\n").find("2:4: this byte is not UTF-8"), std::string::npos);
}

TEST(TableFile, BadNumbersAreNamedByLineAndColumn) {
  const auto t = parse_tsv("age\trate\n0\tx\n12\tnan\n2\t\n3\t1.5\n4\t 1\n5\t.5\n", "t.tsv");
  ASSERT_TRUE(t);
  const auto rates = t->numbers("rate", 0, 1);
  ASSERT_FALSE(rates);
  ASSERT_EQ(rates.problems().size(), 5u);
  EXPECT_EQ(text(rates.problems()[0]), "t.tsv:2:3: rate: \"x\" is not a number; write a plain number");
  EXPECT_EQ(rates.problems()[1].column, 4);
  EXPECT_NE(text(rates.problems()[3]).find("1.5 is out of range"), std::string::npos);
  const auto missing = t->numbers("rte", 0, 1);
  ASSERT_FALSE(missing);
  EXPECT_NE(text(missing.problems()[0]).find("did you mean rate?"), std::string::npos);
}

TEST(TableFile, ShippedDemographyReads) {
  const fs::path folder = fs::path(BOWLBY_SOURCE_DIR) / "evidence" / "demography";
  int read = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".tsv") continue;
    const auto t = read_tsv(entry.path().string());
    ASSERT_TRUE(t) << text(t.problems()[0]);
    for (const std::string& column : t->columns)
      if (column != "source") {  // the one column of names
        EXPECT_TRUE(t->numbers(column, 0, 200)) << entry.path() << column;
      }
    ++read;
  }
  EXPECT_GE(read, 5);
}

TEST(TableFile, MissingFilesAreFileProblems) {
  const auto t = read_tsv("/nowhere/at/all.tsv");
  ASSERT_FALSE(t);
  EXPECT_EQ(t.problems()[0].fault, Fault::file);
}

}  // namespace
}  // namespace bowlby
