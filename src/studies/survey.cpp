#include "studies/survey.hpp"

#include <algorithm>

#include "instruments/instrument.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr std::size_t people_per_block = 64;

bool invited(const World& w, std::size_t slot, const Wave& wave, std::size_t index) {
  const std::uint32_t id = w.living.id[slot];
  const auto& g = wave.generations;
  if (!g.empty() && std::find(g.begin(), g.end(), w.registry.generation[id]) == g.end()) return false;
  return wave.share >= 1 ||
         w.draws_of(slot, 0).uniform(Purpose::sample, static_cast<std::uint32_t>(index)) < wave.share;
}

// People reach an age once: on the first month start on or after it.
bool due(const World& w, std::size_t slot, std::int32_t age_days) {
  const std::int32_t day = w.birth_day_of(slot) + age_days;
  return day > month_start(w.month - 1) && day <= w.today();
}

// The luck of a visit belongs to the wave by its name: two waves on one day are two measurements, and neither depends
// on whether the other is there. The days of a diary are lived, and lived only once, so that they keep their own luck.
Draws draws_of_visit(const World& w, std::size_t slot, const Wave& wave) {
  Draws draws = w.draws_of(slot, w.today());
  if (wave.instrument == Instrument::diary) return draws;
  num::Digest name;
  name.bytes(wave.name.data(), wave.name.size());
  draws.key.a ^= static_cast<std::uint32_t>(name.result());
  draws.key.b ^= static_cast<std::uint32_t>(name.result() >> 32);
  return draws;
}

}  // namespace

Survey::Survey(const Study& study, Recorder& recorder) : study_(study), recorder_(recorder) {}

void Survey::month(const World& w, Pool& pool) {
  for (std::size_t k = 0; k < study_.waves.size(); ++k)
    for (const double age : study_.waves[k].ages) visit(w, pool, k, age);
  if (w.scenario.record_courses > 0) courses(w);
}

void Survey::visit(const World& w, Pool& pool, std::size_t index, double age) {
  const Wave& wave = study_.waves[index];
  const auto age_days = static_cast<std::int32_t>(age * days_per_year);
  std::vector<std::uint32_t> due_slots;
  for (std::size_t i = 0; i < w.living.size(); ++i)
    if (due(w, i, age_days) && w.is_living(w.living.id[i]) && invited(w, i, wave, index))
      due_slots.push_back(static_cast<std::uint32_t>(i));
  if (due_slots.empty()) return;

  const WaveOptions options{wave.about, wave.minutes, wave.days, wave.prompts, wave.missing};
  const std::size_t blocks = (due_slots.size() + people_per_block - 1) / people_per_block;
  found_.assign(std::max(found_.size(), blocks), {});
  pool.for_each_block(blocks, [&](std::size_t b, int) {
    AnswerSheet sheet;
    const std::size_t until = std::min(due_slots.size(), (b + 1) * people_per_block);
    for (std::size_t j = b * people_per_block; j < until; ++j) {
      const std::size_t i = due_slots[j];
      const Subject s = subject_of(w, i);
      sheet.clear();
      take(wave.instrument, s, options, w.params, draws_of_visit(w, i, wave), sheet);
      for (const Answer& a : sheet)
        found_[b].push_back({s.id, static_cast<std::uint16_t>(index), static_cast<std::uint16_t>(a.measure), a.role,
                             a.role == no_role ? nobody : s.figure_id[a.role], w.today() - w.birth_day_of(i), a.value});
    }
  });
  for (std::size_t b = 0; b < blocks; ++b) {
    recorder_.observations(found_[b]);
    found_[b].clear();
  }
}

// The slow state of a fixed sample of people, the same share of every generation, once a year from birth.
void Survey::courses(const World& w) {
  const double share = static_cast<double>(w.scenario.record_courses) / w.scenario.founders;
  std::vector<CourseRow> rows;
  const Living& l = w.living;
  for (std::size_t i = 0; i < l.size(); ++i) {
    const std::uint32_t id = l.id[i];
    const std::int32_t age = w.today() - w.birth_day_of(i), before = age - (w.today() - month_start(w.month - 1));
    if (before >= 0 && age / days_per_year == before / days_per_year) continue;
    if (!w.is_living(id) || w.draws_of(i, 0).uniform(Purpose::sample, 0xFFFFF) >= share) continue;
    rows.push_back({id, age, l.general_mu[i], l.general_nu[i], l.general_kappa[i], l.general_phi[i], l.security_mean[i],
                    l.distress_mean[i], l.load[i], l.depression[i], l.satisfaction[i]});
  }
  if (!rows.empty()) recorder_.courses(rows);
}

}  // namespace bowlby
