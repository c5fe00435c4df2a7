// Couples: who is content with whom, how two people ask of one another, and how long unions last.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "app/report_parts.hpp"
#include "evidence/statistics.hpp"
#include "population/ticks.hpp"

namespace bowlby::page {
namespace {

constexpr double partner_reach = 3.0 * days_per_year;  // the partner is seen at an age of its own
constexpr double own_reach = 62;
constexpr double longest_union = 25;  // years drawn
constexpr std::size_t least_at_risk = 10;

double average(double sum, double n) { return n > 0 ? sum / n : report::unknown; }

// Who said how content he or she is with whom, on which day.
struct Answer {
  std::uint64_t person, partner;
  double day, score;
};

// The visit at which most people had a partner to speak of, of those where behaviour was counted too if there are any.
std::vector<Answer> answers(Source& source) {
  std::optional<Visit> best;
  std::size_t most = 0;
  const std::vector<Visit> counted = source.visits(Instrument::behaviour);
  const auto has_counts = [&counted](const Visit& v) {
    return std::any_of(counted.begin(), counted.end(), [&v](const Visit& c) { return c.age == v.age; });
  };
  const std::vector<Visit> all = source.visits(Instrument::satisfaction);
  const bool some = std::any_of(all.begin(), all.end(), has_counts);
  for (const Visit& v : all) {
    if (some && !has_counts(v)) continue;
    const std::size_t n = source.observed(Measure::satisfaction_score, v).person.size();
    if (n > most) best = v;
    most = std::max(most, n);
  }
  std::vector<Answer> out;
  if (!best) return out;
  const double from = std::floor(best->age * days_per_year);
  const Columns c = source.numbers(
      "SELECT o.replicate, o.person, o.target, p.born_day + o.age_days, o.value FROM observation_raw o "
      "JOIN person p ON p.replicate = o.replicate AND p.id = o.person "
      "WHERE o.measure = (SELECT id FROM measure WHERE instrument = 'satisfaction' AND scale = 'score') AND o.wave = ? "
      "AND o.age_days >= ? AND o.age_days < ? AND o.target IS NOT NULL AND o.value IS NOT NULL ORDER BY 1, 2",
      {static_cast<double>(best->wave), from, from + 32});
  for (std::size_t i = 0; i < c.rows(); ++i)
    out.push_back({person_key(c[0][i], c[1][i]), person_key(c[0][i], c[2][i]), c[3][i], c[4][i]});
  return out;
}

std::vector<report::CoupleCell> matrix(const std::vector<Answer>& answers, const History& avoidance) {
  struct Row {
    double own, partner, score;
  };
  std::vector<Row> rows;
  std::vector<double> own_values;
  for (const Answer& a : answers) {
    const auto own = avoidance.nearest(a.person, a.day, own_reach),
               other = avoidance.nearest(a.partner, a.day, partner_reach);
    if (!own || !other) continue;
    rows.push_back({*own, *other, a.score});
    own_values.push_back(*own);
  }
  std::vector<report::CoupleCell> cells;
  if (rows.size() < 9) return cells;  // fewer people than cells say nothing
  const auto cuts = tertiles(own_values);
  double sum[3][3]{}, n[3][3]{};
  for (const Row& r : rows) {
    sum[third(r.own, cuts)][third(r.partner, cuts)] += r.score;
    n[third(r.own, cuts)][third(r.partner, cuts)] += 1;
  }
  for (int own = 0; own < 3; ++own)
    for (int partner = 0; partner < 3; ++partner)
      cells.push_back({own, partner, average(sum[own][partner], n[own][partner]), n[own][partner]});
  return cells;
}

// What somebody in need does most: 0 asks openly, 1 insists, 2 holds back; nothing when nothing was seen.
std::optional<int> way(const History* const (&acts)[3], std::uint64_t person, double day, double reach) {
  double most = 0;
  std::optional<int> found;
  for (int k = 0; k < 3; ++k) {
    const double rate = acts[k]->nearest(person, day, reach).value_or(0);
    if (rate > most) {
      most = rate;
      found = k;
    }
  }
  return found;
}

std::vector<report::CouplePattern> patterns(Source& source, const std::vector<Answer>& answers) {
  constexpr const char* labels[6]{
      "both mostly ask openly", "one asks openly and one insists", "one asks openly and one holds back",
      "both mostly insist",     "one insists and one holds back",  "both mostly hold back"};
  constexpr int pattern[3][3]{{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
  const History bids(source, Measure::behaviour_bids), presses(source, Measure::behaviour_presses),
      withdrawals(source, Measure::behaviour_withdrawals);
  const History* const acts[3]{&bids, &presses, &withdrawals};
  std::map<std::uint64_t, double> score;
  for (const Answer& a : answers) score[a.person] = a.score;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  std::vector<int> found;
  double sum[6]{}, n[6]{};
  for (const Answer& a : answers) {
    if (!seen.insert(std::minmax(a.person, a.partner)).second) continue;  // each couple once
    const auto own = way(acts, a.person, a.day, own_reach), other = way(acts, a.partner, a.day, partner_reach);
    if (!own || !other) continue;
    const int k = pattern[*own][*other];
    found.push_back(k);
    const auto back = score.find(a.partner);
    sum[k] += back == score.end() ? a.score : .5 * (a.score + back->second);
    n[k] += 1;
  }
  std::vector<report::CouplePattern> rows;
  if (found.empty()) return rows;
  for (int k = 0; k < 6; ++k) {
    std::vector<double> is(found.size());
    std::transform(found.begin(), found.end(), is.begin(), [k](int f) { return f == k ? 1.0 : 0.0; });
    report::CouplePattern row;
    row.label = labels[k];
    if (const auto e = evidence::proportion(is)) {
      row.share = e->value;
      row.low = e->low;
      row.high = e->high;
    }
    row.satisfaction = average(sum[k], n[k]);
    rows.push_back(std::move(row));
  }
  return rows;
}

struct Lasting {
  std::vector<double> years, ended;
};

// Unions of two people of the run, from their start to the end, a death, or the end of the run, the last two censoring.
std::vector<report::Survival> survival_curves(Source& source, const History& avoidance) {
  const Columns c = source.numbers(
      "WITH k AS (SELECT (SELECT id FROM event_kind WHERE name = 'union_start') AS a, "
      "(SELECT id FROM event_kind WHERE name = 'union_end') AS z), "
      "stop AS (SELECT replicate, max(day) AS day FROM stream GROUP BY replicate) "
      "SELECT e.replicate, e.person, e.other, e.day, (SELECT min(x.day) FROM event_raw x WHERE x.person = e.person "
      "AND x.day >= e.day AND x.kind = k.z AND x.other = e.other AND x.replicate = e.replicate), "
      "min(stop.day, coalesce(p.died_day, stop.day), coalesce(q.died_day, stop.day)) "
      "FROM k CROSS JOIN event_raw e ON e.kind = k.a JOIN stop ON stop.replicate = e.replicate "
      "JOIN person p ON p.replicate = e.replicate AND p.id = e.person "
      "JOIN person q ON q.replicate = e.replicate AND q.id = e.other WHERE e.person < e.other "
      "ORDER BY e.replicate, e.day, e.person");
  struct Union {
    double avoidance, years, ended;
  };
  std::vector<Union> unions;
  std::vector<double> values;
  for (std::size_t i = 0; i < c.rows(); ++i) {
    const double start = c[3][i], end = c[4][i], watched = c[5][i];
    const auto a = avoidance.before(person_key(c[0][i], c[1][i]), start),
               b = avoidance.before(person_key(c[0][i], c[2][i]), start);
    if (!a || !b) continue;
    const bool ended = std::isfinite(end) && end <= watched;
    unions.push_back({.5 * (*a + *b), ((ended ? end : watched) - start) / days_per_year, ended ? 1.0 : 0.0});
    values.push_back(unions.back().avoidance);
  }
  const auto cuts = tertiles(values);
  Lasting thirds[3];
  for (const Union& u : unions) {
    thirds[third(u.avoidance, cuts)].years.push_back(u.years);
    thirds[third(u.avoidance, cuts)].ended.push_back(u.ended);
  }
  constexpr const char* labels[3]{"Couples low in avoidance", "Couples in the middle", "Couples high in avoidance"};
  std::vector<report::Survival> curves;
  for (int k = 0; k < 3; ++k) {
    const Lasting& l = thirds[k];
    report::Survival curve;
    curve.group = labels[k];
    for (double year = 0; year <= longest_union; year += 1) {
      const auto at_risk = static_cast<std::size_t>(
          std::count_if(l.years.begin(), l.years.end(), [year](double y) { return y >= year; }));
      if (at_risk < least_at_risk) break;
      const auto e =
          year > 0 ? evidence::survival(l.years, l.ended, year) : evidence::Maybe({1, 1, 1, l.years.size(), 0});
      if (!e) break;
      curve.years.push_back(year);
      curve.survival.push_back(e->value);
      curve.low.push_back(e->low);
      curve.high.push_back(e->high);
    }
    if (curve.years.size() > 1) curves.push_back(std::move(curve));
  }
  return curves;
}

}  // namespace

report::Couples couples(Source& source) {
  report::Couples out;
  // where arms differ, couples of all arms together would be a mixture
  if (source.grouping().arms || source.visits(Instrument::satisfaction).empty()) return out;
  const History avoidance(source, Measure::ecr_avoidance_mean);
  const std::vector<Answer> said = answers(source);
  out.measure = "avoidance";
  out.satisfaction_unit = "1-7";
  out.matrix = matrix(said, avoidance);
  if (!source.visits(Instrument::behaviour).empty()) out.patterns = patterns(source, said);
  out.dissolution = survival_curves(source, avoidance);
  return out;
}

}  // namespace bowlby::page
