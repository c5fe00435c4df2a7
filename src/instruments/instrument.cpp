#include "instruments/instrument.hpp"

#include "instruments/attrition.hpp"
#include "instruments/behaviour.hpp"
#include "instruments/ecr.hpp"
#include "instruments/interview.hpp"
#include "instruments/peer.hpp"
#include "instruments/problems.hpp"
#include "instruments/reflection.hpp"
#include "instruments/relationship_questionnaire.hpp"
#include "instruments/satisfaction.hpp"
#include "instruments/self_esteem.hpp"
#include "instruments/sensitivity.hpp"
#include "instruments/strange_situation.hpp"
#include "instruments/symptoms.hpp"
#include "instruments/temperament.hpp"
#include "instruments/wellbeing.hpp"

namespace bowlby {
namespace {

// Calls `one(role)` for every figure asked for, or for the figures the instrument means when none is named.
template <class One>
void for_each_figure(const Subject& s, std::span<const int> about, bool every, One one) noexcept {
  if (about.empty() && !every) return one(first_carer(s));
  for (int r = 0; r < role_count; ++r) {
    bool asked = about.empty();
    for (const int a : about) asked = asked || a == r;
    if (asked) one(static_cast<Role>(r));
  }
}

}  // namespace

void take(Instrument which, const Subject& s, const WaveOptions& o, const Params& p, const Draws& draws,
          AnswerSheet& sheet) noexcept {
  if (!answers(s, which, o.missing, p, draws)) return;
  switch (which) {
    case Instrument::strange_situation:
      return for_each_figure(s, o.about, false,
                             [&](Role r) { take_strange_situation(s, r, p, draws, sheet, o.coder); });
    case Instrument::sensitivity:
      return for_each_figure(s, o.about, false, [&](Role r) { take_sensitivity(s, r, o.minutes, p, draws, sheet); });
    case Instrument::relationship_questionnaire:
      return for_each_figure(s, o.about, true,
                             [&](Role r) { take_relationship_questionnaire(s, r, p, draws, sheet, o.items); });
    case Instrument::interview:
      return take_interview(s, p, draws, sheet);
    case Instrument::ecr:
      return take_ecr(s, p, draws, sheet, o.items);
    case Instrument::symptoms:
      return take_symptoms(s, p, draws, sheet);
    case Instrument::satisfaction:
      return take_satisfaction(s, p, draws, sheet);
    case Instrument::diary:
      return take_diary(s, o.diary, p, o.life ? *o.life : draws, draws, sheet, o.lines);
    case Instrument::behaviour:
      return take_behaviour(s, p, draws, sheet);
    case Instrument::peer:
      return take_peer(s, p, draws, sheet);
    case Instrument::problems:
      return take_problems(s, p, draws, sheet);
    case Instrument::self_esteem:
      return take_self_esteem(s, p, draws, sheet);
    case Instrument::reflection:
      return take_reflection(s, p, draws, sheet);
    case Instrument::wellbeing:
      return take_wellbeing(s, p, draws, sheet);
    case Instrument::temperament:
      return take_temperament(s, p, draws, sheet);
  }
}

}  // namespace bowlby
