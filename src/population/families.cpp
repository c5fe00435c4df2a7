#include "population/families.hpp"

#include <cstring>

#include "model/years/birth.hpp"
#include "model/years/couple.hpp"
#include "population/month.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

void bury(World& w, std::size_t slot) {
  const std::uint32_t id = w.living.id[slot];
  w.registry.death_day[id] = w.today();
  w.registry.kind[id] = static_cast<std::uint8_t>(Kind::dead);
  w.living.moment_rate[slot] = 0;
  w.living.partner_presses[slot] = 0;
  for (int k = 0; k < role_count; ++k) end_tie(w, slot, static_cast<Role>(k));
  w.tell(id, EventKind::death);
}

// Whoever had one of today's dead as a figure loses that bond.
void mourn(World& w) {
  Living& l = w.living;
  for (std::size_t i = 0; i < l.size(); ++i)
    for (int k = 0; k < role_count; ++k) {
      const std::size_t t = w.tie(i, static_cast<Role>(k));
      const std::uint32_t g = l.tie_other[t];
      if (g == nobody || w.registry.death_day[g] != w.today()) continue;
      const double bond = static_cast<double>(l.tie_bond[t]);
      lose_figure(w, i, static_cast<Role>(k), 1);
      w.tell(l.id[i], EventKind::loss, g, bond);
      end_tie(w, i, static_cast<Role>(k));
    }
}

void drop_friend(World& w, std::size_t slot, Role role) {
  Living& l = w.living;
  const std::uint32_t id = l.id[slot], other = l.tie_other[w.tie(slot, role)];
  if (other == nobody) return;
  end_tie(w, slot, role);
  w.tell(id, EventKind::friend_end, other);
  if (!w.is_living(other)) return;
  for (const Role back : {Role::friend_a, Role::friend_b})
    if (l.tie_other[w.tie(w.registry.slot[other], back)] == id) end_tie(w, w.registry.slot[other], back);
}

Giving foster_giving(World& w, std::size_t slot) {
  return outside_giving(foster_home(w.params), w.draws_of(slot, w.today()), Purpose::carer_giving, w.params);
}

void settle_one(World& w, std::size_t i, std::uint16_t wants) {
  if (wants & leaves_union) end_union(w, i);
  if (wants & loses_friend_a) drop_friend(w, i, Role::friend_a);
  if (wants & loses_friend_b) drop_friend(w, i, Role::friend_b);
  if (wants & comes_home) {  // to the parents, or to the foster home that stands in for them
    const auto has = [&w, i](Role parent) { return w.living.tie_other[w.tie(i, parent)] != nobody; };
    if (has(Role::mother) || has(Role::father)) {
      lose_figure(w, i, Role::carer, grief_of_a_taken_child);
      end_tie(w, i, Role::carer);
    }
    w.tell(w.living.id[i], EventKind::carer_change);
  }
  if (wants & is_placed) place_child(w, i, foster_giving(w, i), false);
  if (wants & needs_carer) place_child(w, i, foster_giving(w, i), false);
  if (wants & ends_therapy) {
    w.tell(w.living.id[i], EventKind::therapy_end, w.living.tie_other[w.tie(i, Role::therapist)]);
    end_tie(w, i, Role::therapist);
  }
  if (wants & seeks_therapy) start_therapy(w, i, w.params.help_months);
}

}  // namespace

void count_children(World& w, std::vector<float>& young, std::vector<float>& carer_load) {
  const Living& l = w.living;
  const Registry& r = w.registry;
  young.assign(l.size(), 0);
  carer_load.assign(l.size(), 0);
  const std::int32_t adult = 18 * days_per_year, small = 6 * days_per_year;
  for (std::size_t i = 0; i < l.size(); ++i) {
    const std::int32_t age = w.today() - w.birth_day_of(i);
    if (age >= adult || !w.is_living(l.id[i])) continue;
    const std::uint32_t mother = r.mother[l.id[i]], father = r.father[l.id[i]];
    if (age < small) {
      if (w.is_living(mother)) young[r.slot[mother]] += 1;
      if (w.is_living(father)) young[r.slot[father]] += 1;
    }
    if (!w.is_living(mother)) continue;
    const std::size_t m = r.slot[mother];
    carer_load[i] = l.load[m];
    w.living.presses_received[m] +=
        static_cast<float>(w.params.primary_carer_share * static_cast<double>(l.presses[i]));
  }
}

