// Own answers on another range than the model's: everything that reads the import says the range of its key.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "doors/program.hpp"
#include "io/results/reader.hpp"

namespace bowlby::doors {
namespace {

// Six items to seven points under the name of the model's questionnaire, which has five.
const std::string seven_points =
    "name: ecr\nrange: [1, 7]\nitems: 6\nscales:\n"
    "  - name: anxiety\n    items: [1, 2, 3]\n    scores: {anxiety_mean: mean, anxiety_theta: graded}\n"
    "    graded: {a: [1, 1, 1], b: [[-2, -1, -.5, .5, 1, 2], [-2, -1, -.5, .5, 1, 2], [-2, -1, -.5, .5, 1, 2]]}\n"
    "  - {name: avoidance, items: [4, 5, 6], reversed: 6, scores: {avoidance_mean: mean}}\n";
const std::string map_text =
    "name: ordinary_adults\nage: age\nitems: true\ninstruments:\n  - {key: ./seven.yaml, items: Q}\n";

std::string answers() {
  std::string text = "Q1,Q2,Q3,Q4,Q5,Q6,age\n";
  for (int p = 0; p < 42; ++p) {
    const auto answer = [p](int trait, int item) { return std::clamp(trait + (p * 5 + item * 3) % 3 - 1, 1, 7); };
    const int anxious = 1 + p % 7, avoidant = 1 + p / 7;
    for (int i = 1; i <= 3; ++i) text += std::to_string(answer(anxious, i)) + ",";
    for (int i = 4; i <= 5; ++i) text += std::to_string(answer(avoidant, i)) + ",";
    text += std::to_string(8 - answer(avoidant, 6)) + "," + std::to_string(20 + p % 20) + "\n";
  }
  return text;
}

struct Imported {
  Folder folder;
  std::string dir;
  explicit Imported(std::string map = map_text) : dir(folder / "out") {
    folder.write("seven.yaml", seven_points);
    const Outcome o = bowlby({"data", "import", folder.write("a.csv", answers()), "--map",
                              folder.write("map.yaml", std::move(map)), "--output", dir});
    EXPECT_EQ(o.code, 0) << o.err;
  }
};

void expect_in(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in\n" << text.substr(0, 4000);
}

TEST(DataRangesDoor, TheRangeOfTheKeyStandsInMeasuresCodebookAndExports) {
  const Imported i;
  const auto reader = read_results(i.dir, true);
  ASSERT_TRUE(reader) << text(reader.problems().front());
  const auto told = [&](const std::string& sql, const std::string& scale) {
    const auto t = reader->query(sql, {scale});
    return t && t->rows.size() == 1 ? t->text(0, 0) + ": " + t->text(0, 1) : "none";
  };
  const std::string measure = "SELECT unit, meaning FROM measure WHERE instrument = 'ecr' AND scale = ?";
  EXPECT_EQ(told(measure, "anxiety_mean"), "1-7: mean of 3 keyed answers");
  EXPECT_EQ(told(measure, "avoidance_mean"), "1-7: mean of 3 keyed answers");
  EXPECT_EQ(
      told("SELECT unit, meaning FROM codebook WHERE \"table\" = 'observation' AND \"column\" = ?", "ecr.anxiety_mean"),
      "1-7: mean of 3 keyed answers");
  ASSERT_EQ(bowlby({"data", "export", i.dir, i.folder / "csv"}).code, 0);
  expect_in(read_file(i.folder / "csv/codebook.csv"), "observation,ecr.anxiety_mean,1-7,mean of 3 keyed answers");
  expect_in(read_file(i.folder / "csv/wide_codebook.csv"), "anxiety_mean,,1-7,mean of 3 keyed answers");
  EXPECT_EQ(bowlby({"check", i.dir}).code, 0);
}

// A latent score of other items on another range is as little the model's as a mean is.
TEST(DataRangesDoor, AnswersOnAnotherRangeAreHeldAgainstNoSimulatedWorld) {
  const Imported i;
  const Outcome o = bowlby({"data", "compare", i.dir, "--study", study_path("couples")});
  EXPECT_EQ(o.code, 65);
  expect_in(o.err, "ecr.anxiety_mean, ecr.anxiety_theta, ecr.avoidance_mean it has not, or on another range");
}

TEST(DataRangesDoor, AnswersOnAnotherRangeAreHeldAgainstNothingPublished) {
  const Imported i("name: generations\nage: age\ninstruments:\n  - {key: ./seven.yaml, items: Q}\n");
  const Outcome o = bowlby({"compare", i.dir, "--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto table = nlohmann::json::parse(o.out);
  const auto row = std::ranges::find(table, "AMH01", [](const auto& r) { return r.value("id", ""); });
  ASSERT_NE(row, table.end());
  EXPECT_EQ(row->at("verdict"), "not measured") << *row;
  EXPECT_TRUE(row->at("simulated").is_null()) << *row;
}

TEST(DataRangesDoor, OneScoreOnTwoRangesIsRefused) {
  const Folder folder;
  folder.write("seven.yaml", seven_points);
  std::string other = seven_points;
  other.replace(other.find("[1, 7]"), 6, "[0, 6]");
  folder.write("six.yaml", other);
  const std::string map = folder.write("map.yaml",
                                       "name: m\ninstruments:\n  - {key: ./seven.yaml, items: Q, wave: before}\n"
                                       "  - {key: ./six.yaml, items: Q, wave: after}\n");
  const Outcome o = bowlby({"data", "score", folder.write("a.csv", answers()), "--map", map});
  EXPECT_EQ(o.code, 65);
  expect_in(o.err, "map.yaml:4:5: instruments[2]: ecr.anxiety_mean is scored on another range than in the wave before");
}

TEST(DataRangesDoor, OnePictureOfAnImportIsRefusedWithItsReason) {
  const Imported i;
  const Outcome figure = bowlby({"figure", i.dir});
  EXPECT_EQ(figure.code, 65);
  expect_in(figure.err, "holds answers of real people, and single pictures are of a run's report");
}

}  // namespace
}  // namespace bowlby::doors
