// The reference: one person's life among scripted figures, told as slowly and plainly as possible.
//
// It is written from the equations as docs/equations.md has them, shares no line with the model's code, and uses of the
// fast program only `num`: elementary functions and the generator. Whatever is clever elsewhere must give the same
// numbers as this. tests/conformance runs the same cases through both.
//
// A Case is everything that decides what happens; live() returns everything that happened. Births of others, whom one
// meets and who dies are no part of it, nor are instruments. evening.hpp has the turns of an evening.
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
  double giving = 0;      // mean response, probit scale, without what the role adds
  double fit = 0;         // what this person gets above what others get from it
  double momentary = .1;  // share of its variance that is new at every moment
  double rebuffs = 0, frightens = 0;
  double distress = 0, withdrawal = 0;
  double bond_back = 0;  // its bond to the person, which a partner's answers follow
  double presses = 0;    // on the person, every day
};

// How somebody answers others.
struct Giving {
  double mean = 0, momentary = .1, rebuff = 0, fright = 0;
};

struct Person {
  // lasting differences
  double threshold = .5, soothing = .5, rebuff_cost = 1, insistence = 2, learning = .04, holding_cost = .35;
  double ebbing = 1;  // how fast an episode of symptoms ebbs
  double gene_anxiety = 0, gene_avoidance = 0, gene_mood = 0, gene_telling = 0, temperament = 0;
  double skill = 0, consistency = 0, rebuff_habit = 0, fright_habit = 0;
  // from moment to moment
  double distress = 0, security = .5, active = 0, coregulation = .3, substitute = 0, worth = .7;
  // from day to day
  double distress_mean = 0, security_mean = .5, separation = 0, withdrawal = 0;
  // since the month began
  double bids = 0, presses = 0, holds = 0, conflicts = 0, ex_contacts = 0, presses_received = 0;
  double partner_presses = 0;  // today
  // from month to month
  Belief general, prototype;
  double haven = .5, moments_a_day = 8, life_stress = 0, load = 0;
  double depression = 0, anxiety = 0, trauma = 0, substance = 0;
  double depression_high = -1000, anxiety_high = -1000, trauma_high = -1000, substance_high = -1000;  // age [year]
  double depression_mean = 0, anxiety_mean = 0, trauma_mean = 0, substance_mean = 0;
  double satisfaction = .5, best_satisfaction = .5, reflection = 0;
  double help_regulation = 0, help_couple = 0, help_gratitude = 0, help_parenting = 0;
  bool in_therapy = false;
  Giving giving;  // as of the last month
};

// A figure is lost on a day: a partner by parting, somebody by death, or a parent one is taken from. Whom one turns to
// from then on.
enum class Lost { parting, death, taken };
struct Loss {
  int day = 0, figure = 0;
  Lost how = Lost::parting;
  std::vector<int> turns_to;
};

struct Case {
  std::string name;
  Numbers numbers;
  std::uint64_t seed = 1, stream = 1;
  std::uint32_t replicate = 0;
  int birth_day = 0, first_day = 0, days = 0;
  std::vector<int> month_days;  // days that begin with a month's step
  Person person;
  std::vector<Figure> figures;  // eight places: mother, father, carer, two friends, partner, ex, therapist
  std::vector<int> turns_to;    // sixteen places by share of moments; empty: nobody
  std::vector<Loss> losses;
  // what stands around the person: yearly hazards of life tables, and the family
  double leaving_fresh = 0, leaving_now = 0;  // of a new union's end, and of one as old as this
  double placement = 0, birth = 0;
  double carer_load = 0, young_children = 0;
  double natural_help = 0;
  double union_years = 10;  // together when the case begins
  bool female = true;
};

struct Moment {
  int day = 0;
  double hour = 0;
  int figure = -1, action = 0;  // action: 0 explore, 1 open bid, 2 press, 3 hold; figure -1: nobody
  double stressor = 0, activation = 0, response = 0, rebuff = 0, fright = 0, conflict = 0;
  double offered = 0;                 // comfort that nobody had asked for
  double distress_struck = 0;         // distress when the choice was made
  double distress = 0, security = 0;  // afterwards
  Belief belief;                      // afterwards
  double bond = 0;
};

// What a person is about to do at the end of a month.
struct Wish {
  bool leaves = false, wants_child = false, is_placed = false, seeks_help = false, is_sure = false;
  friend bool operator==(const Wish&, const Wish&) = default;
};

struct Trajectory {
  std::vector<Moment> moments;
  std::vector<Person> nights;   // the person at every midnight
  std::vector<Wish> wishes;     // at every month's step
  std::vector<Figure> figures;  // at the end
};

Trajectory live(const Case&);

// What one sees in another at a first meeting, and what it takes to accept; `carer` how one's own first carer answers,
// `mean` how the other does (probit scale).
double utility(const Belief& own, const Belief& other, double carer, double mean, double z, const Numbers&);
double standards(double age, const Numbers&);

// A child as it is born to two parents: `luck` five normals for what is inherited and one for its own part of
// temperament, `own` twelve for the rest, in the order of docs/equations.md; `abused` whether its home is one with
// abuse.
Person born(const Person& mother, const Person& father, const std::vector<double>& luck, const std::vector<double>& own,
            bool abused, const Numbers&);

}  // namespace bowlby::reference
