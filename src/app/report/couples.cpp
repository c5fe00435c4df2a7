// Couples: who is content with whom, how two people ask of one another, and how long unions last.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "app/report/parts.hpp"
#include "evidence/contrast.hpp"
#include "evidence/estimators.hpp"
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
  double day, score, family;
};

// The same number for both partners.
double couple_number(const Answer& a) { return static_cast<double>(std::min(a.person, a.partner)); }

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
  const Columns c = source.numbers(
      std::string("SELECT o.replicate, o.person, o.target, p.born_day + o.age_days, o.value, ") + family_sql +
          " FROM observation_raw o "
          "JOIN person p ON p.replicate = o.replicate AND p.id = o.person "
          "WHERE o.measure = (SELECT id FROM measure WHERE instrument = 'satisfaction' AND scale = 'score') AND o.wave "
          "= ? AND o.visit = ? AND o.target IS NOT NULL AND o.value IS NOT NULL ORDER BY 1, 2",
      {static_cast<double>(best->wave), static_cast<double>(best->visit)});
  for (std::size_t i = 0; i < c.rows(); ++i)
    out.push_back({person_key(c[0][i], c[1][i]), person_key(c[0][i], c[2][i]), c[3][i], c[4][i], c[5][i]});
  return out;
}

// Cells in the words of a sentence, in their order.
std::vector<std::string> cell_names() {
  constexpr const char* names[3]{"low", "in the middle", "high"};
  std::vector<std::string> all;
  for (int own = 0; own < 3; ++own)
    for (int partner = 0; partner < 3; ++partner)
      all.push_back(own == partner ? fmt::format("both are {} in avoidance", names[own])
                                   : fmt::format("one is {} in avoidance and has a partner who is {}", names[own],
                                                 names[partner]));
  return all;
}

