#include <nlohmann/json.hpp>

#include "io/study/keys.hpp"
#include "io/study/options.hpp"

namespace bowlby::io {
namespace {

using Json = nlohmann::ordered_json;

constexpr int most_items = static_cast<int>(Field::most_items);

// Whole numbers as such: 10000000 and not 10000000.0.
Json bound(double x) {
  if (x == static_cast<double>(static_cast<std::int64_t>(x)) && x < 9e15) return static_cast<std::int64_t>(x);
  return x;
}

Json range(const char* type, double low, double high) {
  Json out{{"type", type}, {"minimum", bound(low)}};
  if (high < 1e18) out["maximum"] = bound(high);  // a seed may be any whole number
  return out;
}

Json one_or_list(const Json& one, bool distinct) {
  Json list{{"type", "array"}, {"items", one}, {"minItems", 1}, {"maxItems", most_items}};
  if (distinct) list["uniqueItems"] = true;
  return {{"anyOf", {one, list}}};
}

// YAML reads a name such as 2020, and a rung such as 3, as a number.
Json a_name() {
  return {{"anyOf", {{{"type", "string"}, {"pattern", "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}}, {{"type", "integer"}}}}};
}

Json words(const StudyKey& k) {
  const Names names = words_of(k);
  if (names.empty()) return a_name();  // of an arm of this file
  Json list = Json::array();
  for (const std::string& name : names) {
    const bool digit = name.size() == 1 && name[0] >= '0' && name[0] <= '9';
    if (digit)
      list.push_back(name[0] - '0');
    else
      list.push_back(name);
  }
  return {{"enum", list}};
}

Json parameters() {
  Json properties = Json::object();
  for (const ParamInfo& p : parameter_table) {
    Json row = range("number", p.low, p.high);
    row["description"] = std::string(p.meaning) + " [" + std::string(p.unit) + "]";
    row["default"] = p.value;
    properties[std::string(p.name)] = row;
  }
  return {{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
}

Json reference(std::string_view block) { return {{"$ref", "#/$defs/" + std::string(block)}}; }
Json list_of(const Json& item) { return {{"type", "array"}, {"items", item}, {"maxItems", most_items}}; }

Json shape_of(const StudyKey& k) {
  switch (k.shape) {
    case Shape::name:
      return a_name();
    case Shape::line:
      return {{"type", "string"}, {"maxLength", bound(k.high)}};
    case Shape::whole:
      return range("integer", k.low, k.high);
    case Shape::number:
      return range("number", k.low, k.high);
    case Shape::truth:
      return {{"type", "boolean"}};
    case Shape::word:
      return words(k);
    case Shape::words:
      return k.block.empty() ? list_of(words(k)) : one_or_list(words(k), true);
    case Shape::numbers:
      return one_or_list(range("number", k.low, k.high), true);
    case Shape::wholes:
      return one_or_list(range("integer", k.low, k.high), true);
    case Shape::clock:
      return {{"anyOf", {{{"enum", {"birth", "union"}}}, range("number", k.low, k.high)}}};
    case Shape::block:
      return reference(k.name);
    case Shape::blocks:
      return list_of(reference(k.name));
    case Shape::arms: {
      Json groups = list_of(reference("groups"));
      groups["minItems"] = 1;
      return {{"anyOf", {groups, reference("arms")}}};
    }
    case Shape::values:
      return parameters();
  }
  return Json::object();
}

// What keys of a block say together, as far as a schema can tell.
void add_rules(std::string_view block, Json& out) {
  const Json at_an_age{{"required", {"age"}}}, after{{"required", {"after"}}};
  if (block == "care") out["minProperties"] = 1;
  if (block == "events" || block == "help") out["oneOf"] = {at_an_age, after};
  if (block == "waves") {
    out["oneOf"] = {{{"required", {"ages"}}}, {{"required", {"dates"}}}, {{"required", {"months"}}}};
    out["dependentRequired"] = {{"months", {"after"}}, {"after", {"months"}}, {"by", {"dropout"}}};
  }
  if (block == "events") {
    const auto of_kind = [](std::initializer_list<const char*> kinds) {
      return Json{{"properties", {{"kind", {{"enum", Json(std::vector<std::string>(kinds.begin(), kinds.end()))}}}}}};
    };
    out["allOf"] = {{{"if", of_kind({"separation"})}, {"then", {{"required", {"months"}}}}},
                    {{"if", of_kind({"care_change", "partner_change"})}, {"then", {{"required", {"care"}}}}}};
  }
}

Json block_of(std::string_view block) {
  Json properties = Json::object(), needed = Json::array();
  for (const StudyKey& k : study_keys()) {
    if (k.block != block) continue;
    Json row = shape_of(k);
    row["description"] = std::string(k.meaning);
    if (!k.usual.empty() && !k.needed()) row["default"] = Json::parse(k.usual, nullptr, false);
    if (row.contains("default") && row["default"].is_discarded()) row["default"] = std::string(k.usual);
    properties[std::string(k.name)] = row;
    if (k.needed()) needed.push_back(std::string(k.name));
  }
  Json out{{"type", "object"}, {"additionalProperties", false}};
  if (!needed.empty()) out["required"] = needed;
  out["properties"] = properties;
  add_rules(block, out);
  return out;
}

}  // namespace

std::string study_schema() {
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"title", "A study of Bowlby"},
           {"description",
            "What a study file may say. The program judges more: that ages lie within the years run, shares add up, "
            "and arms that are named exist (`bowlby check FILE`)."}};
  out.update(block_of(""));
  for (const StudyKey& k : study_keys())
    if (!k.block.empty() && !out["$defs"].contains(std::string(k.block)))
      out["$defs"][std::string(k.block)] = block_of(k.block);
  return out.dump(2) + "\n";
}

namespace {

std::string bounds_text(const StudyKey& k) {
  const auto from_to = [&] {
    return k.high < 1e18 ? number_text(k.low) + " to " + number_text(k.high) : std::string("any");
  };
  switch (k.shape) {
    case Shape::name:
      return "a name";
    case Shape::line:
      return "text";
    case Shape::whole:
      return "whole, " + from_to();
    case Shape::number:
      return from_to();
    case Shape::truth:
      return "true, false";
    case Shape::word:
    case Shape::words: {
      if (k.name == "off") return "edges";
      if (k.name == "arm") return "an arm";
      if (k.name == "rung") return "R0 to R6";
      if (k.name == "parameter_set") return "a set";
      const Names names = words_of(k);
      return (k.shape == Shape::words ? "one or more of " : "") +
             joined(names, [](const std::string& n) { return "`" + n + "`"; });
    }
    case Shape::numbers:
      return "one or a rising list, " + from_to();
    case Shape::wholes:
      return "one or a rising list, whole, " + from_to();
    case Shape::clock:
      return "`birth`, `union`, or " + from_to();
    case Shape::block:
      return "a block";
    case Shape::blocks:
      return "a list";
    case Shape::arms:
      return "a list or a block";
    case Shape::values:
      return "a block";
  }
  return "";
}

std::string path_of(const StudyKey& k) {
  const std::string name(k.name), block(k.block);
  if (block.empty()) return name;
  const bool list = block == "events" || block == "help" || block == "waves";
  return block + (block == "groups" ? "[]." : list ? "[]." : ".") + name;
}

}  // namespace

std::string study_keys_table() {
  std::string out = "| key | takes | left out | meaning |\n|---|---|---|---|\n";
  for (const StudyKey& k : study_keys())
    out += "| `" + path_of(k) + "` | " + bounds_text(k) + " | " + (k.needed() ? "is needed" : std::string(k.usual)) +
           " | " + std::string(k.meaning) + " |\n";
  return out;
}

std::string starter_study(const std::string& name) {
  return "# A study to begin with: take away what you do not need. `bowlby check FILE` says what is wrong with it,\n"
         "# `bowlby run FILE --output DIR` runs it, `bowlby schema study` lists every key for your editor.\n"
         "name: " +
         name + R"(
title: Patchy and steady care
question: Do people who were answered now and then insist more than people who were answered steadily?
seed: 1                       # another seed, another sample

population:
  founders: 400               # half of them in each arm
  years: 27                   # of simulated life, from the first birth on
  birth_years: 1

arms:
  - {name: steady, share: .5, care: {response: .6, consistency: 14}}
  - {name: patchy, share: .5, care: {response: .6, consistency: 1}}

# What befalls them, and help they get: take the # away to have it.
# events:
#   - {kind: separation, age: 2, months: 2, size: 1, share: .5}
# help:
#   - {kind: therapy, age: 22, months: 6, dose: 1, share: .5}

waves:                        # who is seen when, with which instrument
  - {name: infancy, instrument: strange_situation, ages: 1.05, about: mother}
  - {name: grown, instrument: [ecr, symptoms], ages: [20, 25], missing: .05}

# Arrows of the theory that are cut (`bowlby edges`), and parameters other than the usual (`bowlby params`):
# off: [uncertainty_to_press]
# parameters:
#   stress_size: .9

record:
  courses: 100                # people followed year by year
)";
}

}  // namespace bowlby::io
