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
  s.assignment.mixed = true;  // whoever the followed person lives with takes part in help for two
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
  if (shares == nobody_near) return 0;
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

// Follows the arm's people.
class Follower final : public Observer, public Recorder {
 public:
  explicit Follower(std::vector<std::uint32_t> people) : people_(std::move(people)), lives(people_.size()) {}

  void month(const World& w, Pool&) override {
    for (std::size_t k = 0; k < people_.size(); ++k) {
      if (w.month == 0) begin(w, k);
      const std::size_t slot = slot_of(w, people_[k]);
      if (slot == nobody) continue;
      if (w.month % (12 * 10) == 0 && w.month >= 12 * 20) measure(w, slot, lives[k].story);
      if (w.month % months_between != 0) continue;
      add(lives[k].story.course, load_person(w.living, slot), partnered(w, slot));
      figures(w, slot, w.month / 12.0, lives[k].story.figures);
    }
  }

  void events(std::span<const EventRow> rows) override {
    for (const EventRow& e : rows) {
      const double age = static_cast<double>(e.day) / days_per_year;
      const bool birth = e.kind == EventKind::birth;
      const auto at = std::find(people_.begin(), people_.end(), birth ? e.other : e.person);
      if (at == people_.end()) continue;
      LifeStory& story = lives[static_cast<std::size_t>(at - people_.begin())].story;
      story.events.push_back({age, e.kind, birth});
      if (e.kind == EventKind::death) story.died = age;
    }
  }
  void observations(std::span<const ObservationRow>) override {}
  void ties(std::span<const TieRow>) override {}
  void moments(std::span<const MomentRow>) override {}
  void diary(std::span<const DiaryRow>) override {}
  void courses(std::span<const CourseRow>) override {}
  void people(std::span<const PersonRow>) override {}
  void stream(const StreamRow&) override {}

 private:
  std::vector<std::uint32_t> people_;

 public:
  std::vector<LifeRun> lives;  // one for each of them, without the others

 private:
  static std::size_t slot_of(const World& w, std::uint32_t id) {
    return w.is_living(id) ? std::size_t{w.registry.slot[id]} : std::size_t{nobody};
  }
  static bool partnered(const World& w, std::size_t slot) {
    return w.living.tie_other[w.tie(slot, Role::partner)] != nobody;
  }

  void begin(const World& w, std::size_t k) {
    LifeRun& run = lives[k];
    const std::uint32_t me = people_[k], carer = w.registry.mother[me];
    const auto d = [carer](const std::vector<float>& c) { return static_cast<double>(c[carer]); };
    run.female = w.registry.female[me] != 0;
    run.care = {num::normal_cdf(d(w.registry.give_mean)), d(w.registry.give_momentary), d(w.registry.give_rebuff),
                d(w.registry.give_fright)};
  }

