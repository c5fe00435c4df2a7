#include "app/data/one_person.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowlby {
namespace {

std::string row_of(int count, const char* answer) {
  std::string out;
  for (int i = 0; i < count; ++i) out += (i ? "," : "") + std::string(answer);
  return out;
}

const OneScore& named(const OnePerson& of, const std::string& name) {
  return *std::ranges::find(of.scores, name, &OneScore::name);
}

std::string told(const Expected<OnePerson>& of) {
  std::string out;
  if (!of)
    for (const Problem& p : of.problems()) out += text(p) + "\n";
  return out;
}

// The golden values of evidence/README.md.
TEST(OnePerson, a_pasted_row_is_scored_as_the_instrument_is) {
  OneRequest r{.file = "pasted", .answers = row_of(36, "3"), .key = "ecr"};
  const auto all_three = score_one(r);
  ASSERT_TRUE(all_three) << told(all_three);
  EXPECT_DOUBLE_EQ(*named(*all_three, "anxiety_mean").value, 3);
  EXPECT_NEAR(*named(*all_three, "anxiety_theta").value, -.1639, 1e-4);
  EXPECT_NEAR(*named(*all_three, "anxiety_theta").deviation, .2127, 1e-4);
  EXPECT_NEAR(*named(*all_three, "avoidance_theta").value, .5707, 1e-4);
  EXPECT_EQ(named(*all_three, "anxiety_mean").low, 1);
  EXPECT_EQ(named(*all_three, "anxiety_mean").high, 5);
  EXPECT_EQ(all_three->answers.size(), 36u);
  EXPECT_FALSE(all_three->help_first);
  for (const char* between : {" ", ";", "\t", ", "}) {
    std::string other = r.answers;
    for (std::size_t at = other.find(','); at != std::string::npos; at = other.find(',', at + 2))
      other.replace(at, 1, between);
    const auto same = score_one({.file = "pasted", .answers = other, .key = "ecr"});
    ASSERT_TRUE(same) << between << told(same);
    EXPECT_EQ(named(*same, "anxiety_mean").value, named(*all_three, "anxiety_mean").value);
  }
}

TEST(OnePerson, a_file_of_many_gives_the_row_that_is_chosen) {
  const std::string file = "Q1,Q2,Q3,Q4,Q5,age\n0,1,2,3,4,30\n5,5,5,5,5,40\n1,,1,1,1,50\n";
  OneRequest r{.file = "mine.csv", .answers = file, .key = "who_5", .prefix = "Q", .row = 2};
  const auto second = score_one(r);
  ASSERT_TRUE(second) << told(second);
  EXPECT_EQ(second->rows, 3u);
  EXPECT_EQ(named(*second, "who_5").value, 25);
  r.row = 3;
  EXPECT_NE(told(score_one(r)).find("4 of 5"), std::string::npos) << "four of five answers are too few";
  r.row = 4;
  const auto none = score_one(r);
  ASSERT_FALSE(none);
  EXPECT_NE(told(none).find("has 3 rows"), std::string::npos);
}

const std::string fhir = R"({"resourceType": "QuestionnaireResponse", "authored": "2030-01-01T12:00:00Z", "item": [
  {"linkId": "S/9", "answer": [{"valueCoding": {"code": "a little"}}]},
  {"linkId": "S/1", "answer": [{"valueCoding": {"code": "a little"}}]},
  {"linkId": "S/2", "answer": [{"valueCoding": {"code": "not at all"}}]},
  {"linkId": "S/3", "answer": [{"valueCoding": {"code": "a lot"}}]},
  {"linkId": "S/4", "answer": [{"valueCoding": {"code": "somewhat"}}]},
  {"linkId": "S/5", "answer": [{"valueCoding": {"code": "a little"}}]},
  {"linkId": "S/6", "answer": [{"valueCoding": {"code": "not at all"}}]},
  {"linkId": "S/7", "answer": [{"valueCoding": {"code": "somewhat"}}]},
  {"linkId": "S/8", "answer": [{"valueCoding": {"code": "a lot"}}]},
  {"linkId": "S/total", "answer": [{"valueQuantity": {"value": 15}}]}]})";

OneRequest of_fhir() {
  return {.file = "response.json",
          .answers = fhir,
          .key = "phq_9",
          .prefix = "S/",
          .labels = {{"not at all", 0}, {"a little", 1}, {"somewhat", 2}, {"a lot", 3}},
          .total = "S/total"};
}

TEST(OnePerson, a_fhir_response_is_scored_by_link_id_and_its_own_total_is_held_against_ours) {
  const auto person = score_one(of_fhir());
  ASSERT_TRUE(person) << told(person);
  EXPECT_EQ(named(*person, "phq_9").value, 13);
  EXPECT_EQ(named(*person, "phq_9").high, 27);
  EXPECT_EQ(person->authored, "2030-01-01T12:00:00Z");
  ASSERT_EQ(person->notes.size(), 1u);
  EXPECT_EQ(person->notes[0], "the file says 15 for phq_9; its answers give 13");
}

