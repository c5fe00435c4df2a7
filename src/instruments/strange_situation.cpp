#include "instruments/strange_situation.hpp"

#include "instruments/scales.hpp"
#include "model/step.hpp"
#include "model/traits.hpp"

namespace bowlby {
namespace {

constexpr double step_seconds = 20;
constexpr int steps_per_minute = 3, early_steps = 6, steps_per_contact = 5;

struct Episode {
  int steps;
  bool figure, stranger;    // who is in the room
  double novelty, arrival;  // stressors at its start, in units of assay_novelty and assay_stranger
};
constexpr Episode episodes[assay_episodes]{
    {3, true, false, 1, 0},   // 1 shown into the room
    {9, true, false, 0, 0},   // 2 figure and child
    {9, true, true, 0, 1},    // 3 a stranger comes in
    {9, false, true, 0, 0},   // 4 first parting, stranger stays
    {9, true, false, 0, 0},   // 5 first reunion
    {9, false, false, 0, 0},  // 6 second parting, alone
    {9, false, true, 0, .5},  // 7 the stranger comes back
    {9, true, false, 0, 0},   // 8 second reunion
};

// The child in the room: copies of its mood, and what stays fixed during the visit.
struct Child {
  Mood mood;
  Traits traits;
  Belief belief;
  Giver figure, stranger;
  double soothing;  // 1/h, model clock
  double looks;     // chance of a look at the figure in a step
  double hours;     // model hours per step
  bool held = false;
};

// Draw addresses of one visit: figures do not share luck.
struct Luck {
  const Draws& draws;
  std::uint32_t base;
  num::Block block(std::uint32_t k) const noexcept { return draws.block(Purpose::strange_situation, base + k); }
  double normal(std::uint32_t k) const noexcept { return draws.normal(Purpose::strange_situation, base + k); }
};
constexpr std::uint32_t luck_per_figure = 256, luck_per_episode = 16, form_draw = 200, coder_draws = 210,
                        draws_per_coder = 10;
static_assert(coder_draws + most_coders * draws_per_coder <= luck_per_figure);

Luck luck_of(Role figure, const Draws& draws) noexcept {
  return {draws, static_cast<std::uint32_t>(slot(figure)) * luck_per_figure};
}

// The draws of one episode as its steps come: a choice and whether it cries a minute, an act and a look a step, an
// answer a contact.
struct EpisodeLuck {
  const Luck& luck;
  std::uint32_t first;
  double choice = 0, act = 0, look = 0, cry = 0, response = 0, fright = 1;
  double fresh = 0;  // 1 until this contact has touched the child
  num::Block acts{}, glances{};

