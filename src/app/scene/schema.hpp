// What a request may hold: the schema of the studio's interface (studio/api/schema.json, which travels inside the
// program), asked about a value. The schema is the only place where bounds, names and defaults are written down.
#pragma once
#include <string>
#include <vector>

#include "io/text/json_tree.hpp"

namespace bowlby {

// Kinds of scenes, in the order of the schema.
const std::vector<std::string>& scene_kinds();

// Every fault of `value` as a request of this scene, with the nearest right name where a name is wrong; none if it may
// stand. Keys that were left out and have a default are then there.
std::vector<Problem> check_request(std::string_view kind, Json& value, const std::string& name_for_errors);

// Every fault of `value` as a member of one of the schema's types ("RunJob", "off").
std::vector<Problem> check_member(std::string_view type, std::string_view member, Json& value);

// The same for an answer: what tests hold every scene to.
std::vector<Problem> check_answer(std::string_view kind, Json& value);

}  // namespace bowlby