void matrix(report::Couples& out, const std::vector<Answer>& answers, const History& avoidance) {
  struct Row {
    double own, partner;
    const Answer* said;
  };
  std::vector<Row> rows;
  std::vector<double> own_values;
  for (const Answer& a : answers) {
    const auto own = avoidance.nearest(a.person, a.day, own_reach),
               other = avoidance.nearest(a.partner, a.day, partner_reach);
    if (!own || !other) continue;
    rows.push_back({*own, *other, &a});
    own_values.push_back(*own);
  }
  if (rows.size() < 9) return;  // fewer people than cells say nothing
  const auto cuts = tertiles(own_values);
  double sum[3][3]{}, n[3][3]{};
  Sample scores;
  for (const Row& r : rows) {
    const int own = third(r.own, cuts), partner = third(r.partner, cuts);
    sum[own][partner] += r.said->score;
    n[own][partner] += 1;
    scores.push({3. * own + partner, r.said->score, r.said->family, couple_number(*r.said), r.said->person});
  }
  for (int own = 0; own < 3; ++own)
    for (int partner = 0; partner < 3; ++partner)
      out.matrix.push_back({own, partner, average(sum[own][partner], n[own][partner]), n[own][partner]});
  out.satisfied = contrast(scores, cell_names());
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

void patterns(report::Couples& out, Source& source, const std::vector<Answer>& answers) {
  const std::vector<std::string> labels{
      "both mostly ask openly", "one asks openly and one insists", "one asks openly and one holds back",
      "both mostly insist",     "one insists and one holds back",  "both mostly hold back"};
  constexpr int pattern[3][3]{{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
  const History bids(source, Measure::behaviour_bids), presses(source, Measure::behaviour_presses),
      withdrawals(source, Measure::behaviour_withdrawals);
  const History* const acts[3]{&bids, &presses, &withdrawals};
  std::map<std::uint64_t, const Answer*> of;
  for (const Answer& a : answers) of[a.person] = &a;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  std::vector<int> found;
  double sum[6]{}, n[6]{};
  Sample scores;  // a row for each couple, in the family of either
  for (const Answer& a : answers) {
    if (!seen.insert(std::minmax(a.person, a.partner)).second) continue;  // each couple once
    const auto own = way(acts, a.person, a.day, own_reach), other = way(acts, a.partner, a.day, partner_reach);
    if (!own || !other) continue;
    const int k = pattern[*own][*other];
    found.push_back(k);
    const auto back = of.find(a.partner);
    const bool alone = back == of.end();
    const double score = alone ? a.score : .5 * (a.score + back->second->score);
    sum[k] += score;
    n[k] += 1;
    const double other_family = alone ? -static_cast<double>(a.partner) : back->second->family;
    scores.push({static_cast<double>(k), score, a.family, other_family, a.person});
  }
  if (found.empty()) return;
  for (int k = 0; k < 6; ++k) {
    std::vector<double> is(found.size());
    std::transform(found.begin(), found.end(), is.begin(), [k](int f) { return f == k ? 1.0 : 0.0; });
    report::CouplePattern row;
    row.label = labels[static_cast<std::size_t>(k)];
    if (const auto e = evidence::proportion(is)) {
      row.share = e->value;
      row.low = e->low;
      row.high = e->high;
    }
    row.satisfaction = average(sum[k], n[k]);
    out.patterns.push_back(std::move(row));
  }
  out.satisfied_pattern = contrast(scores, labels);
}

struct Lasting {
  std::vector<double> years, ended, family;
};

// Of the groups still followed at a year up to the tenth, those that last longest against those that part soonest.
void compare_lasting(report::Couples& out, const Lasting (&thirds)[3], const std::vector<int>& drawn) {
  double year = 10;
  for (const report::Survival& s : out.dissolution) year = std::min(year, s.years.back());
  std::vector<evidence::Estimate> at;
  for (const int k : drawn) {
    const Lasting& l = thirds[k];
    const auto e =
        evidence::estimate("survival", {{"time", "event", "horizon", "cluster"},
                                        {l.years, l.ended, std::vector<double>(l.years.size(), year), l.family}});
    if (!e) return;
    at.push_back(*e);
  }
  if (at.size() < 2) return;
  const auto [low, high] = std::minmax_element(
      at.begin(), at.end(), [](const evidence::Estimate& a, const evidence::Estimate& b) { return a.value < b.value; });
  if (low == high) return;
  const std::size_t of = at.size() * (at.size() - 1) / 2;
  const evidence::Estimate d = evidence::apart(*high, *low, of);
  const auto label = [&](auto which) { return out.dissolution[static_cast<std::size_t>(which - at.begin())].group; };
  out.lasting = {label(high), label(low), d.value, d.low, d.high, static_cast<int>(of)};
  out.lasting_year = year;
}

// Unions of two people of the run, from their start to the end, a death, or the end of the run, the last two censoring.
void survival_curves(report::Couples& out, Source& source, const History& avoidance) {
  const Columns c = source.numbers(
      "WITH k AS (SELECT (SELECT id FROM event_kind WHERE name = 'union_start') AS a, "
      "(SELECT id FROM event_kind WHERE name = 'union_end') AS z), "
      "stop AS (SELECT replicate, max(day) AS day FROM stream GROUP BY replicate) "
      "SELECT e.replicate, e.person, e.other, e.day, (SELECT min(x.day) FROM event_raw x WHERE x.person = e.person "
      "AND x.day >= e.day AND x.kind = k.z AND x.other = e.other AND x.replicate = e.replicate), "
      "min(stop.day, coalesce(p.died_day, stop.day), coalesce(q.died_day, stop.day)), " +
      std::string(family_sql) +
      " "
      "FROM k CROSS JOIN event_raw e ON e.kind = k.a JOIN stop ON stop.replicate = e.replicate "
      "JOIN person p ON p.replicate = e.replicate AND p.id = e.person "
      "JOIN person q ON q.replicate = e.replicate AND q.id = e.other WHERE e.person < e.other "
      "ORDER BY e.replicate, e.day, e.person");
  struct Union {
    double avoidance, years, ended, family;
  };
  std::vector<Union> unions;
  std::vector<double> values;
  for (std::size_t i = 0; i < c.rows(); ++i) {
    const double start = c[3][i], end = c[4][i], watched = c[5][i];
    const auto a = avoidance.before(person_key(c[0][i], c[1][i]), start),
               b = avoidance.before(person_key(c[0][i], c[2][i]), start);
    if (!a || !b) continue;
    const bool ended = std::isfinite(end) && end <= watched;
    unions.push_back({.5 * (*a + *b), ((ended ? end : watched) - start) / days_per_year, ended ? 1.0 : 0.0, c[6][i]});
    values.push_back(unions.back().avoidance);
  }
  const auto cuts = tertiles(values);
  Lasting thirds[3];
  for (const Union& u : unions) {
    Lasting& l = thirds[third(u.avoidance, cuts)];
    l.years.push_back(u.years);
    l.ended.push_back(u.ended);
    l.family.push_back(u.family);
  }
  constexpr const char* labels[3]{"Couples low in avoidance", "Couples in the middle", "Couples high in avoidance"};
  std::vector<int> drawn;
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
    if (curve.years.size() < 2) continue;
    out.dissolution.push_back(std::move(curve));
    drawn.push_back(k);
  }
  compare_lasting(out, thirds, drawn);
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
  matrix(out, said, avoidance);
  if (!source.visits(Instrument::behaviour).empty()) patterns(out, source, said);
  survival_curves(out, source, avoidance);
  return out;
}

}  // namespace bowlby::page
