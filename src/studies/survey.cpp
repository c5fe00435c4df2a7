#include "studies/survey.hpp"

#include <algorithm>
#include <optional>

#include "instruments/attrition.hpp"
#include "instruments/instrument.hpp"

namespace bowlby {
namespace {

constexpr std::size_t people_per_block = 64;

// The slot of the partner, if that is a person of the run: of a union or still courting.
std::optional<std::size_t> partner_of(const World& w, std::size_t slot) {
  const std::uint32_t id = w.living.tie_other[w.tie(slot, Role::partner)];
  if (!w.is_living(id)) return std::nullopt;
  return w.registry.slot[id];
}

}  // namespace

Survey::Survey(const Study& study, Recorder& recorder) : study_(study), calendar_(study), recorder_(recorder) {}

void Survey::month(const World& w, Pool& pool) {
  for (std::size_t k = 0; k < study_.waves.size(); ++k) wave(w, pool, k);
  if (w.scenario.record_courses > 0) courses(w);
}

void Survey::wave(const World& w, Pool& pool, std::size_t index) {
  const std::vector<Invited> invited = calendar_.invited(w, index);
  if (invited.empty()) return;
  const std::size_t blocks = (invited.size() + people_per_block - 1) / people_per_block;
  if (found_.size() < blocks) found_.resize(blocks);
  pool.for_each_block(blocks, [&](std::size_t b, int) {
    const std::size_t until = std::min(invited.size(), (b + 1) * people_per_block);
    for (std::size_t j = b * people_per_block; j < until; ++j) visit(w, index, invited[j], found_[b]);
  });
  for (std::size_t b = 0; b < blocks; ++b) {
    recorder_.observations(found_[b].answers);
    recorder_.invitations(found_[b].invitations);
    recorder_.diary(found_[b].diary);
    found_[b].answers.clear();
    found_[b].invitations.clear();
    found_[b].diary.clear();
  }
}

void Survey::visit(const World& w, std::size_t index, const Invited& who, Found& found) const {
  const Wave& wave = study_.waves[index];
  const auto number = static_cast<std::uint16_t>(index);
  const auto came = [&](Attendance o) {
    // a second coder sees the film: nobody is asked again
    if (wave.coder == 1) found.invitations.push_back({who.id, number, who.visit, w.today(), o});
  };
  if (!w.is_living(who.id)) return came(Attendance::died);
  if (calendar_.dropped_out(w, who.id, index, who.visit)) return came(Attendance::dropped_out);
  const std::size_t i = w.registry.slot[who.id];
  const Subject s = subject_of(w, i);
  const auto partner = partner_of(w, i);
  const Subject other = partner ? subject_of(w, *partner) : Subject{};
  const Draws life = w.draws_of(i, w.today()), draws = draws_of_wave(life, wave);
  WaveOptions options{wave.about, wave.minutes, {wave.days, wave.prompts, partner ? &other : nullptr}};
  options.life = &life;
  options.lines = &found.lines;
  options.missing = wave.missing;
  options.items = wave.items;
  options.coder = wave.coder;
  AnswerSheet sheet;
  found.lines.clear();
  take(wave.instrument, s, options, w.params, draws, sheet);
  for (const Answer& a : sheet)
    found.answers.push_back({s.id, number, static_cast<std::uint16_t>(a.measure), who.visit, a.role,
                             a.role == no_role ? nobody : s.figure_id[a.role], w.today() - w.birth_day_of(i), a.value});
  for (const DiaryPrompt& line : found.lines)
    found.diary.push_back({s.id, partner ? other.id : nobody, number, static_cast<std::uint16_t>(who.visit + 1),
                           w.today() + line.day - 1, line.day, line.prompt, line.minute, line.answered, line.security,
                           line.distress, line.bids, line.asked, line.offered});
  if (sheet.begin() != sheet.end()) return came(Attendance::answered);
  came(answers(s, wave.instrument, wave.missing, w.params, draws) ? Attendance::not_there : Attendance::refused);
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
                    l.distress_mean[i], l.load[i], l.depression[i], l.satisfaction[i], l.worth[i], l.reflection[i]});
  }
  if (!rows.empty()) recorder_.courses(rows);
}

}  // namespace bowlby
