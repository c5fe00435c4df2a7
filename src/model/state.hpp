// What a person, a tie and a giver are made of, from the lists of lists.hpp. Values only; how they are laid out in
// memory is population's business.
#pragma once
#include <cstdint>

#include "model/lists.hpp"
#include "num/inline.hpp"

namespace bowlby {

// A struct with one member for each row of its list.
#define BOWLBY_MEMBER(name, unit, first, meaning) double name = first;
struct Belief {
  BOWLBY_BELIEF(BOWLBY_MEMBER)
};
struct Tie {
  Belief belief;
  BOWLBY_TIE(BOWLBY_MEMBER)
};
struct Giver {
  BOWLBY_GIVER(BOWLBY_MEMBER)
};
struct Mood {
  BOWLBY_MOOD(BOWLBY_MEMBER)
};
struct Traits {
  BOWLBY_TRAITS(BOWLBY_MEMBER)
};
struct MomentDraws {
  BOWLBY_DRAWS(BOWLBY_MEMBER)
};
struct Moment {
  Moment() = default;  // filled by name: a list of numbers by position would go wrong with the next row
  BOWLBY_MOMENT(BOWLBY_MEMBER)
};
// 1 if there was contact because one had asked for it.
BOWLBY_FN double asked_for(const Moment& m) noexcept { return m.contact - m.offered; }

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

enum class Action : std::uint8_t { explore, open_bid, press, hold };
inline constexpr int action_count = 4;
constexpr const char* action_name(Action a) {
  constexpr const char* names[action_count]{"explore", "open bid", "press", "hold"};
  return names[static_cast<int>(a)];
}

struct Person {
  BOWLBY_PERSON_COLUMNS(BOWLBY_MEMBER)
  Belief general() const {
    Belief b;
#define BOWLBY_TAKE(name, ...) b.name = general_##name;
    BOWLBY_BELIEF(BOWLBY_TAKE)
#undef BOWLBY_TAKE
    return b;
  }
  Belief prototype() const {
    Belief b;
#define BOWLBY_TAKE(name, ...) b.name = proto_##name;
    BOWLBY_BELIEF(BOWLBY_TAKE)
#undef BOWLBY_TAKE
    return b;
  }
  void keep_general(const Belief& b) {
#define BOWLBY_KEEP(name, ...) general_##name = b.name;
    BOWLBY_BELIEF(BOWLBY_KEEP)
#undef BOWLBY_KEEP
  }
  void keep_prototype(const Belief& b) {
#define BOWLBY_KEEP(name, ...) proto_##name = b.name;
    BOWLBY_BELIEF(BOWLBY_KEEP)
#undef BOWLBY_KEEP
  }
};
#undef BOWLBY_MEMBER

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
