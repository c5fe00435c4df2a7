#include "app/plan/plan.hpp"

#include <algorithm>
#include <set>

#include "app/plan/people/effect.hpp"
#include "app/plan/people/handover.hpp"
#include "app/plan/people/judge.hpp"
#include "app/plan/people/test.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "base/text.hpp"
#include "io/embedded.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"
#include "studies/live.hpp"

namespace bowlby {
namespace {

constexpr std::size_t handful = 10;                                       // lives kept together
constexpr std::uint32_t people_for_truth = 3000, people_for_odds = 1000;  // a fit of odds has a number for each answer
constexpr std::uint32_t luck_of_truth = 900'000;                          // replicates that no plan has

std::size_t jobs_of(const PlanRequest& r) { return r.sizes.size() * 2 * r.replicates; }
std::size_t handfuls_of(const PlanRequest& r) { return (jobs_of(r) + handful - 1) / handful; }

class Session : LongSession<PlanRequest> {
 public:
  explicit Session(const PlanRequest& r) : LongSession(r) {}

  Expected<PlanSummary> go() {
    if (auto problem = judge_request(request_, out_, cut_)) return *problem;
    auto columns = answer_columns(request_);
    if (!columns) return columns.problems();
    columns_ = std::move(*columns);
    const auto tables = published_life_tables();
    if (!tables) return tables.problems();
    std::optional<FolderLock> lock;
    if (!request_.output.empty()) {
      const std::string key = plan_key(request_);
      if (auto problem = open_plan_work(request_.output, key, request_.resume || task())) return *problem;
      kept_.emplace(request_.output, key);
    }
    if (kept_ && !task()) {  // tasks share nothing but the folder
      auto held = FolderLock::hold(request_.output);
      if (!held) return held.problems();
      lock.emplace(std::move(*held));
    }
    results_.resize(jobs_of(request_));
    drawn_.resize(request_.draws);
    if (auto problem = look_what_is_there()) return *problem;
    if (auto problems = live_what_is_missing(*tables); !problems.empty()) return problems;
    for (const bool cut : {false, true})
      if (!stopped() && !task()) (cut ? out_.cut_truth : out_.truth) = large_sample(*tables, cut);
    out_.stopped = stopped();
    if (!out_.stopped && !task()) sum_up();
    out_.seconds = seconds();
    if (!out_.stopped && !task() && kept_)
      if (auto problem = write(*tables)) return *problem;
    return out_;
  }

 private:
  // Job: size, replicate, with the effect or without. The replicate's number alone decides its luck.
  AnswerTable answers(const LifeTables& tables, std::size_t job) const {
    const auto replicate = static_cast<std::uint32_t>(job / 2 % request_.replicates);
    return answers(tables, job % 2 == 1, replicate, size_of(job));
  }
  std::uint32_t size_of(std::size_t job) const { return request_.sizes[job / 2 / request_.replicates]; }
  AnswerTable answers(const LifeTables& tables, bool cut, std::uint32_t replicate, std::uint32_t founders) const {
    return answers(tables, cut ? cut_ : request_.study, replicate, founders);
  }
  AnswerTable answers(const LifeTables& tables, Study study, std::uint32_t replicate, std::uint32_t founders) const {
    study.scenario.founders = founders;
    study.scenario.record_moments = study.scenario.record_courses = 0;
    study.replicates = replicate + 1;
    AnswersKept kept(columns_, request_.partner);
    LiveOptions options;
    options.run.threads = 1;
    options.from.replicate = replicate;
    options.month = [this](const Run&, const LivedSoFar&) { return !stopped(); };
    live(study, tables, kept, std::move(options));
    return used_answers(request_, kept.table());
  }

  [[nodiscard]] bool task() const { return request_.of > 0; }
  [[nodiscard]] bool enough() const { return stopped() || (request_.enough && request_.enough->load()); }
  // Handfuls come first, then a piece for each draw of parameters.
  [[nodiscard]] bool draw(std::size_t piece) const { return piece >= handfuls_of(request_); }
  std::size_t until(std::size_t some) const { return std::min(results_.size(), (some + 1) * handful); }
  std::size_t outcomes_in(std::size_t piece) const { return draw(piece) ? 1 : until(piece) - piece * handful; }
  std::uint32_t size_in(std::size_t piece) const {
    return draw(piece) ? request_.sizes.back() : size_of(piece * handful);
  }

  std::optional<Problem> look_what_is_there() {
    for (std::size_t some = 0; some < pieces_of(request_); ++some) {
      if (task() && some % request_.of != request_.task - 1) continue;
      ++out_.share;
      replicates_ += outcomes_in(some);
      all_founders_ += founders_of(some);
      std::optional<std::vector<PlanOutcome>> there;
      if (kept_) {
        auto read = read_plan_outcomes(*kept_, some, outcomes_in(some));
        if (!read) return read.problems().front();
        there = std::move(*read);
      }
      if (there)
        ++out_.there, take(some, *there);
      else
        missing_.push_back(some);
    }
    return std::nullopt;
  }

