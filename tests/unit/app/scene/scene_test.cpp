// Scenes through their one door: every answer is what the schema says, and nothing asked before or beside it shows.
#include "app/scene/scene.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "app/scene/schema.hpp"

namespace bowlby {
namespace {

const std::string pair = R"("moment": "after_row", "people": [{"anxiety": 3.5, "avoidance": 2},
                            {"anxiety": 2, "avoidance": 3.5, "nudges": {"warmth": 1}}])";
const std::string care = R"({"response": 0.5, "consistency": 2, "rebuff": 0.4, "fright": 0.1})";

struct Asked {
  const char* kind;
  std::string request;
};
std::vector<Asked> every_scene() {
  return {{"evening", "{" + pair + "}"},
          {"evening", "{" + pair + R"(, "runs": 3, "change": {"kind": "pause", "minutes": 30}})"},
          {"tune", "{\"tries\": 20, \"evening\": {" + pair +
                       R"(}, "feedback": [{"verdict": "less", "nudges": [{}, {"holding": -1}]}]})"},
          {"repair_map", "{\"steps\": 3, \"evening\": {" + pair + "}}"},
          {"changes", "{\"evening\": {" + pair + "}}"},
          {"play", R"({"people": [{"anxiety": 4, "avoidance": 2}, {"anxiety": 2, "avoidance": 2}]})"},
          {"play", R"({"people": [{"anxiety": 4, "avoidance": 2}, {"anxiety": 2, "avoidance": 2}], "acts": [
                      "now", "later", "soon", "later", "later", "later", "now", "now", "soon", "later"]})"},
          {"example", R"({"name": "asking_quiet"})"},
          {"example", R"({"name": "patchy_care"})"},
          {"example", R"({"name": "quiet_outside"})"},
          {"year", "{\"children\": 4, \"child\": 3, \"care\": " + care + ", \"compare\": " + care + "}"},
          {"life", R"({"founders": 40, "neighbours": 2, "until": 22, "change": {"kind": "loss", "age": 10}})"},
          {"life", "{\"founders\": 40, \"until\": 6, \"care\": " + care + "}"},
          {"lineage", R"({"founders": 100, "replicates": 2, "years": 60, "programme": {"kind": "therapy"}})"}};
}

TEST(Scenes, EveryAnswerIsWhatTheSchemaSays) {
  for (const Asked& a : every_scene()) {
    const auto answer = scene_answer(a.kind, a.request);
    ASSERT_TRUE(answer) << a.kind << ": " << text(answer.problems().front());
    auto tree = parse_json(*answer, a.kind, answer->size());
    ASSERT_TRUE(tree) << text(tree.problems().front());
    for (const Problem& p : check_answer(a.kind, *tree)) ADD_FAILURE() << a.kind << ": " << text(p);
    EXPECT_EQ(tree->at("kind").text, a.kind);
    EXPECT_EQ(tree->at("digest").text.size(), 16u);
    EXPECT_FALSE(tree->at("words").items.empty());
  }
}

// Each of the many settings is lived at most twenty times; nothing is cut to that in silence.
TEST(Scenes, MoreRunsThanASettingIsJudgedByAreRefused) {
  const std::string people =
      R"("people": [{"anxiety": 3, "avoidance": 2}, {"anxiety": 2, "avoidance": 3.5}], "moment": "late_reply")";
  const auto asked = [&](const char* kind, int runs, const std::string& rest) {
    return scene_answer(kind, "{\"evening\": {" + people + ", \"runs\": " + std::to_string(runs) + "}, " + rest + "}");
  };
  const std::string feedback = R"("tries": 20, "feedback": [{"nudges": [{}, {}], "verdict": "less"}])";
  for (const auto& [kind, rest] :
       {std::pair<const char*, std::string>{"tune", feedback}, {"repair_map", "\"steps\": 3"}}) {
    EXPECT_TRUE(asked(kind, 20, rest)) << kind;
    const auto no = asked(kind, 21, rest);
    ASSERT_FALSE(no) << kind;
    EXPECT_EQ(no.problems().front().key, "evening.runs");
    EXPECT_NE(no.problems().front().remedy.find("1 to 20"), std::string::npos) << text(no.problems().front());
  }
}

