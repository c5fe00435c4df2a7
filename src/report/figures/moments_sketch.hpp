// A few days of one person, a strip each: distress as a line, what was done, and what came back.
#pragma once
#include <vector>

#include "report/data.hpp"
#include "report/figures/sketch.hpp"

namespace bowlby::report {

Sketch moments_sketch(const std::vector<Moment>&);

}  // namespace bowlby::report
