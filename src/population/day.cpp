// Dispatch of the day's kernel to the best instruction set, and the morning's notice board.
#include "population/day.hpp"

#include "population/isa/day_scratch.hpp"

namespace bowlby {

namespace isa_base {
void step(const DayBlock&, DayScratch&, MomentLog*);
void month_draws(const Living&, std::size_t, std::size_t, num::Key, std::int32_t, bool, DayScratch&, MonthDraws&);
}  // namespace isa_base
namespace isa_v3 {
void step(const DayBlock&, DayScratch&, MomentLog*);
void month_draws(const Living&, std::size_t, std::size_t, num::Key, std::int32_t, bool, DayScratch&, MonthDraws&);
}  // namespace isa_v3
namespace isa_v4 {
void step(const DayBlock&, DayScratch&, MomentLog*);
void month_draws(const Living&, std::size_t, std::size_t, num::Key, std::int32_t, bool, DayScratch&, MonthDraws&);
}  // namespace isa_v4

bool isa_available(Isa isa) {
  switch (isa) {
    case Isa::base:
      return true;
    case Isa::v3:
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
    case Isa::v4:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
  }
  return false;
}
Isa best_isa() { return isa_available(Isa::v4) ? Isa::v4 : isa_available(Isa::v3) ? Isa::v3 : Isa::base; }
const char* isa_name(Isa isa) { return isa == Isa::base ? "x86-64" : isa == Isa::v3 ? "x86-64-v3" : "x86-64-v4"; }
DayStep day_step(Isa isa) { return isa == Isa::v4 ? &isa_v4::step : isa == Isa::v3 ? &isa_v3::step : &isa_base::step; }
MonthDrawing month_drawing(Isa isa) {
  return isa == Isa::v4 ? &isa_v4::month_draws : isa == Isa::v3 ? &isa_v3::month_draws : &isa_base::month_draws;
}

void DayScratchDelete::operator()(DayScratch* s) const noexcept { delete s; }
DayScratchPtr make_day_scratch() { return DayScratchPtr(new DayScratch{}); }

void put_up(const Registry& r, Boards& boards) {
  boards.even.resize(r.size()), boards.odd.resize(r.size());
  for (std::size_t id = 0; id < r.size(); ++id)
    boards.even[id] =
        boards.odd[id] = {r.give_mean[id],      r.give_momentary[id],   r.give_rebuff[id], r.give_fright[id],
                          r.today_distress[id], r.today_withdrawal[id], r.today_bond[id],  r.today_presses[id]};
}

void publish_morning(const Living& l, Registry& r, std::size_t first, std::size_t count) {
  for (std::size_t i = first; i < first + count; ++i) {
    const std::uint32_t id = l.id[i];
    const Morning m = morning_of(l, i);
    r.today_distress[id] = m.distress;
    r.today_withdrawal[id] = m.withdrawal;
    r.today_bond[id] = m.bond;
    r.today_presses[id] = m.presses;
  }
}

}  // namespace bowlby
