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
    json.value(std::string_view("parameters"));
  });
  std::string out = json.take();
  out.pop_back();
  return out + ":{\"name\":\"the table's own values\",\"digest\":" + json_quoted(parameter_digest()) + "}}";
}

std::string parameters_json() {
  std::string out = "{\"parameters\":[";
  for (const ParamInfo& p : parameter_table) {
    JsonWriter row;
    row.object([&] {
      row.field("name", p.name);
      row.field("unit", p.unit);
      row.field("source", p.source);
      row.field("meaning", p.meaning);
      row.field("group", group_of(p.name));
      row.field("value", p.value);
      row.field("default", p.value);
      row.field("low", p.low);
      row.field("high", p.high);
      row.field("scale", scale_name(p.scale));
    });
    std::string text = row.take();
    text.pop_back();
    const std::string_view edge = edge_of(p.field);
    out += (out.back() == '[' ? "" : ",") + text + ",\"edge\":" + (edge.empty() ? "null" : json_quoted(edge)) + "}";
  }
  return out + "]}";
}

std::string edges_json() {
  std::string out = "{\"edges\":[";
  for (const EdgeInfo& e : edge_table) {
    JsonWriter row;
    row.object([&] {
      row.field("name", e.name);
      row.field("from", e.from);
      row.field("to", e.to);
      row.field("sign", e.sign);
      row.field("carrier", parameter_of(e.carrier));
      row.field("neutral", e.neutral);
      row.field("rung", e.rung);
      row.field("claims", words(e.claims));
    });
    out += (out.back() == '[' ? "" : ",") + row.take();
  }
  JsonWriter rungs;
  rungs.value(std::vector<std::string>(rung_meaning.begin(), rung_meaning.end()));
  return out + "],\"rungs\":" + rungs.take() + "}";
}

Expected<std::string> studies_json(const StudyShelf& shelf) {
  std::string out = "{\"studies\":[";
  for (const auto& [name, text] : shelf.texts()) {
    const auto study = parse_study(text, name);
    if (!study) return study.problems();
    std::vector<std::string> arms;
    for (const Arm& a : study->scenario.arms) arms.push_back(a.name);
    JsonWriter row;
    row.object([&] {
      row.field("name", name);
      row.field("title", study->title);
      row.field("question", study->question);
      row.field("people", study->scenario.founders);
      row.field("years", study->scenario.years);
      row.field("generations", study->scenario.generations);
      row.field("replicates", study->replicates);
      row.field("seed", study->scenario.seed);
      row.field("arms", arms);
    });
    out += (out.back() == '[' ? "" : ",") + row.take();
  }
  return out + "]}";
}

}  // namespace bowlby::server
