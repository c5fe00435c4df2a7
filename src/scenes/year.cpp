#include "scenes/year.hpp"

#include <algorithm>
#include <map>

#include "population/run.hpp"

namespace bowlby::scenes {
namespace {

// Sums the moments of a month by child, writes the month down when it is over, and visits at the age of one.
class Diary final : public Recorder, public Observer {
 public:
  explicit Diary(const YearAsked& a) : sums_(a.children) { year.children.resize(a.children); }

  void month(const World& w, Pool&) override {
    end_month(w);
    if (w.month == year_months) visit(w);
  }

  void moments(std::span<const MomentRow> rows) override {
    for (const MomentRow& m : rows) {
      Sums& s = sums_[m.person];
      s.done[m.action] += 1;
      s.security += static_cast<double>(m.security);
      s.distress += static_cast<double>(m.distress_before);
    }
  }
  void events(std::span<const EventRow>) override {}
  void observations(std::span<const ObservationRow>) override {}
  void ties(std::span<const TieRow>) override {}
  void diary(std::span<const DiaryRow>) override {}
  void courses(std::span<const CourseRow>) override {}
  void people(std::span<const PersonRow>) override {}
  void stream(const StreamRow&) override {}

  Year year;

 private:
  struct Sums {
    std::array<double, action_count> done{};
    double security = 0, distress = 0;
  };

  void end_month(const World& w) {
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      const std::uint32_t id = w.living.id[i];
      ChildYear& y = year.children[id];
      Sums& s = sums_[id];
      const Belief b = load_tie(w.living, w.tie(i, Role::mother)).belief;
      const double n = s.done[0] + s.done[1] + s.done[2] + s.done[3], each = n > 0 ? 1 / n : 0;
      y.mu.push_back(b.mu), y.nu.push_back(b.nu), y.kappa.push_back(b.kappa), y.phi.push_back(b.phi);
      y.explore.push_back(s.done[0] * each), y.ask.push_back(s.done[1] * each);
      y.press.push_back(s.done[2] * each), y.hold.push_back(s.done[3] * each);
      y.security.push_back(n > 0 ? s.security * each : static_cast<double>(w.living.security[i]));
      y.distress.push_back(s.distress * each);
      s = {};
    }
  }
  void visit(const World& w) {
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      const Subject s = subject_of(w, i);
      const Draws draws = w.draws_of(i, w.today());
      ChildVisit v;
      v.visit = play_strange_situation(s, Role::mother, w.params, draws, year.films.emplace_back().data());
      v.scales = rate_strange_situation(v.visit, Role::mother, w.params, draws);
      v.group = classify(v.scales);
      ++year.counts[static_cast<std::size_t>(v.group)];
      year.visits.push_back(v);
    }
  }

  std::vector<Sums> sums_;
};

Scenario scenario_of(const YearAsked& a, const Params& p) {
  Scenario s;
  s.seed = a.seed;
  s.founders = a.children;
  s.years = 2;
  s.birth_years = 1e-9;  // all on the first day
  s.unions = s.friends = s.deaths = s.adversity = false;
  s.natural_help = 0;
  s.arms.front().care = a.care;
  s.params = p;
  s.params.placement_scale = 0;  // nobody is taken away in this year
  s.edges = a.edges;
  s.record_moments = a.children;
  s.moments_until = 2;
  return s;
}

constexpr std::array scale_fields{&AssayScales::proximity_5, &AssayScales::proximity_8,  &AssayScales::contact_5,
                                  &AssayScales::contact_8,   &AssayScales::resistance_5, &AssayScales::resistance_8,
                                  &AssayScales::avoidance_5, &AssayScales::avoidance_8,  &AssayScales::disorganization};

// Adds how far each visit stands from the middle of the chosen ones, in units of their scatter.
void add_oddness(const std::vector<ChildVisit>& visits, const std::vector<std::uint32_t>& chosen,
                 std::vector<double>& odd) {
  const double n = static_cast<double>(chosen.size());
  for (double AssayScales::*f : scale_fields) {
    double mean = 0, square = 0;
    for (const std::uint32_t k : chosen) mean += visits[k].scales.*f / n;
    for (const std::uint32_t k : chosen) square += (visits[k].scales.*f - mean) * (visits[k].scales.*f - mean) / n;
    for (const std::uint32_t k : chosen)
      if (square > 0) odd[k] += (visits[k].scales.*f - mean) * (visits[k].scales.*f - mean) / square;
  }
}

}  // namespace

std::uint32_t telling_child(const Year& year, const Year* other) {
  const auto groups = [&](std::uint32_t k) {
    const auto of = [k](const Year& y) { return static_cast<std::size_t>(y.visits[k].group); };
    return std::pair{of(year), other ? of(*other) : of(year)};
  };
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::uint32_t>> sorted;
  for (std::uint32_t k = 0; k < year.visits.size(); ++k) sorted[groups(k)].push_back(k);
  const std::vector<std::uint32_t>* chosen = nullptr;
  for (const bool unlike : {true, false}) {
    for (const auto& [pair, children] : sorted)
      if ((pair.first != pair.second) == unlike && (!chosen || children.size() > chosen->size())) chosen = &children;
    if (chosen) break;
  }
  std::vector<double> odd(year.visits.size());
  add_oddness(year.visits, *chosen, odd);
  if (other) add_oddness(other->visits, *chosen, odd);
  return *std::min_element(chosen->begin(), chosen->end(), [&](auto a, auto b) { return odd[a] < odd[b]; });
}

bool quiet_but_stirred(const ChildVisit& v, const Params& p) {
  constexpr std::size_t alone = 5;  // the sixth of the episodes
  return v.visit.film[alone].crying < .2 && v.visit.arousal[alone] > p.alarm_threshold;
}

Year live_year(const YearAsked& a, const LifeTables& tables, const Params& p, int threads) {
  RunOptions options;
  options.threads = threads;
  options.block = 16;
  Run run(scenario_of(a, p), tables, options);
  Diary diary(a);
  for (int month = 0; month <= year_months; ++month) run.step_month(&diary, &diary);
  return std::move(diary.year);
}

}  // namespace bowlby::scenes
