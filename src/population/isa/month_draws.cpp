// The month's draws, compiled once per instruction set like the day's kernel.
#include "model/draws.hpp"
#include "population/isa/day_scratch.hpp"

namespace bowlby::BOWLBY_ISA {

// The draws of one month, for each of up to max_block people.
void month_draws(const Living& l, std::size_t first, std::size_t count, num::Key key, std::int32_t day,
                 bool with_normals, DayScratch& s, MonthDraws& out) {
  const int n = static_cast<int>(count);
  for (int i = 0; i < n; ++i) {
    s.stream_lo[i] = l.stream_lo[first + static_cast<std::size_t>(i)];
    s.stream_hi[i] = l.stream_hi[first + static_cast<std::size_t>(i)];
    s.day[i] = static_cast<std::uint32_t>(day);
  }
  const auto fill = [&](Purpose purpose, std::uint32_t index) {
    for (int i = 0; i < n; ++i) s.slot_word[i] = draw_slot(purpose, index);
    num::philox_fill(s.stream_lo, s.day, s.slot_word, s.stream_hi, key, n, s.w0, s.w1, s.w2, s.w3);
  };
  for (std::uint32_t k = 0; with_normals && k < MonthDraws::normals; k += 2) {
    fill(Purpose::month, k / 2);
#pragma GCC ivdep
    for (int i = 0; i < n; ++i) {
      out.z[k][i] = num::box_muller(num::unit(s.w0[i]), num::unit(s.w1[i]));
      out.z[k + 1][i] = num::box_muller(num::unit(s.w2[i]), num::unit(s.w3[i]));
    }
  }
  for (std::uint32_t k = 0; k < MonthDraws::uniforms; k += 4) {
    fill(Purpose::hazard, k / 4);
#pragma GCC ivdep
    for (int i = 0; i < n; ++i) {
      out.u[k][i] = num::unit(s.w0[i]);
      out.u[k + 1][i] = num::unit(s.w1[i]);
      out.u[k + 2][i] = num::unit(s.w2[i]);
      out.u[k + 3][i] = num::unit(s.w3[i]);
    }
  }
}

}  // namespace bowlby::BOWLBY_ISA