  void next(int step) noexcept {
    const auto k = first + static_cast<std::uint32_t>(step);
    if (step % steps_per_minute == 0) {
      choice = num::unit(luck.block(k).w[0]);
      acts = luck.block(k + 1);
      glances = luck.block(k + 2);
      cry = num::unit(acts.w[3]);
    }
    act = num::unit(acts.w[step % steps_per_minute]);
    look = num::unit(glances.w[step % steps_per_minute]);
    if (step % steps_per_contact == 0) {
      const num::Block b = luck.block(k + 10);
      response = num::box_muller(num::unit(b.w[0]), num::unit(b.w[1]));
      fright = num::unit(b.w[2]);
      fresh = 1;
    }
  }
};

Child arrive(const Subject& s, Role figure, const Params& p, double form) noexcept {
  Child c;
  c.traits = traits_of(s.person, p);
  c.traits.threshold += p.assay_form * form;
  c.mood = mood_of(s.person);
  c.belief = s.ties[slot(figure)].belief;
  c.figure = s.figures[slot(figure)];
  c.stranger.mean = p.assay_stranger_comfort;
  c.soothing = soothing_rate(c.traits.soothing, c.mood.coregulation, p);
  c.hours = p.assay_clock * step_seconds / 3600;
  // a visit is made when the child is rested: an hour of ordinary time lies behind it
  c.mood.distress = distress_alone(c.mood.distress, c.soothing, c.traits.separation, 1, p);
  c.mood.active = 0;
  c.looks = c.belief.mu * (1 - c.belief.kappa);
  return c;
}

// What of one step can be seen.
struct Seen {
  double action = 0;
  bool contradictory = false, held = false;  // held: as the step begins
  bool looks = false, cries = false;  // would look at the figure, would cry; shown where the hands are free for it
};

// Adds one step to the film (counted in steps; shares are taken at the end).
void film_step(BehaviourRecord& r, const Episode& e, int step, const Seen& seen) noexcept {
  const bool explores = seen.action == 0, asks = seen.action == 1, presses = seen.action == 2;
  const bool looks = e.figure && seen.looks, fusses = seen.held && asks && seen.cries, early = step < early_steps;
  if (seen.contradictory) {
    r.contradictory += 1;
  } else if (explores) {
    r.exploring += 1;
    if (looks) r.looking += 1;
    if (looks && early) r.greeted_early += 1;
  } else if (asks || presses) {
    if (seen.held) r.contact += 1;
    if (seen.held && presses) r.resisting += 1;
    if (fusses) r.fussing += 1;
    if (!seen.held && asks) r.approaching += 1;
    if (!seen.held && presses) r.pressing += 1;
    if (presses || fusses || !e.figure) r.crying += 1;  // with nobody to go to, asking is calling
    if (early) r.sought_early += 1;
  } else {
    r.turned_away += 1;
    if (looks) r.glancing += 1;
  }
}

// One step; returns the action. `q` is `p` with contact_hours set to one step, for the model's contact functions.
double play_step(Child& c, const Episode& e, int step, double away, EpisodeLuck& luck, const Params& p, const Params& q,
                 BehaviourRecord& r, AssayStep* seen) noexcept {
  const Giver& giver = e.figure ? c.figure : c.stranger;
  const double d = distress_alone(c.mood.distress, c.soothing, c.traits.separation + away, c.hours, p);
  const double f = security_alone(c.mood.security, c.traits.haven, c.hours, p);
  const double A = activation(d, c.traits.threshold, c.mood.active, p);
  c.mood.active = stays_active(d, c.traits.threshold, c.mood.active, p);

  const Payoffs worth = payoffs(A, c.belief, 0, c.traits, p);  // no equal here
  const double action = choose(worth, luck.choice, p);
  const bool bids = action == 1 || action == 2;
  const bool contradictory = e.figure && luck.act < conflict(A, c.belief, worth, p);
  film_step(r, e, step, {action, contradictory, c.held, luck.look < c.looks, luck.cry < A});

  // who asks is held from the next step on, a contradictory act undoes it; the stranger soothes without holding
  const double contact = c.held && bids && !contradictory ? 1.0 : 0.0;
  const bool met = contact != 0 || (bids && !e.figure && e.stranger);
  const double answer = met ? response(giver, action, c.traits.clarity, luck.response, p) : 0.0;
  const double hurt = contact * luck.fresh;  // one contact frightens and rebuffs at most once
  if (contact != 0) luck.fresh = 0;
  if (seen)
    *seen = {
        seen->episode, static_cast<Action>(static_cast<int>(action)), contradictory, c.held, met && answer > 0, d, A};
  const double fright = luck.fright < giver.fright ? hurt : 0.0;
  c.held = e.figure && bids && !contradictory;
  c.mood.distress = distress_after_contact(d, 0, p.contact_soothing * answer, fright,
                                           hurt * A * rebuff(giver, answer) * c.traits.rebuff_hurt, q);
  c.mood.security = security_after_contact(f, answer, contact, q);
  return action;
}

// One episode; returns mean distress.
double play_episode(Child& c, int number, const Luck& luck, const Params& p, const Params& q, BehaviourRecord& r,
                    AssayStep* seen) noexcept {
  const Episode& e = episodes[number];
  const double away = e.figure ? 0 : p.assay_separation * (e.stranger ? 1 : p.assay_alone);
  const double stressor = p.stress_size * (e.novelty * p.assay_novelty + e.arrival * p.assay_stranger);
  c.mood.distress = distress_struck(c.mood.distress, stressor, c.mood.security, p);
  c.held = false;
  EpisodeLuck draws{luck, static_cast<std::uint32_t>(number) * luck_per_episode};
  double arousal = 0, action = 0;
  for (int step = 0; step < e.steps; ++step) {
    draws.next(step);
    if (seen) seen[step].episode = number + 1;
    action = play_step(c, e, step, away, draws, p, q, r, seen ? seen + step : nullptr);
    arousal += c.mood.distress;
  }
  r.settled = action == 0 ? 1.0 : 0.0;
  return arousal / e.steps;
}

void as_shares(BehaviourRecord& r, int steps) noexcept {
  const double n = steps;
  r.seconds = n * step_seconds;
  for (double* x : {&r.exploring, &r.approaching, &r.pressing, &r.contact, &r.resisting, &r.turned_away, &r.crying,
                    &r.contradictory, &r.looking, &r.glancing, &r.fussing})
    *x /= n;
  for (double* x : {&r.sought_early, &r.greeted_early}) *x /= num::min(n, early_steps);
}

}  // namespace

AssayRoom assay_room(int episode) noexcept {
  const Episode& e = episodes[episode - 1];
  return {e.steps, e.figure, e.stranger};
}

AssayVisit play_strange_situation(const Subject& s, Role figure, const Params& p, const Draws& draws,
                                  AssayStep* steps) noexcept {
  const Luck luck = luck_of(figure, draws);
  Child child = arrive(s, figure, p, luck.normal(form_draw));
  Params q = p;
  q.contact_hours = child.hours;
  AssayVisit v;
  for (int e = 0; e < assay_episodes; ++e) {
    BehaviourRecord& r = v.film[static_cast<std::size_t>(e)];
    v.arousal[static_cast<std::size_t>(e)] = play_episode(child, e, luck, p, q, r, steps);
    as_shares(r, episodes[e].steps);
    if (steps) steps += episodes[e].steps;
  }
  return v;
}

AssayScales rate_strange_situation(const AssayVisit& v, Role figure, const Params& p, const Draws& draws,
                                   int coder) noexcept {
  const Luck luck = luck_of(figure, draws);
  const std::uint32_t first = coder_draws + static_cast<std::uint32_t>(coder - 1) * draws_per_coder;
  CoderError error;
  for (std::uint32_t i = 0; i < error.size(); ++i) error[i] = p.assay_coder_noise * luck.normal(first + i);
  return code_strange_situation(v.film, error);
}

void take_strange_situation(const Subject& s, Role figure, const Params& p, const Draws& draws, AnswerSheet& sheet,
                            int coder) noexcept {
  if (!s.has[slot(figure)]) return;
  const AssayVisit v = play_strange_situation(s, figure, p, draws);
  const AssayScales c = rate_strange_situation(v, figure, p, draws, coder);
  const AssayClass group = classify(c);
  const auto write = [&](Measure m, double x) { sheet.write(m, x, figure); };
  write(Measure::strange_situation_class_secure, group == AssayClass::secure);
  write(Measure::strange_situation_class_avoidant, group == AssayClass::avoidant);
  write(Measure::strange_situation_class_resistant, group == AssayClass::resistant);
  write(Measure::strange_situation_class_disorganized, group == AssayClass::disorganized);
  write(Measure::strange_situation_proximity_5, c.proximity_5);
  write(Measure::strange_situation_proximity_8, c.proximity_8);
  write(Measure::strange_situation_contact_5, c.contact_5);
  write(Measure::strange_situation_contact_8, c.contact_8);
  write(Measure::strange_situation_resistance_5, c.resistance_5);
  write(Measure::strange_situation_resistance_8, c.resistance_8);
  write(Measure::strange_situation_avoidance_5, c.avoidance_5);
  write(Measure::strange_situation_avoidance_8, c.avoidance_8);
  write(Measure::strange_situation_disorganization, c.disorganization);
  write(Measure::strange_situation_security, c.security);
  write(Measure::strange_situation_arousal, (v.arousal[3] + v.arousal[5] + v.arousal[6]) / 3);
  write(Measure::strange_situation_crying, (v.film[3].crying + v.film[5].crying + v.film[6].crying) / 3);
  write(Measure::strange_situation_exploration_2, v.film[1].exploring);
}

}  // namespace bowlby
