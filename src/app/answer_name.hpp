// How a command line names what people answered: WAVE.INSTRUMENT.SCALE.
#pragma once
#include <string>

#include "studies/study.hpp"

namespace bowlby {

inline std::string answer_name(const Wave& wave, const MeasureInfo& m) {
  return wave.name + "." + std::string(m.instrument_name) + "." + std::string(m.scale);
}

}  // namespace bowlby
