// Round robins, and diaries of one's own in the table of diaries.
#include <gtest/gtest.h>

#include <algorithm>

#include "doors/program.hpp"
#include "io/results/reader.hpp"

namespace bowlby::doors {
namespace {

// Everybody of three families about everybody else, but that the last child answers nothing. Two rows are faults.
std::string families() {
  const std::string members[]{"mother", "father", "child"};
  std::string text = "fam,who,whom,Q1,Q2,Q3\n";
  for (int f = 1; f <= 3; ++f)
    for (int a = 0; a < 3; ++a)
      for (int b = 0; b < 3; ++b) {
        if (a == b || (f == 3 && a == 2)) continue;
        text += "f" + std::to_string(f) + "," + members[a] + "," + members[b];
        for (int q = 0; q < 3; ++q) text += "," + std::to_string(1 + (f + 2 * a + 4 * b + q) % 7);
        text += "\n";
      }
  return text + "f1,mother,mother,1,1,1\nf1,mother,father,1,2,3\n";
}

struct Imported {
  Folder folder;
  Outcome outcome;
  Imported(const std::string& text, const std::string& key, const std::string& map) {
    folder.write("key.yaml", key);
    outcome = bowlby({"data", "import", folder.write("a.csv", text), "--map",
                      folder.write("map.yaml", "name: mine\ndirection: tell\n" + map), "-o", folder / "out"});
  }
  double number(const std::string& sql) const {
    const auto reader = read_results(folder / "out", true);
    EXPECT_TRUE(reader);
    const auto table = reader->query(sql);
    EXPECT_TRUE(table) << sql;
    return table && !table->rows.empty() ? table->number(0, 0).value_or(-99) : -99;
  }
};

const std::string warmth =
    "name: warmth\nrange: [1, 7]\nitems: 3\nscales:\n  - {name: warmth, items: [1, 2, 3], scores: {warmth: mean}}\n";
const std::string robin =
    "round_robin: {unit: fam, actor: who, partner: whom}\ninstruments:\n  - {key: ./key.yaml, items: Q}\n";

TEST(RoundRobinDoor, EveryAnswerSaysWhomItIsAbout) {
  const Imported i(families(), warmth, robin);
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM person"), 9);  // the child who answered nothing among them
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation"), 16);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation WHERE target IS NULL OR target = person"), 0);
  EXPECT_EQ(i.number("SELECT COUNT(DISTINCT value) FROM told WHERE \"column\" = 'family'"), 3);
  // The answer of the second family's father about the mother.
  EXPECT_NEAR(i.number("SELECT o.value FROM observation o "
                       "JOIN told a ON a.person = o.person AND a.\"column\" = 'family' AND a.value = 'f2' "
                       "JOIN told m ON m.person = o.person AND m.\"column\" = 'member' AND m.value = 'father' "
                       "JOIN told t ON t.person = o.target AND t.\"column\" = 'member' AND t.value = 'mother'"),
              (5 + 6 + 7) / 3., 1e-9);
  const std::string refused = read_file(i.folder / "out/refused.csv");
  EXPECT_NE(refused.find("is about the one who answers"), std::string::npos) << refused;
  EXPECT_NE(refused.find("about the same person"), std::string::npos) << refused;
  const Outcome out = bowlby({"data", "export", i.folder / "out", i.folder / "csv", "--shape", "long"});
  EXPECT_EQ(out.code, 0) << out.err;
}

// Each gives all others one answer of the raters' own, so that nothing is left to the rated ones and to pairs.
TEST(RoundRobinDoor, TheSheetSaysWhoRatesAndWhoIsRated) {
  const std::string members[]{"mother", "father", "daughter", "son"};
  std::string text = "fam,who,whom,Q1,Q2,Q3\n";
  for (int f = 1; f <= 4; ++f)
    for (int a = 0; a < 4; ++a)
      for (int b = 0; b < 4; ++b)
        if (a != b && !(f == 4 && a == 3 && b == 0)) {
          const std::string own = "," + std::to_string(1 + a + (f == 3 ? a : 0));
          text += "f" + std::to_string(f) + "," + members[a] + "," + members[b] + own + own + own + "\n";
        }
  const Imported i(text, warmth, robin);
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  const std::string sheet = read_file(i.folder / "out/data_sheet.md");
  // 5/3 in two families and four times as much in the third; the fourth lacks an answer.
  EXPECT_NE(sheet.find("| warmth.warmth | 3 | 3.333 ("), std::string::npos) << sheet;
  EXPECT_NE(sheet.find(") | 1.00 | 0.000 (0.000 to 0.000) | 0.00 |"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("0 with fewer than four members and 1 in which an answer is missing"), std::string::npos)
      << sheet;
}

TEST(RoundRobinDoor, WhatCannotBeIsToldWithItsPlace) {
  const Imported wrong(families(), warmth,
                       "round_robin: {unit: fam, actor: who, partner: whoom}\ninstruments:\n"
                       "  - {key: ./key.yaml, items: Q}\n");
  EXPECT_EQ(wrong.outcome.code, 65);
  EXPECT_NE(wrong.outcome.err.find("did you mean whom?"), std::string::npos) << wrong.outcome.err;
  const Imported both(families(), warmth, "id: who\n" + robin);
  EXPECT_EQ(both.outcome.code, 65);
  EXPECT_NE(both.outcome.err.find("take id: away"), std::string::npos) << both.outcome.err;
  const Imported half(families(), warmth,
                      "round_robin: {unit: fam, actor: who}\ninstruments:\n"
                      "  - {key: ./key.yaml, items: Q}\n");
  EXPECT_EQ(half.outcome.code, 65);
}

TEST(DiaryDoor, AnOwnDiaryIsInTheTableOfDiaries) {
  std::string text = "pair,id,day,beep,age,F,D\n";
  for (int person = 1; person <= 4; ++person)
    for (int day = 1; day <= 3; ++day)
      for (int beep = 1; beep <= 2; ++beep)
        text += std::to_string((person + 1) / 2) + "," + std::to_string(person) + "," + std::to_string(day) + "," +
                std::to_string(beep) + ",30," +
                (person == 2 && day == 2 ? "," : std::to_string(1 + (person + day + beep) % 7) + ",2") + "\n";
  const Imported i(text,
                   "name: diary\nrange: [1, 7]\nitems: [felt, upset]\nscales:\n"
                   "  - {name: security, items: [felt], scores: {security: mean}}\n"
                   "  - {name: distress, items: [upset], scores: {distress: mean}}\n",
                   "id: id\nage: age\ncouple: {unit: pair}\noccasion: [day, beep]\ninstruments:\n"
                   "  - {key: ./key.yaml, items: {felt: F, upset: D}}\n");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM diary"), 22);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM diary WHERE distress = 2"), 22);
  EXPECT_EQ(i.number("SELECT security FROM diary WHERE person = 3 AND diary_day = 2 AND prompt = 1"), 7);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM diary WHERE person = 1 AND partner = 2"), 6);
  const Outcome compared = bowlby({"compare", i.folder / "out"});
  EXPECT_NE(compared.out.find("Days of the diary"), std::string::npos) << compared.out << compared.err;
}

}  // namespace
}  // namespace bowlby::doors
