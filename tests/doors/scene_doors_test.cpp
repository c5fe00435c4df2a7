// `bowlby scene` from outside: what it answers, what it refuses and how, and that an answer is what was asked for
// alone.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

using nlohmann::json;

json evening() {
  return {{"moment", "hard_talk"},
          {"people", {{{"anxiety", 4}, {"avoidance", 2}}, {{"anxiety", 2}, {"avoidance", 4}}}}};
}

class Scene : public testing::Test {
 protected:
  Outcome ask(const std::string& kind, const std::string& request, Arguments more = {}) {
    Arguments all{"scene", kind, "--request", folder_.write("request.json", request)};
    all.insert(all.end(), more.begin(), more.end());
    return bowlby(all);
  }
  Outcome ask(const std::string& kind, const json& request, Arguments more = {}) {
    return ask(kind, request.dump(), std::move(more));
  }
  // Refused as bad data, with these words among what is said.
  void refused(const std::string& request, const std::vector<std::string>& words, const std::string& kind = "evening") {
    const Outcome o = ask(kind, request);
    EXPECT_EQ(o.code, 65) << o.err;
    EXPECT_TRUE(o.out.empty());
    for (const std::string& w : words) EXPECT_NE(o.err.find(w), std::string::npos) << w << " is not in\n" << o.err;
  }
  Folder folder_;
};

TEST_F(Scene, SameRequestSameAnswerForAnyNumberOfThreads) {
  json request = evening();
  request["change"] = {{"kind", "ask_softly"}, {"who", 0}};
  const Outcome one = ask("evening", request, {"--json", "--threads", "1"});
  const Outcome two = ask("evening", request, {"--json", "--threads", "2"});
  ASSERT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(one.out, two.out);
  const json answer = json::parse(one.out);
  EXPECT_EQ(answer["digest"].get<std::string>().size(), 16u);
  EXPECT_EQ(answer["now"]["runs"].size(), 20u);
  EXPECT_EQ(answer["before"]["runs"][0]["people"][1]["shows"].size(), answer["times"].size());
  EXPECT_EQ(digest_of(ask("evening", request)), answer["digest"]);
  request["seed"] = 2;
  EXPECT_NE(digest_of(ask("evening", request)), answer["digest"]);
}

TEST_F(Scene, WhatIsLeftOutIsTheUsual) {
  json all = evening();
  const std::string bare = digest_of(ask("evening", all));
  all["seed"] = 1, all["runs"] = 20, all["heat"] = 0, all["starts"] = 0;
  all["people"][0]["nudges"] = json::object();
  EXPECT_EQ(digest_of(ask("evening", all)), bare);
}

TEST_F(Scene, TheOtherScenesAnswerToo) {
  const json year{{"care", {{"response", .6}, {"consistency", .8}, {"rebuff", .2}, {"fright", 0}}}, {"children", 5}};
  const Outcome one = ask("year", year, {"--threads", "1"}), two = ask("year", year, {"--threads", "2"});
  EXPECT_FALSE(digest_of(one).empty()) << one.err;
  EXPECT_EQ(one.out, two.out);
  const Outcome life = ask("life", json{{"founders", 40}, {"until", 8}, {"neighbours", 2}});
  EXPECT_FALSE(digest_of(life).empty()) << life.err;
  const Outcome map = ask("repair_map", json{{"evening", evening()}, {"steps", 3}});
  EXPECT_FALSE(digest_of(map).empty()) << map.err;
  const json said{{"verdict", "slower"}, {"nudges", {json::object(), json::object()}}};
  const Outcome tuned = ask("tune", json{{"evening", evening()}, {"feedback", {said}}, {"tries", 20}});
  EXPECT_FALSE(digest_of(tuned).empty()) << tuned.err;
}

TEST_F(Scene, WrongNamesGetTheNearestRightOne) {
  json r = evening();
  r["moment"] = "late_reply_";
  refused(r.dump(), {"moment", "did you mean late_reply?"});
  r = evening();
  r["ruins"] = 3;
  refused(r.dump(), {"ruins", "unknown key", "did you mean runs?"});
  r = evening();
  r["people"][1]["nudges"] = {{"warmht", 1}};
  refused(r.dump(), {"people[2].nudges.warmht", "did you mean warmth?"});
  r = evening();
  r["off"] = {"press_to_withdrawl"};
  refused(r.dump(), {"off[1]", "did you mean press_to_withdrawal?"});
  const Outcome kind = ask("evenin", evening());
  EXPECT_EQ(kind.code, 64);
  EXPECT_NE(kind.err.find("did you mean evening?"), std::string::npos) << kind.err;
}

TEST_F(Scene, ValuesOutOfBoundsAreRefusedWithTheirBounds) {
  json r = evening();
  r["heat"] = 2.5;
  refused(r.dump(), {"heat", "2.5 is out of range", "between -2 and 2"});
  r = evening();
  r["runs"] = 1.5;
  refused(r.dump(), {"runs", "no whole number"});
  r = evening();
  r["seed"] = -1;
  refused(r.dump(), {"seed", "out of range"});
  r = evening();
  r["people"].erase(1);
  refused(r.dump(), {"people", "exactly 2"});
  r = evening();
  r["people"][0]["anxiety"] = "4";
  refused(r.dump(), {"people[1].anxiety", "needs a number"});
  r = evening();
  r.erase("moment");
  refused(r.dump(), {"moment", "is missing"});
  refused(R"({"care": {"response": 0.5, "consistency": 3, "rebuff": 0, "fright": 0}, "children": 3, "child": 3})",
          {"child", "choose 0 to 2"}, "year");
  refused(R"({"until": 20, "change": {"kind": "loss", "age": 30}})", {"change.age"}, "life");
}

TEST_F(Scene, WhatIsNoRequestIsRefusedInItsPlace) {
  refused("", {"is no JSON"});
  refused("{\"moment\": \"hard_talk\",}", {":1:", "is no JSON from here on"});
  refused("{\"moment\": \"a\", \"moment\": \"b\"}", {"stands twice"});
  refused("[1, 2]", {"needs an object, found a list"});
  refused("{\"heat\": 1e999}", {"JSON"});
  refused("{\"moment\": \"\xff\"}", {"is no JSON"});
  refused(std::string(100000, '['), {"deep"});
  const Outcome huge = ask("evening", std::string(3 << 20, ' ') + "{}");
  EXPECT_NE(huge.code, 0);
  EXPECT_FALSE(huge.err.empty());
  const Outcome missing = bowlby({"scene", "evening", "--request", folder_ / "nowhere.json"});
  EXPECT_EQ(missing.code, 66) << missing.err;
}

}  // namespace
}  // namespace bowlby::doors