  void take(std::size_t some, const std::vector<PlanOutcome>& found) {
    if (draw(some))
      drawn_[some - handfuls_of(request_)] = found.front();
    else
      std::ranges::copy(found, results_.begin() + static_cast<std::ptrdiff_t>(some * handful));
    replicates_done_ += found.size();
    founders_done_ += founders_of(some);
  }

  // Largest sizes last, with and without the effect in turn: the time left is told late rather than too short.
  std::vector<Problem> live_what_is_missing(const LifeTables& tables) {
    if (!task()) all_founders_ += founders_of_large_samples(2 * std::size_t{lives_for_truth()} + (kept_ ? 1 : 0));
    return work_through(
        missing_.size(), request_.threads, [this] { return stopped(); },
        [&](std::size_t at) { return lived(tables, missing_[at]); },
        [&](std::size_t at, const std::vector<PlanOutcome>& found) -> std::optional<Problem> {
          if (found.empty()) return std::nullopt;  // a task that had enough
          take(missing_[at], found);
          ++out_.done;
          tell(draw(missing_[at]) ? "drawing parameters" : "planning", founders_done_, size_in(missing_[at]),
               replicates_done_, replicates_);
          return kept_ ? write_plan_outcomes(*kept_, missing_[at], found) : std::nullopt;
        });
  }

  Expected<std::vector<PlanOutcome>> lived(const LifeTables& tables, std::size_t some) const {
    std::vector<PlanOutcome> out;
    if (enough()) return out;
    if (draw(some)) return std::vector{drawn(tables, static_cast<std::uint32_t>(some - handfuls_of(request_)))};
    for (std::size_t job = some * handful; job < until(some) && !stopped(); ++job)
      out.push_back(test_answers(request_, columns_, answers(tables, job)));
    return out;
  }

  // The estimate in a large sample of the study with drawn parameters. The luck of its lives is the same in every draw.
  PlanOutcome drawn(const LifeTables& tables, std::uint32_t k) const {
    Study study = request_.study;
    const Draws draws{RunKey::of(study.scenario.seed, k).key, {3, 0}, 0};
    study.scenario.params = draw_parameters(request_.study.scenario.params, request_.spreads, draws);
    const std::uint32_t size = request_.sizes.back(), lives = lives_for_truth();
    std::vector<AnswerTable> parts;
    for (std::uint32_t life = 0; life < lives && !stopped(); ++life)
      parts.push_back(answers(tables, study, luck_of_truth + life, size));
    PlanOutcome o = test_answers(request_, columns_, together(parts));
    o.couples = std::size_t{lives} * size;  // founders, as sizes are
    return o;
  }

  // Lives of the largest size that no replicate has, analysed as one sample.
  LargeSample large_sample(const LifeTables& tables, bool cut) const {
    const std::uint32_t size = request_.sizes.back(), lives = lives_for_truth();
    std::size_t done = cut ? lives : 0;
    std::vector<AnswerTable> parts(lives);
    work_through(
        lives, request_.threads, [this] { return stopped(); },
        [&](std::size_t life) {
          return Expected<AnswerTable>(answers(tables, cut, luck_of_truth + static_cast<std::uint32_t>(life), size));
        },
        [&](std::size_t life, const AnswerTable& part) -> std::optional<Problem> {
          parts[life] = part;
          tell_large_sample(++done, 2 * std::size_t{lives});
          return std::nullopt;
        });
    if (stopped()) return {};
    const PlanOutcome o = test_answers(request_, columns_, together(parts));
    return {o.estimate, o.error, o.couples, o.failed, o.scale};
  }

  std::optional<Problem> write(const LifeTables& tables) {
    const std::size_t job = 2 * (request_.sizes.size() - 1) * request_.replicates;
    tell_kept(0);
    const AnswerTable kept = answers(tables, job);
    if ((out_.stopped = stopped())) return std::nullopt;  // the life may have ended early
    tell_kept(1);
    const std::string dir = request_.output + "/";
    const std::pair<const char*, std::string> files[]{
        {"replicate.csv", answers_csv(request_, kept)},
        {"replicate.R", answers_script(request_, columns_, out_, results_[job])},
        {"methods.md", methods_text(request_, out_)},
        {"plan.html", answers_page(request_, out_)},
        {"plan.json", to_json(out_, false)}};
    for (const auto& [name, text] : files) {
      if (auto problem = write_whole(dir + name, text)) return problem;
      out_.files.push_back(dir + name);
    }
    return std::nullopt;
  }

  std::uint32_t lives_for_truth() const {
    const std::uint32_t wanted = request_.test == PlanTest::odds ? people_for_odds : people_for_truth;
    return (wanted + request_.sizes.back() - 1) / request_.sizes.back();
  }