TEST(OnePerson, an_answer_that_calls_for_help_is_told_and_only_that_one) {
  EXPECT_TRUE(score_one(of_fhir())->help_first) << "the ninth is above the lowest";
  OneRequest r = of_fhir();
  r.answers.replace(r.answers.find("a little"), 8, "not at all");
  EXPECT_FALSE(score_one(r)->help_first) << "however high the others are";
  EXPECT_FALSE(score_one({.file = "pasted", .answers = row_of(7, "3"), .key = "gad_7"})->help_first);
}

TEST(OnePerson, what_is_wrong_is_told_with_the_file_and_the_nearest_right_name) {
  EXPECT_NE(told(score_one({.file = "pasted", .answers = "1,2", .key = "phq9"})).find("phq_9"), std::string::npos);
  EXPECT_NE(told(score_one({.file = "pasted", .answers = "", .key = "ecr"})).find("is empty"), std::string::npos);
  OneRequest other_names{.file = "mine.csv", .answers = "W1,W2,W3,W4,W5\n1,2,3,4,5\n", .key = "who_5", .prefix = "Q"};
  EXPECT_NE(told(score_one(other_names)).find("Q1"), std::string::npos);
  other_names.columns = {"W1", "W2", "W3", "W4", "W5"};
  EXPECT_EQ(*named(*score_one(other_names), "who_5").value, 15);
  other_names.columns.pop_back();
  EXPECT_NE(told(score_one(other_names)).find("names 4 columns"), std::string::npos);
  const std::string too_high = told(score_one({.file = "pasted", .answers = "1,2,3,4,9", .key = "who_5"}));
  EXPECT_NE(too_high.find("line 2"), std::string::npos) << too_high;
  EXPECT_NE(too_high.find("9"), std::string::npos) << too_high;
}

TEST(OnePerson, what_stands_for_no_answer_can_be_said_and_else_is_complained_of) {
  OneRequest r{.file = "mine.csv", .answers = "Q1,Q2,Q3,Q4,Q5,Q6,Q7\n1,0,2,1,1,1,9\n", .prefix = "Q"};
  r.key_text =
      "name: worry\nrange: [1, 5]\nitems: 7\nscales:\n  - {name: worry, items: [1, 2, 3, 4, 5, 6, 7], min_answered: "
      "5}\n";
  const std::string zero = told(score_one(r));
  EXPECT_NE(zero.find("line 2, Q2 \"0\" is outside 1 to 5"), std::string::npos) << zero;
  EXPECT_NE(zero.find("stands for no answer"), std::string::npos) << zero;
  EXPECT_EQ(zero.find("map"), std::string::npos) << "who gives one row has no map: " << zero;
  r.missing = {"0"};
  EXPECT_NE(told(score_one(r)).find("Q7 \"9\""), std::string::npos) << told(score_one(r));
  r.missing = {"0", "9"};
  const auto person = score_one(r);
  ASSERT_TRUE(person) << told(person);
  EXPECT_NEAR(*named(*person, "worry").value, 6 / 5., 1e-12);
  EXPECT_EQ(named(*person, "worry").answered, 5u);
  EXPECT_FALSE(person->answers[1].second);
}

TEST(OnePerson, a_key_of_ones_own_is_taken_as_text) {
  const std::string key =
      "name: worry\nrange: [1, 5]\nitems: 3\nscales:\n  - {name: worry, items: [1, 2, 3], reversed: [2]}\n";
  const auto person = score_one({.file = "pasted", .answers = "5 1 5", .key_text = key});
  ASSERT_TRUE(person) << told(person);
  EXPECT_EQ(named(*person, "worry").value, 5);
  EXPECT_NE(told(score_one({.file = "pasted", .answers = "1", .key_text = "name: x\nitem: 3\n"})).find("items"),
            std::string::npos);
}

// Each row: keyed answers all at the top of the scale.
TEST(OnePerson, the_shipped_keys_reach_the_ends_their_authors_print) {
  const auto keys = shipped_keys_told();
  EXPECT_GE(keys.size(), 6u);
  const auto ends = [](const std::string& key, int items, const char* lowest, const char* highest,
                       const std::string& score) {
    const auto low = score_one({.file = "low", .answers = row_of(items, lowest), .key = key});
    const auto high = score_one({.file = "high", .answers = row_of(items, highest), .key = key});
    return std::pair(named(*low, score).value.value_or(-1), named(*high, score).value.value_or(-1));
  };
  EXPECT_EQ(ends("phq_9", 9, "0", "3", "phq_9"), std::pair(0., 27.));
  EXPECT_EQ(ends("gad_7", 7, "0", "3", "gad_7"), std::pair(0., 21.));
  EXPECT_EQ(ends("who_5", 5, "0", "5", "who_5"), std::pair(0., 25.));
  // Four of six reversed: all 1 is (4 x 7 + 2 x 1) / 6 after keying.
  EXPECT_EQ(ends("ecr_rs", 9, "1", "7", "avoidance"), std::pair(5., 3.));
  EXPECT_EQ(ends("ecr_rs", 9, "1", "7", "anxiety"), std::pair(1., 7.));
  // Two of eighteen reversed, and twelve of eighteen.
  EXPECT_NEAR(ends("ecr_r", 36, "1", "7", "anxiety").first, (16 * 1 + 2 * 7) / 18., 1e-12);
  EXPECT_NEAR(ends("ecr_r", 36, "1", "7", "avoidance").first, (6 * 1 + 12 * 7) / 18., 1e-12);
}

}  // namespace
}  // namespace bowlby
