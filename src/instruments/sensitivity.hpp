// Observed sensitivity: a coder watches a figure with the person for some minutes and rates its care.
//
//   rating = middle + 1.7 z,   z = v(m) (T + e(m)),   v(m)^2 = m R / (1 + (m - 1) R),   R = v1^2      (17)
//
//   The form of v(m) is Spearman and Brown's: the validity of a longer test.
//   T  lasting care, standardised over carers (probit mean response with the bond; spread outside_spread care_mean_sd)
//   e(m)  mean error of m hours, variance (1 - R)/(m R)
//   v1 coder_validity: correlation of one hour's rating with lasting care    m  hours watched
//   Watching on keeps what was seen before: the errors of the shorter spans are part of the longer ones.
//
// Sees      lasting care, rebuffing and frightening, the better the longer    Cannot see  beliefs, the child's view
// So the correlation of rated care with a child's security climbs with the minutes watched (the transmission gap).
// Claims H14    Limits  v1 = 1: lasting care itself    Tests  unit/instruments/sensitivity_test
#pragma once
#include "instruments/answers.hpp"
#include "instruments/scales.hpp"
#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "model/state.hpp"
#include "num/normal.hpp"

namespace bowlby {

// What a coder could see of a figure with unlimited time, standardised.
struct LastingCare {
  double response = 0, rebuff = 0, fright = 0;
};

inline LastingCare lasting_care(const Giver& g, const Params& p) noexcept {
  const auto probit = [](double share) { return num::normal_quantile(num::clamp(share, 1e-3, 1 - 1e-3)); };
  const auto spread = [](double sd) { return num::max(sd, .05); };
  return {standardised(g.mean + p.bond_answers * g.bond, p.care_mean, spread(p.outside_spread * p.care_mean_sd)),
          standardised(probit(g.rebuff), probit(p.care_rebuff), spread(p.care_rebuff_sd)),
          standardised(probit(g.fright), probit(p.care_fright), spread(p.care_fright_sd))};
}

// Correlation of a rating over `minutes` with lasting care.
inline double rating_validity(double minutes, const Params& p) noexcept {
  const double m = minutes / 60, R = p.coder_validity * p.coder_validity;
  return num::sqrt(m * R / (1 + (m - 1) * R));
}

// The coder's standardised impression after `minutes`, given the mean error of them in units of one hour's error.
inline double impression(double lasting_value, double minutes, double mean_error, const Params& p) noexcept {
  const double R = p.coder_validity * p.coder_validity;
  if (!(R > 0)) return mean_error * num::sqrt(minutes / 60);  // an hour's worth of error alone
  return rating_validity(minutes, p) * (lasting_value + mean_error * num::sqrt((1 - R) / R));
}

// `minutes` watched, 0 = coder_minutes. Writes nothing when the subject has no such figure.
inline void take_sensitivity(const Subject& s, Role figure, double minutes, const Params& p, const Draws& draws,
                             AnswerSheet& sheet) noexcept {
  if (!s.has[slot(figure)]) return;
  const double m = minutes > 0 ? minutes : p.coder_minutes;
  const LastingCare care = lasting_care(s.figures[slot(figure)], p);
  const auto first = static_cast<std::uint32_t>(slot(figure)) * 8;
  double z[4], y[4];
  draws.normals(Purpose::sensitivity, first, z);
  draws.normals(Purpose::sensitivity, first + 2, y);
  // mean error over m, 4 m and 16 m: each span keeps the one before
  const double unit = num::sqrt(60 / m);
  const double e1 = unit * z[0];
  const double e4 = (e1 + unit * num::sqrt(3.0) * z[1]) / 4;
  const double e16 = (4 * e4 + unit * num::sqrt(12.0) * z[2]) / 16;
  const auto rating = [](double middle, double impressed) { return num::clamp(middle + 1.7 * impressed, 1.0, 9.0); };
  sheet.write(Measure::sensitivity_observed, rating(5.5, impression(care.response, m, e1, p)), figure);
  sheet.write(Measure::sensitivity_observed_2h, rating(5.5, impression(care.response, 4 * m, e4, p)), figure);
  sheet.write(Measure::sensitivity_observed_8h, rating(5.5, impression(care.response, 16 * m, e16, p)), figure);
  sheet.write(Measure::sensitivity_frightening, rating(3, impression(care.fright, m, unit * y[0], p)), figure);
  sheet.write(Measure::sensitivity_rebuffing, rating(3, impression(care.rebuff, m, unit * y[1], p)), figure);
}

}  // namespace bowlby
