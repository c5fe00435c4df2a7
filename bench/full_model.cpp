#include "full_model.hpp"

#include <chrono>
#include <ctime>

#include "io/embedded.hpp"
#include "io/study/file.hpp"
#include "population/run.hpp"
#include "studies/survey.hpp"

namespace bowlby::bench {
namespace {

// Takes every row and keeps none: the survey's work is timed, the disk's is not.
class Counter final : public Recorder {
 public:
  void events(std::span<const EventRow> r) override { rows += r.size(); }
  void observations(std::span<const ObservationRow> r) override { rows += r.size(); }
  void ties(std::span<const TieRow> r) override { rows += r.size(); }
  void moments(std::span<const MomentRow> r) override { rows += r.size(); }
  void diary(std::span<const DiaryRow> r) override { rows += r.size(); }
  void courses(std::span<const CourseRow> r) override { rows += r.size(); }
  void people(std::span<const PersonRow> r) override { rows += r.size(); }
  void stream(const StreamRow&) override { ++rows; }
  std::size_t rows = 0;
};

double seconds_since(std::chrono::steady_clock::time_point t) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - t).count();
}

struct Timed {
  double rate, cpu_rate, bytes;
};

// The generations study with fewer founders, from the first birth to the last month.
Timed whole_study(const Study& study, const LifeTables& tables, int threads) {
  RunOptions options;
  options.threads = threads;
  Run run(study.scenario, tables, options);
  Counter counter;
  Survey survey(study, counter);
  std::size_t most = 0;
  double bytes = 0;
  const std::clock_t cpu = std::clock();
  const auto start = std::chrono::steady_clock::now();
  while (!run.done()) {
    run.step_month(&survey, &counter);
    const World& w = run.world();
    if (w.living.size() <= most) continue;
    most = w.living.size();
    std::size_t total = 0;
    for_each_column(w.living, [&total](const char*, const auto& c, int) { total += c.size() * sizeof c[0]; });
    bytes = static_cast<double>(total) / static_cast<double>(most);
  }
  const double days = run.world().person_days;
  return {days / seconds_since(start), days * CLOCKS_PER_SEC / static_cast<double>(std::clock() - cpu), bytes};
}

std::optional<Study> generations() {
  auto study = read_study(BOWLBY_SOURCE_DIR "/studies/generations.yaml");
  if (!study) return std::nullopt;
  study->scenario.founders = 1000;
  return *study;
}

}  // namespace

std::optional<FullModelRates> full_model_rates() {
  const auto study = generations();
  const auto tables = published_life_tables();
  if (!study || !tables) return std::nullopt;
  const Timed one = whole_study(*study, *tables, 1), two = whole_study(*study, *tables, 2);
  return FullModelRates{one.rate, one.cpu_rate, two.rate, one.bytes};
}

std::optional<double> demography_rate() {
  auto study = generations();
  const auto tables = published_life_tables();
  if (!study || !tables) return std::nullopt;
  study->scenario.founders = 10000;
  RunOptions options;
  options.threads = 1;
  options.moments = false;
  Run run(study->scenario, *tables, options);
  double person_months = 0;
  const auto start = std::chrono::steady_clock::now();
  while (!run.done()) {
    run.step_month(nullptr, nullptr);
    person_months += static_cast<double>(run.world().living.size());
  }
  return person_months / 12 / seconds_since(start);
}

}  // namespace bowlby::bench