  static void figures(const World& w, std::size_t slot, double age, std::vector<FigureCourse>& all) {
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

  static void measure(const World& w, std::size_t slot, LifeStory& story) {
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
    story.measures.push_back(m);
  }
};

// The life most like all of them: nearest to their middle course and to their number of partners and children, in units
// of the scatter. Whoever did not live to the end of the story is not chosen while somebody did.
std::size_t typical(const std::vector<LifeRun>& lives) {
  std::vector<double> odd(lives.size());
  std::size_t longest = 0;
  for (const LifeRun& l : lives) longest = std::max(longest, l.story.course.mu.size());
  // adds how far each stands from the mean of those for whom there is a value
  const auto compare = [&](double weight, auto value) {
    double n = 0, mean = 0, square = 0;
    for (const LifeRun& l : lives)
      if (const std::optional<double> x = value(l)) ++n, mean += *x;
    mean /= num::max(n, 1.0);
    for (const LifeRun& l : lives)
      if (const std::optional<double> x = value(l)) square += (*x - mean) * (*x - mean) / n;
    for (std::size_t k = 0; k < lives.size() && square > 0; ++k)
      if (const std::optional<double> x = value(lives[k])) odd[k] += weight * (*x - mean) * (*x - mean) / square;
  };
  for (std::vector<double> Course::*line : {&Course::mu, &Course::kappa, &Course::security, &Course::distress})
    for (std::size_t i = 0; i < longest; ++i)
      compare(1 / static_cast<double>(longest), [&](const LifeRun& l) {
        const auto& course = l.story.course.*line;
        return i < course.size() ? std::optional<double>(course[i]) : std::nullopt;
      });
  for (const EventKind kind : {EventKind::union_start, EventKind::birth})
    compare(1, [&](const LifeRun& l) {
      const auto& events = l.story.events;
      return std::optional<double>(
          static_cast<double>(std::count_if(events.begin(), events.end(), [&](const LifeHappening& e) {
            return e.kind == kind && e.child == (kind == EventKind::birth);
          })));
    });
  std::size_t best = lives.size();
  for (std::size_t k = 0; k < lives.size(); ++k)
    if (lives[k].story.course.mu.size() == longest && (best == lives.size() || odd[k] < odd[best])) best = k;
  return best;
}

// One of the lives, with the courses of the others beside it.
LifeRun told(std::vector<LifeRun> lives, std::size_t who, std::size_t neighbours) {
  LifeRun out = std::move(lives[who]);
  out.index = who;
  lives.erase(lives.begin() + static_cast<std::ptrdiff_t>(who));
  for (std::size_t k = 0; k < std::min(lives.size(), neighbours); ++k)
    out.neighbours.push_back(std::move(lives[k].story.course));
  return out;
}

std::optional<std::vector<LifeRun>> live(const LifeAsked& a, const LifeTables& tables, const Params& p, bool changed,
                                         int threads, const GoOn& go_on) {
  RunOptions options;
  options.threads = threads;
  options.block = 64;
  Run run(scenario_of(a, p, changed), tables, options);
  std::vector<std::uint32_t> arm;
  for (std::uint32_t id = 0; id < a.founders; ++id)
    if (run.world().registry.arm[id] == 0) arm.push_back(id);
  Follower follower(std::move(arm));
  while (!run.done()) {
    if (run.world().month % 12 == 0 && go_on && !go_on(static_cast<double>(run.world().month) / run.last_month()))
      return std::nullopt;
    run.step_month(&follower, &follower);
  }
  return std::move(follower.lives);
}

double age_of(const LifeChange& c) { return c.event ? c.event->age : c.help->age; }

}  // namespace

std::optional<std::size_t> middle_gain(const std::vector<LifeRun>& plain, const std::vector<LifeRun>& changed,
                                       double age) {
  constexpr double later = 10;  // years
  const auto at = static_cast<std::size_t>((age + later) * 12 / months_between);
  std::vector<std::pair<double, std::size_t>> gains;
  for (std::size_t k = 0; k < plain.size(); ++k) {
    const auto &was = plain[k].story.course.security, &is = changed[k].story.course.security;
    if (at < was.size() && at < is.size()) gains.emplace_back(is[at] - was[at], k);
  }
  if (gains.empty()) return std::nullopt;
  std::sort(gains.begin(), gains.end());
  return gains[gains.size() / 2].second;
}

std::optional<Lives> live_lives(const LifeAsked& a, const LifeTables& tables, const Params& p, int threads,
                                const GoOn& go_on) {
  Lives out;
  const double each = a.change ? .5 : 1;
  const auto part = [&](double from) { return [&, from](double done) { return !go_on || go_on(from + each * done); }; };
  for (double age = 0; age <= a.until; age += .5) out.ages.push_back(age);
  auto plain = live(a, tables, p, false, threads, part(0));
  if (!plain) return std::nullopt;
  std::size_t who = a.who ? *a.who % plain->size() : typical(*plain);
  if (a.change) {
    auto changed = live(a, tables, p, true, threads, part(.5));
    if (!changed) return std::nullopt;
    if (a.telling && !a.who) who = middle_gain(*plain, *changed, age_of(*a.change)).value_or(who);
    out.changed = told(std::move(*changed), who, a.neighbours);
  }
  out.plain = told(std::move(*plain), who, a.neighbours);
  return out;
}

}  // namespace bowlby::scenes
