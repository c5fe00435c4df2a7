// The model's own functions as a world: the order of the population's day and month, one person, doubles throughout.
#pragma once
#include "conformance/world.hpp"

namespace bowlby::conformance {

std::unique_ptr<World> make_model_world();

}  // namespace bowlby::conformance
