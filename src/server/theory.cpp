#include "server/theory.hpp"

#include <fmt/format.h>

#include "app/build.hpp"
#include "base/json.hpp"
#include "io/study/file.hpp"
#include "model/edges.hpp"
#include "num/digest.hpp"

namespace bowlby::server {
namespace {

std::string_view parameter_of(double Params::*field) {
  for (const ParamInfo& p : parameter_table)
    if (p.field == field) return p.name;
  return {};
}

std::string_view edge_of(double Params::*field) {
  for (const EdgeInfo& e : edge_table)
    if (e.carrier == field) return e.name;
  return {};
}

std::string_view scale_name(Scale s) { return s == Scale::lin ? "lin" : s == Scale::log ? "log" : "prob"; }

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    if (end != 0) out.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

// Of the values themselves, so that two programs can be told apart by what they would simulate.
std::string parameter_digest() {
  std::string text;
  for (const ParamInfo& p : parameter_table) text += fmt::format("{}={};", p.name, p.value);
  num::Digest d;
  d.bytes(text.data(), text.size());
  return num::hex(d.result());
}

// The section of the table a parameter stands in, from the written theory; empty if it is not told there.
std::string group_of(std::string_view name) {
  static const Expected<Json> told = parse_json(equations_json(), "equations");
  return told ? told->at("groups").at(name).text : std::string();
}

}  // namespace

std::string about_json() {
  JsonWriter json;
  json.object([&] {
    json.field("version", build_version());
    json.field("commit", build_commit());
    json.field("platform", build_compiler());
    json.key("parameters");
    json.object([&] {
      json.field("name", "the table's own values");
      json.field("digest", parameter_digest());
    });
  });
  return json.take();
}

std::string parameters_json() {
  JsonWriter json;
  const auto row = [&json](const ParamInfo& p) {
    json.object([&] {
      json.field("name", p.name);
      json.field("unit", p.unit);
      json.field("source", p.source);
      json.field("meaning", p.meaning);
      json.field("group", group_of(p.name));
      json.field("value", p.value);
      json.field("default", p.value);
      json.field("low", p.low);
      json.field("high", p.high);
      json.field("scale", scale_name(p.scale));
      json.field("edge", text_or_null(edge_of(p.field)));
    });
  };
  json.object([&] {
    json.key("parameters");
    json.list(parameter_table, row);
  });
  return json.take();
}

std::string edges_json() {
  JsonWriter json;
  const auto row = [&json](const EdgeInfo& e) {
    json.object([&] {
      json.field("name", e.name);
      json.field("from", e.from);
      json.field("to", e.to);
      json.field("sign", e.sign);
      json.field("carrier", parameter_of(e.carrier));
      json.field("neutral", e.neutral);
      json.field("rung", e.rung);
      json.field("claims", words(e.claims));
    });
  };
  json.object([&] {
    json.key("edges");
    json.list(edge_table, row);
    json.key("rungs");
    json.list(rung_meaning, [&json](std::string_view meaning) { json.value(meaning); });
  });
  return json.take();
}

Expected<std::string> studies_json(const StudyShelf& shelf) {
  JsonWriter json;
  std::vector<Problem> problems;
  const auto row = [&](const auto& named) {
    const auto& [name, text] = named;
    const auto study = parse_study(text, name);
    if (!study) {
      problems = study.problems();
      return;
    }
    std::vector<std::string> arms;
    for (const Arm& a : study->scenario.arms) arms.push_back(a.name);
    json.object([&] {
      json.field("name", name);
      json.field("title", study->title);
      json.field("question", study->question);
      json.field("people", study->scenario.founders);
      json.field("years", study->scenario.years);
      json.field("generations", study->scenario.generations);
      json.field("replicates", study->replicates);
      json.field("seed", study->scenario.seed);
      json.field("arms", arms);
    });
  };
  json.object([&] {
    json.key("studies");
    json.list(shelf.texts(), row);
  });
  if (!problems.empty()) return problems;
  return json.take();
}

}  // namespace bowlby::server
