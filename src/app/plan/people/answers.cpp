#include "app/plan/people/answers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/answer_name.hpp"
#include "io/text/fields.hpp"

namespace bowlby {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN(), months_a_year = 12;
constexpr std::int32_t same_visit = 31;  // days that a couple's two visits of one date may lie apart

Problem refusal(const char* option, std::string reason, std::string remedy) {
  return {Fault::usage, "", 0, 0, option, std::move(reason), std::move(remedy)};
}

// All visits of what is named, with the place of each in time.
Expected<std::vector<AnswerColumn>> columns_named(const Study& study, const char* option, const std::string& name) {
  std::vector<std::string> known;
  for (std::size_t w = 0; w < study.waves.size(); ++w)
    for (std::size_t m = 0; m < measure_table.size(); ++m) {
      if (measure_table[m].instrument != study.waves[w].instrument) continue;
      known.push_back(answer_name(study.waves[w], measure_table[m]));
      if (known.back() != name) continue;
      std::vector<AnswerColumn> out;
      for (std::size_t v = 0; v < visits_of(study.waves[w]); ++v)
        out.push_back({static_cast<std::uint16_t>(w), static_cast<std::uint16_t>(v), static_cast<std::uint16_t>(m)});
      return out;
    }
  return refusal(option, "the study has no " + io::shown(name) + " (WAVE.INSTRUMENT.SCALE)", io::offer(name, known));
}

Expected<std::vector<AnswerColumn>> columns_named(const Study& study, const char* option,
                                                  const std::vector<std::string>& names) {
  std::vector<AnswerColumn> out;
  for (const std::string& name : names) {
    const auto some = columns_named(study, option, name);
    if (!some) return some.problems();
    out.insert(out.end(), some->begin(), some->end());
  }
  return out;
}

Expected<AnswerColumn> column_named(const Study& study, const char* option, const std::string& name) {
  const auto found = columns_named(study, option, name);
  if (!found) return found.problems();
  if (found->size() == 1) return found->front();
  return refusal(option, "the wave " + study.waves[found->front().wave].name + " has several visits",
                 "give the visit that is meant a wave of its own, or choose --analysis repeated, growth or crossed");
}

// Years, by one clock for all; nothing where the clocks differ or time does not rise.
std::optional<std::vector<double>> times_of(const Study& study, const std::vector<AnswerColumn>& columns) {
  std::vector<double> out;
  const Wave& first = study.waves[columns.front().wave];
  for (const AnswerColumn& c : columns) {
    const Wave& w = study.waves[c.wave];
    if (w.ages.empty() != first.ages.empty() || w.dates.empty() != first.dates.empty() ||
        (!w.months.empty() && w.after != first.after))
      return std::nullopt;
    out.push_back(planned(w, c.visit) / (w.months.empty() ? 1 : months_a_year));
    if (out.size() > 1 && !(out.back() > out[out.size() - 2])) return std::nullopt;
  }
  return out;
}

struct Needs {
  std::size_t least = 1, most = 1;
};
Needs waves_for(PlanTest test, bool baseline) {
  constexpr std::size_t most_repeated = 8, most_growth = 10, most_crossed = 6;
  switch (test) {
    case PlanTest::repeated:
      return {baseline ? std::size_t{1} : 2, most_repeated};
    case PlanTest::growth:
      return {3, most_growth};
    case PlanTest::crossed:
      return {3, most_crossed};
    default:
      return {};
  }
}

std::optional<Problem> look_at_waves(const PlanRequest& r, AnswerColumns& out) {
  const std::size_t waves = out.outcome.size();
  const Needs needs = waves_for(r.test, out.baseline.has_value());
  if (waves < needs.least || waves > needs.most)
    return refusal("--outcome",
                   "names " + std::to_string(waves) + " visits, and this analysis takes " +
                       std::to_string(needs.least) + " to " + std::to_string(needs.most),
                   "name several with commas, or a wave with several visits");
  std::vector<AnswerColumn> all = out.outcome;
  if (out.baseline && r.test == PlanTest::repeated) all.insert(all.begin(), *out.baseline);
  const auto times = times_of(r.study, all);
  if (!times)
    return refusal("--outcome",
                   "its visits do not follow each other by one clock (ages, dates, or months after one event)",
                   "name them in the order of time, all by the same clock");
  out.times = *times;
  if (r.test != PlanTest::crossed) return std::nullopt;
  const double step = (out.times.back() - out.times.front()) / static_cast<double>(waves - 1);
  for (std::size_t j = 1; j < waves; ++j)
    if (std::fabs(out.times[j] - out.times[j - 1] - step) > .1 * step)
      return refusal("--outcome",
                     "its visits lie unequally far apart, and lags are taken to be the same from each to the next",
                     "choose waves at equal distances");
  return std::nullopt;
}

std::optional<Problem> look_at_predictor(const PlanRequest& r, AnswerColumns& out) {
  if (r.partner) {
    for (const AnswerColumn& c : out.outcome)
      if (const Wave& w = r.study.waves[c.wave]; w.dates.empty() && !w.both)
        return refusal("--predictor", "partners do not answer " + w.name + " on the same day",
                       "give the wave dates: in place of ages:, or of: both");
    out.predictor = out.outcome;
    return std::nullopt;
  }
  auto predictor = columns_named(r.study, "--predictor", r.predictor);
  if (!predictor) return predictor.problems().front();
  const std::size_t wanted = r.test == PlanTest::crossed ? out.outcome.size() : 1;
  if (predictor->size() != wanted)
    return refusal(
        "--predictor",
        "names " + std::to_string(predictor->size()) + " visits, and " + std::to_string(wanted) +
            (wanted == 1 ? " is needed" : " are, as of --outcome"),
        wanted == 1 ? "name one, as in first.ecr.anxiety_mean" : "name the same visits of the other variable");
  if (std::ranges::find_first_of(*predictor, out.outcome) != predictor->end())
    return refusal("--predictor", "is an answer of --outcome, too, and nothing predicts itself",
                   wanted == 1 ? "name another answer" : "name another variable, or write partner");
  out.predictor = std::move(*predictor);
  if (r.test != PlanTest::crossed) return std::nullopt;
  const auto times = times_of(r.study, out.predictor);
  const auto apart = [](double a, double b) { return std::fabs(a - b) > 1 / months_a_year; };
  if (!times || !std::ranges::equal(*times, out.times, std::not_fn(apart)))
    return refusal("--predictor", "its visits are not those of --outcome", "ask both at the same visits");
  return std::nullopt;
}

bool is_own_start(const AnswerColumns& out) {
  return out.baseline && std::ranges::find(out.outcome, *out.baseline) != out.outcome.end();
}

Problem own_start() {
  return refusal("--baseline", "is an answer of --outcome, too, and nothing is its own start",
                 "name a visit before those of --outcome");
}

}  // namespace

