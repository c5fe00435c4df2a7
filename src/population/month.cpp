#include "population/month.hpp"

#include "model/month.hpp"
#include "model/years/help.hpp"
#include "model/years/outside.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

struct Self {
  World& w;
  const MonthShares& month;
  std::vector<EventRow>& events;
  std::size_t slot;
  double age;
  double z[MonthDraws::normals] = {}, u[MonthDraws::uniforms] = {};
  Person s{};
  Tie ties[role_count]{};
  bool has[role_count] = {};
  std::uint32_t id = 0;

  Self(World& world, const MonthShares& shares, std::vector<EventRow>& told) : w(world), month(shares), events(told) {}
  std::uint32_t figure(Role r) const { return w.living.tie_other[w.tie(slot, r)]; }
  void tell(EventKind kind, std::uint32_t other = nobody, double value = 0) {
    events.push_back({id, w.today(), kind, other, static_cast<float>(value)});
  }
};

void note_episodes(Self& me, const double was[4]) {
  const double is[4]{me.s.depression, me.s.anxiety, me.s.trauma, me.s.substance};
  unsigned flags = static_cast<unsigned>(me.s.episodes);
  for (unsigned k = 0; k < 4; ++k) {
    const bool now = flags >> k & 1;
    if (!now && is[k] >= diagnosis_level && was[k] < diagnosis_level) {
      flags |= 1u << k;
      me.tell(static_cast<EventKind>(static_cast<unsigned>(EventKind::onset_depression) + k), nobody, is[k]);
    } else if (now && is[k] < remission_level) {
      flags &= ~(1u << k);
      me.tell(static_cast<EventKind>(static_cast<unsigned>(EventKind::remission_depression) + k), nobody, is[k]);
    }
  }
  me.s.episodes = flags;
}

// A carer from outside answers on as it has come to by now (14a).
void renew_outside(World& w, std::uint32_t carer, double history, const SkillMonth& month, double z) {
  Registry& r = w.registry;
  const auto d = [carer](const std::vector<float>& c) { return static_cast<double>(c[carer]); };
  const Giving before{d(r.give_mean), d(r.give_momentary), d(r.give_rebuff), d(r.give_fright)};
  store_giving(r, carer, renewed_outside(before, history, month, z, w.params));
}

// Carers from outside are no people of the run: the child's row keeps theirs going, the first twin's for both, unless
// the study has set how they answer.
void renew_carers(Self& me) {
  World& w = me.w;
  const bool keeps = w.registry.generation[me.id] == 1 && !(w.scenario.twins && me.id % 2 == 1);
  if (!keeps || me.age >= grown_up || !(w.params.care_mean_sd > 0) || !w.drifts(w.registry.arm[me.id])) return;
  double z[4];
  Draws draws = w.draws_of(me.slot, w.today());
  draws.normals(Purpose::giving, 2, z);
  draws.day = 0;  // when the child was born to them
  for (const Role parent : {Role::mother, Role::father}) {
    const std::uint32_t carer = me.figure(parent);
    if (carer == nobody || w.registry.kind[carer] != static_cast<std::uint8_t>(Kind::outside)) continue;
    const Purpose born = parent == Role::mother ? Purpose::giving : Purpose::father_giving;
    renew_outside(w, carer, outside_history(w.params, draws, born), me.month.skill, z[static_cast<int>(parent)]);
  }
}

// Years since the union began; none while two court.
double years_together(const World& w, const Person& s) {
  return num::max(0.0, (w.today() - num::abs(s.union_start)) / days_per_year);
}

// Whether something of this yearly hazard happens this month. 1 - exp(-x) never exceeds x, which settles most cases.
bool happens(double u, double hazard) {
  const double x = hazard * month_years;
  return u < x && u < 1 - num::exp(-x);
}

