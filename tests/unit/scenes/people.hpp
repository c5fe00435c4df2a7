// The adults that evenings are about, grown once for all tests of this program.
#pragma once
#include "io/embedded.hpp"
#include "scenes/evenings.hpp"

namespace bowlby::scenes {

inline const LifeTables& tables() {
  static const LifeTables t = *published_life_tables();
  return t;
}
inline const Adults& adults() {
  static const Adults a = grown_adults(tables(), Params{}, 2);
  return a;
}

inline EveningsAsked asked(PersonAsked first, PersonAsked second, const char* moment = "hard_talk") {
  EveningsAsked a;
  a.people = {first, second};
  for (const MomentOfLife& m : moments)
    if (m.name == moment) a.plan.moment = m;
  return a;
}
inline constexpr PersonAsked at_ease{1.6, 1.6, {}}, unsure{4, 2, {}}, distant{2, 4, {}};
// Those of issue 16: further apart, and further at ease, so that what is told of them can be seen at once.
inline constexpr PersonAsked worried{4.5, 2, {}}, away{2, 4.5, {}}, easy{1.8, 1.6, {}};

}  // namespace bowlby::scenes