TEST(Scenes, NobodyUnderEighteenIsGivenAPartnerOrAskedForAChild) {
  for (const char* kind : {"breakup", "partner_change", "couple_work", "parenting", "secure_partner"})
    for (int age = 0; age < 18; ++age) {
      const auto answer =
          scene_answer("life", "{\"founders\": 40, \"until\": 20, \"change\": {\"kind\": \"" + std::string(kind) +
                                   "\", \"age\": " + std::to_string(age) + ", \"care\": " + care + "}}");
      ASSERT_FALSE(answer) << kind << " at " << age;
      EXPECT_EQ(answer.problems().front().key, "change.age");
    }
  for (const char* kind : {"couple_work", "parenting", "secure_partner"})
    for (int age = 0; age < 18; ++age) {
      const auto answer = scene_answer("lineage", "{\"founders\": 100, \"programme\": {\"kind\": \"" +
                                                      std::string(kind) + "\", \"age\": " + std::to_string(age) + "}}");
      ASSERT_FALSE(answer) << kind << " at " << age;
      EXPECT_EQ(answer.problems().front().key, "programme.age");
    }
  EXPECT_TRUE(scene_answer("life", R"({"founders": 40, "neighbours": 1, "until": 20,
                                       "change": {"kind": "secure_partner", "age": 18}})"));
}

TEST(Scenes, OfALossNobodyIsCountedAsMoreSecureAndAChangeWithoutItsPersonSaysSo) {
  const auto words = [](const std::string& change) {
    const auto answer =
        scene_answer("life", "{\"founders\": 40, \"neighbours\": 4, \"until\": 22, \"change\": " + change + "}");
    std::string all;
    if (!answer) return text(answer.problems().front());
    const auto tree = parse_json(*answer, "", answer->size());
    for (const Json& w : tree->at("words").items) all += w.text + " ";
    return all;
  };
  const std::string loss = words(R"({"kind": "loss", "age": 10})");
  EXPECT_NE(loss.find("Without the change"), std::string::npos) << loss;
  EXPECT_EQ(loss.find("more secure"), std::string::npos) << loss;
  EXPECT_EQ(loss.find("no first carer"), std::string::npos) << loss;
  const std::string nobody = words("{\"kind\": \"partner_change\", \"age\": 18, \"care\": " + care + "}");
  EXPECT_NE(nobody.find("there is no partner in this life, so nothing is changed"), std::string::npos) << nobody;
}

TEST(Scenes, AnAnswerThatIsNotOneIsNoticed) {
  auto tree = parse_json(R"({"kind": "repair_map", "digest": "x", "openness": ["far"], "minutes": [], "more": 1})", "");
  EXPECT_EQ(check_answer("repair_map", *tree).size(), 4u);  // a key too many, two missing, text for a number
}

TEST(Scenes, MayBeAskedFromManyThreadsAtOnce) {
  const std::string request = "{" + pair + "}", alone = *scene_answer("evening", request);
  std::atomic<int> other{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int k = 0; k < 5; ++k) {
        scene_answer("evening", "{\"seed\": " + std::to_string(10 * t + k) + ", " + pair + "}");
        other += *scene_answer("evening", request) != alone;
      }
    });
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(other, 0);
}

TEST(Scenes, TellHowFarTheyAreAndStopWhenAsked) {
  SceneContext context;
  double last = -1;
  int calls = 0;
  context.progress = [&](double done, double of, std::string_view) {
    EXPECT_GE(done / of, last);
    last = done / of;
    ++calls;
  };
  context.stop = [&] { return calls >= 5; };
  const auto answer = scene_answer("life", R"({"founders": 40, "until": 30})", context);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.problems().front().key, scene_stopped_key);
  EXPECT_EQ(calls, 5);
  last = -1;
  context.stop = [] { return true; };
  EXPECT_FALSE(scene_answer("lineage", "{}", context));
}

TEST(Scenes, ThreadsDoNotMatter) {
  SceneContext one, three;
  one.threads = 1;
  three.threads = 3;
  for (const Asked& a : every_scene())
    EXPECT_EQ(*scene_answer(a.kind, a.request, one), *scene_answer(a.kind, a.request, three)) << a.kind;
}

TEST(Schema, DefaultsStandThereAfterwards) {
  auto request = parse_json("{" + pair + "}", "");
  ASSERT_TRUE(check_request("evening", *request, "").empty());
  EXPECT_EQ(request->at("runs").number, 20);
  EXPECT_EQ(request->at("people").items[1].at("nudges").at("soothing").number, 0);
  EXPECT_FALSE(request->has("change"));
}

}  // namespace
}  // namespace bowlby
