// A plan asked for by the studio is the plan of the command line, in the studio's words.
#include <gtest/gtest.h>

#include "app/scene/scene.hpp"
#include "app/scene/schema.hpp"
#include "io/text/json_tree.hpp"

namespace bowlby {
namespace {

constexpr std::string_view small =
    R"({"edge": "contact_soothes", "outcome": "distress", "predictor": "bids", "sizes": [10, 40], "days": [3, 7], "replicates": 20})";

TEST(PlanScene, AnswersAsTheSchemaSaysWhateverTheThreads) {
  SceneContext one, two;
  one.threads = 1, two.threads = 2;
  double last = -1;
  one.progress = [&](double done, double of, std::string_view) {
    EXPECT_GE(done / of, last);
    last = done / of;
  };
  const auto answer = scene_answer("plan", small, one);
  ASSERT_TRUE(answer) << text(answer.problems().front());
  EXPECT_EQ(*answer, *scene_answer("plan", small, two));
  EXPECT_GT(last, .5);
  auto tree = parse_json(*answer, "plan", answer->size());
  for (const Problem& p : check_answer("plan", *tree)) ADD_FAILURE() << text(p);
  ASSERT_EQ(tree->at("cells").items.size(), 4u);
  const Json& first = tree->at("cells").items.front();
  EXPECT_EQ(first.at("couples").number, 10);
  EXPECT_EQ(first.at("days").number, 3);
  EXPECT_LE(first.at("low").number, first.at("power").number);
  for (const Json& c : tree->at("cells").items)
    EXPECT_LE(c.at("power").number * c.at("replicates").number, c.at("replicates").number - c.at("failed").number)
        << "a study without a test has found nothing";
  ASSERT_EQ(tree->at("lengths").items.size(), 2u);
  for (const Json& l : tree->at("lengths").items) {
    ASSERT_FALSE(l.at("power").items.empty());
    double before = 0;
    for (const Json& p : l.at("power").items) {
      EXPECT_GE(p.number, before) << "more couples find no less";
      before = p.number;
    }
  }
}

TEST(PlanScene, RefusesWhatCannotBePlanned) {
  const auto key = [](std::string_view request, bool waited_for = false) {
    SceneContext context;
    context.waited_for = waited_for;
    const auto answer = scene_answer("plan", request, context);
    return answer ? "taken" : answer.problems().front().key;
  };
  EXPECT_EQ(key(R"({"edge": "contact_sooths", "sizes": [10, 40], "days": [3]})"), "edge");
  EXPECT_EQ(key(R"({"edge": "contact_soothes", "sizes": [40, 10], "days": [3]})"), "sizes");
  EXPECT_EQ(key(R"({"edge": "contact_soothes", "sizes": [10, 40], "days": [7, 7]})"), "days");
  EXPECT_EQ(
      key(R"({"edge": "contact_soothes", "outcome": "bids", "predictor": "bids", "sizes": [10, 40], "days": [7]})"),
      "predictor");
  EXPECT_EQ(key(R"({"sizes": [10, 40], "days": [7]})"), "edge");
  EXPECT_EQ(key(small, true), "") << "nobody waits for a plan";
}

TEST(PlanScene, StopsWhenAsked) {
  SceneContext context;
  context.stop = [] { return true; };
  const auto answer = scene_answer("plan", small, context);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.problems().front().key, scene_stopped_key);
}

}  // namespace
}  // namespace bowlby
