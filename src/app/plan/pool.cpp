#include "app/plan/pool.hpp"

#include <cmath>

#include "io/embedded.hpp"
#include "studies/live.hpp"

namespace bowlby {
namespace {

// Nothing is written down: the world itself is looked at.
class Unheard final : public Recorder {
 public:
  void events(std::span<const EventRow>) override {}
  void observations(std::span<const ObservationRow>) override {}
  void ties(std::span<const TieRow>) override {}
  void moments(std::span<const MomentRow>) override {}
  void diary(std::span<const DiaryRow>) override {}
  void courses(std::span<const CourseRow>) override {}
  void people(std::span<const PersonRow>) override {}
  void stream(const StreamRow&) override {}
};

CouplePool couples_of(const World& w, const PlanFile& plan) {
  CouplePool pool;
  pool.day = w.today();
  pool.params = w.params;
  const double days_together = plan.together * days_per_year / 12.0;
  for (std::size_t i = 0; i < w.living.size(); ++i) {
    const std::uint32_t id = w.living.id[i], other = w.lives_with(i);
    if (!w.is_living(id) || !w.is_living(other) || other < id) continue;
    if (w.today() - static_cast<double>(w.living.union_start[i]) < days_together) continue;
    const bool female = w.registry.female[id] != 0, other_female = w.registry.female[other] != 0;
    if (female == other_female && !plan.alike) continue;
    PooledCouple couple;
    if (!plan.arm.empty()) {
      if (w.registry.arm[id] == no_arm || w.registry.arm[id] != w.registry.arm[other]) continue;
      couple.arm = w.registry.arm[id];
    }
    const bool turn = !female && other_female;
    couple.members[turn ? 1 : 0] = subject_of(w, i);
    couple.members[turn ? 0 : 1] = subject_of(w, w.registry.slot[other]);
    pool.couples.push_back(couple);
  }
  return pool;
}

}  // namespace

Expected<CouplePool> grow_pool(const Study& study, const PlanFile& plan, const PoolOptions& options) {
  const auto tables = published_life_tables();
  if (!tables) return tables.problems();
  Study world = study;
  world.waves.clear();
  world.scenario.record_moments = world.scenario.record_courses = 0;
  world.replicates = 1;
  world.scenario.years = plan.date;
  CouplePool pool;
  LiveOptions live_options;
  live_options.run.threads = options.threads;
  live_options.month = [&](const Run& run, const LivedSoFar&) {
    if (options.stop && options.stop->load()) return false;
    if (options.progress) options.progress(static_cast<double>(run.world().month) / run.last_month());
    if (run.done()) pool = couples_of(run.world(), plan);
    return true;
  };
  Unheard nobody_listens;
  pool.stopped = live(world, *tables, nobody_listens, std::move(live_options)).stopped;
  return pool;
}

}  // namespace bowlby
