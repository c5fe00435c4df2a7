// What a person, a tie and a giver are made of. Values only; how they are laid out in memory is population's business.
#pragma once
#include <cstdint>

namespace bowlby {

// What is learned about one figure (equations 7, 8). All in 0..1; `nu` is a mean absolute surprise.
struct Belief {
  double mu = 0;     // expected response to a bid
  double nu = 0;     // unpredictability of that response
  double kappa = 0;  // expected rebuff
  double phi = 0;    // expected fright
};

// Roles a figure can play. A person has one slot per role, in this order.
enum class Role : std::uint8_t { mother, father, carer, friend_a, friend_b, partner, ex_partner, therapist };
inline constexpr int role_count = 8;
constexpr bool is_parental(Role r) { return r <= Role::carer; }
constexpr bool is_peer(Role r) { return r >= Role::friend_a && r <= Role::ex_partner; }
constexpr const char* role_name(Role r) {
  constexpr const char* names[role_count]{"mother", "father",  "carer", "friend",
                                          "friend", "partner", "ex",    "therapist"};
  return names[static_cast<int>(r)];
}

struct Tie {
  Belief belief;
  double bond = 0;  // how much this figure matters, 0 and up
};

// What a figure brings to a contact: lasting giving (equation 14) and how it is today (equation 10).
struct Giver {
  double mean = 0;        // mean response, probit scale
  double momentary = .1;  // share of the response's variance that differs from moment to moment, 0..1 (equation 6)
  double rebuff = 0;      // share of an unmet bid returned as rebuff, 0..1
  double fright = 0;      // chance that a moment with it frightens, asked or not, 0..1
  double distress = 0;    // own distress this morning
  double withdrawal = 0;  // how far it has withdrawn, 0..1
  double bond = 0;        // its bond to the person who asks
  double peer = 0;        // 1 = an equal who is invited and taxed by the way one asks; 0 = a carer
};

// What changes within a day.
struct Mood {
  double distress = 0;
  double security = .5;      // felt security, 0..1
  double active = 0;         // 1 while the attachment system is on
  double coregulation = .3;  // how much comforting there has been, slow
  double substitute = 0;     // habit of turning to a non-person comfort, 0..1
};

// What differs between people and hardly changes (design 2d), after any help received.
struct Traits {
  double threshold = .5;  // alarm threshold, already moved by general unpredictability
  double soothing = .5;   // 1/h
  double rebuff_cost = 1;
  double insistence = 2;
  double learning = .04;
  double holding_cost = .35;  // already lowered by symptoms
  double press_effort = .3;   // already raised by couple work
  double noticing = 1;        // weight of being met better than expected
  double separation = 0;      // separation or grief, 0 and up
  double haven = .5;          // expected response of one's figures together: the rest point of felt security
};

enum class Action : std::uint8_t { explore, open_bid, press, hold };
inline constexpr int action_count = 4;
constexpr const char* action_name(Action a) {
  constexpr const char* names[action_count]{"explore", "open bid", "press", "hold"};
  return names[static_cast<int>(a)];
}

// The draws one moment needs, each addressed by (person, day, moment).
struct MomentDraws {
  double hours = 1;     // since the last moment or midnight
  double stressor = 0;  // size, 0 and up
  double choice = .5;   // uniform
  double response = 0;  // standard normal
  double fright = 1;    // uniform
};

// What happened in one moment; `action` as a number so that whole vectors of moments can be computed at once.
struct Moment {
  double activation = 0, action = 0, response = 0, rebuff = 0, fright = 0, conflict = 0, contact = 0;
};

// Every slow quantity of one person. One X per column; population stores each as a float, computes in double.
// clang-format off
#define BOWLBY_PERSON_COLUMNS(X)                                                                                      \
  X(distress)                                                                                                         \
  X(security)                                                                                                         \
  X(active) X(distress_mean) X(security_mean) X(withdrawal) X(coregulation) X(substitute) X(general_mu) \
      X(general_nu) X(general_kappa) X(general_phi) X(proto_mu) X(proto_nu) X(proto_kappa) X(proto_phi) X(threshold)  \
          X(soothing) X(rebuff_cost) X(insistence) X(learning) X(holding_cost) X(temperament) X(gene_anxiety)         \
              X(gene_avoidance) X(gene_mood) X(gene_telling) X(skill) X(consistency) X(rebuff_habit) X(fright_habit) X(life_stress)   \
                  X(load) X(depression) X(anxiety) X(trauma) X(substance) X(onsets) X(help_regulation) X(help_couple) \
                      X(help_gratitude) X(help_parenting) X(therapy_months) X(separation) X(away_months)              \
                          X(moment_rate) X(haven) X(satisfaction) X(best_satisfaction) X(union_start) X(last_birth)   \
                              X(children) X(bids) X(presses) X(holds) X(conflicts) X(ex_contacts) X(presses_received) \
                                  X(partner_presses)
// clang-format on

struct Person {
#define BOWLBY_FIELD(name) double name = 0;
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  Belief general() const { return {general_mu, general_nu, general_kappa, general_phi}; }
  Belief prototype() const { return {proto_mu, proto_nu, proto_kappa, proto_phi}; }
  void keep_general(const Belief& b) {
    general_mu = b.mu, general_nu = b.nu, general_kappa = b.kappa, general_phi = b.phi;
  }
  void keep_prototype(const Belief& b) { proto_mu = b.mu, proto_nu = b.nu, proto_kappa = b.kappa, proto_phi = b.phi; }
};

// One person as an instrument's stage manager sees it: the person, its ties, and who each figure is today.
struct Subject {
  std::uint32_t id = 0;
  std::uint32_t stream[2]{};  // address of this person's draws
  double age_years = 0;
  bool female = false;
  Person person;
  Tie ties[role_count];
  Giver figures[role_count];
  std::uint32_t figure_id[role_count]{};
  bool has[role_count]{};  // the slot holds a living or reachable figure
};

}  // namespace bowlby
