#include "scenes/lineage.hpp"

#include <algorithm>

#include "instruments/instrument.hpp"
#include "population/lots.hpp"
#include "population/record.hpp"
#include "population/run.hpp"

namespace bowlby::scenes {
namespace {

constexpr double infant_age = 1, adult_age = 25;
constexpr std::size_t most_in_tree = 40;

Scenario scenario_of(const LineageAsked& a, const Params& p, std::uint32_t replicate, bool changed) {
  Scenario s;
  s.seed = a.seed;
  s.replicate = replicate;
  s.founders = a.founders;
  s.generations = lineage_generations;
  s.years = a.years;
  s.params = p;
  s.edges = a.edges;
  if (changed && a.programme) s.help.push_back(*a.programme);
  return s;
}

// Sums by generation, and a note about every person for the tree.
class Census final : public Observer {
 public:
  explicit Census(const Help* programme) : programme_(programme) {}

  void month(const World& w, Pool&) override {
    people.resize(w.registry.size());
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      const std::uint32_t id = w.living.id[i];
      if (!w.is_living(id) || w.registry.generation[id] > lineage_generations) continue;
      if (due(w, i, 0)) born(w, i);
      if (due(w, i, infant_age)) visit(w, i);
      if (due(w, i, adult_age)) ask(w, i);
      if (programme_ && w.registry.generation[id] == 1 && due(w, i, std::max(programme_->age, 1.0 / 12)))
        people[id].reached = falls_upon(w, i, Purpose::help, lot_of({*programme_}, 0), *programme_);
    }
  }

  Population counts() const {
    Population out;
    for (std::size_t g = 0; g < out.size(); ++g) {
      const Sums& s = sums_[g];
      out[g].people = s.people;
      for (std::size_t b = 0; b < s.band.size(); ++b) out[g].band[b] = s.infants > 0 ? s.band[b] / s.infants : 0;
      for (std::size_t k = 0; k < s.sum.size(); ++k) {
        if (s.n[k] > 0) out[g].mean[k] = s.sum[k] / s.n[k];
        if (s.n[k] > 1) {
          const double square = s.square[k] - s.sum[k] * s.sum[k] / s.n[k];
          out[g].sd[k] = num::sqrt(std::max(square, 0.0) / (s.n[k] - 1));
        }
      }
    }
    return out;
  }

  // The family of the founder with the most descendants that still fit the page.
  std::vector<TreePerson> tree(const World& w, std::optional<std::uint32_t>& root) const {
    const Registry& r = w.registry;
    std::vector<std::vector<std::uint32_t>> children(r.size());
    for (std::uint32_t id = 0; id < r.size(); ++id)
      if (is_person(r, id) && is_person(r, r.mother[id])) children[r.mother[id]].push_back(id);
    const auto family = [&](std::uint32_t from) {
      std::vector<std::uint32_t> all{from};
      for (std::size_t k = 0; k < all.size(); ++k)
        all.insert(all.end(), children[all[k]].begin(), children[all[k]].end());
      return all;
    };
    if (!root) {
      std::size_t most = 0;
      for (std::uint32_t id = 0; id < w.scenario.founders; ++id)
        if (const std::size_t n = family(id).size(); n > most && n <= most_in_tree) most = n, root = id;
    }
    std::vector<TreePerson> out;
    for (const std::uint32_t id : family(root.value_or(0))) out.push_back(told(w, id));
    return out;
  }

  std::vector<TreePerson> people;

 private:
  struct Sums {
    double people = 0, infants = 0;
    std::array<double, bands> band{};
    std::array<double, outcome_names.size()> sum{}, square{}, n{};
    void add(Outcome o, double x) {
      sum[static_cast<std::size_t>(o)] += x;
      square[static_cast<std::size_t>(o)] += x * x;
      n[static_cast<std::size_t>(o)] += 1;
    }
  };

  static bool is_person(const Registry& r, std::uint32_t id) {
    return id != nobody &&
           (static_cast<Kind>(r.kind[id]) == Kind::living || static_cast<Kind>(r.kind[id]) == Kind::dead);
  }
  static bool due(const World& w, std::size_t slot, double age) {
    const std::int32_t day = w.birth_day_of(slot) + static_cast<std::int32_t>(age * days_per_year);
    return day > month_start(w.month - 1) && day <= w.today();
  }
  static Giving giving(const Registry& r, std::uint32_t id) {
    const auto d = [id](const std::vector<float>& c) { return static_cast<double>(c[id]); };
    return {d(r.give_mean), d(r.give_momentary), d(r.give_rebuff), d(r.give_fright)};
  }
  Sums& sums(const World& w, std::uint32_t id) { return sums_[w.registry.generation[id] - 1u]; }

