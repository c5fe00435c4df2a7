// Activation: the attachment system switches on above a threshold of distress and off only some way below it.
//
//   A = sigma(k_A (d - theta)),   theta = theta0 + theta_c C - theta_nu nu_G - eta [already on]          (2)
//
//   A    activation [0..1]      d  distress [1]     k_A  alarm_gain [1]    theta0  alarm_threshold (person) [1]
//   C    co-regulation [0..1]   nu_G  general unpredictability [0..1]      eta  alarm_hysteresis [1]
//   theta_c  coregulation_raises_threshold   theta_nu  uncertainty_lowers_threshold
//   theta0 falls with negative temperament (9a)
//
// Edges  coregulation_to_threshold, uncertainty_to_threshold
// Claims C001 C050 C118    Limits  k_A large: a step    Tests  unit/model/moment_test
#pragma once
#include "model/parameters.hpp"
#include "num/elementary.hpp"

namespace bowlby {

// Threshold as months have shaped it; hysteresis comes on top within the day.
BOWLBY_FN double alarm_threshold_now(double theta0, double coregulation, double general_nu, const Params& p) noexcept {
  return theta0 + p.coregulation_raises_threshold * coregulation - p.uncertainty_lowers_threshold * general_nu;
}

BOWLBY_FN double activation(double distress, double threshold, double active, const Params& p) noexcept {
  return num::logistic(p.alarm_gain * (distress - threshold + p.alarm_hysteresis * active));
}

// 1 if the system is on after meeting this distress.
BOWLBY_FN double stays_active(double distress, double threshold, double active, const Params& p) noexcept {
  return distress > threshold - p.alarm_hysteresis * active ? 1.0 : 0.0;
}

}  // namespace bowlby
