#include "population/month.hpp"

#include "model/traits.hpp"
#include "model/years/couple.hpp"
#include "model/years/figures.hpp"
#include "model/years/giving.hpp"
#include "model/years/symptoms.hpp"
#include "population/people.hpp"

namespace bowlby {
namespace {

constexpr double month_years = 1.0 / 12, diagnosis_level = 1, remission_level = .5;

// Shares of a month that are the same for everybody.
struct MonthShares {
  double pull, bond_kept, stress_kept, stress_new, help_kept, grief_kept, habit_kept;
  SkillMonth skill;
  explicit MonthShares(const Params& p)
      : pull(share_gone(p.prototype_pull, month_years)),
        bond_kept(1 - share_gone(p.bond_decay, month_years)),
        stress_kept(num::exp(-1 / p.life_stress_memory)),
        stress_new(p.life_stress_sd * num::sqrt(1 - stress_kept * stress_kept)),
        help_kept(1 - share_gone(p.help_fade, month_years)),
        grief_kept(1 - share_gone(p.grief_decay, month_years)),
        habit_kept(1 - share_gone(p.substitute_decay, month_years)),
        skill(p) {}
};

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

// Beliefs return towards the prototype as the inherited pull bends it; bonds fade.
void pull_beliefs(Self& me) {
  const Params& p = me.w.params;
  const Belief target = pull_target(me.s.prototype(), me.s.gene_anxiety, me.s.gene_avoidance, me.age, p);
  for (int k = 0; k < role_count; ++k) {
    if (!me.has[k]) continue;
    me.ties[k].belief = moved(me.ties[k].belief, target, me.month.pull);
    me.ties[k].bond *= me.month.bond_kept;
  }
}

// The general belief follows the figures by how much they are turned to; the prototype follows it, early.
void generalise(Self& me, std::uint64_t shares) {
  const Params& p = me.w.params;
  Belief taught{0, 0, 0, 0};
  double met = 0;
  if (shares != ~std::uint64_t{0})
    for (unsigned n = 0; n < 16; ++n) {
      const int k = packed_slot(shares, n);
      if (!me.has[k]) continue;
      const Belief& b = me.ties[k].belief;
      taught = {taught.mu + b.mu, taught.nu + b.nu, taught.kappa + b.kappa, taught.phi + b.phi};
      met += 1;
    }
  const double therapy = me.s.therapy_months > 0 ? 1.0 : 0.0;
  const double rate = met > 0 ? generalisation_rate(me.age, p) + therapy * p.help_plasticity : 0.0;
  const Belief G = me.s.general();
  if (met > 0)
    taught = {taught.mu / met, taught.nu / met, taught.kappa / met, taught.phi / met};
  else
    taught = {G.mu * .9, G.nu, G.kappa, G.phi};
  const Belief g = general_after_month(G, taught, rate, me.z, p);
  const Belief proto = prototype_after_month(me.s.prototype(), g, me.age, therapy, p);
  me.s.general_mu = g.mu, me.s.general_nu = g.nu, me.s.general_kappa = g.kappa, me.s.general_phi = g.phi;
  me.s.proto_mu = proto.mu, me.s.proto_nu = proto.nu, me.s.proto_kappa = proto.kappa, me.s.proto_phi = proto.phi;
  me.s.haven = taught.mu;
}

void note_onsets(Self& me, const double was[4]) {
  const double is[4]{me.s.depression, me.s.anxiety, me.s.trauma, me.s.substance};
  unsigned flags = static_cast<unsigned>(me.s.onsets);  // bits 0-3: ever; bits 4-7: now
  for (unsigned k = 0; k < 4; ++k) {
    const bool now = flags >> (4 + k) & 1;
    if (!now && is[k] >= diagnosis_level && was[k] < diagnosis_level) {
      flags |= 1u << k | 16u << k;
      me.tell(static_cast<EventKind>(static_cast<unsigned>(EventKind::onset_depression) + k), nobody, is[k]);
    } else if (now && is[k] < remission_level) {
      flags &= ~(16u << k);
      me.tell(static_cast<EventKind>(static_cast<unsigned>(EventKind::remission_depression) + k), nobody, is[k]);
    }
  }
  me.s.onsets = flags;
}

// Life stress wanders; symptoms answer the month; load is what is left for others to feel.
void strain(Self& me, double young_children) {
  const Params& p = me.w.params;
  me.s.life_stress = me.month.stress_kept * me.s.life_stress + me.month.stress_new * me.z[8];
  const double before[4]{me.s.depression, me.s.anxiety, me.s.trauma, me.s.substance};
  symptoms_month(me.s, me.z + 4, p, symptom_ripeness(me.age, p));
  note_onsets(me, before);
  me.s.load = load_of(me.s, young_children, p);
  const double fade = me.month.help_kept;
  me.s.help_regulation *= fade, me.s.help_couple *= fade, me.s.help_gratitude *= fade, me.s.help_parenting *= fade;
  me.s.separation *= me.month.grief_kept;
  me.s.substitute *= me.month.habit_kept;
}

// An outside carer's skill is renewed, and the rebuff and fright that go with it; its history and steadiness stay.
void renew_outside(World& w, std::uint32_t carer, double history, const SkillMonth& month, double z) {
  const Params& p = w.params;
  Registry& r = w.registry;
  const double lasting = p.care_mean + history;
  const double skill = (static_cast<double>(r.give_mean[carer]) - lasting) / p.care_mean_sd;
  const double change = month(skill, z) - skill, with = num::sqrt(p.care_habits_shared);
  const auto moved_by = [](float share, double probit) {
    const double now = num::normal_quantile(num::clamp(static_cast<double>(share), 1e-9, 1 - 1e-9));
    return static_cast<float>(num::normal_cdf(now + probit));
  };
  r.give_mean[carer] = static_cast<float>(lasting + p.care_mean_sd * (skill + change));
  r.give_rebuff[carer] = moved_by(r.give_rebuff[carer], -p.care_rebuff_sd * with * change);
  r.give_fright[carer] = moved_by(r.give_fright[carer], -p.care_fright_sd * with * change);
}

// People's own ways of giving are renewed over years. Carers from outside are no people of the run: the child's row
// keeps theirs going, the first twin's for both, unless the study has set how they answer.
void renew_giving(Self& me) {
  me.s.skill = me.month.skill(me.s.skill, me.z[9]);
  World& w = me.w;
  const bool keeps = w.registry.generation[me.id] == 1 && !(w.scenario.twins && me.id % 2 == 1);
  if (!keeps || me.age >= 18 || !(w.params.care_mean_sd > 0) || !w.drifts(w.registry.arm[me.id])) return;
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
  me.s.satisfaction = satisfaction_after_month(me.s, me.ties[partner], p);
  me.s.best_satisfaction = num::max(me.s.best_satisfaction, me.s.satisfaction);
  const double together = (w.today() - me.s.union_start) / days_per_year;
  const double theirs = static_cast<double>(w.registry.today_distress[me.figure(Role::partner)]);
  const double h = leaving_hazard(me.s, me.ties[partner], num::max(1e-9, at_age(w.tables.union_end, together)),
                                  num::max(1e-9, w.tables.union_end[0]), theirs, young_children, p);
  return happens(u_leave, h) ? leaves_union : 0;
}

std::uint16_t family_intents(Self& me, double u_child) {
  const World& w = me.w;
  const Params& p = w.params;
  const Registry& r = w.registry;
  if (r.female[me.id] == 0 || r.generation[me.id] >= w.scenario.generations || me.age < least_union_age || me.age >= 50)
    return 0;
  if (w.month - me.s.last_birth < p.birth_interval_floor) return 0;
  const bool partnered = me.has[static_cast<int>(Role::partner)];
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
  if (me.age >= 18) return 0;
  if (!me.has[0] && !me.has[1] && !me.has[2]) return needs_carer;
  if (!w.scenario.adversity || !me.has[0]) return 0;
  const double h = p.placement_scale * at_age(w.tables.placement, me.age) *
                   num::exp(p.placement_from_load * (carer_load - p.usual_load));
  return happens(u_place, h) ? is_placed : 0;
}

std::uint16_t other_intents(Self& me, double u_help, double u_friend) {
  const World& w = me.w;
  const Params& p = w.params;
  std::uint16_t wants = 0;
  if (me.s.therapy_months > 0) {
    me.s.therapy_months -= 1;
    if (me.s.therapy_months <= 0) wants |= ends_therapy;
  } else if (me.age >= 16) {
    const double need = positive(num::max(me.s.depression, num::max(me.s.anxiety, me.s.trauma)) - diagnosis_level);
    const double shame = me.s.general_kappa + .5 * (1 - me.s.general_mu);
    const double h = w.scenario.natural_help * p.help_seeking * need * num::exp(-p.help_shame * shame);
    if (happens(u_help, h)) wants |= seeks_therapy;
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

bool is_dying(const World& w, std::uint32_t id, double age, double u) {
  const double yearly = at_age(w.tables.death[w.registry.female[id] ? 1 : 0], age) * w.params.mortality_scale;
  if (!w.scenario.deaths || u >= yearly) return false;  // a month is never riskier than its year
  return u < 1 - num::exp(num::log(1 - num::min(yearly, .999)) * month_years);
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

    pull_beliefs(me);
    generalise(me, l.shares[i]);
    strain(me, young);
    renew_giving(me);

    std::uint16_t wants = couple_intents(me, young, me.u[1], me.u[2]);
    wants |= family_intents(me, me.u[3]);
    wants |= child_intents(me, static_cast<double>((*block.carer_load)[i]), me.u[4]);
    wants |= other_intents(me, me.u[5], me.u[6]);
    if (is_dying(w, me.id, me.age, me.u[0])) wants = dies;
    (*block.intents)[i] = wants;

    me.s.moment_rate = moment_rate_at(me.age, p);
    store_person(l, i, me.s);
    for (int k = 0; k < role_count; ++k) store_tie(l, i * role_count + static_cast<std::size_t>(k), me.ties[k]);
    const Giving g = giving_of(me.s, base, p);
    w.registry.give_mean[me.id] = static_cast<float>(g.mean);
    w.registry.give_momentary[me.id] = static_cast<float>(g.momentary);
    w.registry.give_rebuff[me.id] = static_cast<float>(g.rebuff);
    w.registry.give_fright[me.id] = static_cast<float>(g.fright);
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
            : ~std::uint64_t{0};
  }
}

}  // namespace bowlby
