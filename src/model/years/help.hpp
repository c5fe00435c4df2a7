// Help that is sought: who starts therapy by themselves, and what may part a child from its parents.
//
//   chance of starting therapy, per year:  a [max(y_dep, y_anx, y_trauma) - 1]+ e^(-b shame)          (15b)
//   shame = 1 - s (18d)
//   chance of placement, per year:  table(age) e^(c (mother's load - load*))          (15c)
//
//   a help_seeking times the study's natural_help, for help_months   b help_shame   y symptoms (15)
//   s felt worth (18c)   c placement_from_load   load* usual_load
//
// Edges  symptoms_to_help, shame_to_help    Claims C097 C160 C161
// Limits  a = 0: nobody seeks help    Tests  unit/model/month_test, unit/population/demography_test
#pragma once
#include "model/years/symptoms.hpp"

namespace bowlby {

// Yearly hazard of starting therapy.
BOWLBY_FN double help_hazard(const Person& s, double natural_help, const Params& p) noexcept {
  const double need = positive(num::max(s.depression, num::max(s.anxiety, s.trauma)) - diagnosis_level);
  const double shame = shame_of(felt_worth(s, p));
  return natural_help * p.help_seeking * need * num::exp(-p.help_shame * shame);
}

// Yearly hazard of being placed elsewhere; `base` the table's at this age.
BOWLBY_FN double placement_hazard(double base, double carer_load, const Params& p) noexcept {
  return p.placement_scale * base * num::exp(p.placement_from_load * (carer_load - p.usual_load));
}

}  // namespace bowlby
