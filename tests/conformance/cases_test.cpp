// The cases every world must live alike, and the list of worlds. Add a world: one line in worlds().
#include "conformance/worlds.hpp"
#include "model/edges.hpp"
#include "model/moment/response.hpp"
#include "model/months/general.hpp"
#include "model/years/figures.hpp"
#include "num/distributions.hpp"
#include "num/normal.hpp"

namespace bowlby::conformance {
namespace {

reference::Belief naive() { return {naive_belief.mu, naive_belief.nu, naive_belief.kappa, naive_belief.phi}; }

reference::Numbers numbers_of(const EdgeSet& edges) {
  const Params p = edges.apply(Params{});
  reference::Numbers n;
  for (const ParamInfo& row : parameter_table) n[std::string(row.name)] = p.*(row.field);
  return n;
}

reference::Figure figure(double response, double consistency, double rebuffs, double frightens) {
  reference::Figure f;
  f.present = true;
  f.belief = naive();
  f.bond = .2;
  f.giving = num::normal_quantile(response);
  f.fit = .3 * (rebuffs - .1);  // some fit better than others
  f.momentary = momentary_share(consistency);
  f.rebuffs = rebuffs;
  f.frightens = frightens;
  return f;
}

// Shares by hand: `first` has `sixteenths`, the rest goes to `second`.
std::vector<int> between(Role first, int sixteenths, Role second) {
  std::vector<int> slots(16, static_cast<int>(second));
  for (int i = 0; i < sixteenths; ++i) slots[static_cast<std::size_t>(i)] = static_cast<int>(first);
  return slots;
}

Case blank(const char* name, int days, int first_day = 0) {
  Case c;
  c.name = name;
  c.numbers = numbers_of(EdgeSet::all());
  c.stream = num::mix64(c.name.size() + 1000 * static_cast<std::uint64_t>(days));
  c.first_day = first_day;
  c.days = days;
  for (int m = 1; m < 1200; ++m)
    if (const int at = m * 365 / 12; at >= first_day && at < first_day + days) c.month_days.push_back(at);
  c.person.general = c.person.prototype = naive();
  c.leaving_fresh = .06;
  c.leaving_now = .03;
  c.placement = .4;
  c.carer_load = .7;
  c.birth = .5;
  c.natural_help = 1;
  c.person.haven = c.person.security = naive_belief.mu;
  c.figures.resize(role_count);
  return c;
}

reference::Figure& at(Case& c, Role r) { return c.figures[static_cast<std::size_t>(r)]; }

Case infant(const char* name, const reference::Figure& mother, const reference::Figure& father) {
  Case c = blank(name, 500);
  at(c, Role::mother) = mother;
  at(c, Role::father) = father;
  c.turns_to = between(Role::mother, 10, Role::father);
  return c;
}

Case couple(const char* name) {
  Case c = blank(name, 900, 25 * 365);
  reference::Figure partner = figure(.6, 3, .4, .02);
  partner.distress = .4;
  partner.withdrawal = .3;
  partner.bond_back = .9;
  at(c, Role::partner) = partner;
  reference::Figure friend_ = figure(.55, 8, .1, 0);
  at(c, Role::friend_a) = friend_;
  c.turns_to = between(Role::partner, 12, Role::friend_a);
  c.person.moments_a_day = .7;
  c.person.general = {.45, .3, .25, .03};
  c.person.prototype = {.5, .25, .2, .02};
  c.person.gene_anxiety = 1.2;
  c.person.gene_avoidance = -.4;
  c.person.skill = .8;
  c.person.consistency = -.6;
  c.person.rebuff_habit = .5;
  c.person.fright_habit = .3;
  c.person.satisfaction = .6;
  c.person.best_satisfaction = .75;
  c.person.withdrawal = .1;
  c.person.worth = .55;
  c.person.reflection = .6;
  c.person.temperament = .8;
  c.young_children = 2;
  at(c, Role::partner).presses = 1;
  return c;
}

// Thirty days in which no month ends, with as many moments at every age; to whom one turns follows from who is there.
Case diarist(const char* name, Role figure_of_all, int sixteenths_of_it, int first_day) {
  Case c = blank(name, 30, first_day);
  c.month_days.clear();
  c.numbers["moments_per_day_adult"] = c.numbers["moments_per_day_infant"] = c.person.moments_a_day = 6;
  at(c, figure_of_all) = figure(.5, 2, .4, .1);
  if (sixteenths_of_it < 16) at(c, Role::father) = figure(.6, 5, .2, .02);
  Tie ties[role_count];
  bool has[role_count];
  for (std::size_t k = 0; k < role_count; ++k) {
    ties[k].bond = c.figures[k].bond;
    has[k] = c.figures[k].present;
  }
  const Params p = params_of(c);
  const std::uint64_t packed = pack_shares(figure_shares(first_day / 365.0, has, ties, 0, false, p));
  for (unsigned n = 0; n < sixteenths; ++n) c.turns_to.push_back(packed_slot(packed, n));
  return c;
}

}  // namespace

std::vector<Case> cases() {
  std::vector<Case> all{infant("sensitive_steady", figure(.8, 12, .2, 0), figure(.7, 6, .2, 0)),
                        infant("erratic", figure(.6, .8, .2, 0), figure(.6, .8, .2, 0)),
                        infant("rejecting", figure(.25, 12, 1, 0), figure(.3, 8, .8, 0)),
                        infant("frightening", figure(.6, 3, .4, .6), figure(.5, 5, .3, .1)),
                        infant("all_or_nothing", figure(.5, .05, .5, .05), figure(.5, .05, .5, .05)),
                        couple("couple")};

  Case parted = infant("separation", figure(.7, 6, .3, .01), figure(.5, 6, .3, .01));
  parted.person.separation = 1.5;
  parted.person.threshold = .35;
  all.push_back(parted);

  Case helped = couple("therapy_and_practice");
  at(helped, Role::therapist) = figure(.84, 20, 0, 0);
  helped.turns_to = between(Role::therapist, 4, Role::partner);
  helped.person.in_therapy = true;
  helped.person.help_regulation = helped.person.help_couple = helped.person.help_gratitude = 1;
  helped.person.depression = 1.4;
  helped.person.ebbing = .6;
  helped.person.gene_mood = 1;
  all.push_back(helped);

  Case left = couple("left_by_a_partner");
  at(left, Role::ex_partner) = at(left, Role::partner);
  at(left, Role::ex_partner).giving -= 1.2;
  at(left, Role::partner).present = false;
  left.turns_to = between(Role::ex_partner, 7, Role::friend_a);
  left.person.separation = 1;
  left.person.substitute = .3;
  all.push_back(left);

  for (const auto& [name, how] :
       {std::pair{"a_parting", reference::Lost::parting}, std::pair{"a_partner_dies", reference::Lost::death}}) {
    Case lost = couple(name);
    const bool dead = how == reference::Lost::death;
    at(lost, Role::partner).bond = dead ? 1.7 : .9;
    lost.losses = {{lost.month_days[4], static_cast<int>(Role::partner), how,
                    between(dead ? Role::friend_a : Role::ex_partner, 7, Role::friend_a)}};
    all.push_back(lost);
  }
  Case taken = infant("taken_from_a_mother", figure(.5, 2, .5, .1), figure(.4, 2, .5, .1));
  taken.losses = {{taken.month_days[5], static_cast<int>(Role::mother), reference::Lost::taken,
                   between(Role::father, 16, Role::father)}};
  all.push_back(taken);

  Case alone = blank("nobody_to_turn_to", 400, 30 * 365);
  alone.person.moments_a_day = 2;
  alone.person.substitute = .1;
  alone.person.worth = .9;
  all.push_back(alone);

  Case pressed = couple("pressed_and_leaving");
  at(pressed, Role::partner).presses = 3;
  at(pressed, Role::partner).distress = .8;
  pressed.person.general.rebuff = .6;
  pressed.person.worth = .2;
  pressed.person.temperament = -1.5;
  pressed.union_years = 1;
  pressed.female = false;
  pressed.leaving_fresh = 4;
  pressed.leaving_now = 24;
  all.push_back(pressed);

  Case courting = couple("hardly_bonded");
  at(courting, Role::partner).bond = .3;
  at(courting, Role::partner).giving = -.2;
  courting.person.general.unpredictability = .1;
  all.push_back(courting);

  Case mother = couple("a_sad_mother");
  mother.person.depression = 2.2;
  mother.person.depression_mean = .8;
  mother.person.ebbing = 1.4;
  mother.person.trauma = 1.1;
  mother.person.separation = .8;
  mother.person.worth = .3;
  mother.person.reflection = -1.1;
  mother.person.help_parenting = 1;
  mother.natural_help = 140;
  mother.birth = 5;
  mother.young_children = 3;
  all.push_back(mother);

  Case adolescent = blank("adolescent", 1100, 15 * 365);
  at(adolescent, Role::mother) = figure(.45, 2, .5, .2);
  at(adolescent, Role::father) = figure(.5, 4, .3, .05);
  at(adolescent, Role::friend_b) = figure(.6, 6, .1, 0);
  adolescent.turns_to = between(Role::mother, 7, Role::friend_b);
  adolescent.turns_to[15] = static_cast<int>(Role::father);
  adolescent.person.moments_a_day = 1;
  adolescent.person.gene_mood = 2;
  adolescent.person.gene_telling = -1.3;
  adolescent.person.anxiety = .9;
  adolescent.person.general = {.4, .4, .3, .2};
  adolescent.natural_help = 160;
  adolescent.placement = 5;
  all.push_back(adolescent);

  all.push_back(diarist("a_diary", Role::mother, 10, 4 * 365));
  all.push_back(diarist("a_diary_of_one_carer", Role::mother, 16, 2 * 365));
  Case grown = diarist("a_diary_of_a_couple", Role::partner, 0, 30 * 365);
  grown.person.separation = .3;
  all.push_back(grown);

  Case busy = infant("many_moments", figure(.5, 2, .5, .1), figure(.4, 2, .5, .1));
  busy.numbers["moments_per_day_infant"] = 12;
  busy.person.moments_a_day = 12;
  busy.person.learning = .5;
  all.push_back(busy);

  for (int rung = 0; rung <= top_rung; ++rung) {
    Case c = infant("rung", figure(.55, 2, .4, .1), figure(.45, 4, .4, .05));
    c.name += "_" + std::to_string(rung);
    c.numbers = numbers_of(EdgeSet::rung(rung));
    const Params p = EdgeSet::rung(rung).apply(Params{});
    c.person.rebuff_cost = p.cost_of_rebuff;
    c.person.insistence = p.insistence;
    c.person.learning = p.learning_rate;
    all.push_back(c);
  }
  for (std::uint32_t replicate = 1; replicate <= 3; ++replicate) {
    Case c = couple("couple_replicate");
    c.name += "_" + std::to_string(replicate);
    c.replicate = replicate;
    c.seed = 99;
    all.push_back(c);
  }
  return all;
}

std::vector<Maker> worlds() {
  return {{"model", &make_model_world},
          {"population_base", [] { return make_population_world(Isa::base); }},
          {"population_v3", [] { return make_population_world(Isa::v3); }},
          {"population_v4", [] { return make_population_world(Isa::v4); }},
          {"diary", &make_diary_world},
          {"full_diary", &make_full_diary_world}};
}

}  // namespace bowlby::conformance
