// Couples in one's own answers: three forms of a file, one and the same result; and answers exported in the shape an
// analysis wants.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <sstream>

#include "doors/program.hpp"
#include "io/results/reader.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string key =
    "name: worry\nrange: [1, 5]\nitems: 3\nscales:\n  - {name: worry, items: [1, 2, 3], scores: {worry: mean}}\n";
constexpr int couples = 20;

// What the k-th member of couple c answers to an item: made up, of one piece within a person.
int answer(int c, int k, int item) { return 1 + (c * (3 + k) + k + (c + item) % 2) % 5; }

std::string answers(int c, int k) {
  std::string out;
  for (int item = 1; item <= 3; ++item) out += (item > 1 ? "," : "") + std::to_string(answer(c, k, item));
  return out;
}
std::string member(int c, int k) { return "c" + std::to_string(c) + (k == 0 ? ",her," : ",him,"); }

std::string individual() {
  std::string text = "pair,who,Q1,Q2,Q3\n";
  for (int c = 1; c <= couples; ++c)
    for (int k = 0; k < 2; ++k) text += member(c, k) + answers(c, k) + "\n";
  return text;
}
std::string pairwise() {
  std::string text = "pair,who,Q1,Q2,Q3,Q1_P,Q2_P,Q3_P\n";
  for (int c = 1; c <= couples; ++c)
    for (int k = 0; k < 2; ++k) text += member(c, k) + answers(c, k) + "," + answers(c, 1 - k) + "\n";
  return text;
}
std::string household() {
  std::string text = "pair,Q1_w,Q2_w,Q3_w,Q1_m,Q2_m,Q3_m\n";
  for (int c = 1; c <= couples; ++c) text += "c" + std::to_string(c) + "," + answers(c, 0) + "," + answers(c, 1) + "\n";
  return text;
}

struct Imported {
  Folder folder;
  Outcome outcome;
  Imported(const std::string& text, const std::string& couple, const std::string& more = "") {
    folder.write("key.yaml", key);
    outcome = bowlby({"data", "import", folder.write("a.csv", text), "--map",
                      folder.write("map.yaml", "name: mine\ndirection: tell\n" + more + "couple: " + couple +
                                                   "\ninstruments:\n  - {key: ./key.yaml, items: Q}\n"),
                      "-o", folder / "out"});
  }
  std::string exported(const std::string& shape) const {
    const Outcome o = bowlby({"data", "export", folder / "out", folder / shape, "--shape", shape});
    EXPECT_EQ(o.code, 0) << o.err;
    return read_file(folder / shape + "/" + shape + ".csv");
  }
};

std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  std::vector<std::map<std::string, std::string>> rows;
  std::istringstream in(csv);
  std::vector<std::string> head;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    std::vector<std::string> cells;
    std::istringstream parts(line);
    for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
    if (head.empty()) {
      head = cells;
      continue;
    }
    rows.emplace_back();
    for (std::size_t c = 0; c < cells.size(); ++c) rows.back()[head[c]] = cells[c];
  }
  return rows;
}

double mean(int c, int k) { return (answer(c, k, 1) + answer(c, k, 2) + answer(c, k, 3)) / 3.0; }

TEST(CouplesDoor, ThreeFormsOfAFileGiveTheSamePairs) {
  const Imported one(individual(), "{unit: pair, role: who}"), two(pairwise(), "{unit: pair, role: who, partner: _P}"),
      three(household(), "{unit: pair, endings: [_w, _m], roles: [her, him]}");
  for (const Imported* i : {&one, &two, &three}) ASSERT_EQ(i->outcome.code, 0) << i->outcome.err;
  const std::string pairs = one.exported("pairwise");
  EXPECT_EQ(two.exported("pairwise"), pairs);
  EXPECT_EQ(three.exported("pairwise"), pairs);
  const auto rows = rows_of(pairs);
  ASSERT_EQ(rows.size(), 2u * couples);
  for (const auto& row : rows) {
    const int c = std::stoi(row.at("couple").substr(1)), k = row.at("role") == "him";
    EXPECT_NEAR(std::stod(row.at("worry_worry")), mean(c, k), 1e-6);
    EXPECT_NEAR(std::stod(row.at("worry_worry_P")), mean(c, 1 - k), 1e-6);
  }
  EXPECT_NE(read_file(two.folder / "out/data_sheet.md")
                .find("agree with the partner's own row in 120 cells and differ "
                      "in 0"),
            std::string::npos);
}

