// The reference: one person's life among scripted figures, told as slowly and plainly as possible.
//
// It is written from the design (equations 1-9, 15 and the month) and from the comments of the mechanism headers,
// shares no line with them, and uses of the fast program only `num`: elementary functions and the generator. Whatever
// is clever elsewhere must give the same numbers as this. tests/conformance runs the same cases through both.
//
// A Case is everything that decides what happens; live() returns everything that happened.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bowlby::reference {

// Parameters of the theory by name, as the parameter table prints them.
using Numbers = std::map<std::string, double>;

// What is believed of one figure, or of figures in general.
struct Belief {
  double response = 0, unpredictability = 0, rebuff = 0, fright = 0;
};

// Somebody to turn to: what is believed, how much they matter, and how they really are.
struct Figure {
  bool present = false;
  Belief belief;
  double bond = 0;
  double giving = 0;      // mean response, probit scale
  double momentary = .1;  // share of its variance that is new at every moment
  double rebuffs = 0, frightens = 0;
  double distress = 0, withdrawal = 0, bond_back = 0;
  bool peer = false;  // invited by openness, taxed by pressing
};

struct Person {
  // lasting differences
  double threshold = .5, soothing = .5, rebuff_cost = 1, insistence = 2, learning = .04, holding_cost = .35;
  double gene_anxiety = 0, gene_avoidance = 0, gene_mood = 0;
  // from moment to moment
  double distress = 0, security = .5, active = 0, coregulation = .3, substitute = 0;
  // from day to day
  double distress_mean = 0, security_mean = .5, separation = 0;
  // from month to month
  Belief general, prototype;
  double haven = .5, moments_a_day = 8, life_stress = 0;
  double depression = 0, anxiety = 0, trauma = 0, substance = 0;
  double help_regulation = 0, help_couple = 0, help_gratitude = 0, help_parenting = 0;
  bool in_therapy = false;
};

struct Case {
  std::string name;
  Numbers numbers;
  std::uint64_t seed = 1, stream = 1;
  std::uint32_t replicate = 0;
  int birth_day = 0, first_day = 0, days = 0;
  std::vector<int> month_days;  // days that begin with a month's step
  Person person;
  std::vector<Figure> figures;  // eight places, in the order mother, father, carer, friends, partner, ex, therapist
  std::vector<int> turns_to;    // sixteen places by share of moments; empty: nobody
};

struct Moment {
  int day = 0;
  double hour = 0;
  int figure = -1, action = 0;  // action: 0 explore, 1 open bid, 2 press, 3 hold; figure -1: nobody
  double stressor = 0, activation = 0, response = 0, rebuff = 0, fright = 0, conflict = 0;
  double distress = 0, security = 0;  // afterwards
  Belief belief;                      // afterwards
  double bond = 0;
};

struct Trajectory {
  std::vector<Moment> moments;
  std::vector<Person> nights;   // the person at every midnight
  std::vector<Figure> figures;  // at the end
};

Trajectory live(const Case&);

}  // namespace bowlby::reference
