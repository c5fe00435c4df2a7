#include "instruments/strange_situation_coder.hpp"

#include "num/elementary.hpp"

namespace bowlby {
namespace {

constexpr double held_fully = .7, resisted_fully = .8;  // shares of an episode that earn the top of the scale
constexpr double contradiction_seconds = 86;            // seconds of contradiction that earn 63% of its scale
// What counts how much: a look from afar beside a step near, a look while turned away, play without a look beside a
// face turned away, crying while held beside pushing.
constexpr double from_afar = .5, glance = .5, ignoring = .4, unsoothed = .5;
constexpr double marked = 4, some = 3, disorganized_above = 5;

double rating(double share, double error) noexcept {
  return num::clamp(1 + 6 * num::min(share, 1.0) + error, 1.0, 7.0);
}

double nearness(const BehaviourRecord& r) noexcept { return r.sought_early + from_afar * r.greeted_early; }
double anger(const BehaviourRecord& r) noexcept { return (r.resisting + unsoothed * r.fussing) / resisted_fully; }
double averted(const BehaviourRecord& r) noexcept {
  return r.turned_away - glance * r.glancing + ignoring * (r.exploring - r.looking);
}

// The second reunion is the stronger test and counts twice.
double both(double first, double second) noexcept { return (first + 2 * second) / 3; }

}  // namespace

AssayScales code_strange_situation(const AssayFilm& film, const CoderError& error) noexcept {
  const BehaviourRecord &one = film[4], &two = film[7];
  AssayScales s;
  s.proximity_5 = rating(nearness(one), error[0]);
  s.proximity_8 = rating(nearness(two), error[1]);
  s.contact_5 = rating(one.contact / held_fully, error[2]);
  s.contact_8 = rating(two.contact / held_fully, error[3]);
  s.resistance_5 = rating(anger(one), error[4]);
  s.resistance_8 = rating(anger(two), error[5]);
  s.avoidance_5 = rating(averted(one), error[6]);
  s.avoidance_8 = rating(averted(two), error[7]);
  double contradictory = 0;
  for (const BehaviourRecord& r : film) contradictory += r.contradictory * r.seconds;
  s.disorganization = num::clamp(1 + 8 * (1 - num::exp(-contradictory / contradiction_seconds)) + error[8], 1.0, 9.0);
  s.settled = two.settled > 0;
  s.security = 1 + (both(s.proximity_5, s.proximity_8) + both(s.contact_5, s.contact_8)) / 24 -
               both(s.avoidance_5, s.avoidance_8) / 6 - both(s.resistance_5, s.resistance_8) / 6 -
               s.disorganization / 16;
  return s;
}

AssayClass classify(const AssayScales& s) noexcept {
  const double avoidance = both(s.avoidance_5, s.avoidance_8), resistance = both(s.resistance_5, s.resistance_8);
  if (s.disorganization > disorganized_above) return AssayClass::disorganized;
  if (avoidance >= marked && avoidance > resistance) return AssayClass::avoidant;
  if (resistance >= marked || (resistance >= some && !s.settled)) return AssayClass::resistant;
  return AssayClass::secure;
}

}  // namespace bowlby
