#include "app/plan/plan.hpp"

#include <algorithm>

#include "app/plan/alike.hpp"
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
#include "io/study/options.hpp"
#include "io/text/fields.hpp"
#include "model/edges.hpp"
#include "num/digest.hpp"
#include "studies/live.hpp"

namespace bowlby {
namespace {

constexpr std::size_t handful = 10;                                       // lives kept together
constexpr std::uint32_t people_for_truth = 3000, people_for_odds = 1000;  // a fit of odds has a number for each answer
constexpr std::uint32_t luck_of_truth = 900'000;                          // replicates that no plan has

class Session : LongSession<PlanRequest> {
 public:
  explicit Session(const PlanRequest& r) : LongSession(r) {}

  Expected<PlanSummary> go() {
    if (auto problem = look_at_study()) return *problem;
    const auto tables = published_life_tables();
    if (!tables) return tables.problems();
    std::optional<FolderLock> lock;
    if (!request_.output.empty()) {
      if (auto problem = open_plan_work(request_.output, key(), request_.resume)) return *problem;
      auto held = FolderLock::hold(request_.output);
      if (!held) return held.problems();
      lock.emplace(std::move(*held));
    }
    const std::size_t each = request_.replicates, jobs = request_.sizes.size() * 2 * each;
    results_.resize(jobs);
    std::size_t done = 0;
    // Largest sizes last, with and without the effect in turn: the time left is told late rather than too short.
    auto problems =
        work_through((jobs + handful - 1) / handful, request_.threads, [this] { return stopped(); },
                     [&](std::size_t some) { return lived(*tables, some); },
                     [&](std::size_t some, const std::vector<PlanOutcome>& found) -> std::optional<Problem> {
                       std::ranges::copy(found, results_.begin() + static_cast<std::ptrdiff_t>(some * handful));
                       tell_replicates(done += found.size(), jobs);
                       if (request_.output.empty()) return std::nullopt;
                       return write_plan_outcomes(request_.output, some, found);
                     });
    if (!problems.empty()) return problems;
    for (const bool cut : {false, true})
      if (!stopped()) (cut ? out_.cut_truth : out_.truth) = large_sample(*tables, cut);
    out_.stopped = stopped();
    if (!out_.stopped) sum_up();
    out_.seconds = seconds();
    if (!out_.stopped && !request_.output.empty())
      if (auto problem = write(*tables)) return *problem;
    return out_;
  }

 private:
  static Problem refusal(Fault fault, const char* key, std::string reason, std::string remedy) {
    return {fault, "", 0, 0, key, std::move(reason), std::move(remedy)};
  }

  // What must be the same for a folder to be gone on with.
  std::string key() const {
    num::Digest d;
    const PlanRequest& r = request_;
    std::string asked = r.baseline + " " + r.edge + " " + joined(r.outcome, ",") + " " + joined(r.predictor, ",");
    asked += " " + std::to_string(static_cast<int>(r.test)) + (r.partner ? "p" : "") +
             (r.covariance == PlanCovariance::intercept ? "i" : "");
    for (const std::uint32_t size : r.sizes) asked += " " + std::to_string(size);
    asked += " of " + std::to_string(r.replicates);
    for (const std::string& text : {asked, write_study(r.study), std::string(build_commit())})
      d.bytes(text.data(), text.size());
    return "plan " + r.study.name + " " + num::hex(d.result());
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
    out_.cut = paired ? leave_alone(cut_.scenario) : treat_alike(cut_.scenario);
    if (!out_.cut.empty()) return std::nullopt;
    return paired ? refusal(Fault::data, "help", "the study does nothing to anybody: there is no effect to find",
                            "give it help or an event between the two waves")
                  : refusal(Fault::data, "arms", "the two arms are treated alike: there is no effect to find",
                            "give one of them its own care, an event or help");
  }

  // Options that belong to some analyses only.
  std::optional<Problem> look_at_options() const {
    const PlanRequest& r = request_;
    const auto usage = [](const char* key, const char* reason, const char* remedy) {
      return refusal(Fault::usage, key, reason, remedy);
    };
    const bool lines = r.test == PlanTest::growth || r.test == PlanTest::crossed;
    if (predicted() && !lines)
      return usage("--predictor", "is for --analysis growth or crossed", "take it away, or choose one of them");
    if (r.partner && r.test == PlanTest::growth)
      return usage("--predictor", "partner is for --analysis crossed", "name what people answered");
    if (r.test == PlanTest::crossed && !predicted())
      return usage("--predictor", "is needed: two variables lead to each other",
                   "name the same visits of the other variable, or write partner");
    if (predicted() && r.edge.empty())
      return usage("--edge", "is needed: nothing says which arrow is cut for the false alarms",
                   "name one; bowlby edges prints them");
    if (!predicted() && !r.edge.empty())
      return usage("--edge", "the effect is that of the arms", "take it away, or give --predictor");
    if (lines && !r.baseline.empty())
      return usage("--baseline", "the first wave of this analysis is its baseline", "name it first in --outcome");
    if (r.covariance != PlanCovariance::unsaid && r.test != PlanTest::repeated)
      return usage("--covariance", "is for --analysis repeated", "take it away");
    return std::nullopt;
  }
  bool predicted() const { return request_.partner || !request_.predictor.empty(); }

