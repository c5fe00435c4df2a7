// Study: a scenario and the survey laid over it. One commented YAML file under studies/ is one Study.
#pragma once
#include <string>
#include <vector>

#include "instruments/measures.hpp"
#include "population/scenario.hpp"

namespace bowlby {

// One visit of the survey: an instrument, taken at given ages.
struct Wave {
  std::string name;  // "infancy"
  Instrument instrument{};
  std::vector<double> ages;      // years; each gives one visit per person
  std::vector<int> generations;  // empty: all
  std::vector<int> about;  // role indices (relationship_questionnaire, strange_situation, sensitivity); empty: default
  double share = 1;        // of people invited (same people at every age)
  double missing = 0;      // chance that an invited person gives no answer
  double minutes = 0;      // sensitivity: minutes watched, 0 = parameter coder_minutes
  int days = 7, prompts = 8;  // diary
  int together = 0;           // diary: partners whose visits fall due within so many days keep it on the same days
};

struct Study {
  std::string name;      // "generations"
  std::string title;     // one line
  std::string question;  // what it asks, in a sentence or two
  Scenario scenario;
  std::vector<Wave> waves;
  std::uint32_t replicates = 1;
  std::string source;  // the file's text, kept in provenance
};

}  // namespace bowlby
