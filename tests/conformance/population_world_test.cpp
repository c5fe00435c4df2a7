// The population itself with one living person in it: its kernel, in each instruction set, and its month.
#include <cmath>

#include "conformance/worlds.hpp"
#include "model/years/figures.hpp"
#include "population/families.hpp"
#include "population/month.hpp"
#include "population/people.hpp"

namespace bowlby::conformance {
namespace {

constexpr double untold = std::numeric_limits<double>::quiet_NaN();

Scenario scenario_of(const Case& c) {
  Scenario s;
  s.seed = c.seed;
  s.replicate = c.replicate;
  s.founders = 1;
  s.birth_years = 1e-9;
  s.friends = s.deaths = false;
  s.natural_help = c.natural_help;
  s.generations = 3;
  return s;
}

LifeTables tables_of(const Case& c) {
  LifeTables t;
  t.union_end.fill(c.leaving_now);
  t.union_end[0] = c.leaving_fresh;
  t.birth_partnered.fill(c.birth);
  t.birth_unpartnered.fill(c.birth);
  t.placement.fill(c.placement);
  return t;
}

struct Run {
  const Case& c;
  bowlby::World w;
  Isa isa;
  DayScratchPtr scratch = make_day_scratch();
  std::unique_ptr<MonthDraws> draws = std::make_unique<MonthDraws>();
  Trajectory seen;

  Run(const Case& given, Isa i) : c(given), w(scenario_of(c), tables_of(c)), isa(i) {
    w.params = params_of(c);
    w.carers_drift.assign(w.carers_drift.size(), 0);  // the figures of a case stay as they are
    w.registry.stream[0] = c.stream;
    w.registry.female[0] = c.female ? 1 : 0;
    bear_founders(w);
    w.registry.birth_day[0] = c.birth_day;
    w.month = month_start_from(c.first_day) * months_per_year / days_per_year;
    store_person(w.living, 0, person_of(c.person));
    w.living.last_birth[0] = -1000;
    w.living.union_start[0] = static_cast<float>(c.first_day - c.union_years * days_per_year);
    for (int k = 0; k < role_count; ++k) put_figure(static_cast<Role>(k));
    w.living.shares[0] = shares_of(c);
  }

  void put_figure(Role role) {
    const std::size_t t = w.tie(0, role);
    const reference::Figure& f = c.figures[static_cast<std::size_t>(role)];
    w.living.tie_other[t] = nobody;
    store_tie(w.living, t, {in(f.belief), f.bond, f.fit});
    if (!f.present) return;
    const std::uint32_t id = w.living.tie_other[t] = outside_figure(w, giving_of(f), false);
    w.registry.today_distress[id] = static_cast<float>(f.distress);
    w.registry.today_withdrawal[id] = static_cast<float>(f.withdrawal);
    w.registry.today_bond[id] = static_cast<float>(f.bond_back);
    w.registry.today_presses[id] = static_cast<float>(f.presses);
  }

  void live_month(int day) {
    while (month_start(w.month) < day) ++w.month;
    month_drawing(isa)(w.living, 0, 1, w.key.key, w.today(), true, *scratch, *draws);
    std::vector<std::uint16_t> intents(1);
    const std::vector<float> young{static_cast<float>(c.young_children)}, load{static_cast<float>(c.carer_load)};
    std::vector<EventRow> events;
    month_step(w, {0, 1, &intents, &young, &load, draws.get(), &events, true});
    const auto wants = [&](Intent i) { return (intents[0] & i) != 0; };
    seen.wishes.push_back(
        {wants(leaves_union), wants(wants_child), wants(is_placed), wants(seeks_therapy), wants(is_sure)});
    Living& l = w.living;
    l.bids[0] = l.presses[0] = l.holds[0] = l.conflicts[0] = l.ex_contacts[0] = l.presses_received[0] = 0;
  }

  void lose(const reference::Loss& l) {
    const auto role = static_cast<Role>(l.figure);
    if (role == Role::partner && l.how != reference::Lost::death) {
      end_union(w, 0);
    } else {
      lose_figure(w, 0, role, share_of_grief(l.how));
      end_tie(w, 0, role);
    }
    w.living.shares[0] = packed(l.turns_to);
  }

  void live_one_day(int day, bool any_month) {
    MomentLog log{1, -1000000, 1000000, {}};
    const RoleOffsets offset = role_offsets(w.params);
    Boards boards;
    put_up(w.registry, boards);
    day_step(isa)({&w.living, &w.registry, boards.of(day).data(), boards.of(day + 1).data(), &w.params, offset.of,
                   w.key.key, day, 0, 1},
                  *scratch, &log);
    for (const MomentRow& m : log.rows) {
      const auto d = [](float x) { return static_cast<double>(x); };
      seen.moments.push_back({m.day,
                              m.minute / 60.0,
                              m.role == 255 ? -1 : m.role,
                              m.action,
                              d(m.stressor),
                              d(m.activation),
                              d(m.response),
                              d(m.rebuff),
                              d(m.fright),
                              d(m.conflict),
                              d(m.offered),
                              d(m.distress_struck),
                              d(m.distress_after),
                              d(m.security),
                              {d(m.mu), d(m.nu), d(m.kappa), d(m.phi)},
                              untold});
    }
    seen.nights.push_back(told(load_person(w.living, 0)));
    const auto given = [](const std::vector<float>& x) { return static_cast<double>(x[0]); };
    const Registry& r = w.registry;
    if (any_month)
      seen.nights.back().giving = {given(r.give_mean), given(r.give_momentary), given(r.give_rebuff),
                                   given(r.give_fright)};
  }
};

class PopulationWorld final : public World {
 public:
  explicit PopulationWorld(Isa isa) : isa_(isa) {}
  std::string name() const override { return std::string("population ") + isa_name(isa_); }
  double tolerance() const override { return 2e-5; }  // states are stored to 24 bits after every moment
  bool whole_minutes() const override { return true; }
  bool available() const override { return isa_available(isa_); }
  Trajectory live(const Case& c) const override {
    Run run(c, isa_);
    for (int day = c.first_day; day < c.first_day + c.days; ++day) {
      for (const int m : c.month_days)
        if (m == day) run.live_month(day);
      for (const reference::Loss& l : c.losses)
        if (l.day == day) run.lose(l);
      run.live_one_day(day, !run.seen.wishes.empty());
    }
    run.seen.figures = c.figures;
    for (int k = 0; k < role_count; ++k) {
      const Tie tie = load_tie(run.w.living, run.w.tie(0, static_cast<Role>(k)));
      run.seen.figures[static_cast<std::size_t>(k)].belief = out(tie.belief);
      run.seen.figures[static_cast<std::size_t>(k)].bond = tie.bond;
    }
    return run.seen;
  }

 private:
  Isa isa_;
};

}  // namespace

std::unique_ptr<World> make_population_world(Isa isa) { return std::make_unique<PopulationWorld>(isa); }

}  // namespace bowlby::conformance
