// Felt security: in contact it goes to the response; alone it returns to what one expects of one's figures.
//
//   tau_f f' = [in contact: r ; else: h] - f          (3), solved exactly between events
//
//   f  felt security [0..1]   r  response [0..1]   h  haven: expected response of one's figures together [0..1]
//   tau_f  security_memory [h]   a contact lasts contact_hours; over a moment without contact f stands still
//
// Claims C003 C016 C131    Limits  tau_f = 0: pure expectation    Tests  unit/model/moment_test
#pragma once
#include "model/moment/distress.hpp"

namespace bowlby {

BOWLBY_FN double security_alone(double f, double haven, double hours, const Params& p) noexcept {
  return relaxed(f, haven, 1 / p.security_memory, hours);
}

// `contact` is 1 after a bid or an offer, else 0: then nothing is felt of the response.
BOWLBY_FN double security_after_contact(double f, double response, double contact, const Params& p) noexcept {
  const double met = relaxed(f, response, 1 / p.security_memory, p.contact_hours);
  return f + contact * (met - f);
}

}  // namespace bowlby
