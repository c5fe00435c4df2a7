// What a study does to people of an arm at an age: events inflicted, help given.
#include <algorithm>

#include "population/families.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

bool in_arm(const World& w, std::uint32_t id, const std::string& arm) {
  return arm.empty() || w.scenario.arms[w.registry.arm[id]].name == arm;
}

// Living founders of the arm who reach `age` this month and fall within `share`.
template <class F>
void for_each_due(World& w, double age, double share, const std::string& arm, std::uint32_t index, Purpose purpose,
                  F act) {
  const std::int32_t before = month_start(w.month - 1), now = w.today();
  const std::int32_t day = std::max(1, static_cast<std::int32_t>(age * days_per_year));  // 0: in the month after birth
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::uint32_t id = w.living.id[i];
    const std::int32_t due = w.birth_day_of(i) + day;
    if (w.registry.generation[id] != 1 || due <= before || due > now || !w.is_living(id) || !in_arm(w, id, arm))
      continue;
    if (w.draws_of(i, 0).uniform(purpose, index) < share) act(i);
  }
}

// Events without a size or a length, and help without a dose, are none; nor is what comes before its least age, or for
// nobody.
bool acts(const LifeEvent& e) {
  if (e.age < least_age(e.kind) || !(e.share > 0)) return false;
  if (e.kind == LifeEventKind::separation) return e.size > 0 && e.months > 0;
  return e.kind != LifeEventKind::pulse || e.size > 0;
}
bool acts(const Help& h) {
  return h.age >= least_age(h.kind) && h.dose > 0 && h.share > 0 && (h.kind != HelpKind::therapy || h.months > 0);
}

// A partner from outside the run, who answers by `lead` (probit) above an ordinary carer, steadily and without pushing
// away.
void bring_partner(World& w, std::size_t i, double lead) {
  Living& l = w.living;
  if (l.tie_other[w.tie(i, Role::partner)] != nobody) end_union(w, i);
  const Giving g = habitual_giving(w.params.care_mean + lead, 0, 1, -1, -1, w.params);
  begin_tie(w, i, Role::partner, outside_figure(w, g, w.registry.female[l.id[i]] == 0), .3);
  l.union_start[i] = static_cast<float>(w.today());
  l.satisfaction[i] = l.best_satisfaction[i] = .6f;
  w.tell(l.id[i], EventKind::union_start, l.tie_other[w.tie(i, Role::partner)]);
}

Giving event_care(World& w, std::size_t slot, const LifeEvent& e) {
  const bool institution = e.kind == LifeEventKind::institution;
  const Params& p = w.params;
  return outside_giving(p, e.care, institution ? p.institution_offset : p.foster_offset,
                        institution ? p.institution_fright : 0, w.draws_of(slot, w.today()), Purpose::carer_giving);
}

// The habits with which somebody answers as `care` says, and as before where it leaves open: (14) read backwards, by
// halving. What a person is by habit drifts on from there as every skill does (14a).
void learn_to_give(Person& s, const Care& care, const Params& p) {
  constexpr double furthest = 30;
  const GivingBase base(p);
  const Giving before = giving_of(s, base, p);
  const auto reach = [&](double Person::*habit, double Giving::*what, double wanted) {
    const double was = s.*habit;
    const auto at = [&](double z) {
      s.*habit = z;
      return giving_of(s, base, p).*what;
    };
    double low = -furthest, high = furthest;
    const bool rises = at(high) > at(low), moves = at(high) != at(low);
    for (int k = 0; k < 60; ++k) {
      const double middle = .5 * (low + high);
      ((at(middle) < wanted) == rises ? low : high) = middle;
    }
    s.*habit = moves ? low : was;
  };
  const auto share = [](double x) { return num::clamp(x, 1e-6, 1 - 1e-6); };
  if (care.response) reach(&Person::skill, &Giving::mean, num::normal_quantile(share(*care.response)));
  reach(&Person::consistency, &Giving::momentary,
        care.consistency ? momentary_share(*care.consistency) : before.momentary);
  reach(&Person::rebuff_habit, &Giving::rebuff, care.rebuff ? share(*care.rebuff) : before.rebuff);
  reach(&Person::fright_habit, &Giving::fright, care.fright ? share(*care.fright) : before.fright);
}

