// Likeness between relatives: what passes from parents to children, and what twins share.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/report/parts.hpp"
#include "evidence/contrast.hpp"
#include "evidence/estimators.hpp"
#include "evidence/pairs.hpp"
#include "model/state.hpp"

namespace bowlby::page {
namespace {

constexpr std::size_t drawn = 250;  // pairs per picture
constexpr int mother = static_cast<int>(Role::mother), father = static_cast<int>(Role::father);

struct Pairs {
  std::vector<double> x, y, cluster;
};
// Child to parent, or twin to twin.
using Kin = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

Pairs matched(const Kin& kin, const Sample& x_of_second, const Sample& y_of_first) {
  std::map<std::uint64_t, std::size_t> at;
  for (std::size_t i = 0; i < x_of_second.person.size(); ++i) at[x_of_second.person[i]] = i;
  std::map<std::uint64_t, std::uint64_t> second;
  for (const auto& [a, b] : kin) second[a] = b;
  Pairs out;
  for (std::size_t i = 0; i < y_of_first.person.size(); ++i) {
    const auto other = second.find(y_of_first.person[i]);
    if (other == second.end()) continue;
    const auto found = at.find(other->second);
    if (found == at.end()) continue;
    out.x.push_back(x_of_second.value[found->second]);
    out.y.push_back(y_of_first.value[i]);
    out.cluster.push_back(y_of_first.cluster[i]);
  }
  return out;
}

// Two measures of the same person.
Pairs same_person(const Sample& x, const Sample& y) {
  Kin self;
  for (const std::uint64_t p : y.person) self.emplace_back(p, p);
  return matched(self, x, y);
}

Kin children_of_mothers(Source& source) {
  const Columns c = source.numbers("SELECT replicate, id, mother FROM person WHERE mother IS NOT NULL ORDER BY 1, 2");
  Kin kin;
  for (std::size_t i = 0; i < c.rows(); ++i)
    kin.emplace_back(person_key(c[0][i], c[1][i]), person_key(c[0][i], c[2][i]));
  return kin;
}

Kin twins(Source& source, const std::string& zygosity) {
  const Columns c = source.numbers(
      "SELECT a.replicate, a.id, b.id FROM person a JOIN person b ON b.replicate = a.replicate AND b.id = a.id + 1 "
      "AND b.twin_pair = a.twin_pair WHERE a.zygosity = ? ORDER BY 1, 2",
      {zygosity});
  Kin kin;
  for (std::size_t i = 0; i < c.rows(); ++i)
    kin.emplace_back(person_key(c[0][i], c[1][i]), person_key(c[0][i], c[2][i]));
  return kin;
}

class Builder {
 public:
  explicit Builder(Source& source) : source_(source) {}

  // A number of the evidence table, under a plain label.
  void published(const char* id, const std::string& label) {
    const Comparison* c = source_.compared(id);
    if (c && c->simulated) add(label, *c->simulated, id);
  }

  void measured(const std::string& label, const Pairs& p, const char* id = nullptr) {
    const auto e = evidence::estimate("correlation", {{"x", "y", "cluster"}, {p.x, p.y, p.cluster}});
    if (e) add(label, *e, id);
  }

  void twin_pair(const std::string& label, const Pairs& p) {
    if (const auto e = evidence::intraclass(p.x, p.y)) add(label, *e, nullptr);
  }

  // A cloud of the pairs behind the correlation added last.
  void draw(const Pairs& p, const std::string& x_label, const std::string& y_label) {
    if (t.groups.empty() || p.x.size() < 3) return;
    report::PairSample s;
    s.group = t.groups.back().label;
    s.x_label = x_label;
    s.y_label = y_label;
    for (const std::size_t i : thinned(p.x.size(), drawn)) {
      s.x.push_back(p.x[i]);
      s.y.push_back(p.y[i]);
    }
    t.pairs.push_back(std::move(s));
  }

  report::Transmission t;

