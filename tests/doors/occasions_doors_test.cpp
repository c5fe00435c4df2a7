// Several rows of one person in one's own answers: diaries, REDCap's events and repeats, waves in long form.
#include <gtest/gtest.h>

#include <algorithm>

#include "doors/program.hpp"
#include "io/results/reader.hpp"

namespace bowlby::doors {
namespace {

const std::string key =
    "name: mood\nrange: [1, 7]\nitems: 3\nscales:\n  - {name: mood, items: [1, 2, 3], scores: {mood: mean}}\n";

struct Imported {
  Folder folder;
  Outcome outcome;
  Imported(const std::string& text, const std::string& map) {
    folder.write("key.yaml", key);
    outcome = bowlby({"data", "import", folder.write("a.csv", text), "--map",
                      folder.write("map.yaml", "name: mine\ndirection: tell\n" + map +
                                                   "\ninstruments:\n  - {key: ./key.yaml, items: Q}\n"),
                      "-o", folder / "out"});
  }
  std::string sheet() const { return read_file(folder / "out/data_sheet.md"); }
  double number(const std::string& sql) const {
    const auto reader = read_results(folder / "out");
    EXPECT_TRUE(reader);
    const auto table = reader->query(sql);
    EXPECT_TRUE(table) << sql;
    return table && !table->rows.empty() ? table->number(0, 0).value_or(-99) : -99;
  }
  std::string word(const std::string& sql) const {
    const auto table = read_results(folder / "out")->query(sql);
    return table && !table->rows.empty() ? table->text(0, 0) : "";
  }
};

int answer(int person, int day, int prompt) { return 1 + (person * 3 + day * 2 + prompt) % 7; }

// Four people, three days, two prompts; rows of a day stand in the wrong order, person 3 misses a prompt.
std::string diary() {
  std::string text = "id,day,prompt,age,Q1,Q2,Q3\n";
  for (const int day : {10, 9, 2})
    for (int person = 1; person <= 4; ++person)
      for (int prompt = 1; prompt <= 2; ++prompt) {
        const std::string a = std::to_string(answer(person, day, prompt));
        text += "p" + std::to_string(person) + "," + std::to_string(day) + "," + std::to_string(prompt) + "," +
                (day == 2 && prompt == 1 ? "3" + std::to_string(person) : "") + "," +
                (person == 3 && day == 9 && prompt == 2 ? ",," : a + "," + a + "," + a) + "\n";
      }
  return text;
}

TEST(OccasionsDoor, RowsOfADiaryAreVisitsInTheOrderOfTime) {
  const Imported i(diary(), "id: id\nage: age\noccasion: [day, prompt]");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM person"), 4);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation"), 23);
  EXPECT_EQ(i.word("SELECT clock FROM visit WHERE visit = 0"), "day 2, prompt 1");
  EXPECT_EQ(i.word("SELECT clock FROM visit WHERE visit = 5"), "day 10, prompt 2");
  for (int person = 1; person <= 4; ++person)
    EXPECT_EQ(i.number("SELECT o.value FROM observation o JOIN told t ON t.person = o.person AND t.\"column\" = 'id' "
                       "AND t.value = 'p" +
                       std::to_string(person) + "' WHERE o.visit = 5"),
              answer(person, 10, 1));
  const std::string sheet = i.sheet();
  EXPECT_NE(sheet.find("occasions: 6 in the file; 4 people answered at 5 to 6 of them"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("1 rows without any answer"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find(" 0 refused"), std::string::npos) << sheet;
}

// REDCap: what is told once stands in one row, and the block matrix is empty elsewhere.
TEST(OccasionsDoor, WhatIsToldOnceBelongsToEveryRowOfThePerson) {
  const Imported i(
      "record_id,redcap_event_name,redcap_repeat_instance,sex,age,Q1,Q2,Q3\n"
      "1,baseline,,f,30,,,\n1,followup,1,,,2,3,2\n1,followup,2,,,4,4,5\n"
      "2,baseline,,m,41,,,\n2,followup,1,,,6,6,7\n2,followup,2,,,1,2,1\n",
      "id: record_id\nage: age\nsex: {column: sex, female: f, male: m}\n"
      "occasion: [redcap_event_name, redcap_repeat_instance]");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM person WHERE sex = 'f' AND born_day = -10950"), 1);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM person WHERE sex = 'm'"), 1);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation WHERE age_days = 14965"), 2);
  EXPECT_NEAR(i.number("SELECT value FROM observation WHERE person = 1 ORDER BY visit LIMIT 1"), 7.0 / 3, 1e-9);
  EXPECT_NE(i.sheet().find("2 rows without any answer"), std::string::npos) << i.sheet();
}