  std::optional<Problem> cut_arrow() {
    const int edge = find_edge(request_.edge);
    if (edge < 0)
      return refusal(Fault::usage, "--edge", "there is no edge " + io::shown(request_.edge),
                     io::offer(request_.edge, edge_names()));
    if (!cut_.scenario.edges.has(edge))
      return refusal(Fault::data, "--edge", "the study cuts " + request_.edge + " already", "leave it in the study");
    cut_.scenario.edges.cut(edge);
    out_.cut = {request_.edge};
    return std::nullopt;
  }

  std::optional<Problem> look_at_study() {
    if (auto problem = look_at_options()) return problem;
    cut_ = request_.study;
    if (auto problem = predicted() ? cut_arrow() : look_at_arms()) return problem;
    auto columns = answer_columns(request_);
    if (!columns) return columns.problems().front();
    columns_ = std::move(*columns);
    out_.outcome = joined(request_.outcome, ", ");
    out_.test = request_.test;
    out_.analysis = analysis_text(request_);
    out_.predicted = predicted();
    if (request_.test == PlanTest::paired || predicted()) return std::nullopt;
    const Scenario& s = request_.study.scenario;
    out_.first_arm = s.arms[0].name, out_.second_arm = s.arms[1].name;
    return std::nullopt;
  }

  // Job: size, replicate, with the effect or without. The replicate's number alone decides its luck.
  AnswerTable answers(const LifeTables& tables, std::size_t job) const {
    const auto replicate = static_cast<std::uint32_t>(job / 2 % request_.replicates);
    return answers(tables, job % 2 == 1, replicate, request_.sizes[job / 2 / request_.replicates]);
  }
  AnswerTable answers(const LifeTables& tables, bool cut, std::uint32_t replicate, std::uint32_t founders) const {
    Study study = cut ? cut_ : request_.study;
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

  Expected<std::vector<PlanOutcome>> lived(const LifeTables& tables, std::size_t some) const {
    const std::size_t from = some * handful, until = std::min(results_.size(), from + handful);
    if (!request_.output.empty())
      if (auto there = read_plan_outcomes(request_.output, some, until - from)) return *there;
    std::vector<PlanOutcome> out;
    for (std::size_t job = from; job < until && !stopped(); ++job)
      out.push_back(test_answers(request_, columns_, answers(tables, job)));
    return out;
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

  // Work grows with the number of people: founders of so many jobs.
  double founders_of(std::size_t jobs) const {
    double sum = 0;
    const std::size_t each = 2 * static_cast<std::size_t>(request_.replicates);
    for (std::size_t s = 0; s < request_.sizes.size(); ++s)
      sum += static_cast<double>(std::min(each, jobs > s * each ? jobs - s * each : 0)) * request_.sizes[s];
    return sum;
  }
  double founders_of_large_samples(std::size_t lives) const {
    return static_cast<double>(lives) * request_.sizes.back();
  }

  void tell_replicates(std::size_t done, std::size_t of) const {
    const std::size_t size = std::min((done - 1) / 2 / request_.replicates, request_.sizes.size() - 1);
    tell("planning", founders_of(done), request_.sizes[size], done, of);
  }
  void tell_large_sample(std::size_t done, std::size_t of) const {
    tell("large sample", founders_of(results_.size()) + founders_of_large_samples(done), request_.sizes.back(), done,
         of);
  }
  void tell_kept(std::size_t done) const {
    const std::uint32_t size = request_.sizes.back();
    tell("replicate to keep",
         founders_of(results_.size()) + founders_of_large_samples(2 * std::size_t{lives_for_truth()} + done), size,
         done, 1);
  }
  void tell(const char* phase, double founders, std::uint32_t size, std::size_t done, std::size_t of) const {
    if (!request_.progress) return;
    const std::size_t lives = 2 * std::size_t{lives_for_truth()} + (request_.output.empty() ? 0 : 1);
    Progress p;
    p.phase = phase;
    p.fraction = founders / (founders_of(results_.size()) + founders_of_large_samples(lives));
    p.seconds = seconds();
    p.seconds_left = p.fraction > 0 ? p.seconds * (1 - p.fraction) / p.fraction : -1;
    p.done = done, p.of = of;
    p.what = std::to_string(size) + " people";
    request_.progress->report(p);
  }

  void sum_up() {
    out_.effect = middle_effect(results_);
    std::vector<evidence::PowerAt> points;
    const std::size_t each = 2 * static_cast<std::size_t>(request_.replicates);
    for (std::size_t s = 0; s < request_.sizes.size(); ++s) {
      out_.sizes.push_back(judge_size(out_, request_.sizes[s], std::span(results_).subspan(s * each, each)));
      points.push_back({static_cast<double>(request_.sizes[s]), out_.sizes.back().found, out_.sizes.back().tried});
    }
    out_.for_80 = evidence::size_needed(points, .8);
    out_.for_90 = evidence::size_needed(points, .9);
  }

  PlanSummary out_;
  AnswerColumns columns_;
  Study cut_;
  std::vector<PlanOutcome> results_;
};

}  // namespace

Expected<PlanSummary> plan(const PlanRequest& request) { return Session(request).go(); }

}  // namespace bowlby
