// What a study does to people of an arm at an age: events inflicted, help given.
#include <algorithm>

#include "model/years/couple.hpp"
#include "population/families.hpp"
#include "population/lots.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

bool in_arm(const World& w, std::uint32_t id, const std::string& arm) {
  const std::uint8_t own = w.registry.arm[id];
  return arm.empty() || (own != no_arm && w.scenario.arms[own].name == arm);
}

// Living founders who reach `age` this month.
template <class F>
void for_each_reaching(World& w, double age, F act) {
  const std::int32_t before = month_start(w.month - 1), now = w.today();
  const std::int32_t day = std::max(1, static_cast<std::int32_t>(age * days_per_year));  // 0: in the month after birth
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::uint32_t id = w.living.id[i];
    const std::int32_t due = w.birth_day_of(i) + day;
    if (w.registry.generation[id] == 1 && due > before && due <= now && w.is_living(id)) act(i);
  }
}

// The living whose arm was drawn `months` ago.
template <class F>
void for_each_drawn(World& w, int months, F act) {
  for (const Happened& h : w.happened)
    if (h.kind == EventKind::enrolment && h.month + months == w.month && w.is_living(h.person))
      act(w.registry.slot[h.person]);
}

// Whether it changes something for a partner who lives.
bool touches_partner(LifeEventKind kind) { return concerns_two(kind) || kind == LifeEventKind::partner_change; }
bool touches_partner(HelpKind kind) { return concerns_two(kind); }

// What is for both befalls both or neither, whoever of them comes to it first, and each of them once. Where the two are
// in different arms, what concerns both is for none of them, unless the study has its arms mixed.
template <class What>
bool befalls(World& w, std::size_t i, const What& what, std::uint32_t number) {
  if (!touches_partner(what.kind)) return true;
  const std::uint32_t id = w.living.id[i];
  const std::uint32_t partner = for_both(what.kind) ? w.lives_with(i) : w.living.tie_other[w.tie(i, Role::partner)];
  const bool two = w.is_living(partner);
  if (two && !may_reach(w, what.arm, partner)) return false;
  if (!for_both(what.kind)) return true;
  if (partner == nobody || w.reached.contains({number, id}) || w.reached.contains({number, partner})) return false;
  w.reached.insert({number, id});
  if (two) w.reached.insert({number, partner});
  return true;
}

// Calls `act` for every event or help that acts and everybody whom it falls upon this month: those of its arm whose
// time for it has come.
template <class What, class F>
void for_each_due(World& w, const std::vector<What>& all, Purpose purpose, F act) {
  for (std::size_t k = 0; k < all.size(); ++k) {
    const What& what = all[k];
    if (!acts(what)) continue;
    const std::uint64_t lot = lot_of(all, k);
    const std::uint32_t number = number_of(purpose, k);
    const auto one = [&](std::size_t i) {
      if (!in_arm(w, w.living.id[i], what.arm) || !falls_upon(w, i, purpose, lot, what)) return;
      if (befalls(w, i, what, number)) act(i, what);
    };
    if (!what.after) {
      for_each_reaching(w, what.age, one);
      continue;
    }
    for_each_drawn(w, *what.after, [&](std::size_t i) {
      if (w.age_of(i) >= least_age(what.kind)) one(i);
    });
  }
}

// A partner from outside the run, who answers by `lead` (probit) above an ordinary carer, steadily and without pushing
// away.
void bring_partner(World& w, std::size_t i, double lead) {
  Living& l = w.living;
  if (l.tie_other[w.tie(i, Role::partner)] != nobody) end_union(w, i);
  const Giving g = habitual_giving(w.params.care_mean + lead, 0, 1, -1, -1, w.params);
  begin_tie(w, i, Role::partner, outside_figure(w, g, w.registry.female[l.id[i]] == 0), first_partner_bond);
  l.union_start[i] = static_cast<float>(w.today());
  l.satisfaction[i] = l.best_satisfaction[i] = static_cast<float>(early_satisfaction);
  w.tell(l.id[i], EventKind::union_start, l.tie_other[w.tie(i, Role::partner)]);
}

// `luck`: of two carers who come on one day each has its own.
Giving event_care(World& w, std::size_t slot, const LifeEvent& e, Purpose luck = Purpose::carer_giving) {
  const Params& p = w.params;
  return given_care(p, e.care, e.kind == LifeEventKind::institution ? institution(p) : foster_home(p),
                    w.draws_of(slot, w.today()), luck);
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
      lose_figure(w, i, Role::mother, 1);
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
        const bool mother = parent == Role::mother;
        const Purpose luck = mother ? Purpose::carer_giving : Purpose::father_giving;
        if (l.tie_other[t] != nobody) l.tie_other[t] = outside_figure(w, event_care(w, i, e, luck), mother);
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

void help_couple(World& w, std::uint32_t id, std::uint32_t with, const Help& h) {
  w.living.help_couple[w.registry.slot[id]] += static_cast<float>(h.dose);
  w.tell(id, EventKind::couple_work, with, h.dose);
}

void help(World& w, std::size_t i, const Help& h) {
  Living& l = w.living;
  const auto practise = [&](std::vector<float>& column, EventKind kind) {
    column[i] += static_cast<float>(h.dose);
    w.tell(l.id[i], kind, nobody, h.dose);
  };
  switch (h.kind) {
    case HelpKind::therapy:
      start_therapy(w, i, h.months * h.dose);
      break;
    case HelpKind::regulation:
      practise(l.help_regulation, EventKind::regulation);
      break;
    case HelpKind::gratitude:
      practise(l.help_gratitude, EventKind::gratitude);
      break;
    case HelpKind::parenting:
      practise(l.help_parenting, EventKind::parenting);
      break;
    case HelpKind::couple_work: {
      const std::uint32_t id = l.id[i], partner = l.tie_other[w.tie(i, Role::partner)];
      help_couple(w, id, partner, h);
      if (w.is_living(partner)) help_couple(w, partner, id, h);
      break;
    }
    case HelpKind::secure_partner:
      bring_partner(w, i, .5 * h.dose);
      w.tell(l.id[i], EventKind::secure_partner, l.tie_other[w.tie(i, Role::partner)], h.dose);
      break;
  }
}

}  // namespace

void inflict_events(World& w) {
  for_each_due(w, w.scenario.events, Purpose::event, [&w](std::size_t i, const LifeEvent& e) { inflict(w, i, e); });
}

void give_help(World& w) {
  for_each_due(w, w.scenario.help, Purpose::help, [&w](std::size_t i, const Help& h) { help(w, i, h); });
}

}  // namespace bowlby
