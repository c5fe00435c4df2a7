#include "app/plan/plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "app/answer_name.hpp"
#include "app/plan/alike.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "evidence/proportional_odds.hpp"
#include "evidence/two_groups.hpp"
#include "io/embedded.hpp"
#include "io/text/fields.hpp"
#include "studies/live.hpp"

namespace bowlby {
namespace {

constexpr double found_below = .05, far_off = std::numeric_limits<double>::quiet_NaN();

struct Column {
  std::uint16_t wave = 0, measure = 0;
};

Expected<Column> column_named(const Study& study, const std::string& option, const std::string& name) {
  std::vector<std::string> known;
  for (std::size_t w = 0; w < study.waves.size(); ++w)
    for (std::size_t m = 0; m < measure_table.size(); ++m) {
      if (measure_table[m].instrument != study.waves[w].instrument) continue;
      known.push_back(answer_name(study.waves[w], measure_table[m]));
      if (known.back() != name) continue;
      const Wave& wave = study.waves[w];
      if (visits_of(wave) == 1) return Column{static_cast<std::uint16_t>(w), static_cast<std::uint16_t>(m)};
      return Problem{Fault::usage,
                     "",
                     0,
                     0,
                     option,
                     "the wave " + wave.name + " has several visits",
                     "give the visit that is meant a wave of its own"};
    }
  return Problem{
      Fault::usage,          "", 0, 0, option, "the study has no " + io::shown(name) + " (WAVE.INSTRUMENT.SCALE)",
      io::offer(name, known)};
}

// Keeps two columns of answers and the arms, and nothing else.
class TwoColumns final : public Recorder {
 public:
  TwoColumns(Column outcome, std::optional<Column> baseline) : outcome_(outcome), baseline_(baseline) {}
  void observations(std::span<const ObservationRow> rows) override {
    for (const ObservationRow& r : rows) {
      const auto is = [&r](const Column& c) { return r.wave == c.wave && r.measure == c.measure; };
      // Someone asked about several figures has several values: their mean is the outcome.
      if (is(outcome_)) add(people_[r.person].outcome, static_cast<double>(r.value));
      if (baseline_ && is(*baseline_)) add(people_[r.person].baseline, static_cast<double>(r.value));
    }
  }
  void people(std::span<const PersonRow> rows) override {
    for (const PersonRow& r : rows)
      if (const auto at = people_.find(r.id); at != people_.end() && r.arm < 2) at->second.arm = r.arm;
  }
  void events(std::span<const EventRow>) override {}
  void ties(std::span<const TieRow>) override {}
  void moments(std::span<const MomentRow>) override {}
  void diary(std::span<const DiaryRow>) override {}
  void courses(std::span<const CourseRow>) override {}
  void stream(const StreamRow&) override {}

  std::optional<evidence::TwoGroups> test(PlanTest by) const {
    std::vector<double> outcome, baseline, second;
    for (const auto& [id, p] : people_) {
      if ((p.arm < 0 && by != PlanTest::paired) || p.outcome.count == 0 || (baseline_ && p.baseline.count == 0))
        continue;
      outcome.push_back(p.outcome.mean());
      baseline.push_back(p.baseline.mean());
      second.push_back(p.arm);
    }
    if (by == PlanTest::paired) return evidence::paired(outcome, baseline);
    if (by == PlanTest::odds) return by_odds(outcome, baseline_ ? baseline : std::vector<double>(), second);
    return baseline_ ? evidence::ancova(outcome, baseline, second) : evidence::welch(outcome, second);
  }

 private:
  static std::optional<evidence::TwoGroups> by_odds(evidence::Values outcome, evidence::Values baseline,
                                                    evidence::Values second) {
    const auto fit = evidence::proportional_odds(outcome, baseline, second);
    if (!fit) return std::nullopt;
    evidence::TwoGroups t;
    t.difference = t.standardised = fit->effect;
    t.error = fit->error, t.p = fit->p, t.n = fit->n;
    return t;
  }

