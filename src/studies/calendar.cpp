#include "studies/calendar.hpp"

#include <algorithm>

#include "num/digest.hpp"

namespace bowlby {
namespace {

Draws own_draws(const World& w, std::uint32_t id) {
  const std::uint64_t stream = w.registry.stream[id];
  return {w.key.key, {static_cast<std::uint32_t>(stream), static_cast<std::uint32_t>(stream >> 32)}, 0};
}

bool falls_due(const World& w, std::int32_t day) { return day > month_start(w.month - 1) && day <= w.today(); }

std::int32_t days_of(double years) { return static_cast<std::int32_t>(years * days_per_year); }

std::uint32_t partner_of(const World& w, std::uint32_t id) {
  const std::uint32_t partner = w.lives_with(w.registry.slot[id]);
  return w.is_living(partner) ? partner : nobody;
}

bool was_born(const World& w, std::uint32_t id) {
  return w.registry.kind[id] == static_cast<std::uint8_t>(Kind::living) ||
         w.registry.kind[id] == static_cast<std::uint8_t>(Kind::dead);
}

}  // namespace

Draws draws_of_wave(Draws draws, const Wave& wave) {
  num::Digest name;
  const std::string& own = wave.film_of.empty() ? wave.name : wave.film_of;
  name.bytes(own.data(), own.size());
  draws.day ^= static_cast<std::uint32_t>(name.result());  // and not the key: what lasts is no wave's (scales.hpp)
  return draws;
}

Calendar::Calendar(const Study& study)
    : study_(study), loses_(std::ranges::any_of(study.waves, [](const Wave& w) { return w.dropout > 0; })) {}

bool Calendar::asked(const World& w, std::uint32_t id, std::size_t index) const {
  const Wave& wave = study_.waves[index];
  const auto& g = wave.generations;
  if (!was_born(w, id)) return false;
  if (!g.empty() && std::find(g.begin(), g.end(), w.registry.generation[id]) == g.end()) return false;
  return wave.share >= 1 || draws_of_wave(own_draws(w, id), wave).uniform(Purpose::sample) < wave.share;
}

// By age: the partner has come up already, and brought this person.
bool Calendar::came_before(const World& w, std::uint32_t id, std::int32_t age_days, std::size_t index) const {
  const std::uint32_t partner = partner_of(w, id);
  if (partner == nobody || !asked(w, partner, index)) return false;
  const std::int32_t day = w.registry.birth_day[partner] + age_days;
  const auto since = static_cast<std::int32_t>(w.living.union_start[w.registry.slot[id]]);
  return day <= month_start(w.month - 1) && since <= month_start_from(day) && brings(w, partner, id, age_days, index);
}

// Whether `id` brings the partner: always where both are asked for; in a diary, where the partner is asked, too, and
// would be due within so many days.
bool Calendar::brings(const World& w, std::uint32_t id, std::uint32_t partner, std::int32_t age_days,
                      std::size_t index) const {
  const Wave& wave = study_.waves[index];
  if (wave.both) return true;
  if (wave.together <= 0 || wave.ages.empty() || !asked(w, partner, index)) return false;
  const auto day = [&](std::uint32_t who) { return w.registry.birth_day[who] + age_days; };
  return day(partner) >= day(id) && day(partner) - day(id) <= wave.together;
}

std::vector<std::uint32_t> Calendar::due(const World& w, std::size_t index, std::size_t visit) const {
  const Wave& wave = study_.waves[index];
  std::vector<std::uint32_t> out;
  if (!wave.months.empty()) {
    for (const Happened& h : w.happened)
      if (h.kind == wave.after && h.month + wave.months[visit] == w.month && asked(w, h.person, index))
        out.push_back(h.person);
    return out;
  }
  const bool by_age = !wave.ages.empty();
  const std::int32_t day = days_of(planned(wave, visit));
  if (!by_age && !falls_due(w, day)) return out;
  // everybody who ever lived is looked at for every wave and month: only the birthday, and by two bounds
  const std::int32_t after = month_start(w.month - 1) - day, until = w.today() - day;
  const std::int32_t* const born = w.registry.birth_day.data();
  for (std::uint32_t id = 0, ids = static_cast<std::uint32_t>(w.registry.size()); id < ids; ++id) {
    if (by_age && (born[id] <= after || born[id] > until)) continue;
    if (!asked(w, id, index) || (!by_age && !w.is_living(id) && w.registry.generation[id] != 1)) continue;
    if (by_age && w.is_living(id) && came_before(w, id, day, index)) continue;
    out.push_back(id);
  }
  return out;
}

std::vector<Invited> Calendar::invited(const World& w, std::size_t index) const {
  const Wave& wave = study_.waves[index];
  std::vector<Invited> out;
  for (std::size_t v = 0; v < visits_of(wave); ++v) {
    std::vector<std::uint32_t> ids = due(w, index, v);
    const std::int32_t age_days = days_of(planned(wave, v));
    for (std::size_t i = 0, n = ids.size(); i < n; ++i) {
      const std::uint32_t partner = w.is_living(ids[i]) ? partner_of(w, ids[i]) : nobody;
      if (partner != nobody && brings(w, ids[i], partner, age_days, index)) ids.push_back(partner);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const std::uint32_t id : ids) out.push_back({id, static_cast<std::uint16_t>(v)});
  }
  return out;
}

std::vector<Calendar::Planned> Calendar::visits_until_today(const World& w, std::uint32_t id) const {
  std::vector<Planned> out;
  for (std::size_t k = 0; k < study_.waves.size(); ++k) {
    const Wave& wave = study_.waves[k];
    if (!asked(w, id, k)) continue;
    for (std::size_t v = 0; v < visits_of(wave); ++v) {
      if (wave.months.empty()) {
        const std::int32_t day = days_of(planned(wave, v)) + (wave.ages.empty() ? 0 : w.registry.birth_day[id]);
        if (day <= w.today() && day >= w.registry.birth_day[id]) out.push_back({day, k, v});
        continue;
      }
      for (const Happened& h : w.happened)
        if (h.person == id && h.kind == wave.after && h.month + wave.months[v] <= w.month)
          out.push_back({month_start(h.month + wave.months[v]), k, v});
    }
  }
  return out;
}

bool Calendar::wishes_to_leave(const World& w, std::uint32_t id, const Planned& now, std::int32_t since) const {
  std::vector<Planned> all = visits_until_today(w, id);
  all.push_back(now);
  std::int32_t first = now.day;
  for (const Planned& p : all) first = std::min(first, p.day);
  return std::ranges::any_of(all, [&](const Planned& p) {
    const Wave& wave = study_.waves[p.wave];
    if (p.day == first || p.day < since || !(wave.dropout > 0)) return false;
    const double chance = wave.by_couple ? 1 - num::sqrt(1 - wave.dropout) : wave.dropout;
    const auto time =
        static_cast<std::uint32_t>(wave.months.empty() ? days_of(planned(wave, p.visit)) : wave.months[p.visit]);
    return draws_of_wave(own_draws(w, id), wave).uniform(Purpose::dropout, time) < chance;
  });
}

bool Calendar::dropped_out(const World& w, std::uint32_t id, std::size_t index, std::size_t visit) const {
  if (!loses_) return false;
  const Planned now{w.today(), index, visit};
  if (wishes_to_leave(w, id, now, 0)) return true;
  const std::uint32_t partner = study_.waves[index].by_couple ? partner_of(w, id) : nobody;
  return partner != nobody &&
         wishes_to_leave(w, partner, now, static_cast<std::int32_t>(w.living.union_start[w.registry.slot[id]]));
}

}  // namespace bowlby