std::uint16_t couple_intents(Self& me, double young_children, double u_leave, double u_meet) {
  const World& w = me.w;
  const Params& p = w.params;
  if (!w.scenario.unions || me.age < least_union_age) return 0;
  const auto partner = static_cast<std::size_t>(Role::partner);
  if (!me.has[partner]) {
    const std::size_t sex = w.registry.female[me.id] ? 1 : 0;
    const double entry = at_age(me.s.union_start > 0 ? w.tables.later_union[sex] : w.tables.first_union[sex], me.age);
    return happens(u_meet, p.meetings_per_union * entry) ? meets_partner : 0;
  }
  const double together = years_together(w, me.s);
  const double theirs = static_cast<double>(w.registry.today_distress[me.figure(Role::partner)]);
  const double h = leaving_hazard(me.s, me.ties[partner], num::max(1e-9, at_age(w.tables.union_end, together)),
                                  num::max(1e-9, w.tables.union_end[0]), theirs, young_children, p);
  const bool sure = me.ties[partner].bond >= bond_for_union(me.s, p);
  return static_cast<std::uint16_t>((happens(u_leave, h) ? leaves_union : 0) | (sure ? is_sure : 0));
}

std::uint16_t family_intents(Self& me, double u_child) {
  const World& w = me.w;
  const Params& p = w.params;
  const Registry& r = w.registry;
  if (r.female[me.id] == 0 || r.generation[me.id] >= w.scenario.generations || me.age < least_union_age || me.age >= 50)
    return 0;
  if (w.month - me.s.last_birth < p.birth_interval_floor) return 0;
  const bool partnered = w.lives_with(me.slot) != nobody;
  const double rate =
      p.fertility_scale * at_age(partnered ? w.tables.birth_partnered : w.tables.birth_unpartnered, me.age);
  return happens(u_child, rate) ? wants_child : 0;
}

// What may befall a child, and what a child needs.
std::uint16_t child_intents(Self& me, double carer_load, double u_place) {
  const World& w = me.w;
  const Params& p = w.params;
  if (me.s.away_months > 0) {
    me.s.away_months -= 1;
    return me.s.away_months <= 0 ? comes_home : 0;
  }
  if (me.age >= grown_up) return 0;
  if (!me.has[0] && !me.has[1] && !me.has[2]) return needs_carer;
  if (!w.scenario.adversity || !me.has[0]) return 0;
  return happens(u_place, placement_hazard(at_age(w.tables.placement, me.age), carer_load, p)) ? is_placed : 0;
}

std::uint16_t other_intents(Self& me, double u_help, double u_friend) {
  const World& w = me.w;
  const Params& p = w.params;
  std::uint16_t wants = 0;
  if (me.s.therapy_months > 0) {
    me.s.therapy_months -= 1;
    if (me.s.therapy_months <= 0) wants |= ends_therapy;
  } else if (me.age >= least_therapy_age) {
    if (happens(u_help, help_hazard(me.s, w.scenario.natural_help, p))) wants |= seeks_therapy;
  }
  if (!w.scenario.friends || me.age < least_friend_age) return wants;
  const bool a = me.has[static_cast<int>(Role::friend_a)], b = me.has[static_cast<int>(Role::friend_b)];
  const double loss = 1 - num::exp(-p.friend_loss * month_years),
               meet = 1 - num::exp(-p.friend_meetings_per_year * month_years);
  if (a && u_friend < loss)
    wants |= loses_friend_a;
  else if (b && 1 - u_friend < loss)
    wants |= loses_friend_b;
  else if ((a ? 1 : 0) + (b ? 1 : 0) < p.friends_wanted && u_friend > .5 && u_friend < .5 + .5 * meet)
    wants |= meets_friend;
  return wants;
}

constexpr double surest = .999;  // chance of dying within a year; a certain one has no hazard

bool is_dying(const World& w, std::uint32_t id, double age, double u) {
  const double yearly = at_age(w.tables.death[w.registry.female[id] ? 1 : 0], age) * w.params.mortality_scale;
  if (!w.scenario.deaths || u >= yearly) return false;  // a month is never riskier than its year
  return u < 1 - num::exp(num::log(1 - num::min(yearly, surest)) * month_years);
}