  struct Mean {
    double sum = 0;
    int count = 0;
    double mean() const { return count > 0 ? sum / count : 0; }
  };
  struct Answers {
    Mean outcome, baseline;
    int arm = -1;
  };
  static void add(Mean& m, double value) { m.sum += value, ++m.count; }
  Column outcome_;
  std::optional<Column> baseline_;
  std::map<std::uint32_t, Answers> people_;
};

double at_share(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return far_off;
  return sorted[static_cast<std::size_t>(std::lround(share * static_cast<double>(sorted.size() - 1)))];
}

evidence::Maybe share_of(std::size_t found, std::size_t tried) {
  std::vector<double> each(tried, 0);
  std::fill_n(each.begin(), found, 1);
  return evidence::proportion(each);
}

class Session : LongSession<PlanRequest> {
 public:
  explicit Session(const PlanRequest& r) : LongSession(r) {}

  Expected<PlanSummary> go() {
    if (auto problem = look_at_study()) return *problem;
    const auto tables = published_life_tables();
    if (!tables) return tables.problems();
    const std::size_t each = request_.replicates, jobs = request_.sizes.size() * 2 * each;
    results_.resize(jobs);
    std::size_t done = 0;
    // Largest sizes last, with and without the effect in turn: the time left is told late rather than too short.
    auto problems = work_through(
        jobs, request_.threads, [this] { return stopped(); }, [&](std::size_t job) { return lived(*tables, job); },
        [&](std::size_t job, const Tested& tested) -> std::optional<Problem> {
          results_[job] = tested;
          tell(++done, jobs);
          return std::nullopt;
        });
    if (!problems.empty()) return problems;
    out_.stopped = stopped();
    if (!out_.stopped) sum_up();
    out_.seconds = seconds();
    return out_;
  }

 private:
  using Tested = std::optional<evidence::TwoGroups>;

  static Problem refusal(Fault fault, const char* key, std::string reason, std::string remedy) {
    return {fault, "", 0, 0, key, std::move(reason), std::move(remedy)};
  }

  // What is compared, and what is taken away for the false alarms.
  std::optional<Problem> look_at_arms() {
    const Scenario& s = request_.study.scenario;
    const bool paired = request_.test == PlanTest::paired;
    if (s.arms.size() != (paired ? 1 : 2))
      return refusal(Fault::data, "arms",
                     "the study has " + std::to_string(s.arms.size()) +
                         (paired ? ", and one group is compared before and after" : ", and two are compared"),
                     paired ? "take --analysis away, which compares two arms"
                            : "give it two arms, or say --analysis paired for a study of one group");
    if (paired && request_.baseline.empty())
      return refusal(Fault::usage, "--baseline", "is needed: nothing tells how people were before",
                     "name the earlier wave, as in before.ecr.anxiety_mean");
    cut_ = request_.study;
    out_.cut = paired ? leave_alone(cut_.scenario) : treat_alike(cut_.scenario);
    if (!out_.cut.empty()) return std::nullopt;
    return paired ? refusal(Fault::data, "help", "the study does nothing to anybody: there is no effect to find",
                            "give it help or an event between the two waves")
                  : refusal(Fault::data, "arms", "the two arms are treated alike: there is no effect to find",
                            "give one of them its own care, an event or help");
  }

  std::string analysis() const {
    switch (request_.test) {
      case PlanTest::paired:
        return "paired t test against " + request_.baseline;
      case PlanTest::odds:
        return "proportional odds" + (baseline_ ? " at one " + request_.baseline : std::string());
      case PlanTest::means:
        break;
    }
    return baseline_ ? "analysis of covariance on " + request_.baseline : "Welch's t test";
  }

  std::optional<Problem> look_at_study() {
    if (auto problem = look_at_arms()) return problem;
    const auto outcome = column_named(request_.study, "--outcome", request_.outcome);
    if (!outcome) return outcome.problems().front();
    outcome_ = *outcome;
    if (!request_.baseline.empty()) {
      const auto baseline = column_named(request_.study, "--baseline", request_.baseline);
      if (!baseline) return baseline.problems().front();
      baseline_ = *baseline;
    }
    out_.outcome = request_.outcome;
    out_.test = request_.test;
    out_.analysis = analysis();
    if (request_.test == PlanTest::paired) return std::nullopt;
    const Scenario& s = request_.study.scenario;
    out_.first_arm = s.arms[0].name, out_.second_arm = s.arms[1].name;
    return std::nullopt;
  }

