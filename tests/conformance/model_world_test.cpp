// The model's own functions, one person at a time, in double precision.
#include "conformance/worlds.hpp"
#include "model/day.hpp"
#include "model/month.hpp"
#include "model/years/help.hpp"

namespace bowlby::conformance {
namespace {

constexpr int partner = static_cast<int>(Role::partner);

struct Run {
  const Case& c;
  Params p;
  RunKey key;
  MonthShares month;
  Person s;
  Tie ties[role_count];
  Giver figures[role_count];
  bool has[role_count]{};
  std::uint64_t shares;
  reference::Giving giving;
  Trajectory seen;
  int day = 0;

  explicit Run(const Case& given)
      : c(given),
        p(params_of(c)),
        key(RunKey::of(c.seed, c.replicate)),
        month(p),
        s(person_of(c.person)),
        shares(shares_of(c)) {
    const RoleOffsets offset = role_offsets(p);
    for (int k = 0; k < role_count; ++k) {
      const reference::Figure& f = c.figures[static_cast<std::size_t>(k)];
      ties[k] = {in(f.belief), f.bond, f.fit};
      has[k] = f.present;
      figures[k] = {f.giving + offset.of[k] + f.fit,
                    f.momentary,
                    f.rebuffs,
                    f.frightens,
                    f.distress,
                    f.withdrawal,
                    bond_back(f, k),
                    is_peer(static_cast<Role>(k)) ? 1.0 : 0.0};
    }
  }
  Draws draws() const {
    return {key.key,
            {static_cast<std::uint32_t>(c.stream), static_cast<std::uint32_t>(c.stream >> 32)},
            static_cast<std::uint32_t>(day)};
  }
  double age() const { return (day - c.birth_day) / 365.0; }

  void moment(const MomentOfDay& now, int role, const Moment& m, const Mood& mood, const Tie& tie) {
    seen.moments.push_back({day, now.hour, role, static_cast<int>(m.action), now.draw.stressor, m.activation,
                            m.response, m.rebuff, m.fright, m.conflict, m.offered, m.distress_struck, mood.distress,
                            mood.security, out(tie.belief), tie.bond});
  }
  void evening(const Person&) {}

  void live_one_day() {
    const double pressed = has[partner] ? c.figures[partner].presses : 0;
    live_day(s, ties, figures, shares, pressed, draws(), p, *this);
    seen.nights.push_back(told(s));
    seen.nights.back().giving = giving;
  }

  void lose(const reference::Loss& l) {
    Tie& gone = ties[l.figure];
    const bool parted = l.figure == partner && l.how != reference::Lost::death;
    if (l.figure == partner)
      lose_partner(s, gone.bond, p);
    else
      bowlby::lose(s, gone.bond, share_of_grief(l.how), p);
    constexpr int ex = static_cast<int>(Role::ex_partner);
    if (parted) {
      ties[ex] = gone;
      figures[ex] = figures[partner];
      figures[ex].mean += p.ex_offset - p.partner_offset;
      figures[ex].bond = 0;
      has[ex] = true;
    }
    gone = {};
    has[l.figure] = false;
    shares = packed(l.turns_to);
  }

  void live_month() {
    double z[MonthLuck::count + 1];
    for (std::uint32_t k = 0; k < 3; ++k) draws().normals(Purpose::month, 2 * k, z + 4 * k);
    month_of(s, ties, has, shares, {age(), c.young_children, c.female, c.union_years + (day - c.first_day) / 365.0}, z,
             month, p);
    const Giving g = bowlby::giving_of(s, p);
    giving = {g.mean, g.momentary, g.rebuff, g.fright};
    wish();
    s.bids = s.presses = s.holds = s.conflicts = s.ex_contacts = s.presses_received = 0;
  }

  void wish() {
    const auto happens = [this](std::uint32_t k, double yearly) {
      return num::unit(draws().block(Purpose::hazard, k / 4).w[k % 4]) < 1 - num::exp(-yearly * month_years);
    };
    reference::Wish w;
    w.leaves = has[partner] && age() >= least_union_age &&
               happens(1, leaving_hazard(s, ties[partner], c.leaving_now, c.leaving_fresh, c.figures[partner].distress,
                                         c.young_children, p));
    w.is_sure = has[partner] && age() >= least_union_age && ties[partner].bond >= bond_for_union(s, p);
    w.wants_child = c.female && age() >= least_union_age && age() < 50 && happens(3, p.fertility_scale * c.birth);
    w.is_placed = age() < 18 && has[0] && happens(4, placement_hazard(c.placement, c.carer_load, p));
    w.seeks_help = age() >= 16 && !c.person.in_therapy && happens(5, help_hazard(s, c.natural_help, p));
    seen.wishes.push_back(w);
  }
};

class ModelWorld final : public World {
 public:
  std::string name() const override { return "model"; }
  double tolerance() const override { return 1e-13; }
  Trajectory live(const Case& c) const override {
    Run run(c);
    for (int i = 0; i < c.days; ++i) {
      run.day = c.first_day + i;
      for (const int m : c.month_days)
        if (m == run.day) run.live_month();
      for (const reference::Loss& l : c.losses)
        if (l.day == run.day) run.lose(l);
      run.live_one_day();
    }
    run.seen.figures = c.figures;
    for (std::size_t k = 0; k < run.seen.figures.size(); ++k) {
      run.seen.figures[k].belief = out(run.ties[k].belief);
      run.seen.figures[k].bond = run.ties[k].bond;
    }
    return run.seen;
  }
};

}  // namespace

std::unique_ptr<World> make_model_world() { return std::make_unique<ModelWorld>(); }

}  // namespace bowlby::conformance
