// Columns: how people lie in memory. One array per quantity, living people side by side in the order of their ids.
//
//   Living    one row per living person ("slot"); compacted once a year; about 450 bytes a person
//   Registry  one row per id for ever: kin, and what others may know of a figure (how it gives, how it is today).
//             Outside figures (carers of founders, therapists) have an id and a registry row and nothing else. 64 bytes
//
// Stored to 24 bits, computed to 53: a slow quantity is a float in its column and a double in every equation.
#pragma once
#include <cstdint>
#include <vector>

#include "model/state.hpp"
#include "population/record.hpp"

namespace bowlby {

enum class Kind : std::uint8_t { unborn, living, dead, outside };

struct Living {
  std::vector<std::uint32_t> id, stream_lo, stream_hi;
  std::vector<std::uint64_t> shares;  // to whom one turns, packed (model/years/figures.hpp)
#define BOWLBY_FIELD(name) std::vector<float> name;
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  std::vector<std::uint32_t> tie_other;  // role_count per person, `nobody` = empty slot
  std::vector<float> tie_mu, tie_nu, tie_kappa, tie_phi, tie_bond;

  std::size_t size() const { return id.size(); }
};

// Calls f(name, column, values per person) for every column, in a fixed order: the one list behind compaction,
// checkpoint, digest, diff-run and the byte count.
template <class L, class F>
void for_each_column(L& l, F f) {
  f("id", l.id, 1);
  f("stream_lo", l.stream_lo, 1);
  f("stream_hi", l.stream_hi, 1);
  f("shares", l.shares, 1);
#define BOWLBY_FIELD(name) f(#name, l.name, 1);
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  f("tie_other", l.tie_other, role_count);
  f("tie_mu", l.tie_mu, role_count);
  f("tie_nu", l.tie_nu, role_count);
  f("tie_kappa", l.tie_kappa, role_count);
  f("tie_phi", l.tie_phi, role_count);
  f("tie_bond", l.tie_bond, role_count);
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
