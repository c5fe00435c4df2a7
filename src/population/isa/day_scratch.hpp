// The day's working arrays: one block of people, side by side, most moments first.
#pragma once
#include <cstdint>

#include "population/day.hpp"

namespace bowlby {

inline constexpr int lane_pad = 32;  // vector loops may run past the end of a list, never past the end of an array
inline constexpr int scratch_rows = max_block + lane_pad;

struct DayScratch {
  using Row = double[scratch_rows];
  using Word = std::uint32_t[scratch_rows];
  using Stored = float[scratch_rows];

  // by position in the block
  alignas(64) Word stream_lo, stream_hi, day, slot_word, w0, w1, w2, w3;
  alignas(64) Word count;  // moments today
  alignas(64) Row uniform, rate;
  alignas(64) Row d_sum, f_sum;  // sums over today's moments, for the daily means
  alignas(64) Row clock;         // hour of the last moment

  // by rank in `order`: the people who have moments today, most moments first
  alignas(64) Word order, lo, hi, at_day, at_slot, u0, u1, u2, u3, v0, v1, v2, v3;
  alignas(64) Row distress, security, active, coregulation, substitute;
  alignas(64) Row threshold, soothing, rebuff_cost, insistence, learning, holding_cost, press_effort, noticing,
      separation, haven, moments, hour, gap;
  alignas(64) Stored mu, nu, kappa, phi, bond;           // as the tie has them, and as the moment leaves them
  alignas(64) Notice figure[scratch_rows];               // whom one turns to
  alignas(64) Row offset, momentary, peer, partner, ex;  // what the role adds, and 1 where it is such a one
  alignas(64) Row stressor, choice, normal, fright;
  alignas(64) Row now_soothing, now_distress, now_security;  // as the stressor found one
  alignas(64) Row o_activation, o_action, o_response, o_rebuff, o_fright, o_conflict, o_contact;
  alignas(64) Row d_total, f_total, bids, presses, holds, conflicts, ex_contacts, partner_presses, before;
  alignas(64) Word tie, who;
};

}  // namespace bowlby
