// SPSS files through the door: from `bowlby data import answers.sav` to scores, sheet and tables, and what is refused.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "doors/program.hpp"
#include "io/results/reader.hpp"
#include "unit/io/data/sav_writer.hpp"

namespace bowlby::doors {
namespace {

using io::SavWriter;

// A scale of six items from 1 to 5, the second turned round; 99 is refused by the file itself.
const std::string key_text =
    "name: worry\nrange: [1, 5]\nitems: 6\nscales:\n"
    "  - {name: worry, items: [1, 2, 3, 4, 5, 6], reversed: 2, min_answered: 3}\n";
const std::string map_text =
    "name: clinic\nid: identifier_of_person\nage: {column: AGE, range: [18, 99]}\n"
    "sex: {column: gender_as_told, female: f, male: m}\narm: GROUP\ntold: visited_on\nitems: true\n"
    "instruments:\n  - {key: ./worry.yaml, items: worry_item_}\n";

std::string days_after_2026_11_30(int days) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / std::chrono::day{30}} +
      std::chrono::days{days}};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}
constexpr double seconds_of_2026_11_30 = 162215 * 86400.0;  // days since 14 October 1582
constexpr int people = 40;

int answer(int person, int item) {
  const int keyed = std::clamp(1 + person % 5 + (person * 7 + item * 3) % 3 - 1, 1, 5);
  return item == 2 ? 6 - keyed : keyed;
}

// Case 3 refuses items 1 to 4, case 5 leaves out one item, case 7 has a 9, case 9 is 400 years old, case 11 has the id
// of case 10, and case 12 tells no sex.
SavWriter file() {
  SavWriter w;
  w.variables = {{"ID", "identifier_of_person", "", 16, 1, {}, {}, {}, ""}};
  for (int i = 1; i <= 6; ++i)
    w.variables.push_back({"W" + std::to_string(i),
                           "worry_item_" + std::to_string(i),
                           "How often, item " + std::to_string(i),
                           0,
                           5,
                           {99},
                           {},
                           {{1.0, "never"}, {5.0, "always"}, {99.0, "would not say"}},
                           ""});
  w.variables.push_back({"AGE", "", "age in years", 0, 5, {}, {900, 999}, {}, ""});
  w.variables.push_back(
      {"SEX", "gender_as_told", "", 1, 1, {}, {}, {{std::string("f"), "woman"}, {std::string("m"), "man"}}, ""});
  w.variables.push_back({"GROUP", "", "", 8, 1, {}, {}, {}, ""});
  w.variables.push_back({"DAY", "visited_on", "", 0, 20, {}, {}, {}, ""});
  for (int p = 1; p <= people; ++p) {
    std::vector<SavWriter::Value> one{"person " + std::to_string(p == 11 ? 10 : p)};
    for (int i = 1; i <= 6; ++i) {
      double x = answer(p, i);
      if (p == 3 && i <= 4) x = 99;
      if (p == 5 && i == 6) x = SavWriter::system_missing;
      if (p == 7 && i == 1) x = 9;
      one.emplace_back(x);
    }
    one.emplace_back(p == 9 ? 400.0 : p == 8 ? 950.0 : 20.0 + p);
    one.emplace_back(p == 12 ? "" : p % 2 == 0 ? "f" : "m");
    one.emplace_back(p % 4 < 2 ? "early" : "late");
    one.emplace_back(seconds_of_2026_11_30 + p * 86400.0);
    w.cases.push_back(std::move(one));
  }
  return w;
}

struct Import {
  Folder folder;
  Outcome outcome;
  explicit Import(const std::string& bytes, const std::string& name = "answers.sav",
                  const std::string& map = map_text) {
    folder.write("worry.yaml", key_text);
    outcome = bowlby({"data", "import", folder.write(name, bytes), "--map", folder.write("map.yaml", map), "--output",
                      folder / "out"});
  }
  std::string sheet() const { return read_file(folder / "out/data_sheet.md"); }
  std::string digest(const std::string& table) const {
    const auto reader = read_results(folder / "out", true);
    return reader ? reader->provenance("digest of " + table).value_or("none") : "no results";
  }
  // Refused, and nothing left behind.
  void expect_refused(const std::string& why) const {
    EXPECT_EQ(outcome.code, 65) << outcome.out;
    EXPECT_NE(outcome.err.find(why), std::string::npos) << "no \"" << why << "\" in " << outcome.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
    EXPECT_FALSE(std::filesystem::exists(folder / "out.partial"));
  }
};

void expect_in(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in\n" << text;
}

TEST(SavDoor, AFileIsImportedScoredAndTold) {
  const Import i(file().written());
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  expect_in(i.outcome.out, "read as  SPSS file, not packed, this machine's byte order, text in UTF-8");
  expect_in(i.outcome.out, "5 values that the file calls missing");
  expect_in(i.outcome.out, "40 read, 38 used, 2 refused; 2 single values refused");
  const std::string sheet = i.sheet();
  expect_in(sheet, "| 7 | worry_item_1 | 9 | is outside 1 to 5 |");
  expect_in(sheet, "| 9 | AGE | 400 | is outside 18 to 99 |");
  expect_in(sheet, "would not say");  // labels, and what the file calls missing
  expect_in(sheet, "How often, item 3");
  const std::string refused = read_file(i.folder / "out/refused.csv");
  expect_in(refused, "answers.sav,11,,,row,\"has the id \"\"person 10\"\" of line 10\"");
  expect_in(refused, "answers.sav,3,,,row,");
  EXPECT_EQ(bowlby({"data", "show", i.folder / "out"}).out, sheet);
  EXPECT_EQ(bowlby({"check", i.folder / "out"}).code, 0);
}

