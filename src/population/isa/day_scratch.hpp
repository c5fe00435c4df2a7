// The day's working arrays: one block of people, side by side, most moments first.
#pragma once
#include <cstdint>

#include "population/day.hpp"

namespace bowlby {

inline constexpr int lane_pad = 32;  // vector loops may run past the end of a list, never past the end of an array
inline constexpr int scratch_rows = max_block + lane_pad;

using Row = double[scratch_rows];
using Stored = float[scratch_rows];
using Word = std::uint32_t[scratch_rows];

// A struct of the model as rows, one for each line of its list: at(j) is what stands in place j, keep(j, v) puts it
// there. Of at(j) only what is used is loaded.
template <class T>
struct Rows;
#define BOWLBY_ROW(name, ...) alignas(64) Row name;
#define BOWLBY_AT(name, ...) v.name = name[j];
#define BOWLBY_KEEP(name, ...) name[j] = v.name;
#define BOWLBY_ROWS(Type, LIST)                                              \
  template <>                                                                \
  struct Rows<Type> {                                                        \
    LIST(BOWLBY_ROW)                                                         \
    BOWLBY_FN Type at(int j) const noexcept {                                \
      Type v;                                                                \
      LIST(BOWLBY_AT)                                                        \
      return v;                                                              \
    }                                                                        \
    BOWLBY_FN void keep(int j, const Type& v) noexcept { LIST(BOWLBY_KEEP) } \
  };
BOWLBY_ROWS(Mood, BOWLBY_MOOD)
BOWLBY_ROWS(Traits, BOWLBY_TRAITS)
BOWLBY_ROWS(MomentDraws, BOWLBY_DRAWS)
BOWLBY_ROWS(Moment, BOWLBY_MOMENT)
#undef BOWLBY_ROWS
#undef BOWLBY_ROW
#undef BOWLBY_AT
#undef BOWLBY_KEEP

// A tie as it is stored, before the moment and after it.
template <>
struct Rows<Tie> {
#define BOWLBY_ROW(name, ...) alignas(64) Stored name;
  BOWLBY_TIE_COLUMNS(BOWLBY_ROW)
#undef BOWLBY_ROW
  BOWLBY_FN Tie at(int j) const noexcept {
    Tie v;
#define BOWLBY_AT(name, ...) v.belief.name = static_cast<double>(name[j]);
    BOWLBY_BELIEF(BOWLBY_AT)
#undef BOWLBY_AT
#define BOWLBY_AT(name, ...) v.name = static_cast<double>(name[j]);
    BOWLBY_TIE(BOWLBY_AT)
#undef BOWLBY_AT
    return v;
  }
  BOWLBY_FN void keep(int j, const Tie& v) noexcept {
#define BOWLBY_KEEP(name, ...) name[j] = static_cast<float>(v.belief.name);
    BOWLBY_BELIEF(BOWLBY_KEEP)
#undef BOWLBY_KEEP
#define BOWLBY_KEEP(name, ...) name[j] = static_cast<float>(v.name);
    BOWLBY_TIE(BOWLBY_KEEP)
#undef BOWLBY_KEEP
  }
  // From and to place t of the columns.
  BOWLBY_FN void gather(int j, const Living& l, std::size_t t) noexcept {
#define BOWLBY_GATHER(name, ...) name[j] = l.tie_##name[t];
    BOWLBY_TIE_COLUMNS(BOWLBY_GATHER)
#undef BOWLBY_GATHER
  }
  BOWLBY_FN void scatter(int j, Living& l, std::size_t t) const noexcept {
#define BOWLBY_SCATTER(name, ...) l.tie_##name[t] = name[j];
    BOWLBY_TIE_COLUMNS(BOWLBY_SCATTER)
#undef BOWLBY_SCATTER
  }
};

struct DayScratch {
  // by position in the block
  alignas(64) Word stream_lo, stream_hi, day, slot_word, w0, w1, w2, w3;
  alignas(64) Word count;  // moments today
  alignas(64) Row uniform, rate;
  alignas(64) Row d_sum, f_sum;  // sums over today's moments, for the daily means
  alignas(64) Row talk_sum;      // talks with the partner that mend
  alignas(64) Row clock;         // hour of the last moment

  // by rank in `order`: the people who have moments today, most moments first
  alignas(64) Word order, lo, hi, at_day, at_slot, u0, u1, u2, u3, v0, v1, v2, v3;
  Rows<Mood> mood;
  Rows<Traits> traits;
  alignas(64) Row moments, hour;
  alignas(64) Word tie_at;  // place of the tie in the block, or nobody
  Rows<Tie> tie;
  alignas(64) Notice figure[scratch_rows];               // whom one turns to
  alignas(64) Row offset, momentary, peer, partner, ex;  // what the role adds, and 1 where it is such a one
  Rows<MomentDraws> draw;
  alignas(64) Row now_soothing, now_security;  // as the stressor found one
  Rows<Moment> moment;
  alignas(64) Row d_total, f_total, bids, presses, holds, conflicts, ex_contacts, partner_presses, talks, before;
  alignas(64) Word who;
};

}  // namespace bowlby
