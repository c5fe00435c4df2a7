#include "studies/survey.hpp"

#include <algorithm>
#include <optional>

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

// The slot of the person of the run one lives with, or none.
std::optional<std::size_t> partner_of(const World& w, std::size_t slot) {
  const std::uint32_t id = w.living.tie_other[w.tie(slot, Role::partner)];
  if (!w.is_living(id)) return std::nullopt;
  return w.registry.slot[id];
}

// People reach an age once: on the first month start on or after it. Of a couple whose visits of one diary fall due
// within `together` days the later one goes along on the earlier visit, and is not asked again while they stay
// together; who has parted since is asked at the own time as well.
bool is_asked_today(const World& w, std::size_t slot, const Wave& wave, std::size_t index, std::int32_t age_days) {
  const std::int32_t before = month_start(w.month - 1), day = w.birth_day_of(slot) + age_days;
  if (day <= before || !w.is_living(w.living.id[slot]) || !invited(w, slot, wave, index)) return false;
  const bool due = day <= w.today();
  if (wave.together <= 0) return due;
  const auto partner = partner_of(w, slot);
  if (!partner || !invited(w, *partner, wave, index)) return due;
  const std::int32_t theirs = w.birth_day_of(*partner) + age_days;
  if (theirs > w.today() || day - theirs > wave.together) return due;
  if (!due) return theirs > before;
  const bool went_along =
      theirs <= before && w.living.union_start[slot] <= static_cast<float>(month_start_from(theirs));
  return !went_along;
}

// The luck of a visit belongs to the wave by its name: two waves on one day are two measurements, and neither depends
// on whether the other is there. (The days of a diary are lived, and lived only once: their luck is the person's own.)
Draws draws_of_visit(const World& w, std::size_t slot, const Wave& wave) {
  Draws draws = w.draws_of(slot, w.today());
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
    for (std::size_t age = 0; age < study_.waves[k].ages.size(); ++age) visit(w, pool, k, age);
  if (w.scenario.record_courses > 0) courses(w);
}

void Survey::visit(const World& w, Pool& pool, std::size_t index, std::size_t visit) {
  const Wave& wave = study_.waves[index];
  const auto age_days = static_cast<std::int32_t>(wave.ages[visit] * days_per_year);
  std::vector<std::uint32_t> due_slots;
  for (std::size_t i = 0; i < w.living.size(); ++i)
    if (is_asked_today(w, i, wave, index, age_days)) due_slots.push_back(static_cast<std::uint32_t>(i));
  if (due_slots.empty()) return;

  const std::size_t blocks = (due_slots.size() + people_per_block - 1) / people_per_block;
  if (found_.size() < blocks) found_.resize(blocks);
  pool.for_each_block(blocks, [&](std::size_t b, int) {
    const std::size_t until = std::min(due_slots.size(), (b + 1) * people_per_block);
    for (std::size_t j = b * people_per_block; j < until; ++j) see(w, due_slots[j], index, visit, found_[b]);
  });
  for (std::size_t b = 0; b < blocks; ++b) {
    recorder_.observations(found_[b].answers);
    recorder_.diary(found_[b].diary);
    found_[b].answers.clear();
    found_[b].diary.clear();
  }
}

void Survey::see(const World& w, std::size_t slot, std::size_t index, std::size_t visit, Found& found) const {
  const Wave& wave = study_.waves[index];
  const Subject s = subject_of(w, slot);
  const auto partner = partner_of(w, slot);
  const Subject other = partner ? subject_of(w, *partner) : Subject{};
  const Draws life = w.draws_of(slot, w.today());
  const auto wave_number = static_cast<std::uint16_t>(index);

  WaveOptions options{wave.about, wave.minutes, {wave.days, wave.prompts, partner ? &other : nullptr}};
  options.life = &life;
  options.lines = &found.lines;
  options.missing = wave.missing;
  AnswerSheet sheet;
  found.lines.clear();
  take(wave.instrument, s, options, w.params, draws_of_visit(w, slot, wave), sheet);
  for (const Answer& a : sheet)
    found.answers.push_back({s.id, wave_number, static_cast<std::uint16_t>(a.measure), a.role,
                             a.role == no_role ? nobody : s.figure_id[a.role], w.today() - w.birth_day_of(slot),
                             a.value});
  for (const DiaryPrompt& line : found.lines)
    found.diary.push_back({s.id, partner ? other.id : nobody, wave_number, static_cast<std::uint16_t>(visit + 1),
                           w.today() + line.day - 1, line.day, line.prompt, line.minute, line.answered, line.security,
                           line.distress, line.bids, line.asked});
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