Expected<AnswerColumns> answer_columns(const PlanRequest& r) {
  AnswerColumns out;
  if (!r.baseline.empty()) {
    const auto baseline = column_named(r.study, "--baseline", r.baseline);
    if (!baseline) return baseline.problems();
    if (std::ranges::find(out.outcome, *baseline) != out.outcome.end())
      return refusal("--baseline", "is an answer of --outcome, too, and nothing is its own start",
                     "name a visit before those of --outcome");
    out.baseline = *baseline;
  }
  if (r.test == PlanTest::repeated || r.test == PlanTest::growth || r.test == PlanTest::crossed) {
    auto outcome = columns_named(r.study, "--outcome", r.outcome);
    if (!outcome) return outcome.problems();
    out.outcome = std::move(*outcome);
    if (is_own_start(out)) return own_start();
    if (auto problem = look_at_waves(r, out)) return *problem;
    if (r.partner || !r.predictor.empty())
      if (auto problem = look_at_predictor(r, out)) return *problem;
    return out;
  }
  if (r.outcome.size() != 1)
    return refusal("--outcome", "names several answers, and this analysis takes one",
                   "name one, or choose --analysis repeated, growth or crossed");
  const auto outcome = column_named(r.study, "--outcome", r.outcome.front());
  if (!outcome) return outcome.problems();
  out.outcome = {*outcome};
  if (is_own_start(out)) return own_start();
  return out;
}

double AnswersKept::Mean::mean() const { return count > 0 ? sum / count : nothing; }

