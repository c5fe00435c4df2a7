// Study: a scenario and the survey laid over it. One commented YAML file under studies/ is one Study.
#pragma once
#include <string>
#include <vector>

#include "instruments/measures.hpp"
#include "population/record.hpp"
#include "population/scenario.hpp"

namespace bowlby {

// An instrument and its visits, by one of three clocks: at ages, at dates, or some months after something happened.
struct Wave {
  std::string name;  // "infancy"
  Instrument instrument{};
  std::vector<double> ages;                // years; each gives one visit per person
  std::vector<double> dates = {};          // years after the first founder's birth, the same day for everybody
  std::vector<int> months = {};            // after each event of kind `after`
  EventKind after = EventKind::enrolment;  // where months are given
  bool both = false;                       // the partner is seen on the same day, too
  std::vector<int> generations;            // empty: all
  std::vector<int> about;                  // role indices (relationship_questionnaire, strange_situation,
                                           // sensitivity); empty: default
  double share = 1;                        // of people invited (same people at every visit)
  double missing = 0;                      // chance that an invited person gives no answer
  double dropout = 0;                      // chance to be lost for good at each visit after the first
  bool by_couple = false;                  // dropout: two who live together are lost together
  double minutes = 0;                      // sensitivity: minutes watched, 0 = parameter coder_minutes
  int days = 7, prompts = 8;               // diary
  int together = 0;          // diary: partners whose visits fall due within so many days keep it on the same days
  bool items = false;        // answers to single items are kept, too
  int coder = 1;             // strange_situation: whose ratings of the film
  std::string film_of = {};  // coder 2 and on: the wave whose film it is; empty: its own
};

// How many visits a wave has, and when one is planned: an age or a date [years], or months after.
inline std::size_t visits_of(const Wave& w) { return w.ages.size() + w.dates.size() + w.months.size(); }
inline double planned(const Wave& w, std::size_t visit) {
  if (!w.ages.empty()) return w.ages[visit];
  return !w.dates.empty() ? w.dates[visit] : w.months[visit];
}

// The same visits, rated by another coder from the film.
inline Wave rated_by(Wave w, int coder) {
  w.film_of = w.name;
  w.name += "_coder" + std::to_string(coder);
  w.coder = coder;
  return w;
}

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