TEST(CouplesDoor, AHouseholdRowIsACoupleAndANumberOfPeopleIsCountedOnce) {
  const Imported i(household(), "{endings: [_w, _m]}");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_NE(i.outcome.out.find("40 used"), std::string::npos) << i.outcome.out;
  const auto rows = rows_of(i.exported("household"));
  ASSERT_EQ(rows.size(), static_cast<std::size_t>(couples));
  for (int c = 1; c <= couples; ++c) {
    const auto& row = rows[static_cast<std::size_t>(c) - 1];
    EXPECT_EQ(row.at("role_1") + row.at("role_2"), "wm");
    EXPECT_NEAR(std::stod(row.at("worry_worry_1")), mean(c, 0), 1e-6);
    EXPECT_NEAR(std::stod(row.at("worry_worry_2")), mean(c, 1), 1e-6);
  }
  EXPECT_NE(read_file(i.folder / "out/data_sheet.md").find("couples: 20 with both members, 0 with one"),
            std::string::npos);
}

TEST(CouplesDoor, AnIncompleteCoupleIsToldAndIsNoPair) {
  std::string text = household();
  text.replace(text.find("c3,"), 8, "c3,,,");  // one answer of the first member is left
  const Imported i(text, "{unit: pair, endings: [_w, _m]}");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_EQ(rows_of(i.exported("pairwise")).size(), 2u * couples - 2);
  EXPECT_NE(read_file(i.folder / "out/data_sheet.md").find("couples: 19 with both members, 1 with one"),
            std::string::npos);
}

TEST(CouplesDoor, AThirdMemberIsRefusedAndSoIsASecondInOneRole) {
  const Imported three(individual() + "c4,her,1,2,1\n", "{unit: pair, role: who}");
  ASSERT_EQ(three.outcome.code, 0) << three.outcome.err;
  const std::string refused = read_file(three.folder / "out/refused.csv");
  EXPECT_NE(refused.find("one too many of the couple"), std::string::npos) << refused;
  std::string text = individual();
  text.replace(text.find("c5,him"), 6, "c5,her");
  const Imported twice(text, "{unit: pair, role: who}");
  ASSERT_EQ(twice.outcome.code, 0) << twice.outcome.err;
  EXPECT_NE(read_file(twice.folder / "out/refused.csv").find("second in the role her"), std::string::npos);
}

TEST(CouplesDoor, APartnersColumnThatSaysSomethingElseIsTold) {
  std::string text = pairwise();
  const std::size_t row = text.find("c7,her,");
  const std::size_t last = text.find('\n', row) - 1;
  text[last] = text[last] == '5' ? '1' : static_cast<char>(text[last] + 1);
  const Imported i(text, "{unit: pair, role: who, partner: _P}");
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  EXPECT_NE(read_file(i.folder / "out/data_sheet.md").find("differ in 1 (first: line 14, Q3_P)"), std::string::npos)
      << read_file(i.folder / "out/data_sheet.md");
}