TEST(OccasionsDoor, TwoRowsOfOnePersonAtOneOccasionAreRefusedAndSoIsARowWithoutId) {
  const Imported i(diary() + "p1,10,1,,2,2,2\n,10,1,,2,2,2\n", "id: id\noccasion: [day, prompt]");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  const std::string refused = read_file(i.folder / "out/refused.csv");
  EXPECT_NE(refused.find("at the same occasion"), std::string::npos) << refused;
  EXPECT_NE(refused.find("has no id"), std::string::npos) << refused;
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation"), 23);
}

// Three couples, four days.
std::string diary_of_couples(const std::string& head) {
  std::string text = head;
  for (int couple = 1; couple <= 3; ++couple)
    for (int k = 0; k < 2; ++k)
      for (int day = 1; day <= 4; ++day) {
        const std::string a = std::to_string(answer(2 * couple + k, day, 1));
        text += std::to_string(10 * couple + k) + ",c" + std::to_string(couple) + "," + std::to_string(day) + "," + a +
                "," + a + "," + a + "\n";
      }
  return text;
}

// Whatever a map may name, it may name by the second name that a survey program gives a column.
TEST(OccasionsDoor, EveryKindOfColumnIsFoundByItsSecondName) {
  std::string head = "id,pair,day,Q1,Q2,Q3\nWho?,With?,When?,a,b,c\n";
  for (int c = 1; c <= 6; ++c)
    head += std::string(c > 1 ? "," : "") + R"("{""ImportId"":""QID)" + std::to_string(c) + R"(""}")";
  const Imported i(diary_of_couples(head + "\n"), "id: QID1\ncouple: {unit: QID2}\noccasion: QID3");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_NE(i.sheet().find("couples: 3 with both members, 0 with one"), std::string::npos) << i.sheet();
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation"), 24);
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM person"), 6);
}

TEST(OccasionsDoor, CouplesWithDiariesArePairedPromptByPrompt) {
  const Imported i(diary_of_couples("id,pair,day,Q1,Q2,Q3\n"), "id: id\ncouple: {unit: pair}\noccasion: day");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_NE(i.sheet().find("couples: 3 with both members, 0 with one"), std::string::npos) << i.sheet();
  ASSERT_EQ(bowlby({"data", "export", i.folder / "out", i.folder / "csv", "--shape", "pairwise"}).code, 0);
  const std::string csv = read_file(i.folder / "csv/pairwise.csv");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 3 * 2 * 4);
  const std::string row =
      "0,c2,mine,3,3,4,," + std::to_string(answer(4, 3, 1)) + "," + std::to_string(answer(5, 3, 1)) + "\r\n";
  EXPECT_NE(csv.find(row), std::string::npos) << row << " in\n" << csv;
}

// What the k-th member of couple c said on a day; nothing of his on the second day of the third couple.
std::string said(int c, int k, int day) {
  if (c == 3 && k == 1 && day == 2) return ",,";
  const std::string a = std::to_string(answer(2 * c + k, day, 1)), b = std::to_string(answer(c, day, k));
  return a + "," + b + "," + a;
}
enum class Form { individual, pairwise, household };
std::string diary_of_couples(Form form) {
  std::string text = form == Form::household  ? "pair,day,Q1_w,Q2_w,Q3_w,Q1_m,Q2_m,Q3_m\n"
                     : form == Form::pairwise ? "id,pair,who,day,Q1,Q2,Q3,Q1_P,Q2_P,Q3_P\n"
                                              : "id,pair,who,day,Q1,Q2,Q3\n";
  for (int c = 1; c <= 5; ++c)
    for (int day = 1; day <= 3; ++day) {
      const std::string pair = "c" + std::to_string(c), when = "," + std::to_string(day) + ",";
      if (form == Form::household) {
        text += pair + when + said(c, 0, day) + "," + said(c, 1, day) + "\n";
        continue;
      }
      for (int k = 0; k < 2; ++k)
        text += pair + (k ? " m," : " w,") + pair + (k ? ",m" : ",w") + when + said(c, k, day) +
                (form == Form::pairwise ? "," + said(c, 1 - k, day) : "") + "\n";
    }
  return text;
}