  void born(const World& w, std::size_t slot) {
    const std::uint32_t id = w.living.id[slot];
    sums(w, id).people += 1;
    const std::uint32_t mother = w.living.tie_other[w.tie(slot, Role::mother)];
    if (mother != nobody) people[id].received = giving(w.registry, mother);
  }

  void visit(const World& w, std::size_t slot) {
    const Subject s = subject_of(w, slot);
    AnswerSheet sheet;
    take(Instrument::strange_situation, s, {}, w.params, w.draws_of(slot, w.today()), sheet);
    Sums& all = sums(w, s.id);
    for (const Answer& a : sheet) {
      const double x = static_cast<double>(a.value);
      if (a.measure == Measure::strange_situation_class_secure) all.add(Outcome::secure, x);
      if (a.measure == Measure::strange_situation_class_disorganized) all.add(Outcome::disorganized, x);
      if (a.measure != Measure::strange_situation_security) continue;
      all.add(Outcome::infant_security, x);
      all.infants += 1;
      std::size_t band = 0;
      while (band < band_edges.size() && x >= band_edges[band]) ++band;
      all.band[band] += 1;
      people[s.id].infant_security = x;
    }
  }

  void ask(const World& w, std::size_t slot) {
    const Subject s = subject_of(w, slot);
    AnswerSheet sheet;
    for (const Instrument which : {Instrument::ecr, Instrument::symptoms})
      take(which, s, {}, w.params, w.draws_of(slot, w.today()), sheet);
    Sums& all = sums(w, s.id);
    TreePerson& person = people[s.id];
    for (const Answer& a : sheet) {
      const double x = static_cast<double>(a.value);
      if (a.measure == Measure::ecr_anxiety_mean) all.add(Outcome::anxiety, x), person.anxiety = x;
      if (a.measure == Measure::ecr_avoidance_mean) all.add(Outcome::avoidance, x), person.avoidance = x;
      if (a.measure == Measure::symptoms_depression) all.add(Outcome::symptoms, x);
    }
    person.given = giving(w.registry, s.id);
    all.add(Outcome::giving, num::normal_cdf(person.given->mean));
  }

  TreePerson told(const World& w, std::uint32_t id) const {
    const Registry& r = w.registry;
    TreePerson p = people[id];
    const auto parent = [&r](std::uint32_t other) { return is_person(r, other) ? other : nobody; };
    p.id = id, p.mother = parent(r.mother[id]), p.father = parent(r.father[id]);
    p.generation = r.generation[id];
    p.female = r.female[id] != 0;
    p.born = static_cast<double>(r.birth_day[id]) / days_per_year;
    // help for two reaches whoever lives with somebody when the first of them comes to the age
    if (programme_ && for_both(programme_->kind)) p.reached = w.reached.contains({number_of(Purpose::help, 0), id});
    if (r.death_day[id] >= 0) p.died = static_cast<double>(r.death_day[id]) / days_per_year;
    return p;
  }

  const Help* programme_;
  std::array<Sums, lineage_generations> sums_{};
};

}  // namespace

Interval interval_of(const std::vector<double>& x) {
  // two-sided 95% quantiles of Student's t by degrees of freedom 1..11
  constexpr std::array t{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201};
  Interval out;
  if (x.empty()) return out;
  const double n = static_cast<double>(x.size());
  double mean = 0, square = 0;
  for (const double v : x) mean += v / n;
  for (const double v : x) square += (v - mean) * (v - mean);
  out.mean = mean;
  if (x.size() < 2) return out;
  const double half = t[std::min(x.size() - 2, t.size() - 1)] * num::sqrt(square / (n - 1) / n);
  out.low = mean - half;
  out.high = mean + half;
  return out;
}

std::optional<Lineage> live_lineage(const LineageAsked& a, const LifeTables& tables, const Params& p, int threads,
                                    const GoOn& go_on) {
  Lineage out;
  const int lives = a.programme ? 2 : 1;
  const double runs = static_cast<double>(a.replicates) * lives;
  double done = 0;
  std::optional<std::uint32_t> root;
  for (std::uint32_t replicate = 0; replicate < a.replicates; ++replicate)
    for (int changed = 0; changed < lives; ++changed, ++done) {
      RunOptions options;
      options.threads = threads;
      Run run(scenario_of(a, p, replicate, changed == 1), tables, options);
      Census census(changed == 1 ? &*a.programme : nullptr);
      while (!run.done()) {
        const double part = static_cast<double>(run.world().month) / run.last_month();
        if (run.world().month % 12 == 0 && go_on && !go_on((done + part) / runs)) return std::nullopt;
        run.step_month(&census, nullptr);
      }
      (changed == 1 ? out.changed : out.plain).push_back(census.counts());
      if (replicate == 0) (changed == 1 ? out.changed_tree : out.tree) = census.tree(run.world(), root);
    }
  return out;
}

}  // namespace bowlby::scenes
