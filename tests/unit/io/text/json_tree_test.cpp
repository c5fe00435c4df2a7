// The JSON reader: what it lets through, what it refuses, and where it says the fault is.
#include "io/text/json_tree.hpp"

#include <gtest/gtest.h>

namespace bowlby {
namespace {

Problem refusal(const std::string& text) {
  const auto read = parse_json(text, "file.json");
  EXPECT_FALSE(read) << text;
  return read ? Problem{} : read.problems().front();
}

TEST(JsonTree, ReadsEveryKindOfValue) {
  const auto j = parse_json(R"({"a": [1, -2.5, true, null], "b": {"c": "d\u00e9"}})", "");
  ASSERT_TRUE(j);
  EXPECT_EQ(j->keys, (std::vector<std::string>{"a", "b"}));
  const Json& a = j->at("a");
  EXPECT_EQ(a.items[0].number, 1);
  EXPECT_EQ(a.items[1].number, -2.5);
  EXPECT_TRUE(a.items[2].truth);
  EXPECT_EQ(a.items[3].kind, Json::Kind::null);
  EXPECT_EQ(j->at("b").at("c").text, "dé");
  EXPECT_EQ(j->at("nowhere").at("no").kind, Json::Kind::null);
  EXPECT_EQ(parse_json("9007199254740991", "")->number, 9007199254740991.0);
}

TEST(JsonTree, SaysWhereTheFaultIs) {
  const Problem p = refusal("{\"a\": 1,\n \"b\": }");
  EXPECT_EQ(p.file, "file.json");
  EXPECT_EQ(p.line, 2);
  EXPECT_GE(p.column, 6);
}

TEST(JsonTree, RefusesWhatIsNotOnePlainValue) {
  for (const char* text :
       {"", " ", "{", "{} {}", "[1,]", "{\"a\" 1}", "nul", "'a'", "01", "1e999", "NaN", "\"\xff\"", "// a\n1"})
    refusal(text);
  EXPECT_NE(refusal(R"({"a": 1, "a": 2})").reason.find("twice"), std::string::npos);
  EXPECT_NE(refusal(std::string(40, '[') + std::string(40, ']')).reason.find("deep"), std::string::npos);
  EXPECT_NE(refusal(std::string(longest_json + 1, ' ')).reason.find("larger"), std::string::npos);
  std::string many = "{\"0\": 0";
  for (int k = 1; k < 2000; ++k) many += ", \"" + std::to_string(k) + "\": 0";
  EXPECT_NE(refusal(many + "}").reason.find("keys"), std::string::npos);
}

}  // namespace
}  // namespace bowlby
