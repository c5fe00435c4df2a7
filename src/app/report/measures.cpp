// The plane, class shares and panels: what instruments gave, group by group.
#include <algorithm>
#include <cmath>

#include "app/report/parts.hpp"
#include "evidence/estimators.hpp"
#include "model/state.hpp"

namespace bowlby::page {
namespace {

constexpr double adult = 18;
constexpr std::size_t drawn = 300;  // people per cloud
constexpr int mother = static_cast<int>(Role::mother), father = static_cast<int>(Role::father);

double value_or_unknown(const evidence::Maybe& e) { return e ? e->value : report::unknown; }

evidence::Sample of_everybody(const Sample& s) { return {{"value", "cluster"}, {s.value, s.cluster}}; }

// Generations are compared when people come of age, arms at the end, when what was done to them has worked.
std::optional<Visit> visit_to_compare(const Source& source, Instrument instrument) {
  const std::vector<Visit> all = source.visits(instrument);
  if (all.empty()) return std::nullopt;
  if (source.grouping().arms) return all.back();
  const auto grown = std::find_if(all.begin(), all.end(), [](const Visit& v) { return v.age >= adult; });
  return grown == all.end() ? all.back() : *grown;
}

std::optional<Visit> infancy(const Source& source, Instrument instrument) {
  for (const Visit& v : source.visits(instrument))
    if (v.age >= .75 && v.age < 2.5) return v;
  return std::nullopt;
}

// ---- class shares

struct Class {
  Measure measure;
  const char* label;
  const char* target;
};
constexpr Class infant_classes[]{
    {Measure::strange_situation_class_secure, "secure (B)", "INF01"},
    {Measure::strange_situation_class_avoidant, "avoidant (A)", "INF02"},
    {Measure::strange_situation_class_resistant, "resistant (C)", "INF03"},
    {Measure::strange_situation_class_disorganized, "disorganized (D)", "INF04"},
};
constexpr Class interview_classes[]{
    {Measure::interview_class_autonomous, "autonomous", "AAI01"},
    {Measure::interview_class_dismissing, "dismissing", "AAI02"},
    {Measure::interview_class_preoccupied, "preoccupied", "AAI03"},
};

// Shares are comparable to published ones where care was left as it comes: in a study without arms, or its first arm.
bool left_as_it_comes(const Source& source, std::string& who) {
  const auto& arms = source.study().scenario.arms;
  const Care& c = arms.front().care;
  if (c.response || c.consistency || c.rebuff || c.fright) return false;
  if (source.grouping().arms) who = " (arm “" + source.grouping().labels.front() + "”)";
  return true;
}

void add_share(Source& source, std::vector<report::ClassShare>& rows, const std::string& group, const Class& c,
               const evidence::Sample& sample) {
  const auto e = evidence::estimate("proportion", sample);
  if (!e) return;
  report::ClassShare s;
  s.group = group;
  s.label = c.label;
  s.simulated = e->value;
  s.low = e->low;
  s.high = e->high;
  s.n = static_cast<double>(e->n);
  if (const evidence::Target* t = source.target(c.target)) {
    s.published = t->estimate;
    s.published_low = t->ci_low.value_or(report::unknown);
    s.published_high = t->ci_high.value_or(report::unknown);
    s.source_id = c.target;
  }
  rows.push_back(std::move(s));
}

// The published interviews are mothers': women of the run who have children, if there are enough of them.
Sample mothers_among(Source& source, const Sample& all) {
  const Columns c =
      source.numbers("SELECT DISTINCT replicate, mother FROM person WHERE mother IS NOT NULL ORDER BY 1, 2");
  std::vector<std::uint64_t> mothers;
  for (std::size_t i = 0; i < c.rows(); ++i) mothers.push_back(person_key(c[0][i], c[1][i]));
  return only(all, mothers);
}

// ---- panels

enum class Seen : int { levels = 1, soon = 2, both = 3 };  // what is told of changes: none, the first, also the last

struct Panel {
  Measure measure;
  const char* words;
  const char* unit;
  bool arms, generations;  // where it is shown
  Seen changes;
};
constexpr Panel panel_table[]{
    {Measure::behaviour_presses, "the number of insistent bids", "per day", true, false, Seen::soon},
    {Measure::behaviour_withdrawals, "holding back in distress", "per day", true, false, Seen::soon},
    {Measure::behaviour_contacts_ex, "the number of contact acts toward an ex-partner", "per day", true, false,
     Seen::levels},
    {Measure::ecr_anxiety_mean, "questionnaire anxiety", "mean score, 1-5", true, true, Seen::both},
    {Measure::ecr_avoidance_mean, "questionnaire avoidance", "mean score, 1-5", true, true, Seen::both},
    {Measure::strange_situation_class_secure, "the share coded secure with the", "share, 0 to 1", true, true,
     Seen::levels},
    {Measure::strange_situation_class_avoidant, "the share coded avoidant with the", "share, 0 to 1", true, false,
     Seen::levels},
    {Measure::strange_situation_class_resistant, "the share coded resistant with the", "share, 0 to 1", true, false,
     Seen::levels},
    {Measure::strange_situation_class_disorganized, "the share coded disorganized with the", "share, 0 to 1", true,
     true, Seen::levels},
    {Measure::sensitivity_observed, "rated sensitivity of the", "rating, 1-9", false, true, Seen::levels},
    {Measure::interview_coherence, "coherence in the interview", "rating, 1-9", true, true, Seen::soon},
    {Measure::symptoms_depression, "the number of depressive symptoms", "count, 0 to 9", true, true, Seen::both},
    {Measure::wellbeing_score, "wellbeing", "score, 1-7", true, false, Seen::both},
    {Measure::satisfaction_score, "satisfaction with the partnership", "score, 1-7", true, false, Seen::soon},
};

bool of_a_carer(const Panel& p) {
  const Instrument i = info(p.measure).instrument;
  return i == Instrument::strange_situation || i == Instrument::sensitivity;
}

report::ArmPanel panel_of(const Source& source, const Sample& s, std::string measure, std::string unit, bool share,
                          bool change) {
  report::ArmPanel panel{std::move(measure), std::move(unit), {}, {}};
  for (std::size_t g = 0; g < source.grouping().labels.size(); ++g) {
    const auto e = evidence::estimate(share ? "proportion" : "mean", of_group(s, g));
    if (!e) continue;
    panel.arms.push_back({source.grouping().labels[g], e->value, e->low, e->high, static_cast<double>(e->n)});
  }
  panel.contrast =
      contrast(s, source.grouping().labels, change ? Pick::first_and_most_unlike : Pick::highest_and_lowest);
  return panel;
}

// Arms with the same care differ by what happened to them later: then the change since the first visit tells.
bool arms_differ_later(const Scenario& s) {
  const Care& a = s.arms.front().care;
  return (!s.help.empty() || !s.events.empty()) && std::all_of(s.arms.begin(), s.arms.end(), [&a](const Arm& b) {
           return a.response == b.care.response && a.consistency == b.care.consistency && a.rebuff == b.care.rebuff &&
                  a.fright == b.care.fright;
         });
}

}  // namespace

report::Plane plane(Source& source) {
  report::Plane out;
  const auto visit = visit_to_compare(source, Instrument::ecr);
  if (!visit) return out;
  Sample x = source.observed(Measure::ecr_avoidance_mean, *visit),
         y = source.observed(Measure::ecr_anxiety_mean, *visit);
  keep_both(x, y);
  out.x_label = "avoidance at " + when_text(*visit) + " (mean, 1-5)";
  out.y_label = "anxiety at " + when_text(*visit) + " (mean, 1-5)";
  out.scale_low = 1;
  out.scale_high = 5;
  out.avoidance = contrast(x, source.grouping().labels);
  out.anxiety = contrast(y, source.grouping().labels);
  for (std::size_t g = 0; g < source.grouping().labels.size(); ++g) {
    const evidence::Sample gx = of_group(x, g), gy = of_group(y, g);
    const std::vector<double>&a = gx.columns[0], &b = gy.columns[0];
    if (a.empty()) continue;
    report::PlaneGroup group;
    group.label = source.grouping().labels.size() > 1 ? source.grouping().labels[g] : "Everybody";
    group.mean_x = value_or_unknown(evidence::estimate("mean", gx));
    group.mean_y = value_or_unknown(evidence::estimate("mean", gy));
    if (a.size() == 1) {  // no interval, but a place
      group.mean_x = a.front();
      group.mean_y = b.front();
    }
    group.sd_x = value_or_unknown(evidence::standard_deviation(a));
    group.sd_y = value_or_unknown(evidence::standard_deviation(b));
    group.correlation = value_or_unknown(evidence::correlation(a, b));
    group.n = static_cast<double>(a.size());
    for (const std::size_t i : thinned(a.size(), drawn)) {
      group.x.push_back(a[i]);
      group.y.push_back(b[i]);
    }
    out.groups.push_back(std::move(group));
  }
  return out;
}

std::vector<report::ClassShare> class_shares(Source& source) {
  std::vector<report::ClassShare> rows;
  std::string who;
  if (!left_as_it_comes(source, who)) return rows;
  const auto sample = [&source](const Sample& s) { return source.grouping().arms ? of_group(s, 0) : of_everybody(s); };
  if (const auto v = infancy(source, Instrument::strange_situation))
    for (const int parent : {mother, father})
      for (const Class& c : infant_classes)
        add_share(source, rows, (parent == mother ? "Strange Situation, mothers" : "Strange Situation, fathers") + who,
                  c, sample(source.observed(c.measure, *v, parent)));
  if (const auto v = visit_to_compare(source, Instrument::interview); v && v->age >= adult)
    for (const Class& c : interview_classes) {
      const Sample all = source.observed(c.measure, *v), parents = mothers_among(source, all);
      const bool enough = parents.value.size() >= 30;
      add_share(
          source, rows,
          (enough ? "Interview at " + when_text(*v) + ", women who have children" : "Interview at " + when_text(*v)) +
              who,
          c, sample(enough ? parents : all));
    }
  std::vector<Gap> gaps;
  for (report::ClassShare& r : rows)
    gaps.push_back(
        {r.simulated, r.low, r.high, r.published, r.published_low, r.published_high, &r.gap_low, &r.gap_high});
  judge(gaps);
  return rows;
}

std::vector<report::ArmPanel> panels(Source& source) {
  std::vector<report::ArmPanel> out;
  const Grouping& g = source.grouping();
  if (g.labels.size() < 2) return out;
  const bool changes = g.arms && arms_differ_later(source.study().scenario);
  const auto among = changes ? partnered_before_breakup(source) : std::nullopt;
  const auto add = [&](const Panel& p, Sample s, const std::string& words, const char* unit, bool change = false) {
    if (among) s = only(s, *among);
    report::ArmPanel panel = panel_of(source, s, words, unit, info(p.measure).unit == "0/1", change);
    const bool zero =
        std::all_of(panel.arms.begin(), panel.arms.end(), [](const report::Arm& a) { return a.mean == 0; });
    if (panel.arms.size() > 1 && !zero) out.push_back(std::move(panel));
  };
  for (const Panel& p : panel_table) {
    if (g.arms ? !p.arms : !p.generations) continue;
    const std::vector<Visit> visits = source.visits(info(p.measure).instrument);
    if (visits.empty()) continue;
    if (p.measure == Measure::behaviour_contacts_ex) {
      if (among && visits.size() > 1)
        add(p, source.observed(p.measure, visits[1]), "at " + when_text(visits[1]) + ", " + p.words, p.unit);
    } else if (of_a_carer(p)) {
      // where no figure is named, every child is seen with whoever cares for it most
      const bool named = !source.study().waves[static_cast<std::size_t>(visits.front().wave)].about.empty();
      add(p, source.observed(p.measure, visits.front(), named ? mother : -1),
          "at " + when_text(visits.front()) + ", " + p.words + (named ? " mother" : " main carer"), p.unit);
    } else if (!changes) {
      const Visit v = *visit_to_compare(source, info(p.measure).instrument);
      add(p, source.observed(p.measure, v), "at " + when_text(v) + ", " + p.words, p.unit);
    } else {
      for (std::size_t k = 1; k < visits.size(); ++k) {
        if (k != 1 && (k + 1 != visits.size() || p.changes != Seen::both)) continue;  // soon after, and at the end
        add(p, change(source, p.measure, visits.front(), visits[k]),
            "from " + when_text(visits.front()) + " to " + when_text(visits[k]) + ", the change in " + p.words,
            std::string_view(p.unit) == "per day" ? p.unit : "points", true);
      }
    }
  }
  return out;
}

}  // namespace bowlby::page