void lose_figure(World& w, std::size_t slot, Role role, double share) {
  Living& l = w.living;
  const std::size_t t = w.tie(slot, role);
  if (l.tie_other[t] == nobody) return;
  Person s = load_person(l, slot);
  const double bond = static_cast<double>(l.tie_bond[t]);
  if (role == Role::partner)
    lose_partner(s, bond, w.params);
  else
    lose(s, bond, share, w.params);
  store_person(l, slot, s);
}

namespace {

void become_partners(World& w, std::size_t a, std::size_t b) {
  Living& l = w.living;
  begin_ties(w, a, Role::partner, b, Role::partner, first_partner_bond);
  for (const std::size_t i : {a, b}) {
    l.satisfaction[i] = l.best_satisfaction[i] = static_cast<float>(early_satisfaction);
    l.withdrawal[i] = 0;
  }
}

void become_union(World& w, std::size_t a, std::size_t b) {
  Living& l = w.living;
  for (const std::size_t i : {a, b}) l.union_start[i] = static_cast<float>(w.today());
  w.tell(l.id[a], EventKind::union_start, l.id[b]);
  w.tell(l.id[b], EventKind::union_start, l.id[a]);
}

}  // namespace

void form_union(World& w, std::size_t a, std::size_t b) {
  become_partners(w, a, b);
  become_union(w, a, b);
}

void start_courting(World& w, std::size_t a, std::size_t b) {
  Living& l = w.living;
  become_partners(w, a, b);
  const auto sure = [&](std::size_t i) { return first_partner_bond >= bond_for_union(load_person(l, i), w.params); };
  if (sure(a) && sure(b)) return become_union(w, a, b);
  // the day after the last look, so that they court until then; of whom there was no union yet, below zero
  const auto until =
      static_cast<float>(month_start(w.month + static_cast<std::int32_t>(w.params.courting_months + .5)) + 1);
  for (const std::size_t i : {a, b}) l.union_start[i] = l.union_start[i] > 0 ? until : -until;
}

void settle_courtings(World& w, const std::vector<std::uint16_t>& intents) {
  const Living& l = w.living;
  for (std::size_t i = 0; i < intents.size(); ++i) {
    const std::uint32_t other = l.tie_other[w.tie(i, Role::partner)];
    if (!w.is_courting(i) || !w.is_living(l.id[i]) || !w.is_living(other) || other < l.id[i]) continue;
    const std::size_t j = w.registry.slot[other];
    if (intents[i] & intents[j] & is_sure)
      become_union(w, i, j);
    else if (num::abs(static_cast<double>(l.union_start[i])) <= w.today() + 1)
      end_union(w, i);
  }
}

namespace {

// Whom one has courted in vain takes the place of an earlier partner only if one hangs on that one less.
void leave_partner(World& w, std::size_t i) {
  Living& l = w.living;
  const std::size_t from = w.tie(i, Role::partner), to = w.tie(i, Role::ex_partner);
  const std::uint32_t ex = l.tie_other[from];
  const bool courted = w.is_courting(i);
  lose_figure(w, i, Role::partner, 1);
  if (!courted || l.tie_other[to] == nobody || l.tie_bond[from] > l.tie_bond[to]) {
    store_tie(l, to, load_tie(l, from));
    l.tie_other[to] = ex;
  }
  end_tie(w, i, Role::partner);
  if (courted)
    l.union_start[i] = l.union_start[i] > 0 ? static_cast<float>(w.today()) : 0.0f;
  else
    w.tell(l.id[i], EventKind::union_end, ex, (w.today() - static_cast<double>(l.union_start[i])) / days_per_year);
}

}  // namespace