void AnswersKept::observations(std::span<const ObservationRow> rows) {
  for (const ObservationRow& r : rows) {
    const auto is = [&r](const AnswerColumn& c) {
      return r.wave == c.wave && r.measure == c.measure && r.visit == c.visit;
    };
    Answers* who = nullptr;
    // Someone asked about several figures has several values: their mean is the answer.
    const auto add = [&](auto&& place) {
      if (!who) {
        who = &people_[r.person];
        who->outcome.resize(columns_.outcome.size()), who->predictor.resize(columns_.predictor.size());
      }
      Mean& m = place(*who);
      m.sum += static_cast<double>(r.value), ++m.count, m.age = r.age_days;
    };
    for (std::size_t j = 0; j < columns_.outcome.size(); ++j)
      if (is(columns_.outcome[j])) add([j](Answers& a) -> Mean& { return a.outcome[j]; });
    for (std::size_t j = 0; j < columns_.predictor.size() && !partner_; ++j)
      if (is(columns_.predictor[j])) add([j](Answers& a) -> Mean& { return a.predictor[j]; });
    if (columns_.baseline && is(*columns_.baseline)) add([](Answers& a) -> Mean& { return a.baseline; });
  }
}

void AnswersKept::people(std::span<const PersonRow> rows) {
  for (const PersonRow& r : rows)
    if (const auto at = people_.find(r.id); at != people_.end()) {
      if (r.arm < 2) at->second.arm = r.arm;
      at->second.born = r.born_day, at->second.female = r.female;
    }
}

void AnswersKept::events(std::span<const EventRow> rows) {
  if (!partner_) return;
  for (const EventRow& e : rows) {
    if (e.kind != EventKind::union_start && e.kind != EventKind::union_end) continue;
    auto& times = unions_[std::minmax(e.person, e.other)];
    constexpr std::int32_t lasts = std::numeric_limits<std::int32_t>::max();
    const bool open = !times.empty() && times.back().until == lasts;
    if (e.kind == EventKind::union_start && !open) times.push_back({e.day, lasts});
    if (e.kind == EventKind::union_end && open) times.back().until = e.day;
  }
}

AnswerTable AnswersKept::table() const { return partner_ ? of_couples() : of_people(); }

AnswerTable AnswersKept::of_people() const {
  AnswerTable t;
  const std::size_t n = people_.size();
  t.outcome = fit::Matrix(n, columns_.outcome.size());
  t.predictor = fit::Matrix(n, columns_.predictor.size());
  for (const auto& [id, a] : people_) {
    const std::size_t i = t.id.size();
    for (std::size_t j = 0; j < t.outcome.cols; ++j) t.outcome(i, j) = a.outcome[j].mean();
    for (std::size_t j = 0; j < t.predictor.cols; ++j) t.predictor(i, j) = a.predictor[j].mean();
    t.id.push_back(id), t.arm.push_back(a.arm), t.baseline.push_back(a.baseline.mean());
  }
  return t;
}

// A visit counts where both answered and lived together; a couple, where two do.
AnswerTable AnswersKept::of_couples() const {
  AnswerTable t;
  std::vector<double> hers, his;
  for (const auto& [pair, times] : unions_) {
    const auto first = people_.find(pair.first), second = people_.find(pair.second);
    if (first == people_.end() || second == people_.end() || first->second.female == second->second.female) continue;
    const Answers &woman = first->second.female ? first->second : second->second,
                  &man = first->second.female ? second->second : first->second;
    const std::size_t waves = columns_.outcome.size();
    std::vector<double> of_woman(waves, nothing), of_man(waves, nothing);
    std::size_t seen = 0;
    for (std::size_t j = 0; j < waves; ++j) {
      const Mean &a = woman.outcome[j], &b = man.outcome[j];
      if (a.count == 0 || b.count == 0) continue;
      const std::int32_t day = woman.born + a.age, others = man.born + b.age;
      const bool then = std::ranges::any_of(times, [&](const Together& x) { return x.from <= day && day <= x.until; });
      if (!then || std::abs(day - others) > same_visit) continue;
      of_woman[j] = a.mean(), of_man[j] = b.mean(), ++seen;
    }
    if (seen < 2) continue;
    hers.insert(hers.end(), of_woman.begin(), of_woman.end());
    his.insert(his.end(), of_man.begin(), of_man.end());
    t.id.push_back(pair.first), t.arm.push_back(-1), t.baseline.push_back(nothing);
  }
  t.outcome = fit::Matrix(t.id.size(), columns_.outcome.size()), t.outcome.data = std::move(hers);
  t.predictor = fit::Matrix(t.id.size(), columns_.outcome.size()), t.predictor.data = std::move(his);
  return t;
}

}  // namespace bowlby
