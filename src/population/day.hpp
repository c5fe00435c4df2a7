// The day: everybody's moments between one midnight and the next.
//
// The law is model/day.hpp; here is how many people live it side by side.
//
// Reads the notices (every figure as it was this morning) and writes only the rows of its own block, so blocks can
// run in any order, on any thread, of any size, and give the same bits. One source, isa/day_kernel.cpp, is compiled
// for three instruction sets and chosen at start; the arithmetic has no fused operation, so all three agree.
//
// Tests  conformance/day_kernel_test, unit/population/bits_test
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "model/draws.hpp"
#include "model/parameters.hpp"
#include "population/columns.hpp"

namespace bowlby {

inline constexpr int max_block = 512;

struct MomentLog {
  std::uint32_t below_id = 0;                // people with smaller ids are logged,
  std::int32_t from_age = 0, until_age = 0;  // on days of these ages (days)
  std::vector<MomentRow> rows;
};

// What others may know of a figure on one day, in one line of memory: how it gives, and how it is this morning.
struct alignas(32) Notice {
  float mean, momentary, rebuff, fright;      // Registry::give_*
  float distress, withdrawal, bond, presses;  // Registry::today_*
};

// The notices of one day and of the next: while everybody reads the one, each block writes its own on the other.
struct Boards {
  std::vector<Notice> even, odd;
  std::vector<Notice>& of(std::int32_t day) { return day % 2 == 0 ? even : odd; }
};
// Both boards as the registry has it, for everybody.
void put_up(const Registry&, Boards&);

// What one block needs for one day.
struct DayBlock {
  Living* living;
  const Registry* registry;
  const Notice* notices;  // of everybody, by id, as of this morning
  Notice* next;           // as of the next morning; only the block's own are written
  const Params* params;
  const double* role_offset;  // added to a figure's mean response, by role
  num::Key key;
  std::int32_t day;
  std::size_t first, count;  // slots; count <= max_block
};

struct DayScratch;
struct DayScratchDelete {
  void operator()(DayScratch*) const noexcept;
};
using DayScratchPtr = std::unique_ptr<DayScratch, DayScratchDelete>;
DayScratchPtr make_day_scratch();

// Steps the block through the day. `log` may be null.
using DayStep = void (*)(const DayBlock&, DayScratch&, MomentLog* log);

// Draws of one month for one block, by position in the block.
struct MonthDraws {
  static constexpr std::uint32_t normals = 12, uniforms = 8;
  double z[normals][max_block + 32];
  double u[uniforms][max_block + 32];
};
using MonthDrawing = void (*)(const Living&, std::size_t first, std::size_t count, num::Key, std::int32_t day,
                              bool with_normals, DayScratch&, MonthDraws&);

enum class Isa : std::uint8_t { base, v3, v4 };
Isa best_isa();
const char* isa_name(Isa);
bool isa_available(Isa);
DayStep day_step(Isa);
MonthDrawing month_drawing(Isa);

// What others may see of the person in slot i on the next morning.
struct Morning {
  float distress, withdrawal, bond, presses;
};
BOWLBY_FN Morning morning_of(const Living& l, std::size_t i) noexcept {
  return {l.distress_mean[i],  // of the last days: at midnight everybody is calm
          l.withdrawal[i], l.tie_bond[i * role_count + static_cast<std::size_t>(Role::partner)], l.partner_presses[i]};
}

// Writes each row's morning state where others can see it.
void publish_morning(const Living&, Registry&, std::size_t first, std::size_t count);

}  // namespace bowlby
