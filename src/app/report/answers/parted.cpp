// Losing a partner: what it does, who protests and who holds back, and when it lets go.
#include <algorithm>

#include <fmt/format.h>

#include "app/report/answers/words.hpp"
#include "evidence/contrast.hpp"

namespace bowlby::page {
namespace {

constexpr Told feelings[]{{Measure::wellbeing_score, "wellbeing"},
                          {Measure::symptoms_depression, "depressive symptoms"},
                          {Measure::ecr_anxiety_mean, "anxiety"}};

struct Parting {
  std::size_t parted = 0, other = 0;  // arms
  double age = 0;                     // when it comes
  std::optional<std::vector<std::uint64_t>> among;
};

std::optional<Parting> parting(Source& source) {
  const Scenario& s = source.study().scenario;
  const auto loss = std::ranges::find_if(s.events, [](const LifeEvent& e) { return e.kind == LifeEventKind::breakup; });
  if (loss == s.events.end() || s.arms.size() != 2) return std::nullopt;
  const std::size_t parted = loss->arm == s.arms[0].name ? 0 : 1;
  const auto age = planned_age(s, *loss);
  if (!age || loss->arm.empty()) return std::nullopt;
  return Parting{parted, 1 - parted, *age, partnered_before_breakup(source)};
}

// Visits around the parting: by age, or by months after the drawing of the arms. The first is the last one before it.
std::vector<Visit> around(const Source& source, Instrument instrument, double age) {
  std::vector<Visit> before, after;
  const double drawn = source.study().scenario.assignment.age;
  for (const Visit& v : source.visits(instrument)) {
    if (!v.after.empty() && v.after != "enrolment") continue;
    const double at = v.after.empty() ? v.age : drawn + v.months / 12.;
    (at < age ? before : after).push_back(v);
  }
  if (before.empty()) return {};
  after.insert(after.begin(), before.back());
  return after;
}

struct Felt {
  Told told;
  std::vector<Visit> visits;
  std::vector<evidence::Estimate> apart;  // at each visit after: parted minus the others, as changes since before
};

std::vector<Felt> felt(Source& source, const Parting& p) {
  std::vector<Felt> all;
  for (const Told& t : feelings) {
    Felt f{t, around(source, info(t.measure).instrument, p.age), {}};
    for (std::size_t k = 1; k < f.visits.size(); ++k) {
      Sample s = change(source, t.measure, f.visits.front(), f.visits[k]);
      if (p.among) s = only(s, *p.among);
      const auto d = difference_of(s, p.parted, p.other);
      if (!d) break;
      f.apart.push_back(*d);
    }
    if (!f.apart.empty()) all.push_back(std::move(f));
  }
  return all;
}

report::Answer what_it_does(const Source& source, const Parting& p, const std::vector<Felt>& all) {
  std::vector<std::string> each;
  bool any = false;
  for (const Felt& f : all) {
    each.push_back(fmt::format("{} {} {}", when(f.visits[1]), f.told.words, higher(f.apart.front())));
    any = any || sure(f.apart.front());
  }
  const auto& labels = source.grouping().labels;
  return {"What does losing a partner do?",
          fmt::format("{} People of {} against those of {}, as changes since before: {}.",
                      any ? "It is seen at once." : "Nothing that is clear in this run.", quote(labels[p.parted]),
                      quote(labels[p.other]), listed(each))};
}

report::Answer when_it_lets_go(const std::vector<Felt>& all) {
  const Felt& f = *std::ranges::max_element(all, {}, [](const Felt& x) { return clarity(x.apart.front()); });
  const char* asks = "When does it let go?";
  const std::string first = fmt::format("{} {} {}", f.told.words, higher(f.apart.front()), when(f.visits[1]));
  const std::string last = fmt::format("{} {}", higher(f.apart.back()), when(f.visits[f.apart.size()]));
  if (!sure(f.apart.front()))
    return {asks, fmt::format("No mark is clear that could let go: {}, and {}.", first, last)};
  std::size_t clear = 0;  // visits after it up to the last one at which the mark is clear
  for (std::size_t k = 0; k < f.apart.size(); ++k)
    if (sure(f.apart[k])) clear = k + 1;
  if (clear == f.apart.size())
    return {asks, fmt::format("Not while people were watched: {}, and still {}.", first, last)};
  return {asks, fmt::format("The mark is no longer clear {}: {}, and {}.", when(f.visits[clear + 1]), first, last)};
}

// Of those who lost a partner, the third highest in a measure before against the lowest third.
std::optional<evidence::Estimate> by_thirds(Source& source, const Parting& p, Measure trait, Measure act) {
  const std::vector<Visit> asked = around(source, Instrument::ecr, p.age),
                           seen = around(source, Instrument::behaviour, p.age);
  if (asked.empty() || seen.size() < 2) return std::nullopt;
  Sample before = source.observed(trait, asked.front()), after = source.observed(act, seen[1]);
  keep_both(before, after);
  std::vector<double> traits;
  for (std::size_t i = 0; i < before.value.size(); ++i)
    if (before.group[i] == static_cast<double>(p.parted)) traits.push_back(before.value[i]);
  if (traits.size() < 12) return std::nullopt;
  const auto cuts = tertiles(traits);
  Sample rows;
  for (std::size_t i = 0; i < before.value.size(); ++i) {
    const int k = third(before.value[i], cuts);
    if (before.group[i] == static_cast<double>(p.parted) && k != 1)
      rows.push({k == 2 ? 1. : 0., after.value[i], after.cluster[i], after.couple[i], after.person[i]});
  }
  return difference_of(rows, 1, 0);
}

std::optional<report::Answer> who(Source& source, const Parting& p) {
  const auto protests = by_thirds(source, p, Measure::ecr_anxiety_mean, Measure::behaviour_contacts_ex),
             silent = by_thirds(source, p, Measure::ecr_avoidance_mean, Measure::behaviour_withdrawals);
  if (!protests || !silent) return std::nullopt;
  return report::Answer{
      "Who protests, and who falls silent?",
      fmt::format(
          "Contacts with the lost partner a day are {} in the third most anxious before than in the least anxious. "
          "Moments of holding back a day are {} in the most avoidant third than in the least avoidant.",
          higher(*protests), higher(*silent))};
}

// ---- years together and ordinary days, where a study looks at them beside the parting

// Change of satisfaction of the same two people between two visits, and their couple.
Columns of_the_same_two(Source& source, const Visit& first, const Visit& then) {
  return source.numbers(
      "SELECT b.value - a.value, MIN(a.person, COALESCE(a.target, a.person)) + a.replicate * 10000000000 "
      "FROM observation_raw a CROSS JOIN observation_raw b ON b.person = a.person AND b.replicate = a.replicate AND "
      "b.target = a.target AND b.measure = a.measure WHERE a.measure = (SELECT id FROM measure WHERE instrument = "
      "'satisfaction' AND scale = 'score') AND a.wave = ? AND a.visit = ? AND b.wave = ? AND b.visit = ? AND a.value "
      "IS NOT NULL AND b.value IS NOT NULL AND b.age_days > a.age_days",
      {static_cast<double>(first.wave), static_cast<double>(first.visit), static_cast<double>(then.wave),
       static_cast<double>(then.visit)});
}

std::optional<report::Answer> years_together(Source& source) {
  std::vector<Visit> visits;
  for (const Visit& v : source.visits(Instrument::satisfaction))
    if (v.after == "union start") visits.push_back(v);
  if (visits.size() < 2) return std::nullopt;
  std::ranges::stable_sort(visits, {}, &Visit::months);
  std::vector<std::string> each;
  bool falls = false;
  for (std::size_t k = 1; k < visits.size() && k < 3; ++k) {
    const Columns c = of_the_same_two(source, visits[k - 1], visits[k]);
    const auto e = evidence::estimate("mean", {{"value", "cluster"}, {c[0], c[1]}});
    if (!e) continue;
    if (k == 1) falls = sure(*e) && e->value < 0;
    each.push_back(fmt::format("{} from {} to {} together", higher(*e), months_text(visits[k - 1].months),
                               months_text(visits[k].months)));
  }
  if (each.empty()) return std::nullopt;
  return report::Answer{"Does satisfaction fall over the years together?",
                        fmt::format("{} The answers of the same two people (1 to 7): {}.",
                                    falls ? "Yes." : "Not clearly at first.", listed(each))};
}

std::optional<report::Answer> turning_to_each_other(Source& source) {
  const Columns c = source.numbers(
      "WITH kept AS MATERIALIZED (SELECT person, partner, day, replicate, MAX(asked > 0) AS asked FROM diary "
      "WHERE partner IS NOT NULL GROUP BY replicate, person, partner, day) "
      "SELECT MAX(a.asked, b.asked), a.person + a.replicate * 10000000000 FROM kept a CROSS JOIN kept b ON "
      "b.person = a.partner AND b.partner = a.person AND b.day = a.day AND b.replicate = a.replicate "
      "WHERE a.person < a.partner");
  if (c.rows() < 10) return std::nullopt;
  const auto e = evidence::estimate("proportion", {{"value", "cluster"}, {c[0], c[1]}});
  if (!e) return std::nullopt;
  return report::Answer{
      "How often do partners turn to each other?",
      fmt::format("On {} of the days that two diaries noted, one of the two asked the other for comfort.",
                  with_interval(*e, Kind::share))};
}

}  // namespace

Answers parted(Source& source) {
  Answers out;
  const auto p = parting(source);
  if (!p) return out;
  if (auto line = years_together(source)) out.push_back(std::move(*line));
  const bool other_questions = !out.empty();
  if (const std::vector<Felt> all = felt(source, *p); !all.empty()) {
    if (!other_questions) out.push_back(what_it_does(source, *p, all));
    if (auto line = who(source, *p)) out.push_back(std::move(*line));
    report::Answer end = when_it_lets_go(all);
    if (other_questions) end.asks = "Does a parting leave a mark that fades?";
    out.push_back(std::move(end));
  }
  if (auto line = other_questions ? turning_to_each_other(source) : std::nullopt) out.push_back(std::move(*line));
  return out;
}

}  // namespace bowlby::page
