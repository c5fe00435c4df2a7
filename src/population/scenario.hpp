// Scenario: everything that decides what happens in a population, as one plain value. Two runs with equal scenarios,
// equal versions and equal seeds are equal to the bit.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/edges.hpp"
#include "model/parameters.hpp"
#include "model/years/couple.hpp"

namespace bowlby {

// Care by outside carers; a value left open is drawn from the population of carers.
struct Care {
  std::optional<double> response;     // mean response, 0..1
  std::optional<double> consistency;  // concentration, as of a beta draw
  std::optional<double> rebuff;       // 0..1
  std::optional<double> fright;       // 0..1
};

// A group of founders treated alike.
struct Arm {
  std::string name = "all";
  double share = 1;
  Care care;  // what they grow up with, where it is not what everybody grows up with
};

// Who is drawn into an arm, and when. Drawn at birth, arms may differ in care. Drawn later, by person or by couple,
// they differ in what happens from then on, and whoever has not come to the drawing is in no arm (`no_arm`).
enum class ArmUnit : std::uint8_t { person, couple };
enum class ArmTime : std::uint8_t { birth, age, union_start };
struct Assignment {
  ArmUnit unit = ArmUnit::person;
  ArmTime at = ArmTime::birth;
  double age = 0;      // years, where `at` is age; of two, the one who comes to it first
  int months = 0;      // lived together, where `at` is union_start
  bool alone = false;  // by couple: whether people without a partner take part, each drawn alone
  bool mixed = false;  // by person: whether help for two is given to a couple whose two are in different arms
};
inline constexpr std::uint8_t no_arm = 255;

enum class LifeEventKind : std::uint8_t {
  separation,
  placement,
  institution,
  loss,
  pulse,
  breakup,
  care_change,
  partner_change,
  partner
};
inline constexpr const char* life_event_names[]{"separation", "placement",   "institution",    "loss",   "pulse",
                                                "breakup",    "care_change", "partner_change", "partner"};
enum class HelpKind : std::uint8_t { therapy, regulation, couple_work, gratitude, parenting, secure_partner };
inline constexpr const char* help_names[]{"therapy",   "regulation", "couple_work",
                                          "gratitude", "parenting",  "secure_partner"};

// The youngest age [years] at which an event or a kind of help can be given: what belongs to couples and parents is for
// adults. Reader, scenes and engine all ask here.
constexpr double least_age(LifeEventKind kind) {
  using enum LifeEventKind;
  return kind == breakup || kind == partner_change || kind == partner ? least_union_age : 0;
}
constexpr double least_age(HelpKind kind) {
  using enum HelpKind;
  return kind == couple_work || kind == parenting || kind == secure_partner ? least_union_age : 0;
}

// What is given to two who live together, and what is given to one and parts two: both need arms that couples share.
constexpr bool for_both(LifeEventKind kind) { return kind == LifeEventKind::breakup; }
constexpr bool for_both(HelpKind kind) { return kind == HelpKind::couple_work; }
constexpr bool concerns_two(LifeEventKind kind) { return for_both(kind) || kind == LifeEventKind::partner; }
constexpr bool concerns_two(HelpKind kind) { return for_both(kind) || kind == HelpKind::secure_partner; }

// Something that happens to people of an arm at an age. What has no size, no length or no dose is nothing at all: a run
// with it is equal to the bit to one without.
struct LifeEvent {
  LifeEventKind kind{};
  double age = 0;                           // years
  double months = 0;                        // how long it lasts (separation, institution); 0 = once
  double size = 1;                          // separation: depth 0..1; pulse: added once to distress and to life stress
  double share = 1;                         // of the arm
  std::string arm;                          // empty: everyone
  Care care;                                // placement, care_change, partner_change: the new care
  std::optional<int> after = std::nullopt;  // months after the drawing of the arms, in place of an age
};

// Help given to people of an arm at an age.
struct Help {
  HelpKind kind{};
  double age = 0;     // years; parenting: age of the parent
  double months = 6;  // therapy
  double dose = 1;    // 0..1 of a full course, may exceed 1
  double share = 1;
  std::string arm;
  std::optional<int> after = std::nullopt;  // as above
};

struct Scenario {
  std::uint64_t seed = 1;
  std::uint32_t replicate = 0;
  std::uint32_t founders = 1000;
  int generations = 1;     // 1: founders only
  double years = 20;       // horizon, from the first founder's birth
  double birth_years = 1;  // founders are born over this span
  bool twins = false;      // founders come in pairs who share their carers, half of them identical
  bool unions = true, friends = true, deaths = true, adversity = true;
  double natural_help = 1;  // multiplier of help people find by themselves
  Care care;                // what every founder grows up with, unless an arm says otherwise
  std::vector<Arm> arms{Arm{}};
  Assignment assignment;
  std::vector<LifeEvent> events;
  std::vector<Help> help;
  Params params;  // before edges are cut
  EdgeSet edges;
  std::uint64_t followed = 0;                  // kinds of event that visits wait for, a bit each (EventKind)
  std::uint32_t record_moments = 0;            // people whose moments are logged
  double moments_from = 0, moments_until = 0;  // ages (years) between which they are logged
  std::uint32_t record_courses = 0;            // people whose slow state is logged once a year
};

// What founders of an arm grow up with.
inline const Care& care_of(const Scenario& s, std::uint8_t arm) {
  if (arm == no_arm) return s.care;
  const Care& own = s.arms[arm].care;
  return own.response || own.consistency || own.rebuff || own.fright ? own : s.care;
}

}  // namespace bowlby
