// CSV files as programs write them, and what they get wrong.
#include "io/data/csv_file.hpp"

#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace bowlby::io {
namespace {

AnswerTable read(const std::string& text, const CsvHints& hints = {}) {
  auto table = parse_csv(text, "a.csv", hints);
  if (!table) {
    ADD_FAILURE() << bowlby::text(table.problems().front());
    return {};
  }
  return std::move(*table);
}
std::string refusal(const std::string& text, const CsvHints& hints = {}) {
  const auto table = parse_csv(text, "a.csv", hints);
  return table ? "" : bowlby::text(table.problems().front());
}

TEST(CsvFile, CellsInQuotesMayHoldSeparatorsQuotesAndLineEnds) {
  const AnswerTable t = read("a,b\r\n\"1,\"\"x\"\"\r\ny\",2\r\n3,4\r\n");
  ASSERT_EQ(t.rows(), 2u);
  EXPECT_EQ(t.cell(0, 0), "1,\"x\"\r\ny");
  EXPECT_EQ(t.cell(1, 1), "4");
  EXPECT_EQ(t.lines, (std::vector<int>{2, 4}));
}

TEST(CsvFile, SeparatorAndDecimalMarkAreConcludedTogetherAndTold) {
  const AnswerTable t = read(
      "\xEF\xBB\xBF"
      "a;b\n1,5;2\n2,5;3\n");
  EXPECT_EQ(t.columns, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(t.point, ',');
  EXPECT_EQ(t.concluded.front(), "semicolons between cells, decimal commas, byte order mark");
  double x = 0;
  EXPECT_TRUE(cell_number(t.cell(0, 0), t.point, x));
  EXPECT_EQ(x, 1.5);
  EXPECT_FALSE(cell_number("1.234,5", ',', x));
  EXPECT_EQ(read("a\tb\n1.5\t2\n").point, '.');
  EXPECT_EQ(read("a|b\n1|2\n").columns.size(), 2u);
}

TEST(CsvFile, ACommaInACellDoesNotMakeItTheSeparator) {
  EXPECT_EQ(read("name;age;x\nSmith, J;3;1\nPoe, A;4;1\n").columns.size(), 3u);
}

TEST(CsvFile, BothDecimalMarksAreAskedAbout) {
  EXPECT_NE(refusal("a;b\n1,5;2.5\n").find("--decimal"), std::string::npos);
  CsvHints hints;
  hints.point = ',';
  EXPECT_EQ(read("a;b\n1,5;2.5\n", hints).point, ',');
}

TEST(CsvFile, AnEmptyFileIsCalledEmpty) {
  for (const char* nothing : {"", "\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF \r\n"})
    EXPECT_NE(refusal(nothing).find("is empty"), std::string::npos) << nothing;
}

TEST(CsvFile, ASingleColumnIsAnError) {
  EXPECT_NE(refusal("a\n1\n2\n").find("single column"), std::string::npos);
  EXPECT_NE(refusal("a:b\n1:2\n").find("--delimiter"), std::string::npos);
  CsvHints colon;
  colon.delimiter = ':';
  EXPECT_EQ(read("a:b\n1:2\n", colon).columns.size(), 2u);
}

TEST(CsvFile, RowsOfAnotherWidthAreToldWithTheirLine) {
  const AnswerTable t = read("a,b\n1,2\n1,2,3\n4\n5,6\n");
  EXPECT_EQ(t.rows(), 2u);
  ASSERT_EQ(t.ragged.size(), 2u);
  EXPECT_EQ(t.ragged[0].line, 3);
  EXPECT_EQ(t.ragged[0].cells, 3u);
  EXPECT_EQ(t.ragged[1].line, 4);
}

TEST(CsvFile, WhatCannotBeReadSaysWhere) {
  EXPECT_NE(refusal("a,b\n1,\"2\n3,4\n").find("a.csv:2: a quote opens here"), std::string::npos);
  EXPECT_NE(refusal("a,a\n1,2\n").find("two columns are called"), std::string::npos);
  EXPECT_NE(refusal("a,b\n1,\xE9\n").find("a.csv:2:3: is no UTF-8"), std::string::npos);
  EXPECT_NE(refusal(std::string("\xFF\xFE"
                                "a\0",
                                4))
                .find("UTF-16"),
            std::string::npos);
}

TEST(CsvFile, ThreeHeadsOfQualtricsBecomeOneWithImportIds) {
  const AnswerTable t = read(
      "Q1,Q2\nHow are "
      "you?,\"And\nthen?\"\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID20_3\"\"}\"\n4,5\n");
  ASSERT_EQ(t.rows(), 1u);
  EXPECT_EQ(t.aliases[1], "QID20_3");
  EXPECT_EQ(t.cell(0, 1), "5");
  EXPECT_EQ(t.lines[0], 5);
  EXPECT_NE(t.concluded[1].find("three heads"), std::string::npos);
}

}  // namespace
}  // namespace bowlby::io