  // Work grows with the number of people: founders of a handful of lives.
  double founders_of(std::size_t some) const {
    if (draw(some)) return founders_of_large_samples(lives_for_truth());
    double sum = 0;
    for (std::size_t job = some * handful; job < until(some); ++job) sum += size_of(job);
    return sum;
  }
  double founders_of_large_samples(std::size_t lives) const {
    return static_cast<double>(lives) * request_.sizes.back();
  }
  void tell_large_sample(std::size_t done, std::size_t of) const {
    tell("large sample", founders_done_ + founders_of_large_samples(done), request_.sizes.back(), done, of);
  }
  void tell_kept(std::size_t done) const {
    const std::size_t lives = 2 * std::size_t{lives_for_truth()} + done;
    tell("replicate to keep", founders_done_ + founders_of_large_samples(lives), request_.sizes.back(), done, 1);
  }
  void tell(const char* phase, double founders, std::uint32_t size, std::size_t done, std::size_t of) const {
    if (!request_.progress) return;
    Progress p;
    p.phase = phase;
    p.fraction = all_founders_ > 0 ? founders / all_founders_ : 1;
    p.seconds = seconds();
    p.seconds_left = p.fraction > 0 ? p.seconds * (1 - p.fraction) / p.fraction : -1;
    p.done = done, p.of = of;
    p.what = std::to_string(size) + " people";
    request_.progress->report(p);
  }

  // A person is asked once at a visit, whatever is looked at there. Instruments of one wave are waves of one name.
  double cost_of_each() const {
    std::set<std::pair<std::string, std::uint16_t>> visits;
    const auto count = [&](const AnswerColumn& c) { visits.emplace(request_.study.waves[c.wave].name, c.visit); };
    std::ranges::for_each(columns_.outcome, count);
    std::ranges::for_each(columns_.predictor, count);
    if (columns_.baseline) count(*columns_.baseline);
    return request_.cost_person + static_cast<double>(visits.size()) * request_.cost_visit;
  }

  void sum_up() {
    out_.effect = middle_effect(results_);
    out_.cost_each = cost_of_each();
    std::vector<evidence::PowerAt> points;
    const std::size_t each = 2 * static_cast<std::size_t>(request_.replicates);
    for (std::size_t s = 0; s < request_.sizes.size(); ++s) {
      out_.sizes.push_back(judge_size(out_, request_.sizes[s], std::span(results_).subspan(s * each, each)));
      out_.sizes.back().cost = request_.sizes[s] * out_.cost_each;
      points.push_back({static_cast<double>(request_.sizes[s]), out_.sizes.back().found, out_.sizes.back().tried});
    }
    out_.for_80 = evidence::size_needed(points, .8);
    out_.for_90 = evidence::size_needed(points, .9);
    if (request_.draws == 0) return;
    out_.drawn = drawn_effects(0, drawn_, out_.truth.value);
    out_.draws_from = request_.draws_from, out_.drawn_parameters = request_.spreads.size();
  }

  PlanSummary out_;
  AnswerColumns columns_;
  Study cut_;
  std::optional<Pieces> kept_;
  std::vector<std::size_t> missing_;  // handfuls of this share
  std::vector<PlanOutcome> results_, drawn_;
  std::size_t replicates_ = 0, replicates_done_ = 0;  // of this share
  double all_founders_ = 0, founders_done_ = 0;
};

}  // namespace

std::string plan_key(const PlanRequest& r) {
  num::Digest d;
  std::string asked = r.baseline + " " + r.edge + " " + joined(r.outcome, ",") + " " + joined(r.predictor, ",");
  asked += " " + std::to_string(static_cast<int>(r.test)) + (r.partner ? "p" : "") +
           (r.covariance == PlanCovariance::intercept ? "i" : "");
  for (const std::uint32_t size : r.sizes) asked += " " + std::to_string(size);
  asked += " of " + std::to_string(r.replicates);
  for (const std::string& text : {asked, write_study(r.study), std::string(build_commit())})
    d.bytes(text.data(), text.size());
  for (const ParameterSpread& s : r.spreads)
    for (const double q : {s.q05, s.q25, s.median, s.q75, s.q95}) d.values(std::span(&q, 1));
  d.word(r.draws);
  return "plan " + r.study.name + " " + num::hex(d.result());
}

std::size_t pieces_of(const PlanRequest& r) { return handfuls_of(r) + r.draws; }

std::optional<Problem> draw_from(PlanRequest& r, const std::string& set, std::uint32_t draws) {
  auto spreads = read_parameter_spreads(set);
  if (!spreads) return spreads.problems().front();
  if (spreads->empty())
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--draws",
                   set + " tells no quantiles of parameters (posterior:)",
                   "name a set that a fit wrote, as posterior-2026-11-25"};
  r.draws_from = set, r.spreads = std::move(*spreads), r.draws = draws;
  return std::nullopt;
}

std::optional<Problem> judge_plan(const PlanRequest& r) {
  PlanSummary unused;
  Study cut;
  if (auto problem = judge_request(r, unused, cut)) return problem;
  const auto columns = answer_columns(r);
  return columns ? std::nullopt : std::optional(columns.problems().front());
}

Expected<PlanSummary> plan(const PlanRequest& request) { return Session(request).go(); }

}  // namespace bowlby
