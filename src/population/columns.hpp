// Columns: how people lie in memory. One array per quantity, living people side by side in the order of their ids.
//
//   Living    one row per living person ("slot"); compacted once a year; 524 bytes a person
//   Registry  one row per id for ever: kin, and what others may know of a figure (how it gives, how it is today).
//             Outside figures (carers of founders, therapists) have an id and a registry row and nothing else. 64
//             bytes, and as many for their two notices (population/day.hpp)
//
// Stored to 24 bits, computed to 53: a slow quantity is a float in its column and a double in every equation.
#pragma once
#include <cstdint>
#include <vector>

#include "model/state.hpp"
#include "num/inline.hpp"
#include "population/record.hpp"

namespace bowlby {

enum class Kind : std::uint8_t { unborn, living, dead, outside };

struct Living {
  std::vector<std::uint32_t> id, stream_lo, stream_hi;
  std::vector<std::uint64_t> shares;  // to whom one turns, packed (model/years/figures.hpp)
#define BOWLBY_FIELD(name, ...) std::vector<float> name;
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  std::vector<std::uint32_t> tie_other;  // role_count per person, `nobody` = empty slot
#define BOWLBY_FIELD(name, ...) std::vector<float> tie_##name;
  BOWLBY_TIE_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD

  std::size_t size() const { return id.size(); }
};

// One row of the columns as values, and back. They are part of the kernel, which is compiled once per instruction set.
BOWLBY_FN Person load_person(const Living& l, std::size_t i) noexcept {
  Person s;
#define BOWLBY_FIELD(name, ...) s.name = static_cast<double>(l.name[i]);
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  return s;
}
BOWLBY_FN void store_person(Living& l, std::size_t i, const Person& s) noexcept {
#define BOWLBY_FIELD(name, ...) l.name[i] = static_cast<float>(s.name);
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
}
BOWLBY_FN Tie load_tie(const Living& l, std::size_t t) noexcept {
  Tie tie;
#define BOWLBY_FIELD(name, ...) tie.belief.name = static_cast<double>(l.tie_##name[t]);
  BOWLBY_BELIEF(BOWLBY_FIELD)
#undef BOWLBY_FIELD
#define BOWLBY_FIELD(name, ...) tie.name = static_cast<double>(l.tie_##name[t]);
  BOWLBY_TIE(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  return tie;
}
BOWLBY_FN void store_tie(Living& l, std::size_t t, const Tie& tie) noexcept {
#define BOWLBY_FIELD(name, ...) l.tie_##name[t] = static_cast<float>(tie.belief.name);
  BOWLBY_BELIEF(BOWLBY_FIELD)
#undef BOWLBY_FIELD
#define BOWLBY_FIELD(name, ...) l.tie_##name[t] = static_cast<float>(tie.name);
  BOWLBY_TIE(BOWLBY_FIELD)
#undef BOWLBY_FIELD
}

// Calls f(name, column, values per person) for every column, in a fixed order: the one list behind compaction,
// checkpoint, digest, diff-run and the byte count.
template <class L, class F>
void for_each_column(L& l, F f) {
  f("id", l.id, 1);
  f("stream_lo", l.stream_lo, 1);
  f("stream_hi", l.stream_hi, 1);
  f("shares", l.shares, 1);
#define BOWLBY_FIELD(name, ...) f(#name, l.name, 1);
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  f("tie_other", l.tie_other, role_count);
#define BOWLBY_FIELD(name, ...) f("tie_" #name, l.tie_##name, role_count);
  BOWLBY_TIE_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
}

struct Registry {
  std::vector<std::uint64_t> stream;
  std::vector<std::uint32_t> mother, father, slot;  // slot is valid for Kind::living only
  std::vector<std::int32_t> birth_day, death_day;   // death_day -1: alive
  std::vector<std::uint8_t> kind, female, generation, arm;
  std::vector<float> give_mean, give_momentary, give_rebuff, give_fright;          // equation (14), moved once a month
  std::vector<float> today_distress, today_withdrawal, today_bond, today_presses;  // as of this morning

  std::size_t size() const { return stream.size(); }
};

template <class R, class F>
void for_each_registry_column(R& r, F f) {
  f("stream", r.stream);
  f("mother", r.mother);
  f("father", r.father);
  f("slot", r.slot);
  f("birth_day", r.birth_day);
  f("death_day", r.death_day);
  f("kind", r.kind);
  f("female", r.female);
  f("generation", r.generation);
  f("arm", r.arm);
  f("give_mean", r.give_mean);
  f("give_momentary", r.give_momentary);
  f("give_rebuff", r.give_rebuff);
  f("give_fright", r.give_fright);
  f("today_distress", r.today_distress);
  f("today_withdrawal", r.today_withdrawal);
  f("today_bond", r.today_bond);
  f("today_presses", r.today_presses);
}

}  // namespace bowlby
