// The cases every world must live alike, and the list of worlds. Add a world: one line in worlds().
#include "conformance/model_world.hpp"
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
  partner.peer = true;
  partner.distress = .4;
  partner.withdrawal = .3;
  partner.bond_back = .9;
  at(c, Role::partner) = partner;
  reference::Figure friend_ = figure(.55, 8, .1, 0);
  friend_.peer = true;
  at(c, Role::friend_a) = friend_;
  c.turns_to = between(Role::partner, 12, Role::friend_a);
  c.person.moments_a_day = .7;
  c.person.general = {.45, .3, .25, .03};
  c.person.prototype = {.5, .25, .2, .02};
  c.person.gene_anxiety = 1.2;
  c.person.gene_avoidance = -.4;
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

  Case alone = blank("nobody_to_turn_to", 400, 30 * 365);
  alone.person.moments_a_day = 2;
  alone.person.substitute = .1;
  all.push_back(alone);

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

std::vector<Maker> worlds() { return {{"model", &make_model_world}}; }

}  // namespace bowlby::conformance
