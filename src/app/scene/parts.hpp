// What the scenes' readers and writers share; not for other folders. Requests that reach them have passed the schema.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "app/scene/answer.hpp"
#include "app/scene/scene.hpp"
#include "io/text/json_tree.hpp"
#include "model/edges.hpp"
#include "population/life_tables.hpp"
#include "population/scenario.hpp"
#include "scenes/evenings.hpp"

namespace bowlby {

using SceneResult = Expected<std::string>;

SceneResult play_scene(const Json&, const SceneContext&);
SceneResult changes_scene(const Json&, const SceneContext&);
SceneResult example_scene(const Json&, const SceneContext&);
SceneResult evening_scene(const Json&, const SceneContext&);
SceneResult tune_scene(const Json&, const SceneContext&);
SceneResult repair_map_scene(const Json&, const SceneContext&);
SceneResult year_scene(const Json&, const SceneContext&);
SceneResult life_scene(const Json&, const SceneContext&);
SceneResult lineage_scene(const Json&, const SceneContext&);
SceneResult plan_scene(const Json&, const SceneContext&);

// What belongs to couples and parents is asked for adults only; `key` is the age's place in the request.
inline std::optional<Problem> too_young(double age, double least, const char* key) {
  if (age >= least) return std::nullopt;
  return Problem{Fault::data,
                 "request",
                 0,
                 0,
                 key,
                 "is too young: nobody under 18 has a partner or a child",
                 "choose an age from 18 on"};
}

// What the evening's scenes share: one person asked for; one lane written, up to the last entry told.
scenes::PersonAsked person_asked(const Json&);
Expected<scenes::EveningsAsked> evening_asked(const Json&);
void put_lane(SceneAnswer&, const scenes::Lane&, std::size_t entries);
void put_sooner(SceneAnswer&, const scenes::Sooner&);
std::string_view change_name(scenes::ChangeKind);
// One of the names of a schema's enumeration as its place among them.
template <class Names>
std::size_t index_in(const Names& names, std::string_view name) {
  return static_cast<std::size_t>(std::find(std::begin(names), std::end(names), name) - std::begin(names));
}

// The edges named under "off"; a name that is none becomes a problem.
Expected<EdgeSet> edges_of(const Json& request);
Care care_of(const Json&);
inline std::uint64_t seed_of(const Json& request) { return static_cast<std::uint64_t>(request.at("seed").number); }

const LifeTables& life_tables();
const scenes::Adults& adults(int threads);

Problem stopped();

// Concentration of answers that a momentary share stands for: the inverse of momentary_share of model/moment/response.
double concentration_of(double momentary);

}  // namespace bowlby
