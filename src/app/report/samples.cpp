// Rows of measures put together: the same people twice, some people only, two groups set against each other.
#include <algorithm>
#include <array>
#include <map>

#include "app/report/parts.hpp"
#include "evidence/contrast.hpp"
#include "evidence/estimators.hpp"

namespace bowlby::page {

evidence::Sample of_group(const Sample& s, std::size_t group) {
  evidence::Sample out{{"value", "cluster"}, {{}, {}}};
  for (std::size_t i = 0; i < s.value.size(); ++i)
    if (s.group[i] == static_cast<double>(group)) {
      out.columns[0].push_back(s.value[i]);
      out.columns[1].push_back(s.cluster[i]);
    }
  return out;
}

void keep_both(Sample& a, Sample& b) {
  std::map<std::uint64_t, std::size_t> at;
  for (std::size_t i = 0; i < b.person.size(); ++i) at[b.person[i]] = i;
  Sample ka, kb;
  for (std::size_t i = 0; i < a.person.size(); ++i) {
    const auto found = at.find(a.person[i]);
    if (found == at.end()) continue;
    ka.add(a, i);
    kb.add(b, found->second);
  }
  a = std::move(ka);
  b = std::move(kb);
}

Sample only(const Sample& all, const std::vector<std::uint64_t>& people) {
  Sample kept;
  for (std::size_t i = 0; i < all.person.size(); ++i)
    if (std::binary_search(people.begin(), people.end(), all.person[i])) kept.add(all, i);
  return kept;
}

Sample change(Source& source, Measure m, const Visit& before, const Visit& after) {
  Sample first = source.observed(m, before), then = source.observed(m, after);
  keep_both(first, then);
  for (std::size_t i = 0; i < then.value.size(); ++i) then.value[i] -= first.value[i];
  return then;
}

evidence::Maybe difference_of(const Sample& s, std::size_t one, std::size_t other, std::size_t of) {
  std::vector<double> x, g, family, couple;
  for (std::size_t i = 0; i < s.value.size(); ++i) {
    const bool is_one = s.group[i] == static_cast<double>(one);
    if (!is_one && s.group[i] != static_cast<double>(other)) continue;
    x.push_back(s.value[i]);
    g.push_back(is_one ? 1 : 0);
    family.push_back(s.cluster[i]);
    couple.push_back(s.couple[i]);
  }
  const std::array<evidence::Values, 2> together{family, couple};
  return evidence::mean_difference(x, g, together, of);
}

std::optional<double> planned_age(const Scenario& s, const LifeEvent& e) {
  if (!e.after) return e.age;
  if (s.assignment.at != ArmTime::age) return std::nullopt;
  return s.assignment.age + *e.after / 12.;
}

std::optional<std::vector<std::uint64_t>> partnered_before_breakup(Source& source) {
  const Scenario& s = source.study().scenario;
  const auto loss = std::find_if(s.events.begin(), s.events.end(),
                                 [](const LifeEvent& e) { return e.kind == LifeEventKind::breakup; });
  const auto age = loss == s.events.end() ? std::nullopt : planned_age(s, *loss);
  if (!age) return std::nullopt;
  std::optional<Visit> last;
  for (const Visit& v : source.visits(Instrument::satisfaction))
    if (v.after.empty() && v.age < *age) last = v;
  if (!last) return std::nullopt;
  return source.observed(Measure::satisfaction_score, *last).person;
}

}  // namespace bowlby::page