// Births, deaths, unions and placements of people whose beliefs stand still: what the demography costs by itself.
void demography_step(World& w, const MonthBlock& block, Self& me) {
  const Living& l = w.living;
  const std::size_t i = me.slot;
  me.s.union_start = static_cast<double>(l.union_start[i]);
  me.s.last_birth = static_cast<double>(l.last_birth[i]);
  me.s.satisfaction = me.s.best_satisfaction = typical_satisfaction;
  me.s.general_kappa = typical_rebuff, me.s.general_nu = typical_fear;
  const auto partner = static_cast<std::size_t>(Role::partner);
  me.ties[partner] = {{typical_hope, 0, 0, 0}, typical_bond};
  for (int k = 0; k < role_count; ++k) me.has[k] = l.tie_other[i * role_count + static_cast<std::size_t>(k)] != nobody;
  if (is_dying(w, me.id, me.age, me.u[0])) {
    (*block.intents)[i] = dies;
    return;
  }
  const double young = static_cast<double>((*block.young_children)[i]);
  std::uint16_t wants = couple_intents(me, young, me.u[1], me.u[2]);
  wants |= family_intents(me, me.u[3]);
  wants |= child_intents(me, static_cast<double>((*block.carer_load)[i]), me.u[4]);
  (*block.intents)[i] = wants;
}

}  // namespace

void month_step(World& w, const MonthBlock& block) {
  const Params& p = w.params;
  Living& l = w.living;
  const MonthShares shares(p);
  const GivingBase base(p);
  Self me(w, shares, *block.events);
  for (std::size_t i = block.first; i < block.first + block.count; ++i) {
    me.id = l.id[i];
    if (!w.is_living(me.id)) {
      (*block.intents)[i] = 0;
      continue;
    }
    me.slot = i;
    me.age = w.age_of(i);
    for (std::size_t k = 0; k < MonthDraws::uniforms; ++k) me.u[k] = block.draws->u[k][i - block.first];
    if (!block.psychology) {
      demography_step(w, block, me);
      continue;
    }
    for (std::size_t k = 0; k < MonthDraws::normals; ++k) me.z[k] = block.draws->z[k][i - block.first];
    me.s = load_person(l, i);
    for (int k = 0; k < role_count; ++k) {
      const std::size_t t = i * role_count + static_cast<std::size_t>(k);
      me.ties[k] = load_tie(l, t);
      me.has[k] = l.tie_other[t] != nobody;
    }
    const double young = static_cast<double>((*block.young_children)[i]);

    const double before[4]{me.s.depression, me.s.anxiety, me.s.trauma, me.s.substance};
    const MonthAround around{me.age, young, w.registry.female[me.id] != 0, years_together(w, me.s)};
    month_of(me.s, me.ties, me.has, l.shares[i], around, me.z, shares, p);
    note_episodes(me, before);
    renew_carers(me);

    std::uint16_t wants = couple_intents(me, young, me.u[1], me.u[2]);
    wants |= family_intents(me, me.u[3]);
    wants |= child_intents(me, static_cast<double>((*block.carer_load)[i]), me.u[4]);
    wants |= other_intents(me, me.u[5], me.u[6]);
    if (is_dying(w, me.id, me.age, me.u[0])) wants = dies;
    (*block.intents)[i] = wants;

    store_person(l, i, me.s);
    for (int k = 0; k < role_count; ++k) store_tie(l, i * role_count + static_cast<std::size_t>(k), me.ties[k]);
    store_giving(w.registry, me.id, giving_of(me.s, base, p));
  }
}

void choose_figures(World& w, std::size_t first, std::size_t count) {
  Living& l = w.living;
  const Registry& r = w.registry;
  for (std::size_t i = first; i < first + count; ++i) {
    const std::uint32_t id = l.id[i];
    Tie ties[role_count];
    bool has[role_count];
    const bool away = l.away_months[i] > 0;
    for (int k = 0; k < role_count; ++k) {
      const std::size_t t = i * role_count + static_cast<std::size_t>(k);
      ties[k].bond = static_cast<double>(l.tie_bond[t]);
      has[k] = l.tie_other[t] != nobody && !(away && k <= static_cast<int>(Role::father));
    }
    const std::uint32_t mother = r.mother[id], father = r.father[id];
    const bool apart =
        w.is_living(mother) && w.is_living(father) && l.tie_other[w.tie(r.slot[mother], Role::partner)] != father;
    l.shares[i] =
        w.is_living(id)
            ? pack_shares(figure_shares(w.age_of(i), has, ties, static_cast<double>(l.separation[i]), apart, w.params))
            : nobody_near;
  }
}

}  // namespace bowlby