// The same partner, who from now on answers otherwise.
void change_partner(World& w, std::size_t i, const LifeEvent& e) {
  Living& l = w.living;
  const std::size_t t = w.tie(i, Role::partner);
  const std::uint32_t partner = l.tie_other[t];
  if (partner == nobody) return;
  if (w.is_living(partner)) {
    const std::size_t slot = w.registry.slot[partner];
    Person s = load_person(l, slot);
    learn_to_give(s, e.care, w.params);
    store_person(l, slot, s);
  } else {
    l.tie_other[t] = outside_figure(w, event_care(w, i, e), w.registry.female[partner] != 0);
  }
  w.tell(l.id[i], EventKind::partner_change, l.tie_other[t]);
}

void inflict(World& w, std::size_t i, const LifeEvent& e) {
  Living& l = w.living;
  const std::uint32_t id = l.id[i];
  switch (e.kind) {
    case LifeEventKind::separation:
      l.away_months[i] = static_cast<float>(e.months);
      l.separation[i] += static_cast<float>(e.size);
      w.tell(id, EventKind::separation, nobody, e.months);
      break;
    case LifeEventKind::placement:
      place_child(w, i, event_care(w, i, e), false);
      break;
    case LifeEventKind::institution:
      place_child(w, i, event_care(w, i, e), e.months > 0);
      if (e.months > 0) l.away_months[i] = static_cast<float>(e.months);
      break;
    case LifeEventKind::loss: {
      const std::size_t t = w.tie(i, Role::mother);
      if (l.tie_other[t] == nobody) break;
      l.separation[i] += static_cast<float>(num::min(1.5, static_cast<double>(l.tie_bond[t])));
      w.tell(id, EventKind::loss, l.tie_other[t], static_cast<double>(l.tie_bond[t]));
      end_tie(w, i, Role::mother);
      break;
    }
    case LifeEventKind::pulse:
      l.life_stress[i] += static_cast<float>(e.size);
      l.distress[i] += static_cast<float>(e.size);
      w.tell(id, EventKind::pulse, nobody, e.size);
      break;
    case LifeEventKind::breakup:
      end_union(w, i);
      break;
    case LifeEventKind::care_change: {
      // new hands, same home: both carers are replaced, as if they had learned to give otherwise
      for (const Role parent : {Role::mother, Role::father}) {
        const std::size_t t = w.tie(i, parent);
        if (l.tie_other[t] != nobody) l.tie_other[t] = outside_figure(w, event_care(w, i, e), parent == Role::mother);
      }
      w.tell(id, EventKind::carer_change);
      break;
    }
    case LifeEventKind::partner_change:
      change_partner(w, i, e);
      break;
    case LifeEventKind::partner:
      bring_partner(w, i, 0);
      break;
  }
}

void help(World& w, std::size_t i, const Help& h) {
  Living& l = w.living;
  const auto practise = [i, &h](std::vector<float>& column) { column[i] += static_cast<float>(h.dose); };
  switch (h.kind) {
    case HelpKind::therapy:
      start_therapy(w, i, h.months * h.dose);
      break;
    case HelpKind::regulation:
      practise(l.help_regulation);
      break;
    case HelpKind::gratitude:
      practise(l.help_gratitude);
      break;
    case HelpKind::parenting:
      practise(l.help_parenting);
      break;
    case HelpKind::couple_work: {
      practise(l.help_couple);
      const std::uint32_t partner = l.tie_other[w.tie(i, Role::partner)];
      if (w.is_living(partner)) l.help_couple[w.registry.slot[partner]] += static_cast<float>(h.dose);
      break;
    }
    case HelpKind::secure_partner:
      bring_partner(w, i, .5 * h.dose);
      break;
  }
  if (h.kind != HelpKind::therapy && h.kind != HelpKind::secure_partner)
    w.tell(l.id[i], EventKind::programme, nobody, h.dose);
}

}  // namespace

// Whom a share falls upon is drawn by the place among those that act: what is none must not move the luck of the
// others.
void inflict_events(World& w) {
  std::uint32_t k = 0;
  for (const LifeEvent& e : w.scenario.events)
    if (acts(e)) for_each_due(w, e.age, e.share, e.arm, k++, Purpose::event, [&](std::size_t i) { inflict(w, i, e); });
}

void give_help(World& w) {
  std::uint32_t k = 0;
  for (const Help& h : w.scenario.help)
    if (acts(h)) for_each_due(w, h.age, h.share, h.arm, k++, Purpose::help, [&](std::size_t i) { help(w, i, h); });
}

}  // namespace bowlby
