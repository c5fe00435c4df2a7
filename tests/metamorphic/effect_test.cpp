// The scan for what has no effect: every parameter, every edge, every key of a study and every kind of event, help and
// instrument must move some row of a study that holds everything; whatever by its meaning cannot is listed, with the
// reason. Held to the bit: rows are compared month by month, and a run ends at the first that differs.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "io/study/keys.hpp"
#include "io/study/names.hpp"
#include "io/text/fields.hpp"
#include "metamorphic/lived_rows.hpp"

namespace bowlby::metamorphic {
namespace {

std::string source_file(const std::string& path) {
  std::ifstream file(std::string(BOWLBY_SOURCE_DIR) + "/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Study parsed(const std::string& text) {
  const auto study = parse_study(text, "scan");
  EXPECT_TRUE(study) << (study ? "" : bowlby::text(study.problems().front())) << "\n" << text;
  return study ? *study : Study{};
}

const std::string& everything() {
  static const std::string text = source_file("tests/metamorphic/everything.yaml");
  return text;
}

// `text` with `from`, which must be there, replaced by `to` where it first stands.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

// Runs `scan(k)` for every k below `count` on all processors; gives back the names of those that say they do nothing.
template <class Scan, class Name>
std::vector<std::string> idle(std::size_t count, Scan scan, Name name) {
  std::vector<char> acts(count, 0);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t k = next++; k < count; k = next++) acts[k] = scan(k);
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < std::max(1u, std::thread::hardware_concurrency()); ++t) threads.emplace_back(work);
  work();
  for (std::thread& t : threads) t.join();
  std::vector<std::string> names;
  for (std::size_t k = 0; k < count; ++k)
    if (!acts[k]) names.push_back(name(k));
  return names;
}

// Parameters that no study reads: the evenings of the studio do, and unit/app/scene/effect_test moves them there.
const std::vector<std::string> of_scenes{"scene_clock", "scene_turn", "scene_softness", "scene_noticing", "scene_calm"};

Study whole() {
  Study study = parsed(everything());
  study.scenario.edges = EdgeSet::all();
  return study;
}

TEST(Effect, EveryParameterMovesSomething) {
  const Study study = whole();
  const Months plain = live_rows(study);
  EXPECT_EQ(live_rows(study), plain);
  const auto found = idle(
      parameter_table.size(),
      [&](std::size_t k) {
        const ParamInfo& p = parameter_table[k];
        for (const double bound : {p.high, p.low}) {
          Study other = study;
          other.scenario.params.*(p.field) = bound;
          if (bound != study.scenario.params.*(p.field) && changes(other, plain)) return true;
        }
        return false;
      },
      [](std::size_t k) { return std::string(parameter_table[k].name); });
  EXPECT_EQ(found, of_scenes);
}

TEST(Effect, EveryEdgeMovesSomething) {
  const Study study = whole();
  const Months plain = live_rows(study);
  const auto found = idle(
      edge_table.size(),
      [&](std::size_t k) {
        Study other = study;
        other.scenario.edges.cut(static_cast<int>(k));
        return changes(other, plain);
      },
      [](std::size_t k) { return std::string(edge_table[k].name); });
  if (found.empty()) return;
  // A weak edge may turn no decision among so few: tried again among more.
  Study large = study;
  large.scenario.founders = 1800;
  large.scenario.record_moments = large.scenario.record_courses = 0;
  const Months many = live_rows(large);
  for (const std::string& name : found) {
    Study other = large;
    other.scenario.edges.cut(find_edge(name));
    EXPECT_TRUE(changes(other, many)) << name;
  }
}

// --- keys of the study file

struct KeyChange {
  const char* key;        // block.key
  const char *from, *to;  // a piece of everything.yaml, and what stands there instead
};
constexpr KeyChange key_changes[]{
    {"read.seed", "seed: 11", "seed: 12"},
    {"read.population", "population:\n  founders: 60\n", "population:\n  founders: 58\n"},
    {"read.arms", "  - {name: plain, share: .6}\n  - {name: erratic, share: .4, care",
     "  - {name: erratic, share: 1, care"},
    {"read.events", "  - {kind: pulse, age: 20, size: 1, share: .5, arm: erratic}\n", ""},
    {"read.help", "  - {kind: therapy, age: 22, months: 6, share: .3}\n", ""},
    {"read.parameter_set", "parameter_set: first_guesses\n", ""},
    {"read.parameters", "parameters:\n  stress_size: .8\n", "parameters:\n  stress_size: .81\n"},
    {"read.off", "off: [holding_to_substitute]\n", ""},
    {"read.rung", "rung: 6\n", "rung: 5\n"},
    {"read.waves", "  - {name: diary, instrument: diary, ages: 25, days: 3, prompts: 4}\n", ""},
    {"read.record", "  courses: 60\n", "  courses: 0\n"},
    {"population.founders", "founders: 60", "founders: 62"},
    {"population.generations", "generations: 2", "generations: 1"},
    {"population.years", "years: 38", "years: 37"},
    {"population.birth_years", "birth_years: 2", "birth_years: 1"},
    {"population.twins", "twins: false", "twins: true"},
    {"population.unions", "unions: true", "unions: false"},
    {"population.friends", "friends: true", "friends: false"},
    {"population.deaths", "deaths: true", "deaths: false"},
    {"population.adversity", "adversity: true", "adversity: false"},
    {"population.natural_help", "natural_help: 1", "natural_help: 20"},
    {"population.replicates", "replicates: 1", "replicates: 2"},
    {"population.care", "replicates: 1\n", "replicates: 1\n  care: {response: .3}\n"},
    {"groups.share", "share: .6}\n  - {name: erratic, share: .4", "share: .3}\n  - {name: erratic, share: .7"},
    {"groups.care", "share: .4, care: {response: .6}}", "share: .4}"},
    {"record.moments", "moments: 60", "moments: 50"},
    {"record.moments_from", "moments_from: 1\n", "moments_from: 1.05\n"},
    {"record.moments_until", "moments_until: 1.1", "moments_until: 1.2"},
    {"record.courses", "courses: 60", "courses: 30"},
};

// Keys that by their meaning change no row.
constexpr std::pair<const char*, const char*> labels[]{
    {"read.name", "names the folder and the report"},
    {"read.title", "stands over the report"},
    {"read.question", "stands in the report"},
    {"groups.name", "is what the arm is called in the results, and by events and help"},
};

// Blocks that the tests below try with every kind.
const std::set<std::string> by_kind{"care", "events", "help", "waves"};

// Every key of a study file, as block.key; how arms are drawn is tried by a test of its own.
std::set<std::string> keys_of_the_reader() {
  std::set<std::string> keys;
  for (const io::StudyKey& k : io::study_keys())
    if (k.block != "arms")
      keys.insert((k.block.empty() ? std::string("read") : std::string(k.block)) + "." + std::string(k.name));
  return keys;
}

TEST(Effect, EveryKeyOfAStudyIsTried) {
  std::set<std::string> tried;
  for (const KeyChange& c : key_changes) tried.insert(c.key);
  for (const auto& [key, reason] : labels) tried.insert(key);
  std::set<std::string> left = keys_of_the_reader();
  EXPECT_GT(left.size(), 50u);
  std::erase_if(left, [](const std::string& key) { return by_kind.contains(key.substr(0, key.find('.'))); });
  EXPECT_EQ(left, tried);
}

TEST(Effect, EveryKeyOfAStudyMovesSomething) {
  const Months plain = live_rows(parsed(everything()));
  std::vector<Study> others;
  for (const KeyChange& c : key_changes) others.push_back(parsed(with(everything(), c.from, c.to)));
  const auto found = idle(
      others.size(), [&](std::size_t k) { return changes(others[k], plain); },
      [](std::size_t k) { return std::string(key_changes[k].key); });
  EXPECT_EQ(found, std::vector<std::string>{});
}

TEST(Effect, LabelsMoveNothing) {
  const Months plain = live_rows(parsed(everything()));
  std::string other = everything();
  for (const auto& [from, to] : {std::pair{"name: everything", "name: other"},
                                 {"title: everything", "title: other"},
                                 {"question: does all of it do something?", "question: what else?"},
                                 {"name: plain", "name: simple"}})
    other = with(other, from, to);
  EXPECT_FALSE(changes(parsed(other), plain));
}

// --- every kind of event, help and instrument, with every key that it takes

// One line of a block, alone in a small study.
std::string small_study(double years, const std::string& block, const std::vector<std::string>& items) {
  std::string text =
      "name: small\nseed: 3\npopulation: {founders: 60, generations: 2, years: " + io::number_text(years) +
      ", birth_years: .5}\narms: [{name: one, share: .5}, {name: two, share: .5}]\nrecord: {courses: 60}\n" +
      (items.empty() ? "" : block + ":\n");
  for (const std::string& item : items) text += "  - {" + item + "}\n";
  return text;
}

struct Try {
  std::string name;
  Study plain, other;
  static Try of(std::string name, const std::string& plain, const std::string& other) {
    return {std::move(name), parsed(plain), parsed(other)};
  }
};

// Those of `tries` that change nothing.
std::vector<std::string> idle(const std::vector<Try>& tries) {
  return idle(
      tries.size(), [&](std::size_t k) { return changes(tries[k].other, live_rows(tries[k].plain)); },
      [&](std::size_t k) { return tries[k].name; });
}

// `item` with each of `keys` set to a value: those that the reader takes for this kind are tried.
void try_keys(const std::string& kind, const std::vector<std::pair<std::string, std::string>>& keys, double years,
              const std::string& block, const std::string& before, const std::string& item, std::vector<Try>& tries,
              std::set<std::string>& taken) {
  const auto study = [&](const std::string& what) {
    std::vector<std::string> items;
    if (!before.empty()) items.push_back(before);
    if (!what.empty()) items.push_back(what);
    return small_study(years, block, items);
  };
  tries.push_back(Try::of(kind, study(""), study(item)));
  for (const auto& [key, value] : keys) {
    const std::regex given(", " + key + ": (\\{[^}]*\\}|\\[[^\\]]*\\]|[^,]+)");
    const std::string other = study(std::regex_replace(item, given, "") + ", " + key + ": " + value);
    if (!parse_study(other, "scan")) continue;  // means nothing for this kind, and is refused
    taken.insert(key);
    tries.push_back(Try::of(kind + " " + key + " " + value, study(item), other));
  }
}

const std::vector<std::pair<std::string, std::string>> cares{
    {"care", "{response: .7}"}, {"care", "{consistency: .5}"}, {"care", "{rebuff: .9}"}, {"care", "{fright: .6}"}};

TEST(Effect, EveryEventWithEveryKeyThatItTakesMovesSomething) {
  std::vector<Try> tries;
  std::set<std::string> taken;
  for (const std::string& kind : io::event_kinds()) {
    const auto k = static_cast<LifeEventKind>(&kind - io::event_kinds().data());
    const bool adult = least_age(k) > 0;
    std::string item = "kind: " + kind + (adult ? ", age: 24" : ", age: 3");
    if (kind == "separation") item += ", months: 3";
    if (kind == "care_change" || kind == "partner_change") item += ", care: {response: .3}";
    std::vector<std::pair<std::string, std::string>> keys{
        {"age", adult ? "24.5" : "3.5"}, {"months", "7"}, {"size", ".4"}, {"share", ".5"}, {"arm", "one"}};
    keys.insert(keys.end(), cares.begin(), cares.end());
    // a partner from outside the run is the only one whose ways a study can change
    const std::string before = kind == "partner_change" ? "kind: partner, age: 23" : "";
    try_keys(kind, keys, adult ? 26 : 5.5, "events", before, item, tries, taken);
  }
  EXPECT_EQ(taken, (std::set<std::string>{"age", "months", "size", "share", "arm", "care"}));
  EXPECT_EQ(idle(tries), std::vector<std::string>{});
}

TEST(Effect, EveryHelpWithEveryKeyThatItTakesMovesSomething) {
  std::vector<Try> tries;
  std::set<std::string> taken;
  for (const std::string& kind : io::help_kinds())
    try_keys(kind, {{"age", "24.5"}, {"months", "3"}, {"dose", ".5"}, {"share", ".5"}, {"arm", "one"}}, 27, "help", "",
             "kind: " + kind + ", age: 24", tries, taken);
  EXPECT_EQ(taken, (std::set<std::string>{"age", "months", "dose", "share", "arm"}));
  EXPECT_EQ(idle(tries), std::vector<std::string>{});
}

TEST(Effect, EveryInstrumentWithEveryKeyThatItTakesMovesSomething) {
  std::vector<Try> tries;
  std::set<std::string> taken;
  for (const std::string& kind : io::instrument_names()) {
    const bool couples = kind == "satisfaction" || kind == "diary";
    try_keys(kind,
             {{"ages", couples ? "24.5" : "4.5"},
              {"generations", "[2]"},
              {"about", "father"},
              {"share", ".5"},
              {"missing", ".5"},
              {"minutes", "7"},
              {"days", "5"},
              {"prompts", "5"},
              {"together", "700"},
              {"items", "true"},
              {"coders", "2"}},
             couples ? 25 : 5.5, "waves", "",
             "name: visit, instrument: " + kind + (couples ? ", ages: 24" : ", ages: 4"), tries, taken);
  }
  EXPECT_EQ(taken, (std::set<std::string>{"ages", "generations", "about", "share", "missing", "minutes", "days",
                                          "prompts", "together", "items", "coders"}));
  EXPECT_EQ(idle(tries), std::vector<std::string>{});
}

// Drawing, clocks and losing people need a study of their own: each is tried against another that differs in it alone.
TEST(Effect, EveryWayToDrawArmsAndToSeePeopleMovesSomething) {
  const auto study = [](const std::string& arms, const std::string& wave) {
    return "name: small\nseed: 3\npopulation: {founders: 200, years: 29, birth_years: 1}\nparameters: {standards: -5}\n"
           "arms: {" +
           arms +
           ", groups: [{name: one}, {name: two}]}\n"
           "help: [{kind: regulation, age: 28, arm: one}]\n"
           "waves: [{name: w, instrument: wellbeing, " +
           wave + "}]\n";
  };
  const std::string ages = "ages: [25, 26, 27]", couple = "assign: couple, at: 25",
                    by_union = "assign: couple, at: union";
  const std::string after = "months: [2], after: union_start";
  const std::vector<std::pair<std::string, std::string>> tries[]{
      {{"assign: person, at: 25", ages}, {couple, ages}},
      {{couple, ages}, {"assign: couple, at: 26", ages}},
      {{couple, ages}, {couple + ", alone: true", ages}},
      {{by_union, ages}, {by_union + ", months: 12", ages}},
      {{couple, ages}, {couple, "dates: [25, 26, 27]"}},
      {{couple, ages}, {couple, ages + ", of: both"}},
      {{couple, ages}, {couple, ages + ", dropout: .3"}},
      {{couple, ages + ", dropout: .3"}, {couple, ages + ", dropout: .3, by: couple"}},
      {{couple, after}, {couple, "months: [5], after: union_start"}},
      {{couple, after}, {couple, "months: [2], after: union_end"}}};
  for (const auto& two : tries)
    EXPECT_TRUE(
        changes(parsed(study(two[0].first, two[0].second)), live_rows(parsed(study(two[1].first, two[1].second)))))
        << two[1].first << " " << two[1].second;
  const auto mixed = [](const char* yes) {
    return "name: small\nseed: 3\npopulation: {founders: 80, years: 26, birth_years: 1}\nparameters: {standards: -5}\n"
           "arms: {mixed: true, groups: [{name: one}, {name: two}]}\n"
           "help: [{kind: couple_work, age: 24, arm: " +
           std::string(yes) + "}]\nrecord: {courses: 80}\n";
  };
  EXPECT_TRUE(changes(parsed(mixed("one")), live_rows(parsed(mixed("two")))));
}

TEST(Effect, EveryDialOfCareMovesSomething) {
  const std::string plain =
      "name: small\nseed: 3\npopulation: {founders: 40, years: 2, birth_years: .5}\narms: [{name: one, share: .5}, "
      "{name: two, share: .5, care: {response: .4}}]\nrecord: {courses: 40}\n";
  std::vector<Try> tries;
  for (const auto& [key, value] : cares)
    tries.push_back(Try::of("care " + value, plain, with(plain, "{response: .4}", value)));
  EXPECT_EQ(idle(tries), std::vector<std::string>{});
}

}  // namespace
}  // namespace bowlby::metamorphic