TEST(CouplesDoor, WhatDoesNotFitTheFileIsSaidWithWhatMayBeMeant) {
  const auto refused = [](const std::string& text, const std::string& couple, const char* part) {
    const Imported i(text, couple);
    EXPECT_EQ(i.outcome.code, 65) << couple;
    EXPECT_NE(i.outcome.err.find(part), std::string::npos) << part << " in\n" << i.outcome.err;
  };
  refused(household(), "{endings: [_1, _2]}", "no two columns are alike but for");
  refused(individual(), "{unit: pairs}", "did you mean pair?");
  refused(individual(), "{unit: pair, partner: _P}", "no column ends in");
  refused(individual(), "{role: who}", "neither which column names the couple");
  refused(household(), "{endings: [_w]}", "needs two that differ");
  refused(household(), "{endings: [_w, _m], role: who}", "take one of them away");
  std::string half = "pair,Q1,Q2,Q3,Q1_P,Q2_P,Q3_P\n";
  for (int c = 1; c <= couples; ++c) half += "c" + std::to_string(c) + "," + answers(c, 0) + "," + answers(c, 1) + "\n";
  refused(half, "{unit: pair, partner: _P}", "have a single row");
  const Imported right(half, "{unit: pair, endings: ['', _P]}");
  EXPECT_EQ(right.outcome.code, 0) << right.outcome.err;
}

TEST(CouplesDoor, AnImportWithoutCouplesIsExportedLongAndWideWithWhatWasTold) {
  const Folder folder;
  folder.write("key.yaml", key);
  const Outcome o =
      bowlby({"data", "import", folder.write("a.csv", individual()), "--map",
              folder.write("map.yaml",
                           "name: mine\ndirection: tell\ntold: who\ninstruments:\n  - {key: ./key.yaml, items: Q}\n"),
              "-o", folder / "out"});
  ASSERT_EQ(o.code, 0) << o.err;
  EXPECT_EQ(bowlby({"data", "export", folder / "out", folder / "no", "--shape", "pairwise"}).code, 65);
  EXPECT_FALSE(fs::exists(folder / "no"));
  const Outcome all = bowlby({"data", "export", folder / "out", folder / "csv"});
  ASSERT_EQ(all.code, 0) << all.err;
  EXPECT_EQ(rows_of(read_file(folder / "csv/long.csv")).size(), 2u * couples);
  EXPECT_NEAR(std::stod(rows_of(read_file(folder / "csv/wide.csv"))[1].at("mine_worry_worry")), mean(1, 1), 1e-6);
  EXPECT_EQ(rows_of(read_file(folder / "csv/told.csv"))[1].at("value"), "him");
  EXPECT_FALSE(fs::exists(folder / "csv/pairwise.csv"));
}

// In a run a couple is who lives together on the day.
TEST(CouplesDoor, InARunTheyAreThoseWhoLiveTogetherWhenTheyAnswer) {
  const Folder folder;
  const std::string study =
      "name: pairs\nseed: 4\npopulation: {founders: 60, years: 31}\nwaves:\n"
      "  - {name: q, instrument: ecr, dates: [28, 30]}\n";
  ASSERT_EQ(bowlby({"run", folder.write("s.yaml", study), "-o", folder / "run", "--quiet", "--no-report"}).code, 0);
  ASSERT_EQ(bowlby({"data", "export", folder / "run", folder / "csv"}).code, 0);
  const auto rows = rows_of(read_file(folder / "csv/pairwise.csv"));
  ASSERT_GT(rows.size(), 10u);
  const auto reader = read_results(folder / "run");
  ASSERT_TRUE(reader);
  for (const auto& row : rows) {
    const auto spell = reader->query("SELECT COUNT(*) FROM union_spell WHERE person = " + row.at("person") +
                                     " AND other = " + row.at("partner"));
    EXPECT_GT(spell->number(0, 0).value_or(0), 0);
    const auto own =
        reader->query("SELECT value FROM observation WHERE scale = 'anxiety_mean' AND person = " + row.at("partner") +
                      " AND visit = " + row.at("visit"));
    EXPECT_NEAR(own->number(0, 0).value_or(-1), std::stod(row.at("ecr_anxiety_mean_P")), 1e-6);
  }
  EXPECT_EQ(rows_of(read_file(folder / "csv/household.csv")).size() * 2, rows.size());
}

}  // namespace
}  // namespace bowlby::doors
