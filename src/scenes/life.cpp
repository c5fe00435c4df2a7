#include "scenes/life.hpp"

#include <algorithm>

#include "instruments/instrument.hpp"
#include "model/years/figures.hpp"
#include "population/run.hpp"

namespace bowlby::scenes {
namespace {

constexpr const char* followed = "followed";
constexpr int months_between = 6;

Scenario scenario_of(const LifeAsked& a, const Params& p, bool changed) {
  Scenario s;
  s.seed = a.seed;
  s.founders = a.founders;
  s.generations = 2;
  s.years = a.until + 1.0 / 12;
  s.birth_years = 1e-9;  // all on the first day
  const double share = std::min(1.0, (a.neighbours + 1.0) / a.founders);
  s.arms = {{followed, share, a.care.value_or(Care{})}, {"others", 1 - share, {}}};
  if (share >= 1) s.arms.pop_back();
  s.params = p;
  s.edges = a.edges;
  if (a.change && a.change->event) {
    s.events.push_back(*a.change->event);
    s.events.back().arm = followed;
    // in the unchanged life the same event befalls nobody: whatever its mere presence decides is then the same
    s.events.back().share = changed ? 1 : 0;
  }
  if (a.change && a.change->help) {
    s.help.push_back(*a.change->help);
    s.help.back().arm = followed;
    s.help.back().share = changed ? 1 : 0;
  }
  return s;
}

double share_of(std::uint64_t shares, int role) {
  if (shares == ~std::uint64_t{0}) return 0;
  int n = 0;
  for (unsigned k = 0; k < 16; ++k) n += packed_slot(shares, k) == role ? 1 : 0;
  return n / 16.0;
}

void add(Course& c, const Person& s, bool partnered) {
  const auto put = [](std::vector<double>& column, double x) { column.push_back(x); };
  put(c.mu, s.general_mu), put(c.nu, s.general_nu), put(c.kappa, s.general_kappa), put(c.phi, s.general_phi);
  put(c.security, s.security_mean), put(c.distress, s.distress_mean), put(c.load, s.load);
  put(c.depression, s.depression), put(c.anxiety, s.anxiety), put(c.trauma, s.trauma), put(c.substance, s.substance);
  put(c.satisfaction, partnered ? s.satisfaction : -1), put(c.withdrawal, s.withdrawal);
}

// Follows the arm's people: one closely, the others by their courses.
class Follower final : public Observer, public Recorder {
 public:
  Follower(std::uint32_t me, std::vector<std::uint32_t> others) : me_(me), others_(std::move(others)) {
    run.neighbours.resize(others_.size());
  }

  void month(const World& w, Pool&) override {
    if (w.month == 0) begin(w);
    const std::size_t slot = slot_of(w, me_);
    if (slot != nobody && w.month % (12 * 10) == 0 && w.month >= 12 * 20) measure(w, slot);
    if (w.month % months_between != 0) return;
    const double age = w.month / 12.0;
    if (slot != nobody) {
      add(run.story.course, load_person(w.living, slot), partnered(w, slot));
      figures(w, slot, age);
    }
    for (std::size_t k = 0; k < others_.size(); ++k)
      if (const std::size_t other = slot_of(w, others_[k]); other != nobody)
        add(run.neighbours[k], load_person(w.living, other), partnered(w, other));
  }

  void events(std::span<const EventRow> rows) override {
    for (const EventRow& e : rows) {
      const double age = static_cast<double>(e.day) / days_per_year;
      if (e.kind == EventKind::birth) {
        if (e.other == me_) run.story.events.push_back({age, e.kind, true});
      } else if (e.person == me_) {
        run.story.events.push_back({age, e.kind, false});
        if (e.kind == EventKind::death) run.story.died = age;
      }
    }
  }
  void observations(std::span<const ObservationRow>) override {}
  void ties(std::span<const TieRow>) override {}
  void moments(std::span<const MomentRow>) override {}
  void diary(std::span<const DiaryRow>) override {}
  void courses(std::span<const CourseRow>) override {}
  void people(std::span<const PersonRow>) override {}
  void stream(const StreamRow&) override {}

  LifeRun run;

 private:
  static std::size_t slot_of(const World& w, std::uint32_t id) {
    return w.is_living(id) ? std::size_t{w.registry.slot[id]} : std::size_t{nobody};
  }
  static bool partnered(const World& w, std::size_t slot) {
    return w.living.tie_other[w.tie(slot, Role::partner)] != nobody;
  }