TEST(SavDoor, ScoresPeopleAndToldColumnsAreThoseOfTheFile) {
  const Import i(file().written());
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  const auto reader = read_results(i.folder / "out", true);
  ASSERT_TRUE(reader) << text(reader.problems().front());
  const auto rows = reader->query(
      "SELECT t.value, o.value, p.sex, p.arm, p.born_day, d.value FROM told t JOIN person p ON p.id = t.person "
      "LEFT JOIN observation o ON o.person = p.id AND o.scale = 'worry' "
      "LEFT JOIN told d ON d.person = p.id AND d.\"column\" = 'visited_on' "
      "WHERE t.\"column\" = 'identifier_of_person' ORDER BY p.id");
  ASSERT_TRUE(rows) << text(rows.problems().front());
  ASSERT_EQ(rows->rows.size(), 38u);
  std::size_t r = 0;
  for (int p = 1; p <= people; ++p) {
    if (p == 3 || p == 11) continue;
    double sum = 0;
    int given = 0;
    for (int item = 1; item <= 6; ++item) {
      if ((p == 5 && item == 6) || (p == 7 && item == 1)) continue;
      sum += item == 2 ? 6 - answer(p, item) : answer(p, item), ++given;
    }
    EXPECT_EQ(rows->text(r, 0), "person " + std::to_string(p));
    EXPECT_NEAR(rows->number(r, 1).value_or(-1), sum / given, 1e-12) << p;
    EXPECT_EQ(rows->text(r, 2), p == 12 ? "" : p % 2 == 0 ? "f" : "m") << p;
    EXPECT_EQ(rows->text(r, 3), p % 4 < 2 ? "early" : "late") << p;
    EXPECT_EQ(rows->number(r, 4), p == 8 || p == 9 ? 1 : -(20 + p) * 365) << p;
    EXPECT_EQ(rows->text(r, 5), days_after_2026_11_30(p)) << p;
    ++r;
  }
}

// The short names stand for the long ones, and however the file was packed the answers are the same.
TEST(SavDoor, PackingByteOrderAndShortNamesChangeNothing) {
  const Import plain(file().written());
  ASSERT_EQ(plain.outcome.code, 0) << plain.outcome.err;
  std::string by_short = map_text;
  by_short.replace(by_short.find("worry_item_"), 11, "W");
  for (const bool big : {false, true})
    for (const int compression : {1, 2}) {
      SavWriter w = file();
      w.big = big, w.compression = compression;
      const Import other(w.written(), compression == 2 ? "answers.zsav" : "answers.sav", by_short);
      ASSERT_EQ(other.outcome.code, 0) << other.outcome.err;
      EXPECT_EQ(other.digest("observation_raw"), plain.digest("observation_raw"));
      EXPECT_EQ(other.digest("person"), plain.digest("person"));
      EXPECT_NE(plain.digest("person"), "none");
    }
}

TEST(SavDoor, AFileCutShortIsRefusedWithThePlace) {
  const std::string whole = file().written();
  Import(whole.substr(0, 300)).expect_refused("answers.sav: byte ");
  Import(whole.substr(0, whole.size() - 8)).expect_refused("case 40");
  SavWriter w = file();
  w.compression = 2;
  std::string zipped = w.written();
  zipped[zipped.size() * 3 / 4] ^= 0x55;
  const Import damaged(zipped, "answers.zsav");
  EXPECT_EQ(damaged.outcome.code, 65) << damaged.outcome.out;
  EXPECT_FALSE(std::filesystem::exists(damaged.folder / "out"));
}

TEST(SavDoor, WhatIsNoSystemFileIsRefusedByItsKind) {
  Import("id,q1\n1,2\n").expect_refused("is no SPSS system file");
  Import(std::string("\x1c\0\0\0\0\0\0\0", 8) + "ENCRYPTEDSAV\x15" + std::string(200, 'x'))
      .expect_refused("is an encrypted SPSS file");
  Import(std::string(200, ' ') + std::string(256, '0') + "SPSSPORTA8/20261130", "answers.por")
      .expect_refused("is a portable SPSS file");
}

TEST(SavDoor, AWrongMapIsToldWithTheNearestVariable) {
  std::string map = map_text;
  map.replace(map.find("column: AGE"), 11, "column: AEG");
  Import(file().written(), "answers.sav", map)
      .expect_refused("map.yaml:3:15: age.column: the data file has no column \"AEG\"; did you mean AGE?");
  map = map_text;
  map.replace(map.find("items: worry_item_"), 18, "items: [AGE, worry_item_2, W3, W4, W5, W6]");
  Import(file().written(), "answers.sav", map).expect_refused("AGE: 39 of 39 answers lie outside 1 to 5");
  map.replace(map.find("AGE, worry"), 3, "ID");
  Import(file().written(), "answers.sav", map).expect_refused("identifier_of_person: 40 of 40 answers are words");
}

TEST(SavDoor, AScaleThatTheFileReversedBeforeStops) {
  SavWriter w = file();
  for (auto& one : w.cases)
    if (auto& x = std::get<double>(one[2]); x >= 1 && x <= 5) x = 6 - x;
  Import(w.written()).expect_refused("worry.worry: item 2 already goes the way of the others");
}

}  // namespace
}  // namespace bowlby::doors
