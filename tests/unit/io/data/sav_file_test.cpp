// SPSS system files: what a writer of our own puts in comes out, however it was packed; what is damaged is told with
// the place.
#include "io/data/sav/file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/io/data/sav_writer.hpp"

namespace bowlby::io {
namespace {

constexpr double seconds_of_2026_11_30 = 162215 * 86400.0;  // days since 14 October 1582

SavWriter everything() {
  SavWriter w;
  w.variables = {
      {"ID", "identifier_of_person", "who it is", 12, 1, {}, {}, {}, "none"},
      {"Q1", "", "I worry (1 to 7)", 0, 5, {99}, {}, {{1.0, "never"}, {7.0, "always"}, {99.0, "refused"}}, ""},
      {"AGE", "age_in_years", "", 0, 5, {-1}, {900, 999}, {}, ""},
      {"SEX", "", "", 1, 1, {}, {}, {{std::string("f"), "woman"}, {std::string("m"), "man"}}, ""},
      {"DAY", "", "", 0, 20, {}, {}, {}, ""},
      {"AT", "", "", 0, 22, {}, {}, {}, ""},
      {"CLOCK", "", "", 0, 21, {}, {}, {}, ""},
      {"WORDS", "long_words", "", 600, 1, {}, {}, {}, ""},
      {"LAST", "", "", 0, 5, {}, {}, {}, ""},
  };
  const double none = SavWriter::system_missing;
  w.cases = {
      {"Ann", 3.0, 31.0, "f", seconds_of_2026_11_30, seconds_of_2026_11_30 + 3661, 30600.0, std::string(600, 'x'), 1.5},
      {"J\xC3\xB6rg", 99.0, 950.0, "m", none, none, none, "short", -250.0},
      {"none", none, -1.0, "", 0.0, 0.0, 0.0, std::string(255, 'a') + "b" + std::string(300, 'c') + "end", 1e-5},
      {"", 7.0, 18.25, "f", none, none, none, "", 151.0},
  };
  return w;
}

std::string value(const AnswerTable& t, std::size_t row, const std::string& column) {
  const auto at = std::ranges::find(t.columns, column);
  if (at == t.columns.end()) return "no such column";
  return std::string(t.cell(row, static_cast<std::size_t>(at - t.columns.begin())));
}

class SavFile : public ::testing::TestWithParam<std::pair<bool, int>> {};

TEST_P(SavFile, WhatWasWrittenIsRead) {
  SavWriter w = everything();
  w.big = GetParam().first, w.compression = GetParam().second;
  const auto t = parse_sav(w.written(), "t.sav");
  ASSERT_TRUE(t) << bowlby::text(t.problems().front());
  ASSERT_EQ(t->rows(), 4u);
  ASSERT_EQ(t->columns.size(), 9u);
  EXPECT_EQ(value(*t, 0, "identifier_of_person"), "Ann");
  EXPECT_EQ(value(*t, 1, "identifier_of_person"), "J\xC3\xB6rg");
  EXPECT_EQ(value(*t, 2, "identifier_of_person"), "");  // the file calls it missing
  EXPECT_EQ(value(*t, 0, "Q1"), "3");
  EXPECT_EQ(value(*t, 1, "Q1"), "");
  EXPECT_EQ(value(*t, 2, "Q1"), "");
  EXPECT_EQ(value(*t, 3, "Q1"), "7");
  EXPECT_EQ(value(*t, 1, "age_in_years"), "");
  EXPECT_EQ(value(*t, 2, "age_in_years"), "");
  EXPECT_EQ(value(*t, 3, "age_in_years"), "18.25");
  EXPECT_EQ(value(*t, 0, "SEX"), "f");
  EXPECT_EQ(value(*t, 0, "DAY"), "2026-11-30");
  EXPECT_EQ(value(*t, 2, "DAY"), "1582-10-14");
  EXPECT_EQ(value(*t, 0, "AT"), "2026-11-30 01:01:01");
  EXPECT_EQ(value(*t, 0, "CLOCK"), "08:30:00");
  EXPECT_EQ(value(*t, 0, "long_words"), std::string(600, 'x'));
  EXPECT_EQ(value(*t, 1, "long_words"), "short");
  EXPECT_EQ(value(*t, 2, "long_words"), std::string(255, 'a') + "b" + std::string(300, 'c') + "end");
  EXPECT_EQ(value(*t, 0, "LAST"), "1.5");
  EXPECT_EQ(value(*t, 1, "LAST"), "-250");
  EXPECT_EQ(value(*t, 2, "LAST"), "1e-05");
  EXPECT_EQ(value(*t, 3, "LAST"), "151");
  EXPECT_EQ(t->aliases[0], "ID");
}

INSTANTIATE_TEST_SUITE_P(Kinds, SavFile,
                         ::testing::Values(std::pair(false, 0), std::pair(false, 1), std::pair(false, 2),
                                           std::pair(true, 0), std::pair(true, 1), std::pair(true, 2)));

TEST(SavFileSays, LabelsAndMissingValuesAreKept) {
  const auto t = parse_sav(everything().written(), "t.sav");
  ASSERT_TRUE(t);
  ASSERT_EQ(t->said.size(), t->columns.size());
  EXPECT_EQ(t->said[1].label, "I worry (1 to 7)");
  ASSERT_EQ(t->said[1].values.size(), 3u);
  EXPECT_EQ(t->said[1].values[0], std::pair(std::string("1"), std::string("never")));
  ASSERT_EQ(t->said[1].missing.size(), 1u);
  EXPECT_EQ(t->said[1].missing[0], std::pair(std::string("99"), std::size_t{1}));
  EXPECT_EQ(t->said[2].missing.size(), 2u);
  EXPECT_EQ(t->said[3].values[1], std::pair(std::string("m"), std::string("man")));
  EXPECT_NE(t->concluded.back().find("4 values"), std::string::npos) << t->concluded.back();
}

TEST(SavFileSays, TextIsBroughtToUnicode) {
  SavWriter w = everything();
  w.encoding = "windows-1252";
  w.cases[1][0] = "J\xF6rg";
  const auto t = parse_sav(w.written(), "t.sav");
  ASSERT_TRUE(t) << bowlby::text(t.problems().front());
  EXPECT_EQ(value(*t, 1, "identifier_of_person"), "J\xC3\xB6rg");
  w.encoding = "UTF-8";  // and it is not
  const auto broken = parse_sav(w.written(), "t.sav");
  ASSERT_TRUE(broken);
  EXPECT_EQ(value(*broken, 1, "identifier_of_person"), "J\xEF\xBF\xBDrg");
  w.encoding = "no-such-encoding";
  const auto unknown = parse_sav(w.written(), "t.sav");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.problems().front().reason.find("no-such-encoding"), std::string::npos);
}

// Of every file cut short anywhere: a problem with its place, or (where only whole cases were cut away) their number.
TEST(SavFileSays, AFileCutShortIsTold) {
  for (const int compression : {0, 1, 2}) {
    SavWriter w = everything();
    w.compression = compression;
    const std::string whole = w.written();
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
      const auto t = parse_sav(whole.substr(0, cut), "t.sav");
      const bool only_the_end_mark = compression == 1 && cut + 16 > whole.size();
      ASSERT_TRUE(!t || only_the_end_mark) << compression << " " << cut << " of " << whole.size();
      if (t) continue;
      const Problem& p = t.problems().front();
      ASSERT_TRUE(p.key.starts_with("byte ") || p.reason.find("case") != std::string::npos) << bowlby::text(p);
      ASSERT_FALSE(p.remedy.empty());
    }
  }
}

TEST(SavFileSays, WhatIsNotOneIsRefused) {
  EXPECT_FALSE(parse_sav("", "t.sav"));
  const auto other = parse_sav("id,q1\n1,2\n", "t.sav");
  ASSERT_FALSE(other);
  EXPECT_NE(other.problems().front().reason.find("no SPSS system file"), std::string::npos);
  SavWriter w = everything();
  w.variables[2].name = "Q1";
  const auto twice = parse_sav(w.written(), "t.sav");
  ASSERT_FALSE(twice);
  EXPECT_NE(twice.problems().front().reason.find("Q1"), std::string::npos);
  w = everything();
  w.told_cases = 9;
  const auto fewer = parse_sav(w.written(), "t.sav");
  ASSERT_FALSE(fewer);
  EXPECT_NE(fewer.problems().front().reason.find("9 cases"), std::string::npos);
  w.told_cases = -1;
  EXPECT_TRUE(parse_sav(w.written(), "t.sav"));
}

}  // namespace
}  // namespace bowlby::io
