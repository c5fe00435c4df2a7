// The population block of a study file, and what the command line says in its place.
#pragma once
#include "io/study/file.hpp"
#include "io/text/fields.hpp"

namespace bowlby::io {

// False where the value was refused, or may stand under a misspelt key: nothing may then be judged by it.
struct PopulationKnown {
  bool years = true, generations = true;
};
PopulationKnown read_population(const Fields& root, const StudyChanges&, Study&);

}  // namespace bowlby::io