  void begin(const World& w) {
    const std::uint32_t carer = w.registry.mother[me_];
    const auto d = [carer](const std::vector<float>& c) { return static_cast<double>(c[carer]); };
    run.female = w.registry.female[me_] != 0;
    run.care = {num::normal_cdf(d(w.registry.give_mean)), d(w.registry.give_momentary), d(w.registry.give_rebuff),
                d(w.registry.give_fright)};
  }

  void figures(const World& w, std::size_t slot, double age) {
    auto& all = run.story.figures;
    for (int r = 0; r < role_count; ++r) {
      const std::size_t t = w.tie(slot, static_cast<Role>(r));
      const std::uint32_t id = w.living.tie_other[t];
      if (id == nobody) continue;
      const auto role = static_cast<Role>(r) == Role::friend_b ? Role::friend_a : static_cast<Role>(r);
      auto at =
          std::find_if(all.begin(), all.end(), [&](const FigureCourse& f) { return f.role == role && f.id == id; });
      if (at == all.end()) {
        const auto before =
            std::count_if(all.begin(), all.end(), [&](const FigureCourse& f) { return f.role == role; });
        all.push_back({role, static_cast<int>(before) + 1, id, {}, {}, {}, {}});
        at = all.end() - 1;
      }
      const Tie tie = load_tie(w.living, t);
      at->ages.push_back(age);
      at->share.push_back(share_of(w.living.shares[slot], r));
      at->mu.push_back(tie.belief.mu);
      at->bond.push_back(tie.bond);
    }
  }

  void measure(const World& w, std::size_t slot) {
    const Subject s = subject_of(w, slot);
    AnswerSheet sheet;
    for (const Instrument which :
         {Instrument::ecr, Instrument::satisfaction, Instrument::symptoms, Instrument::wellbeing})
      take(which, s, {}, w.params, w.draws_of(slot, w.today()), sheet);
    LifeMeasure m;
    m.age = w.month / 12.0;
    for (const Answer& a : sheet) {
      const double x = static_cast<double>(a.value);
      if (a.measure == Measure::ecr_anxiety_mean) m.anxiety = x;
      if (a.measure == Measure::ecr_avoidance_mean) m.avoidance = x;
      if (a.measure == Measure::satisfaction_score) m.satisfaction = x;
      if (a.measure == Measure::symptoms_depression) m.depression = x;
      if (a.measure == Measure::wellbeing_score) m.wellbeing = x;
    }
    run.story.measures.push_back(m);
  }

  std::uint32_t me_;
  std::vector<std::uint32_t> others_;
};

std::optional<LifeRun> live(const LifeAsked& a, const LifeTables& tables, const Params& p, bool changed, int threads,
                            const GoOn& go_on) {
  RunOptions options;
  options.threads = threads;
  options.block = 64;
  Run run(scenario_of(a, p, changed), tables, options);
  std::vector<std::uint32_t> arm;
  for (std::uint32_t id = 0; id < a.founders; ++id)
    if (run.world().registry.arm[id] == 0) arm.push_back(id);
  const std::size_t who = a.who % arm.size();
  const std::uint32_t me = arm[who];
  arm.erase(arm.begin() + static_cast<std::ptrdiff_t>(who));
  if (arm.size() > a.neighbours) arm.resize(a.neighbours);
  Follower follower(me, arm);
  follower.run.index = who;
  while (!run.done()) {
    if (run.world().month % 12 == 0 && go_on && !go_on(static_cast<double>(run.world().month) / run.last_month()))
      return std::nullopt;
    run.step_month(&follower, &follower);
  }
  return std::move(follower.run);
}

}  // namespace

std::optional<Lives> live_lives(const LifeAsked& a, const LifeTables& tables, const Params& p, int threads,
                                const GoOn& go_on) {
  Lives out;
  const double each = a.change ? .5 : 1;
  const auto part = [&](double from) { return [&, from](double done) { return !go_on || go_on(from + each * done); }; };
  for (double age = 0; age <= a.until; age += .5) out.ages.push_back(age);
  auto plain = live(a, tables, p, false, threads, part(0));
  if (!plain) return std::nullopt;
  out.plain = std::move(*plain);
  if (a.change) {
    out.changed = live(a, tables, p, true, threads, part(.5));
    if (!out.changed) return std::nullopt;
  }
  return out;
}

}  // namespace bowlby::scenes
