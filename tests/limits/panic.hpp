// Panic: one slow belief that moves a fast threshold (Robinaugh and colleagues' formal theory), from its equations.
//
//   fast, per minute
//     A' = (T + N - H - A)/2                       A arousal     N noise, AR(1) with a memory of 60 min
//     T' = sigma(k (A - E/4 - h)) - T              T perceived threat
//     H' = .05 (sigma(20 (A - .4)) - H/2)          H homeostatic answer
//     E' = (sigma(10 (T - X - 1/2)) - E)/4         E escape
//     fear = sqrt(A T)
//   the schema S sets the threshold:   h = .25^S - .1 C,   k = 20 - 10 * .1^S + 5 C,   C context
//   slow, each night, only if fear passed 1/2 that day
//     escaped:   S += (max(T, S) - S)/4,   X -= X/10          stayed:   S -= S/10,   X += (max(T, X) - X)/4
//     avoidance  V -> sigma(15 (S - .75))
//
// How it relates to ours. Perceived threat settles at our activation (2), sigma(k_A (d - theta)), with arousal as
// distress and a threshold moved by a slow belief, as nu_G moves ours; learning is gated by salience, as A gates (7).
// Added: threat feeds back on arousal (ours is fed by stressors and separation only), so the loop can run away by
// itself. Two things the source equations leave open are ours and only they: the size of the noise (`noise`, chosen so
// that calm people have no attacks; the test prints how the pattern hangs on it), and reading "mirror image" for X.
//
// Tests  limits/panic_test
#pragma once
#include "limits/integrate.hpp"
#include "model/draws.hpp"
#include "model/moment/activation.hpp"

namespace bowlby::limits {

// What lasts from day to day.
struct PanicBeliefs {
  double arousal_schema = 0, escape_schema = 0, avoidance = 0;  // S, X, V
};

struct PanicDay {
  int attacks = 0, minutes = 0;  // times and minutes with fear above 1/2
  double peak_fear = 0, peak_threat = 0;
  bool escaped = false;
};

struct PanicLoop {
  double noise = .08;  // standard deviation of N
  double context = 0;  // C
  double memory = 60;  // minutes
  int steps = 10;      // integration steps per minute
  static constexpr double attack_level = .5;

  double threshold(double schema) const noexcept { return power(.25, schema) - .1 * context; }
  double gain(double schema) const noexcept { return 20 - 10 * power(.1, schema) + 5 * context; }

  // One day of 1440 minutes, starting calm.
  PanicDay day(const PanicBeliefs& b, const Draws& draws) const noexcept {
    Params law;
    law.alarm_gain = gain(b.arousal_schema);
    const double h = threshold(b.arousal_schema), keep = num::exp(-1 / memory);
    Vector<4> s{};
    double n = 0;
    bool above = false;
    PanicDay out;
    for (std::uint32_t minute = 0; minute < 1440; ++minute) {
      n = keep * n + noise * num::sqrt(1 - keep * keep) * draws.normal(Purpose::moment_a, minute);
      const auto rate = [&](const Vector<4>& x) { return slope(x, n, h, b.escape_schema, law); };
      for (int i = 0; i < steps; ++i) s = rk4(rate, s, 1.0 / steps);
      const double fear = num::sqrt(num::max(s[0], 0.0) * num::max(s[1], 0.0));
      out.attacks += fear > attack_level && !above ? 1 : 0;
      above = fear > attack_level;
      out.minutes += above ? 1 : 0;
      out.peak_fear = num::max(out.peak_fear, fear);
      out.peak_threat = num::max(out.peak_threat, s[1]);
      out.escaped = out.escaped || (above && s[3] > .5);
    }
    return out;
  }

  static PanicBeliefs night(PanicBeliefs b, const PanicDay& d) noexcept {
    if (d.peak_fear > attack_level) {
      const auto grown = [&](double x) { return x + .25 * (num::max(d.peak_threat, x) - x); };
      b.arousal_schema = d.escaped ? grown(b.arousal_schema) : .9 * b.arousal_schema;
      b.escape_schema = d.escaped ? .9 * b.escape_schema : grown(b.escape_schema);
    }
    b.avoidance = num::logistic(15 * (b.arousal_schema - .75));
    return b;
  }

 private:
  // x: A, T, H, E.
  static Vector<4> slope(const Vector<4>& x, double n, double h, double escape_schema, const Params& law) noexcept {
    return {.5 * (x[1] + n - x[2] - x[0]), activation(x[0] - .25 * x[3], h, 0.0, law) - x[1],
            .05 * (num::logistic(20 * (x[0] - .4)) - .5 * x[2]),
            .25 * (num::logistic(10 * (x[1] - escape_schema - .5)) - x[3])};
  }
};

}  // namespace bowlby::limits
