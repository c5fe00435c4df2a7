// Run: a population stepped from its first month to its last.
#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "population/day.hpp"
#include "population/month.hpp"
#include "population/pool.hpp"
#include "population/world.hpp"

namespace bowlby {

struct RunOptions {
  int threads = 0;
  std::size_t block = 256;  // people per block, at most max_block; changes speed, never bits
  Isa isa = best_isa();
  bool moments = true;  // false: demography alone (bench)
};

// Looks at the world once a month, when everything of the month before is settled, and may write down what it sees.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void month(const World&, Pool&) = 0;
};

class Run {
 public:
  Run(Scenario, LifeTables, RunOptions);
  explicit Run(World restored, RunOptions);

  bool done() const { return world_.month >= last_month(); }
  std::int32_t last_month() const;
  // One month: see the schedule at the top of run.cpp. Either pointer may be null.
  void step_month(Observer*, Recorder*);
  // Everybody and every tie as they stand, for the results.
  void hand_over(Recorder&) const;

  const World& world() const { return world_; }
  Pool& pool() { return pool_; }
  // Called after every day if set (diff-run).
  std::function<void(const World&, std::int32_t day)> after_day;

 private:
  void live_days(std::int32_t from, std::int32_t until);
  template <class F>
  void blocks(F work);

  World world_;
  RunOptions options_;
  Pool pool_;
  DayStep step_;
  MonthDrawing draw_month_;
  std::vector<DayScratchPtr> scratch_;                    // per worker
  std::vector<std::unique_ptr<MonthDraws>> month_draws_;  // per worker
  Boards boards_;
  std::vector<MomentLog> logs_;  // per block
  std::vector<std::vector<EventRow>> block_events_;
  std::vector<std::uint16_t> intents_;
  std::vector<float> young_, carer_load_;
};

// Digest of the whole state: every column of the living and of the registry.
std::uint64_t state_digest(const World&);

}  // namespace bowlby
