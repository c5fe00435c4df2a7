#include "app/persons/keepers.hpp"

#include <utility>

#include "io/embedded.hpp"
#include "population/run.hpp"
#include "studies/calendar.hpp"

namespace bowlby {
namespace {

// Takes down everybody who comes up for the first visit of a wave.
class Watch final : public Observer {
 public:
  Watch(const Study& study, std::size_t wave, std::size_t visit) : calendar_(study), wave_(wave), visit_(visit) {}

  void month(const World& w, Pool&) override {
    for (const Invited& who : calendar_.invited(w, wave_)) {
      if (who.visit != visit_ || !w.is_living(who.id)) continue;
      const std::size_t slot = w.registry.slot[who.id];
      Keeper k{subject_of(w, slot), std::nullopt, w.draws_of(slot, w.today())};
      const std::uint32_t other = w.living.tie_other[w.tie(slot, Role::partner)];
      if (w.is_living(other)) k.partner = subject_of(w, w.registry.slot[other]);
      found.push_back(std::move(k));
    }
  }

  std::vector<Keeper> found;

 private:
  const Calendar calendar_;
  std::size_t wave_, visit_;
};

}  // namespace

Expected<std::optional<Keepers>> keepers_of(const Study& study, std::size_t wave, std::size_t visit,
                                            std::uint32_t replicate, int threads, const std::atomic<bool>* stop) {
  const auto tables = published_life_tables();
  if (!tables) return tables.problems();
  Watch watch(study, wave, visit);
  RunOptions options;
  options.threads = threads;
  Scenario scenario = study.scenario;
  scenario.replicate = replicate;
  Run run(std::move(scenario), *tables, options);
  while (!run.done()) {
    if (stop && stop->load()) return std::optional<Keepers>();
    run.step_month(&watch, nullptr);
  }
  return std::optional(Keepers{std::move(watch.found), run.world().params});
}

std::vector<DiaryPrompt> diary_of(const Keeper& k, int days, int prompts, const Params& p, const Draws& luck) {
  Params all_answered = p;
  all_answered.diary_missing = 0;
  std::vector<DiaryPrompt> lines;
  AnswerSheet sheet;
  take_diary(k.self, {days, prompts, k.partner ? &*k.partner : nullptr}, all_answered, k.life, luck, sheet, &lines);
  return lines;
}

}  // namespace bowlby
