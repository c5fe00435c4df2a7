// The scan for controls of the studio's rooms that have no effect: every field that a scene's request may hold, and
// every change that a room offers, must move the answer; whatever by its meaning cannot is listed, with the reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "app/scene/scene.hpp"
#include "io/embedded.hpp"
#include "scenes/tune.hpp"

namespace bowlby {
namespace {

using Tree = nlohmann::ordered_json;
using Path = nlohmann::ordered_json::json_pointer;

const Tree& schema() {
  static const Tree tree = Tree::parse(std::ifstream(std::string(BOWLBY_SOURCE_DIR) + "/studio/api/schema.json"));
  return tree;
}

// What an answer says, without what only repeats the request or tells that something was done.
void strip(Tree& answer) {
  static const std::set<std::string> said{"digest", "words", "events",     "marks",
                                          "who",    "child", "replicates", "reached"};
  if (answer.is_object())
    for (auto at = answer.begin(); at != answer.end();)
      if (said.contains(at.key()))
        at = answer.erase(at);
      else
        strip(*at++);
  else if (answer.is_array())
    for (Tree& item : answer) strip(item);
}

std::string answered(const std::string& kind, const Tree& request) {
  const auto answer = scene_answer(kind, request.dump(), {.threads = 2});
  EXPECT_TRUE(answer) << kind << " " << request.dump() << ": " << (answer ? "" : text(answer.problems().front()));
  if (!answer) return "";
  Tree tree = Tree::parse(*answer);
  strip(tree);
  return tree.dump();
}

Tree resolved(Tree node) {
  while (node.contains("$ref")) {
    const std::string name = node["$ref"].get<std::string>();
    node = schema()["$defs"][name.substr(name.rfind('/') + 1)];
  }
  return node;
}

// Every field below a type of the schema for which `request` has a value, with other values to try; a field without a
// value in `request` is put into `missing`.
struct Leaf {
  std::string path;
  std::vector<Tree> others;
};
void collect(const Tree& type, const Tree& value, const std::string& path, std::vector<Leaf>& leaves,
             std::vector<std::string>& missing) {
  const Tree node = resolved(type);
  if (node.contains("enum")) {
    Leaf leaf{path, {}};
    for (const Tree& v : node["enum"])
      if (v != value) leaf.others.push_back(v);
    leaves.push_back(leaf);
  } else if (node["type"] == "object") {
    for (const auto& [key, below] : node["properties"].items())
      if (value.contains(key))
        collect(below, value[key], path + "/" + key, leaves, missing);
      else
        missing.push_back(path + "/" + key);
  } else if (node["type"] == "array" && path.ends_with("/off")) {
    leaves.push_back({path, {Tree::array({"contact_soothes"})}});
  } else if (node["type"] == "array") {
    for (std::size_t k = 0; k < value.size(); ++k)
      collect(node["items"], value[k], path + "/" + std::to_string(k), leaves, missing);
  } else {
    const double v = value.get<double>(), low = node["minimum"].get<double>(), high = node["maximum"].get<double>();
    const bool whole = node["type"] == "integer";
    const double other = whole                   ? (v < high ? v + 1 : v - 1)
                         : v < .5 * (low + high) ? v + .5 * (high - v)
                                                 : v - .5 * (v - low);
    leaves.push_back({path, {whole ? Tree(static_cast<long>(other)) : Tree(other)}});
  }
}

// Fields of the scene's request of which some value leaves the answer as it is, or which were not tried; but for those
// that begin like one of `skip`.
std::vector<std::string> idle_fields(const std::string& kind, const Tree& request,
                                     const std::set<std::string>& skip = {}) {
  std::vector<Leaf> leaves;
  std::vector<std::string> idle;
  collect(schema()["scenes"][kind]["request"].is_string() ? Tree{{"$ref", schema()["scenes"][kind]["request"]}}
                                                          : schema()["scenes"][kind]["request"],
          request, "", leaves, idle);
  EXPECT_GT(leaves.size(), 3u) << kind;
  const std::string plain = answered(kind, request);
  EXPECT_EQ(answered(kind, request), plain);
  for (const Leaf& leaf : leaves) {
    if (std::ranges::any_of(skip, [&](const std::string& at) { return leaf.path.starts_with(at); })) continue;
    std::set<std::string> answers{plain};  // of an enumeration every value must have an answer of its own
    for (const Tree& other : leaf.others) {
      Tree changed = request;
      changed[Path(leaf.path)] = other;
      if (!answers.insert(answered(kind, changed)).second) idle.push_back(leaf.path + " " + other.dump());
    }
  }
  return idle;
}

const Tree pair_of_people = Tree::parse(R"([
  {"anxiety": 3.5, "avoidance": 2, "nudges":
    {"threshold": 0, "soothing": 0, "insistence": 0, "holding": 0, "warmth": 0, "steadiness": 0}},
  {"anxiety": 2, "avoidance": 3.5, "nudges":
    {"threshold": 0, "soothing": 0, "insistence": 0, "holding": 0, "warmth": 0, "steadiness": 0}}])");
const Tree erratic = Tree::parse(R"({"response": 0.5, "consistency": 2, "rebuff": 0.4, "fright": 0.1})");
const Tree warm = Tree::parse(R"({"response": 0.8, "consistency": 9, "rebuff": 0.2, "fright": 0.02})");

Tree evening() {
  return {{"seed", 1},
          {"moment", "after_row"},
          {"people", pair_of_people},
          {"starts", 0},
          {"heat", .5},
          {"change", {{"kind", "ask_softly"}, {"who", 0}, {"at", 3}, {"minutes", 40}}},
          {"runs", 30},
          {"off", Tree::array()}};
}
const std::vector<std::string> nothing;

TEST(SceneEffect, EveryFieldOfAnEvening) { EXPECT_EQ(idle_fields("evening", evening()), nothing); }

// Each change by each of its fields; a pause is both's, and a line has the length of one contact.
TEST(SceneEffect, EveryFieldOfEveryChangeOfAnEvening) {
  std::vector<std::string> idle;
  for (const char* kind : {"pause", "say_one_line", "ask_softly", "answer_first", "notice_kindness"}) {
    Tree request = evening();
    request["change"]["kind"] = kind;
    const std::string plain = answered("evening", request);
    for (const auto& [key, value] : {std::pair{"who", Tree(1)}, {"at", Tree(20)}, {"minutes", Tree(120)}}) {
      Tree other = request;
      other["change"][key] = value;
      if (answered("evening", other) == plain) idle.push_back(std::string(kind) + " " + key);
    }
  }
  EXPECT_EQ(idle, (std::vector<std::string>{"pause who", "say_one_line minutes"}));
}

TEST(SceneEffect, EveryFieldOfTheSearchForTwoPeople) {
  Tree shown = evening();
  shown["runs"] = 8;
  const Tree request{
      {"evening", shown},
      {"feedback", Tree::array({{{"nudges", Tree::array({pair_of_people[0]["nudges"], pair_of_people[1]["nudges"]})},
                                 {"verdict", "less"}}})},
      {"tries", 120}};
  // The nudges of the evening shown are those that the last feedback is about, and are taken from there.
  EXPECT_EQ(idle_fields("tune", request, {"/evening/people/0/nudges", "/evening/people/1/nudges"}), nothing);
}

// The map tells medians and counts of evenings, and somebody who asks softly for most of one insists and holds back no
// longer: a field must move the map in one of three evenings. Noticing kindness works over weeks.
TEST(SceneEffect, EveryFieldOfTheRepairMap) {
  std::map<std::string, int> idle;
  for (const auto& [moment, change, who] :
       {std::tuple{"after_row", "ask_softly", 0}, {"late_reply", "pause", 1}, {"hard_talk", "answer_first", 1}}) {
    Tree shown = evening();
    shown["runs"] = scenes::most_judged;
    shown["moment"] = moment;
    shown["change"] = {{"kind", change}, {"who", who}, {"at", 1}, {"minutes", 10}};
    for (const std::string& field : idle_fields("repair_map", {{"evening", shown}, {"steps", 8}}, {"/evening/runs"}))
      ++idle[field];
    const std::string many = answered("repair_map", {{"evening", shown}, {"steps", 8}});
    shown["runs"] = 3;  // one evening more or less often leaves a median as it is
    EXPECT_NE(answered("repair_map", {{"evening", shown}, {"steps", 8}}), many) << moment;
  }
  EXPECT_EQ(idle.erase("/evening/change/kind \"notice_kindness\""), 1u);
  for (const auto& [field, times] : idle) EXPECT_LT(times, 3) << field;
}

TEST(SceneEffect, EveryFieldOfALineage) {
  const Tree request{{"seed", 1},
                     {"founders", 100},
                     {"replicates", 2},
                     {"years", 60},
                     {"programme", {{"kind", "therapy"}, {"age", 20}, {"months", 6}, {"dose", 1}, {"share", .5}}},
                     {"off", Tree::array()}};
  EXPECT_EQ(idle_fields("lineage", request), nothing);
}

TEST(SceneEffect, EveryFieldOfAYear) {
  EXPECT_EQ(
      idle_fields(
          "year",
          {{"seed", 1}, {"care", erratic}, {"compare", warm}, {"children", 6}, {"child", 2}, {"off", Tree::array()}}),
      nothing);
}

Tree life(const std::string& change) {
  return {{"seed", 1},
          {"founders", 40},
          {"who", 0},
          {"choose", "like_all"},
          {"care", erratic},
          {"until", 27},
          {"neighbours", 6},
          {"change", {{"kind", change}, {"age", 24}, {"months", 6}, {"size", 1}, {"care", warm}}},
          {"off", Tree::array()}};
}

TEST(SceneEffect, EveryFieldOfALife) {
  // the change: see the next test; whom to choose counts only where nobody is asked for
  EXPECT_EQ(idle_fields("life", life("therapy"), {"/change", "/choose"}), nothing);
  Tree open = life("therapy");
  open.erase("who");
  open["until"] = 40;  // the gain is looked at ten years after the change
  Tree middle = open;
  middle["choose"] = "middle_gain";
  EXPECT_NE(answered("life", open), answered("life", middle));
}

// Who is played, the second, neither asks nor holds back, and the first, who writes, answers nobody. So some nudges
// move only which pair is the typical one, and only in some evenings. Three acts are few: a field is idle if it moves
// none of forty evenings, neither upwards nor downwards. What has moved one is not asked again.
TEST(SceneEffect, EveryFieldOfAnEveningPlayed) {
  std::set<std::string> moved;
  std::optional<std::set<std::string>> idle;
  for (int seed = 1; seed <= 40 && (!idle || !idle->empty()); ++seed)
    for (const double nudged : {0., -1.}) {  // a value of 0 is lowered, one below it raised
      Tree people = pair_of_people;
      for (Tree& person : people)
        for (Tree& nudge : person["nudges"]) nudge = nudged;
      const Tree request{{"seed", seed}, {"people", people}, {"acts", {"later", "now", "soon"}}};
      std::set<std::string> here;
      for (const std::string& field : idle_fields("play", request, moved))
        here.insert(field.substr(0, field.find(' ')));
      if (idle)
        std::erase_if(*idle, [&](const std::string& field) { return !here.contains(field); });
      else
        idle = here;
      for (const auto& [name, _] : pair_of_people[0]["nudges"].items())
        for (const char* who : {"0", "1"})
          if (const auto field = std::string("/people/") + who + "/nudges/" + name; !idle->contains(field))
            moved.insert(field);
    }
  EXPECT_EQ(*idle, std::set<std::string>{});
}

// Of a change in the evening only its minutes are taken; everything else of the evening moves the counts.
TEST(SceneEffect, EveryFieldOfTheChanges) {
  EXPECT_EQ(idle_fields("changes", {{"evening", evening()}}, {"/evening/change/kind", "/evening/change/who"}), nothing);
}

// Every change of a life has an answer of its own and moves with its age; and with what else belongs to its kind.
TEST(SceneEffect, EveryFieldOfEveryChangeOfALife) {
  const std::map<std::string, std::set<std::string>> own{{"care_change", {"care"}},
                                                         {"placement", {"care"}},
                                                         {"institution", {"months", "care"}},
                                                         {"separation", {"months", "size"}},
                                                         {"loss", {}},
                                                         {"pulse", {"size"}},
                                                         {"breakup", {}},
                                                         {"therapy", {"months", "size"}},
                                                         {"regulation", {"size"}},
                                                         {"couple_work", {"size"}},
                                                         {"gratitude", {"size"}},
                                                         {"parenting", {"size"}},
                                                         {"secure_partner", {"size"}}};
  std::set<std::string> offered;
  for (const Tree& kind : schema()["$defs"]["LifeChangeKind"]["enum"]) offered.insert(kind.get<std::string>());
  offered.erase("partner_change");  // acts on partners from outside the run alone, and a life has none
  std::set<std::string> known, answers;
  for (const auto& [kind, fields] : own) known.insert(kind);
  ASSERT_EQ(offered, known);
  Tree plain = life("therapy");
  plain.erase("change");
  for (const auto& [kind, fields] : own) {
    Tree request = life(kind);
    if (kind == "care_change" || kind == "placement" || kind == "institution" || kind == "separation" || kind == "loss")
      request["change"]["age"] = 4, request["until"] = 8;
    const std::string said = answered("life", request);
    EXPECT_TRUE(answers.insert(said).second) << kind << " is like another";
    for (const auto& [key, value] : {std::pair{"age", Tree(request["change"]["age"].get<double>() + .5)},
                                     {"months", Tree(14)},
                                     {"size", Tree(.4)},
                                     {"care", erratic}}) {
      Tree other = request;
      other["change"][key] = value;
      const bool moves = answered("life", other) != said;
      EXPECT_EQ(moves, std::string(key) == "age" || fields.contains(key)) << kind << " " << key;
    }
  }
}

// The parameters of scenes, which no study reads (tests/metamorphic/effect_test), move an evening.
TEST(SceneEffect, EveryParameterOfScenesMovesAnEvening) {
  const LifeTables tables = *published_life_tables();
  const scenes::Adults adults = scenes::grown_adults(tables, Params{}, 2);
  const auto lived = [&](scenes::ChangeKind change, const Params& p) {
    scenes::EveningsAsked asked;
    asked.people = {scenes::PersonAsked{3.5, 2, {}}, scenes::PersonAsked{2, 3.5, {}}};
    asked.plan.change = {change, 0, 3, 60};
    std::vector<double> seen;
    for (const scenes::Evening& e : scenes::live_evenings(adults, asked, p).now.runs) {
      seen.push_back(e.calm_minute.value_or(-1));
      for (const scenes::Lane& lane : e.lane)
        for (const auto* course : {&lane.distress, &lane.security, &lane.activation})
          seen.insert(seen.end(), course->begin(), course->end());
    }
    return seen;
  };
  int tried = 0;
  for (const ParamInfo& row : parameter_table) {
    if (!row.name.starts_with("scene_")) continue;
    ++tried;
    bool moves = false;
    for (const auto change : {scenes::ChangeKind::ask_softly, scenes::ChangeKind::notice_kindness}) {
      Params p;
      p.*(row.field) = row.low;
      moves = moves || lived(change, p) != lived(change, Params{});
    }
    EXPECT_TRUE(moves) << row.name;
  }
  EXPECT_EQ(tried, 5);
}

}  // namespace
}  // namespace bowlby