TEST(OccasionsDoor, DiariesOfCouplesInThreeFormsAreTheSamePairs) {
  const Imported one(diary_of_couples(Form::individual), "id: id\noccasion: day\ncouple: {unit: pair, role: who}"),
      two(diary_of_couples(Form::pairwise), "id: id\noccasion: day\ncouple: {unit: pair, role: who, partner: _P}"),
      three(diary_of_couples(Form::household), "occasion: day\ncouple: {unit: pair, endings: [_w, _m]}");
  std::string pairs;
  for (const Imported* i : {&one, &two, &three}) {
    ASSERT_EQ(i->outcome.code, 0) << i->outcome.err;
    EXPECT_EQ(i->number("SELECT COUNT(*) FROM person"), 10);
    EXPECT_EQ(i->number("SELECT COUNT(*) FROM observation"), 29);
    EXPECT_NE(i->sheet().find("couples: 5 with both members, 0 with one"), std::string::npos) << i->sheet();
    ASSERT_EQ(bowlby({"data", "export", i->folder / "out", i->folder / "csv", "--shape", "pairwise"}).code, 0);
    const std::string csv = read_file(i->folder / "csv/pairwise.csv");
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1 + 28) << "the day on which one was silent is no pair";
    if (pairs.empty()) pairs = csv;
    EXPECT_EQ(csv, pairs);
  }
  EXPECT_NE(two.sheet().find("agree with the partner's own row in 90 cells and differ in 0"), std::string::npos);
}

TEST(OccasionsDoor, ADayThatACoupleHasTwiceIsRefusedForBoth) {
  std::string text = diary_of_couples(Form::household);
  text += "c1,2,1,1,1,2,2,2\n,1,1,1,1,2,2,2\n";
  const Imported i(text, "occasion: day\ncouple: {unit: pair, endings: [_w, _m]}");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_EQ(i.number("SELECT COUNT(*) FROM observation"), 29);
  const std::string refused = read_file(i.folder / "out/refused.csv");
  EXPECT_NE(refused.find("has the id \"\"c1 w\"\" of line 3 at the same occasion"), std::string::npos) << refused;
  EXPECT_NE(refused.find("has the id \"\"c1 m\"\" of line 3 at the same occasion"), std::string::npos) << refused;
  EXPECT_NE(refused.find("has no id"), std::string::npos) << refused;
}

TEST(OccasionsDoor, WhatDoesNotFitIsSaid) {
  const auto refused = [](const std::string& map, const char* part) {
    const Imported i(diary(), map);
    EXPECT_EQ(i.outcome.code, 65) << map;
    EXPECT_NE(i.outcome.err.find(part), std::string::npos) << part << " in\n" << i.outcome.err;
  };
  refused("occasion: day", "need an id");
  refused("id: id\noccasion: [day, promp]", "did you mean prompt?");
  refused("occasion: day\ncouple: {endings: [_1, _2]}", "several rows of one couple need its name");
  const Imported shared(diary_of_couples(Form::household), "id: pair\noccasion: day\ncouple: {endings: [_w, _m]}");
  EXPECT_NE(shared.outcome.err.find("since \"pair\" is of both"), std::string::npos) << shared.outcome.err;
  const Imported alone(diary_of_couples(Form::individual),
                       "id: id\noccasion: [day, who]\ncouple: {unit: pair, role: who, partner: _P}");
  EXPECT_EQ(alone.outcome.code, 65);
}

}  // namespace
}  // namespace bowlby::doors