 private:
  void add(const std::string& label, const evidence::Estimate& e, const char* id) {
    report::Correlation c;
    c.label = label;
    c.r = e.value;
    c.low = e.low;
    c.high = e.high;
    c.n = static_cast<double>(e.n);
    if (const evidence::Target* target = id ? source_.target(id) : nullptr) {
      c.published = target->estimate;
      c.published_low = target->ci_low.value_or(report::unknown);
      c.published_high = target->ci_high.value_or(report::unknown);
      c.source_id = id;
    }
    t.groups.push_back(std::move(c));
  }
  Source& source_;
};

std::optional<Visit> infancy(const Source& source, Instrument instrument) {
  for (const Visit& v : source.visits(instrument))
    if (v.age >= .75 && v.age < 2.5) return v;
  return std::nullopt;
}

std::optional<Visit> first_adult(const Source& source, Instrument instrument) {
  for (const Visit& v : source.visits(instrument))
    if (v.age >= 18) return v;
  return std::nullopt;
}

std::string watched(double minutes) {
  return minutes < 120 ? fmt::format("{:.3g} minutes", minutes) : fmt::format("{:.3g} hours", minutes / 60);
}

// A rating of care near the first birthday, by how long the coder watched.
struct Rating {
  double minutes;
  Visit visit;
  Measure measure;
};

// Every length of watching there is, each once: waves of their own first, else the longer spans of one wave.
std::vector<Rating> ratings(const Source& source) {
  std::vector<Rating> all;
  const auto offer = [&all](double minutes, const Visit& v, Measure m) {
    const auto same = std::find_if(all.begin(), all.end(), [minutes](const Rating& r) { return r.minutes == minutes; });
    if (same == all.end()) all.push_back({minutes, v, m});
  };
  for (const bool longer : {false, true})
    for (const Visit& v : source.visits(Instrument::sensitivity)) {
      if (v.age < .75 || v.age >= 2.5) continue;
      const double set = source.study().waves[static_cast<std::size_t>(v.wave)].minutes;
      const double minutes = set > 0 ? set : source.study().scenario.params.coder_minutes;
      if (!longer)
        offer(minutes, v, Measure::sensitivity_observed);
      else if (source.visits(Instrument::sensitivity).size() == 1) {
        offer(minutes * 4, v, Measure::sensitivity_observed_2h);
        offer(minutes * 16, v, Measure::sensitivity_observed_8h);
      }
    }
  std::sort(all.begin(), all.end(), [](const Rating& a, const Rating& b) { return a.minutes < b.minutes; });
  return all;
}

void continuous_security(Source& source, Builder& b, const Rating& longest, const Visit& lab) {
  const Pairs p = same_person(source.observed(longest.measure, longest.visit, mother),
                              source.observed(Measure::strange_situation_security, lab, mother));
  b.measured(fmt::format("Mother watched for {}, child’s security score", watched(longest.minutes)), p);
  b.draw(p, "mother: rated sensitivity (1-9)", "child: laboratory security score");
}

void care_and_security(Source& source, Builder& b) {
  const auto lab = infancy(source, Instrument::strange_situation);
  const std::vector<Rating> all = ratings(source);
  if (!lab || all.empty()) return;
  for (const int parent : {mother, father}) {
    if (parent == father) continuous_security(source, b, all.back(), *lab);
    const Sample secure = source.observed(Measure::strange_situation_class_secure, *lab, parent);
    const char* name = parent == mother ? "Mother" : "Father";
    const char* id = parent == mother ? "CAR04" : "CAR05";
    for (const Rating& r : all) {
      const std::string label = fmt::format("{} watched for {}, child coded secure", name, watched(r.minutes));
      const bool shortest = &r == &all.front();
      if (shortest && source.compared(id))
        b.published(id, label);
      else
        b.measured(label, same_person(source.observed(r.measure, r.visit, parent), secure), shortest ? id : nullptr);
      if (parent == father) break;
    }
  }
}

void parents_and_children(Source& source, Builder& b) {
  b.published("TRN03", "Parent autonomous in the interview, child coded secure");
  b.published("TRN04", "Parent unresolved in the interview, child coded disorganized");
  const Kin kin = children_of_mothers(source);
  if (kin.empty()) return;
  const auto interview = first_adult(source, Instrument::interview);
  const auto lab = infancy(source, Instrument::strange_situation);
  if (interview && lab) {
    const Pairs p = matched(kin, source.observed(Measure::interview_coherence, *interview),
                            source.observed(Measure::strange_situation_security, *lab, mother));
    b.measured("Mother’s coherence in the interview, child’s security score", p);
    b.draw(p, "mother: coherence (1-9)", "child: laboratory security score");
  }
  const auto ecr = first_adult(source, Instrument::ecr);
  if (!ecr) return;
  const std::string age = when_text(*ecr);
  for (const auto& [measure, name] :
       {std::pair{Measure::ecr_anxiety_mean, "anxiety"}, std::pair{Measure::ecr_avoidance_mean, "avoidance"}}) {
    const Sample all = source.observed(measure, *ecr);
    const Pairs p = matched(kin, all, all);
    b.measured(fmt::format("Mother’s and child’s {} at {}", name, age), p);
    b.draw(p, fmt::format("mother: {} at {} (1-5)", name, age), fmt::format("child: {} at {} (1-5)", name, age));
  }
}

void between_twins(Source& source, Builder& b) {
  if (!source.study().scenario.twins) return;
  const Kin identical = twins(source, "mz"), fraternal = twins(source, "dz");
  struct Asked {
    Measure measure;
    std::string words, label;
    std::optional<Visit> visit;
    int role;
  };
  const std::vector<Visit> ecr = source.visits(Instrument::ecr);
  const auto last = ecr.empty() ? std::nullopt : std::optional(ecr.back());
  const Asked asked[]{
      {Measure::strange_situation_security, "security with the mother", "",
       infancy(source, Instrument::strange_situation), mother},
      {Measure::interview_coherence, "coherence in the interview", "", first_adult(source, Instrument::interview), -1},
      {Measure::ecr_avoidance_mean, "avoidance", "", last, -1},
      {Measure::ecr_anxiety_mean, "anxiety", "anxiety (1-5)", last, -1},
  };
  for (const Asked& a : asked) {
    if (!a.visit) continue;
    const Sample all = source.observed(a.measure, *a.visit, a.role);
    for (const Kin* kin : {&identical, &fraternal}) {
      const Pairs p = matched(*kin, all, all);
      b.twin_pair(fmt::format("{} twins, {} at {}", kin == &identical ? "Identical" : "Fraternal", a.words,
                              when_text(*a.visit)),
                  p);
      if (!a.label.empty()) b.draw(p, "one twin: " + a.label, "the other: " + a.label);
    }
  }
}

report::Contrast strongest(const std::vector<report::Correlation>& groups) {
  const std::size_t k = groups.size();
  if (k < 2) return {};
  const auto [low, high] =
      std::minmax_element(groups.begin(), groups.end(),
                          [](const report::Correlation& a, const report::Correlation& b) { return a.r < b.r; });
  if (low == high) return {};
  const std::size_t of = k * (k - 1) / 2;
  const evidence::Estimate d =
      evidence::apart({high->r, high->low, high->high, 0, 0}, {low->r, low->low, low->high, 0, 0}, of);
  return {high->label, low->label, d.value, d.low, d.high, static_cast<int>(of)};
}

}  // namespace

report::Transmission transmission(Source& source) {
  Builder b(source);
  parents_and_children(source, b);
  care_and_security(source, b);
  between_twins(source, b);
  b.t.strongest = strongest(b.t.groups);
  std::vector<Gap> gaps;
  for (report::Correlation& c : b.t.groups)
    gaps.push_back({c.r, c.low, c.high, c.published, c.published_low, c.published_high, &c.gap_low, &c.gap_high});
  judge(gaps);
  return b.t;
}

}  // namespace bowlby::page