  // Job: size, replicate, with the effect or without. The replicate's number alone decides its luck.
  Expected<Tested> lived(const LifeTables& tables, std::size_t job) const {
    const bool cut = job % 2 == 1;
    const auto replicate = static_cast<std::uint32_t>(job / 2 % request_.replicates);
    Study study = cut ? cut_ : request_.study;
    study.scenario.founders = request_.sizes[job / 2 / request_.replicates];
    study.scenario.record_moments = study.scenario.record_courses = 0;
    study.replicates = replicate + 1;
    TwoColumns answers(outcome_, baseline_);
    LiveOptions options;
    options.run.threads = 1;
    options.from.replicate = replicate;
    options.month = [this](const Run&, const LivedSoFar&) { return !stopped(); };
    live(study, tables, answers, std::move(options));
    return answers.test(request_.test);
  }

  void tell(std::size_t done, std::size_t of) const {
    if (!request_.progress) return;
    // Work grows with the number of people.
    double now = 0, all = 0;
    for (std::size_t s = 0; s < request_.sizes.size(); ++s) {
      const std::size_t each = 2 * static_cast<std::size_t>(request_.replicates), before = s * each;
      all += static_cast<double>(each) * request_.sizes[s];
      now += static_cast<double>(std::min(each, done > before ? done - before : 0)) * request_.sizes[s];
    }
    Progress p;
    p.phase = "planning";
    p.fraction = now / all;
    p.seconds = seconds();
    p.seconds_left = p.fraction > 0 ? p.seconds * (1 - p.fraction) / p.fraction : -1;
    p.done = done, p.of = of;
    p.what = std::to_string(request_.sizes[std::min((done - 1) / 2 / request_.replicates, request_.sizes.size() - 1)]) +
             " people";
    request_.progress->report(p);
  }

  void sum_up() {
    std::vector<double> all;
    for (std::size_t job = 0; job < results_.size(); job += 2)
      if (results_[job]) all.push_back(results_[job]->standardised);
    std::ranges::sort(all);
    out_.effect = at_share(all, .5);
    std::vector<evidence::PowerAt> points;
    for (std::size_t s = 0; s < request_.sizes.size(); ++s) {
      out_.sizes.push_back(size_of(s));
      points.push_back({static_cast<double>(request_.sizes[s]), out_.sizes.back().found, out_.sizes.back().tried});
    }
    out_.for_80 = evidence::size_needed(points, .8);
    out_.for_90 = evidence::size_needed(points, .9);
  }

  PlanSize size_of(std::size_t s) const {
    PlanSize size;
    size.people = request_.sizes[s];
    std::vector<double> effects, differences;
    double tested = 0;
    for (std::uint32_t r = 0; r < request_.replicates; ++r) {
      const std::size_t job = 2 * (s * request_.replicates + r);
      const Tested &with = results_[job], &without = results_[job + 1];
      ++size.tried, ++size.cut_tried;
      size.cut_failed += without ? 0 : 1;
      size.cut_found += without && without->p < found_below ? 1 : 0;
      if (!with) {
        ++size.failed;
        continue;
      }
      effects.push_back(with->standardised);
      differences.push_back(with->difference);
      tested += static_cast<double>(with->n);
      if (!(with->p < found_below)) continue;
      ++size.found;
      size.wrong_sign += with->standardised * out_.effect < 0 ? 1 : 0;
    }
    std::ranges::sort(effects);
    std::ranges::sort(differences);
    size.effect = at_share(effects, .5), size.effect_low = at_share(effects, .05),
    size.effect_high = at_share(effects, .95);
    size.difference = at_share(differences, .5);
    size.people_tested = effects.empty() ? 0 : tested / static_cast<double>(effects.size());
    size.power = share_of(size.found, size.tried);
    size.false_alarms = share_of(size.cut_found, size.cut_tried);
    return size;
  }

  PlanSummary out_;
  Column outcome_;
  std::optional<Column> baseline_;
  Study cut_;
  std::vector<Tested> results_;
};

}  // namespace

Expected<PlanSummary> plan(const PlanRequest& request) { return Session(request).go(); }

}  // namespace bowlby
