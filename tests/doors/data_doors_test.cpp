// One's own answers: from a file with everything that goes wrong in such files to scores in the tables of a run.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "doors/program.hpp"
#include "io/results/reader.hpp"

namespace bowlby::doors {
namespace {

const std::string map_text =
    "name: mine\nage: {column: age, range: [10, 110]}\nsex: {column: gender, male: 1, female: 2}\ntold: country\n"
    "missing: [0]\ninstruments:\n  - {key: ecr, items: Q}\n";

// Twelve people of our own making. Line 4 leaves an item out, 5 ticks one answer throughout, 6 gives a year for an age,
// 8 lives in Namibia, 9 answers 16 items, 10 has a 7 on a scale of five.
std::string twelve() {
  std::string text;
  for (int i = 1; i <= 36; ++i) text += "Q" + std::to_string(i) + ",";
  return text + R"(age,gender,country
2,3,2,2,2,1,2,3,3,1,3,2,3,2,4,2,3,1,3,2,3,4,3,2,3,1,3,3,3,2,3,3,3,1,3,1,36,3,FR
5,4,1,3,5,4,5,3,5,3,4,2,4,4,1,4,5,3,1,2,5,3,5,3,1,3,1,3,1,3,2,2,1,3,1,2,39,1,US
1,4,5,4,1,0,1,4,1,4,2,3,1,4,4,4,1,4,4,4,1,3,1,3,4,4,5,4,5,3,4,4,4,4,5,3,21,1,FR
3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,21,2,FR
5,1,1,2,4,2,5,1,5,1,5,1,5,1,1,1,5,2,2,1,5,5,5,1,1,1,1,2,1,2,1,1,2,1,1,1,1985,2,DE
4,3,2,4,4,5,5,3,3,3,3,5,4,4,3,4,3,3,2,4,3,3,5,5,2,4,1,4,1,5,3,3,3,4,1,5,63,0,DE
4,3,4,2,3,2,3,2,3,3,3,2,2,2,4,2,2,1,2,3,2,4,4,2,3,2,3,1,4,2,2,2,2,3,2,2,34,3,NA
0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,2,4,2,3,3,2,5,3,3,3,4,4,4,4,4,3,41,1,FR
5,4,1,3,5,4,5,2,5,3,7,3,5,4,2,3,4,4,1,3,4,3,5,3,1,2,1,3,2,3,1,2,1,4,1,2,51,1,DE
1,1,5,1,2,1,2,1,2,2,2,1,2,1,4,2,2,1,4,2,1,4,2,1,4,2,4,2,4,1,3,1,3,1,4,1,37,1,DE
1,2,5,1,2,2,2,3,1,2,1,1,2,2,5,3,1,2,5,2,2,4,1,2,5,1,5,2,4,2,5,2,5,3,5,1,30,3,DE
5,3,2,2,4,3,5,2,4,2,5,3,5,3,1,3,5,4,1,2,5,2,5,2,1,3,1,4,1,3,1,2,1,4,1,3,66,2,FR
)";
}

struct Imported {
  Folder folder;
  Outcome outcome;
  explicit Imported(const std::string& answers = twelve(), const std::string& map = map_text) {
    outcome = bowlby({"data", "import", folder.write("answers.csv", answers), "--map", folder.write("map.yaml", map),
                      "--output", folder / "out"});
  }
  std::string sheet() const { return read_file(folder / "out/data_sheet.md"); }
};

void expect_in(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in\n" << text;
}

TEST(DataDoor, EveryTrapOfASmallFileIsTold) {
  const Imported i;
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  expect_in(i.outcome.out, "12 read, 11 used, 1 refused; 2 single values refused");
  const std::string sheet = i.sheet();
  expect_in(sheet, "too few answers: 8 of 18 on anxiety (needs 9), 8 of 18 on avoidance (needs 9) (1): line 9");
  expect_in(sheet, "| 10 | Q11 | 7 | is outside 1 to 5 |");
  expect_in(sheet, "| 6 | age | 1985 | is outside 10 to 110; it looks like a year of birth |");
  expect_in(sheet, "NA is kept as a value");
  expect_in(sheet, "one answer throughout (1), and are kept: line 5");
  expect_in(sheet, "| 6 | Q6 |  | 1 | 0 |");  // the 0 of line 4 is no answer
  const std::string refused = read_file(i.folder / "out/refused.csv");
  EXPECT_EQ(std::count(refused.begin(), refused.end(), '\n'), 4);
  const Outcome again = bowlby({"data", "show", i.folder / "out"});
  EXPECT_EQ(again.out, sheet);
}

// From an own reading of the formulas in Python.
TEST(DataDoor, ScoresAreThoseOfTheInstrument) {
  const Imported i;
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  const auto reader = read_results(i.folder / "out", true);
  ASSERT_TRUE(reader) << text(reader.problems().front());
  const auto value = [&](int person, const std::string& scale) {
    const auto t = reader->query("SELECT value FROM observation WHERE instrument = 'ecr' AND person = ? AND scale = ?",
                                 {static_cast<double>(person), scale});
    return t && t->rows.size() == 1 ? t->number(0, 0).value_or(-99) : -99;
  };
  EXPECT_NEAR(value(1, "anxiety_mean"), 1.888889, 1e-3);
  EXPECT_NEAR(value(1, "anxiety_theta"), -1.1808, 1e-3);
  EXPECT_NEAR(value(1, "avoidance_theta"), .4564, 1e-3);
  EXPECT_NEAR(value(3, "anxiety_mean"), 3.705882, 1e-3);  // 17 answers
  EXPECT_NEAR(value(3, "avoidance_theta"), -1.4034, 1e-3);
  EXPECT_NEAR(value(8, "avoidance_mean"), 4.764706, 1e-3);  // line 10, without the 7
  EXPECT_NEAR(value(8, "avoidance_theta"), 2.5534, 1e-3);
  EXPECT_EQ(value(5, "style_cut_3"), 3);
  const auto people = reader->query("SELECT sex, born_day FROM person ORDER BY id");
  ASSERT_TRUE(people);
  ASSERT_EQ(people->rows.size(), 11u);
  EXPECT_EQ(people->text(0, 0), "");
  EXPECT_EQ(people->text(1, 0), "m");
  EXPECT_EQ(people->number(1, 1), -39 * 365);
  const auto told = reader->query("SELECT value FROM told WHERE person = 7");
  EXPECT_EQ(told->text(0, 0), "NA");
}

TEST(DataDoor, TheSheetHasAlphaWithItsInterval) {
  const Folder folder;
  const Outcome o =
      bowlby({"data", "score", folder.write("a.csv", twelve()), "--map", folder.write("m.yaml", map_text), "--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto json = nlohmann::json::parse(o.out);
  const auto& scale = json.at("scales").at(0);
  EXPECT_EQ(scale.at("scale"), "anxiety");
  EXPECT_EQ(scale.at("complete_rows"), 10);
  EXPECT_NEAR(scale.at("alpha").get<double>(), .97068573, 1e-5);
  EXPECT_NEAR(scale.at("alpha_low").get<double>(), .93556614, 1e-5);
  EXPECT_NEAR(scale.at("alpha_high").get<double>(), .99132511, 1e-5);
}

TEST(DataDoor, WhatReadsARunReadsAnImportToo) {
  const Imported i;
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  const Outcome checked = bowlby({"check", i.folder / "out"});
  EXPECT_EQ(checked.code, 0) << checked.err;
  const Outcome exported = bowlby({"export", i.folder / "out", i.folder / "csv", "--wide"});
  ASSERT_EQ(exported.code, 0) << exported.err;
  expect_in(read_file(i.folder / "csv/wide.csv"), "mine_ecr_anxiety_mean");
  const Outcome compared = bowlby({"compare", i.folder / "out"});
  EXPECT_TRUE(compared.code == 0 || compared.code == 64) << compared.err;
}

TEST(DataDoor, NothingIsOverwrittenAndNothingIsLeftOfARefusal) {
  const Imported first;
  ASSERT_EQ(first.outcome.code, 0) << first.outcome.err;
  const std::string before = read_file(first.folder / "out/results.sqlite");
  const Outcome second = bowlby(
      {"data", "import", first.folder / "answers.csv", "--map", first.folder / "map.yaml", "-o", first.folder / "out"});
  EXPECT_EQ(second.code, 66) << second.out;
  EXPECT_EQ(read_file(first.folder / "out/results.sqlite"), before);
  const Imported refused("Q1\n1\n");
  EXPECT_EQ(refused.outcome.code, 65);
  EXPECT_FALSE(std::filesystem::exists(refused.folder / "out"));
  EXPECT_FALSE(std::filesystem::exists(refused.folder / "out.partial"));
}

TEST(DataDoor, AColumnThatIsNotThereIsNamedWithItsLineAndTheNearest) {
  std::string map = map_text;
  map.replace(map.find("column: gender"), 14, "column: gendre");
  const Imported i(twelve(), map);
  EXPECT_EQ(i.outcome.code, 65);
  expect_in(i.outcome.err, "map.yaml:3:15: sex.column: the data file has no column \"gendre\"; did you mean gender?");
}

TEST(DataDoor, SemicolonsAndDecimalCommasAreTold) {
  std::string answers = twelve();
  for (char& c : answers) c = c == ',' ? ';' : c;
  answers.replace(answers.find(";36;3;FR"), 8, ";36,5;3;FR");
  const Imported i("\xEF\xBB\xBF" + answers);
  ASSERT_EQ(i.outcome.code, 0) << i.outcome.err;
  expect_in(i.outcome.out, "semicolons between cells, decimal commas, byte order mark");
  expect_in(i.sheet(), "21 to 66");
}

// The shape of a large public file: 51,491 rows of 38 columns, with its traps at known lines.
std::string many(bool reversed_before) {
  std::string text;
  for (int i = 1; i <= 36; ++i) text += "Q" + std::to_string(i) + "\t";
  text += "age\tcountry\n";
  std::uint64_t state = 17;
  const auto draw = [&](int below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int>((state >> 33) % static_cast<std::uint64_t>(below));
  };
  const std::map<int, int> turned{{3, 1},  {15, 1}, {19, 1}, {22, 1}, {25, 1},
                                  {27, 1}, {29, 1}, {31, 1}, {33, 1}, {35, 1}};
  for (int row = 0; row < 51'491; ++row) {
    const int trait[2]{draw(5), draw(5)};
    for (int i = 1; i <= 36; ++i) {
      int x = std::min(5, std::max(1, 1 + trait[i % 2] + draw(3) - 1));
      if (turned.count(i) > 0 && !(reversed_before && i % 2 == 1)) x = 6 - x;
      if (row % 1000 == 7) x = 4;                                // one answer throughout
      if (draw(100) == 0 || (row % 5000 == 11 && i > 8)) x = 0;  // left out, or nearly nothing answered
      text += static_cast<char>('0' + x);
      text += '\t';
    }
    text += row % 9000 == 3 ? "20140728" : std::to_string(18 + draw(50));
    text += row % 700 == 0 ? "\tNA\n" : "\tDE\n";
  }
  return text;
}
const std::string many_map =
    "name: many\nage: {column: age, range: [10, 110]}\ntold: country\nmissing: 0\nsame_answer: refuse\n"
    "instruments:\n  - {key: ecr, items: Q}\n";

TEST(DataDoor, FiftyThousandPeopleAreScoredInSecondsAndEveryRefusedRowIsNamed) {
  const Folder folder;
  const std::string file = folder.write("many.csv", many(false)), map = folder.write("map.yaml", many_map);
  const auto begun = std::chrono::steady_clock::now();
  const Outcome o = bowlby({"data", "import", file, "--map", map, "--output", folder / "out"});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  ASSERT_EQ(o.code, 0) << o.err;
  RecordProperty("seconds", std::to_string(seconds));
  EXPECT_LT(seconds, 60) << "5 s on an idle core";  // the machine of the tests may be busy
  // Rows 7, 1007, ...: 52 with one answer throughout. Rows 11, 5011, ...: 11 with eight answers.
  expect_in(o.out, "51491 read, 51428 used, 63 refused; 6 single values refused");
  const std::string refused = read_file(folder / "out/refused.csv");
  EXPECT_EQ(std::count(refused.begin(), refused.end(), '\n'), 1 + 63 + 6);
  for (int row = 7; row < 51'491; row += 1000) expect_in(refused, "," + std::to_string(row + 2) + ",,,row,");
  for (int row = 11; row < 51'491; row += 5000) expect_in(refused, "," + std::to_string(row + 2) + ",,,row,");
  for (int row = 3; row < 51'491; row += 9000)
    expect_in(refused, "," + std::to_string(row + 2) + ",age,20140728,value,");
}

TEST(DataDoor, AScaleThatWasReversedBeforeStopsWithTheReason) {
  const Folder folder;
  const Outcome o = bowlby({"data", "import", folder.write("many.csv", many(true)), "--map",
                            folder.write("map.yaml", many_map), "--output", folder / "out"});
  EXPECT_EQ(o.code, 65);
  expect_in(o.err, "ecr.avoidance: items 3, 15, 19, 25, 27, 29, 31, 33, 35 already go the way of the others");
  EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(DataDoor, AScaleThatTheKeyDoesNotReverseStopsWithTheReason) {
  const Folder folder;
  std::string key = read_file(std::string(BOWLBY_SOURCE_DIR) + "/keys/ecr.yaml");
  const std::string reversed = "    reversed: [3, 15, 19, 25, 27, 29, 31, 33, 35]\n";
  ASSERT_NE(key.find(reversed), std::string::npos);
  key.erase(key.find(reversed), reversed.size());
  folder.write("own.yaml", key);
  std::string map = many_map;
  map.replace(map.find("key: ecr"), 8, "key: ./own.yaml");
  const Outcome o =
      bowlby({"data", "score", folder.write("many.csv", many(false)), "--map", folder.write("map.yaml", map)});
  EXPECT_EQ(o.code, 65);
  expect_in(o.err, "ecr.avoidance: the key reverses nothing, but items ");
  expect_in(o.err, "3, 15, 19, 25, 27, 29, 31, 33, 35");
}

std::string fhir_item(const std::string& link, const std::string& word) {
  return R"({"linkId": "A/)" + link + R"(", "answer": [{"valueCoding": {"code": ")" + word + R"("}}]},)";
}

TEST(DataDoor, AFhirResponseIsScoredByLinkIdAndItsOwnTotalIsHeldAgainstOurs) {
  const Folder folder;
  folder.write("four.yaml",
               "name: four\nrange: [0, 3]\nitems: 4\nscales:\n  - {name: total, items: [1, 2, 3, 4], reversed: 4, "
               "scores: {total: sum}}\n");
  const std::string map = folder.write("map.yaml",
                                       "name: clinic\nid: subject\ninstruments:\n  - key: ./four.yaml\n    items: A/\n "
                                       "   labels: {not at all: 0, a little: "
                                       "1, somewhat: 2, a lot: 3}\n    total: A/total\n");
  // Out of order; 3 + 1 + 0 and the fourth reversed, 3 - 2 = 1: 5, where the file says 6.
  const std::string file = folder.write(
      "r.json", R"({"resourceType": "QuestionnaireResponse", "subject": {"reference": "Patient/a"}, "item": [)" +
                    fhir_item("4", "somewhat") + fhir_item("1", "a lot") + fhir_item("3", "not at all") +
                    fhir_item("2", "a little") +
                    R"({"linkId": "A/total", "answer": [{"valueQuantity": {"value": 6}}]}]})");
  const Outcome o = bowlby({"data", "score", file, "--map", map});
  ASSERT_EQ(o.code, 0) << o.err;
  expect_in(o.out, "four: line 1: 5 here, and the file's own A/total says 6");
  expect_in(bowlby({"data", "score", file, "--map", map, "--csv"}).out, "1,Patient/a,5");
}

}  // namespace
}  // namespace bowlby::doors
