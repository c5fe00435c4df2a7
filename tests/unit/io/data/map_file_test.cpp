// Maps and keys: what they say, and how what is wrong in them is told.
#include "io/data/map_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "instruments/ecr_items.hpp"
#include "io/data/key_file.hpp"

namespace bowlby::io {
namespace {

std::string first_problem(const std::string& text) {
  const auto map = parse_map(text, "map.yaml");
  return map ? "" : bowlby::text(map.problems().front());
}
std::string first_key_problem(const std::string& text) {
  const auto key = parse_key(text, "key.yaml");
  return key ? "" : bowlby::text(key.problems().front());
}

TEST(MapFile, ItemsAreAPrefixAListOrNamedOneByOne) {
  const auto map = parse_map("name: mine\nmissing: [0, -9]\ninstruments:\n  - {key: ecr, items: Q}\n", "map.yaml");
  ASSERT_TRUE(map) << bowlby::text(map.problems().front());
  EXPECT_EQ(map->instruments[0].items[35].name, "Q36");
  EXPECT_EQ(map->instruments[0].wave, "mine");
  EXPECT_TRUE(map->is_missing("-9"));
  EXPECT_TRUE(map->is_missing(""));
  EXPECT_FALSE(map->is_missing("1"));
  EXPECT_NE(first_problem("name: m\ninstruments:\n  - {key: ecr, items: [a, b]}\n").find("names 2 columns for the 36"),
            std::string::npos);
}

TEST(MapFile, ProblemsNameFileLineKeyAndTheNearestName) {
  EXPECT_EQ(first_problem("name: m\nmissing_: 0\ninstruments:\n  - {key: ecr, items: Q}\n"),
            "map.yaml:2:1: missing_: unknown key; did you mean missing?");
  EXPECT_NE(
      first_problem("name: m\ninstruments:\n  - {key: ecrr, items: Q}\n").find("map.yaml:3:11: instruments[1].key"),
      std::string::npos);
  EXPECT_NE(first_problem("name: m\ninstruments:\n  - {key: ecrr, items: Q}\n").find("did you mean ecr?"),
            std::string::npos);
  EXPECT_NE(first_problem("name: m\n").find("instruments: is missing"), std::string::npos);
  EXPECT_NE(first_problem("").find("says nothing"), std::string::npos);
}

TEST(KeyFile, TheShippedKeyOfTheEcrIsTheInstrumentsOwn) {
  const auto key = read_key("ecr");
  ASSERT_TRUE(key) << bowlby::text(key.problems().front());
  EXPECT_EQ(key->low, 1);
  EXPECT_EQ(key->high, ecr_categories);
  int items = 0;
  for (const scoring::Scale& s : key->scales)
    for (std::size_t i = 0; i < s.items.size(); ++i, ++items) {
      const EcrItem& item = ecr_items[s.items[i]];
      EXPECT_EQ(s.name == "anxiety", item.side == EcrSide::anxiety) << item.number;
      EXPECT_EQ(s.reversed[i], item.reversed) << item.number;
      EXPECT_EQ(s.graded[i].a, item.a) << item.number;
    }
  EXPECT_EQ(items, 36);
}

TEST(KeyFile, AKeyOfOnesOwnIsReadAndItsFaultsAreTold) {
  const std::string head = "name: k\nrange: [0, 3]\nitems: 3\nscales:\n";
  const auto key = parse_key(
      head + "  - {name: s, items: [1, 2, 3], reversed: 2, scores: {total: sum}, expect: {alpha: .8}}\n", "key.yaml");
  ASSERT_TRUE(key) << bowlby::text(key.problems().front());
  EXPECT_EQ(key->scales[0].min_answered, 2u);
  EXPECT_EQ(key->scales[0].outputs[0].method, scoring::Method::sum);
  EXPECT_EQ(*key->scales[0].expect.alpha, .8);
  EXPECT_NE(first_key_problem(head + "  - {name: s, items: [1, 7]}\n").find("no item \"7\""), std::string::npos)
      << first_key_problem(head + "  - {name: s, items: [1, 7]}\n");
  EXPECT_NE(first_key_problem(head + "  - {name: s, items: [1, 2], reversed: 3}\n").find("does not belong"),
            std::string::npos);
  EXPECT_NE(first_key_problem(head + "  - {name: s, items: [1, 2], scores: {t: avg}}\n").find("method"),
            std::string::npos);
  EXPECT_NE(first_key_problem(head + "  - {name: s, items: [1, 2], scores: {t: graded}}\n").find("graded"),
            std::string::npos);
  EXPECT_NE(
      first_key_problem(head + "  - {name: s, items: [1], scores: {t: graded}, graded: {a: [1], b: [[1, 0, 2]]}}\n")
          .find("do not rise"),
      std::string::npos);
}

}  // namespace
}  // namespace bowlby::io