void end_union(World& w, std::size_t slot) {
  const Living& l = w.living;
  const std::uint32_t id = l.id[slot], other = l.tie_other[w.tie(slot, Role::partner)];
  if (other == nobody) return;
  leave_partner(w, slot);
  if (w.is_living(other) && l.tie_other[w.tie(w.registry.slot[other], Role::partner)] == id)
    leave_partner(w, w.registry.slot[other]);
}

void start_therapy(World& w, std::size_t slot, double months) {
  const std::uint32_t therapist = outside_figure(w, therapist_giving(w.params), true),
                      before = w.living.tie_other[w.tie(slot, Role::therapist)];
  if (before != nobody) {
    w.tell(w.living.id[slot], EventKind::therapy_end, before);
    end_tie(w, slot, Role::therapist);
  }
  begin_tie(w, slot, Role::therapist, therapist, first_bond);
  w.living.therapy_months[slot] = static_cast<float>(months);
  w.tell(w.living.id[slot], EventKind::therapy_start, therapist, months);
}

void place_child(World& w, std::size_t slot, const Giving& giving, bool parents_stay) {
  Living& l = w.living;
  const std::uint32_t carer = outside_figure(w, giving, true);
  if (!parents_stay)
    for (const Role parent : {Role::mother, Role::father}) {
      const std::size_t t = w.tie(slot, parent);
      if (l.tie_other[t] == nobody) continue;
      lose_figure(w, slot, parent, grief_of_a_taken_child);
      end_tie(w, slot, parent);
    }
  lose_figure(w, slot, Role::carer, grief_of_a_taken_child);  // who had stood in for them
  begin_tie(w, slot, Role::carer, carer, first_bond);
  w.tell(l.id[slot], EventKind::placement, carer);
}

void settle_month(World& w, const std::vector<std::uint16_t>& intents) {
  const std::size_t n = intents.size();  // people born below are not yet among them
  bool anyone = false;
  for (std::size_t i = 0; i < n; ++i)
    if (intents[i] & dies) {
      bury(w, i);
      anyone = true;
    }
  if (anyone) mourn(w);
  enrol(w);
  inflict_events(w);
  give_help(w);
  std::vector<std::uint32_t> singles, lonely;
  for (std::size_t i = 0; i < n; ++i) {
    if (intents[i] == 0 || !w.is_living(w.living.id[i])) continue;
    settle_one(w, i, intents[i]);
    if (intents[i] & wants_child) {
      const std::uint32_t partner = w.lives_with(i);
      const bool father = w.is_living(partner) && w.registry.female[partner] == 0;
      bear_child(w, i, father ? partner : nobody);
    }
    const bool single = w.living.tie_other[w.tie(i, Role::partner)] == nobody;  // help may have brought a partner
    if ((intents[i] & meets_partner) && single) singles.push_back(static_cast<std::uint32_t>(i));
    if (intents[i] & meets_friend) lonely.push_back(static_cast<std::uint32_t>(i));
  }
  settle_courtings(w, intents);
  pair_singles(w, singles);
  pair_friends(w, lonely);
}

void compact(World& w) {
  Living& l = w.living;
  std::vector<std::uint32_t> kept;
  kept.reserve(l.size());
  for (std::size_t i = 0; i < l.size(); ++i)
    if (w.is_living(l.id[i])) kept.push_back(static_cast<std::uint32_t>(i));
  if (kept.size() == l.size()) return;
  for_each_column(l, [&kept](const char*, auto& column, int per) {
    const std::size_t each = static_cast<std::size_t>(per);
    for (std::size_t to = 0; to < kept.size(); ++to)
      if (kept[to] != to)
        for (std::size_t k = 0; k < each; ++k) column[to * each + k] = column[kept[to] * each + k];
    column.resize(kept.size() * each);
  });
  for (std::size_t i = 0; i < l.size(); ++i) w.registry.slot[l.id[i]] = static_cast<std::uint32_t>(i);
}

}  // namespace bowlby
