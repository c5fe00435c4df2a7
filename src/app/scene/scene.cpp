#include "app/scene/scene.hpp"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <stdexcept>

#include "app/scene/parts.hpp"
#include "app/scene/schema.hpp"
#include "io/embedded.hpp"
#include "io/text/fields.hpp"
#include "model/moment/response.hpp"

namespace bowlby {
namespace {

constexpr const char* request_name = "request";

struct Scene {
  std::string_view kind;
  SceneResult (*answer)(const Json&, const SceneContext&);
};
constexpr Scene all[]{{"evening", evening_scene}, {"tune", tune_scene},       {"repair_map", repair_map_scene},
                      {"play", play_scene},       {"changes", changes_scene}, {"example", example_scene},
                      {"year", year_scene},       {"life", life_scene},       {"lineage", lineage_scene},
                      {"plan", plan_scene}};

}  // namespace

Expected<std::string> scene_answer(std::string_view kind, std::string_view request, const SceneContext& context) {
  auto read = parse_json(request, request_name);
  if (!read) return read.problems();
  if (auto problems = check_request(kind, *read, request_name); !problems.empty()) return problems;
  for (const Scene& s : all)
    if (s.kind == kind) return s.answer(*read, context);
  throw std::logic_error("a scene of the schema that nobody plays");
}

void prepare_scenes(int threads) { adults(threads); }

Expected<EdgeSet> edges_of(const Json& request) {
  EdgeSet edges;
  std::vector<std::string> names;
  for (const EdgeInfo& e : edge_table) names.emplace_back(e.name);
  const Json& off = request.at("off");
  for (std::size_t i = 0; i < off.items.size(); ++i) {
    const auto at = std::find(names.begin(), names.end(), off.items[i].text);
    if (at == names.end())
      return Problem{Fault::data,
                     request_name,
                     0,
                     0,
                     "off[" + std::to_string(i + 1) + "]",
                     "there is no edge " + io::shown(off.items[i].text),
                     io::offer(off.items[i].text, names)};
    edges.cut(static_cast<int>(at - names.begin()));
  }
  return edges;
}

Care care_of(const Json& j) {
  Care c;
  c.response = j.at("response").number;
  c.consistency = j.at("consistency").number;
  c.rebuff = j.at("rebuff").number;
  c.fright = j.at("fright").number;
  return c;
}

const LifeTables& life_tables() {
  static const LifeTables tables = [] {
    const auto read = published_life_tables();
    if (!read) throw std::logic_error(text(read.problems().front()));
    return *read;
  }();
  return tables;
}

const scenes::Adults& adults(int threads) {
  static const scenes::Adults people = scenes::grown_adults(life_tables(), Params{}, threads);
  return people;
}

double concentration_of(double momentary) {
  double low = .01, high = 1000;  // more of it is less momentary; halved until the bits are used up
  for (int k = 0; k < 60; ++k) (momentary_share(.5 * (low + high)) > momentary ? low : high) = .5 * (low + high);
  return low;
}

Problem stopped() {
  return {Fault::usage, "", 0, 0, std::string(scene_stopped_key), "was ended before it was done", "ask again"};
}

}  // namespace bowlby
