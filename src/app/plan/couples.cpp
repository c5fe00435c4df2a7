#include "app/plan/couples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/plan/alike.hpp"
#include "app/plan/columns.hpp"
#include "app/plan/handover.hpp"
#include "app/plan/judge.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "base/text.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/plan/plan_work.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

constexpr std::size_t handful = 10;               // replicates kept together
constexpr std::size_t most_for_truth = 3000;      // couples
constexpr std::uint32_t luck_of_truth = 900'000;  // a replicate that no plan has
constexpr double share_of_growing = .5;           // of the time, as a first guess

PlanOutcome outcome_of(const PlannedAnalysis& a, fit::CoupleFit& fit) {
  fit = fit::fit_couples(a.rows, a.model);
  PlanOutcome o;
  o.failed = fit.failed;
  if (!o.failed.empty()) return o;
  const fit::Tested& t = fit.contrasts.front();
  if (!std::isfinite(t.value) || !(t.error > 0) || !std::isfinite(t.p)) {
    o.failed = "a coefficient without an error";
    return o;
  }
  return {t.value, t.error, t.degrees_of_freedom, t.p, a.scale, fit.singular, {}};
}

class Session : LongSession<CouplePlanRequest> {
 public:
  explicit Session(const CouplePlanRequest& r) : LongSession(r), plan_(r.plan) {}

  Expected<CouplePlanSummary> go() {
    out_.plan = plan_;
    if (auto problem = take_effect_away()) return *problem;
    std::optional<FolderLock> lock;
    if (!request_.output.empty()) {
      if (auto problem = open_plan_work(request_.output, plan_key(plan_), request_.resume || task())) return *problem;
      kept_.emplace(request_.output, plan_key(plan_));
    }
    if (task()) {
      const auto nothing = nothing_is_missing();
      if (!nothing) return nothing.problems();
      if (*nothing) return out_;
    }
    if (!request_.output.empty() && !task()) {  // tasks share nothing but the folder
      auto held = FolderLock::hold(request_.output);
      if (!held) return held.problems();
      lock.emplace(std::move(*held));
    }
    for (const bool cut : {false, true})
      if (auto problem = grow(cut)) return *problem;
    if (!stopped()) find_truth();
    if (auto problem = draw_effects()) return *problem;
    auto problems = stopped() ? std::vector<Problem>{} : work();
    if (!problems.empty()) return problems;
    out_.seconds = seconds();
    if ((out_.stopped = stopped()) || task()) return out_;
    judge(out_, outcomes_, truths_);
    num::Digest digest;
    outcomes_.insert(outcomes_.end(), drawn_.begin(), drawn_.end());
    for (const PlanOutcome& o : outcomes_)
      for (const double v : {o.estimate, o.error, o.p}) digest.values(std::span(&v, 1));
    out_.digest = num::hex(digest.result());
    if (!request_.output.empty())
      if (auto problem = write()) return *problem;
    return out_;
  }

 private:
  std::optional<Problem> take_effect_away() {
    cut_study_ = plan_.study;
    if (plan_.edge.empty()) {
      const auto cut = treat_alike(cut_study_.scenario);
      if (cut.empty())
        return refusal("arms", "the two arms are treated alike: there is no effect to find",
                       "give one of them an event or help");
      out_.cut = joined(cut, ", ");
      return std::nullopt;
    }
    const int edge = find_edge(plan_.edge);
    if (!plan_.study.scenario.edges.has(edge))
      return refusal("effect.edge", "the study cuts " + plan_.edge + " already", "leave it in the study");
    cut_study_.scenario.edges.cut(edge);
    out_.cut = plan_.edge;
    return std::nullopt;
  }

  static Problem refusal(const char* key, std::string reason, std::string remedy) {
    return {Fault::data, "", 0, 0, key, std::move(reason), std::move(remedy)};
  }

  [[nodiscard]] bool task() const { return request_.of > 0; }
  [[nodiscard]] bool mine(std::size_t piece) const { return !task() || piece % request_.of == request_.task - 1; }
  [[nodiscard]] bool enough() const { return stopped() || (request_.enough && request_.enough->load()); }

  using Kept = std::optional<std::vector<PlanOutcome>>;
  Expected<Kept> kept(std::size_t piece) const {
    if (!kept_) return Kept();
    return read_plan_outcomes(*kept_, piece, outcomes_in(piece));
  }
  // Outcomes of a handful of replicates, or of a draw.
  std::size_t outcomes_in(std::size_t piece) const {
    if (piece >= pieces_of(plan_).handfuls) return plan_.days.size();
    return std::min<std::size_t>(handful, plan_.replicates - piece * handful) * 2 * cells();
  }

  Expected<bool> nothing_is_missing() {
    for (std::size_t piece = 0; piece < pieces_of(plan_).all(); ++piece) {
      if (!mine(piece)) continue;
      const auto there = kept(piece);
      if (!there) return there.problems();
      ++out_.share, out_.there += *there ? 1 : 0;
    }
    return out_.there == out_.share;
  }

  std::optional<Problem> grow(bool cut) {
    if (stopped()) return std::nullopt;
    PoolOptions options{request_.threads, request_.stop, [&](double share) {
                          tell("growing couples", (share + (cut ? 1 : 0)) / 2 * share_of_growing, 0, 0);
                        }};
    auto pool = grow_pool(cut ? cut_study_ : plan_.study, plan_, options);
    if (!pool) return pool.problems().front();
    pools_[cut] = std::move(*pool);
    if (stopped()) return std::nullopt;
    (cut ? out_.cut_pool : out_.pool) = pools_[cut].couples.size();
    std::size_t of_arm[2]{};
    for (const PooledCouple& c : pools_[cut].couples) ++of_arm[c.arm];
    const std::size_t most = plan_.sizes.back();
    const std::size_t there = plan_.arm.empty() ? of_arm[0] + of_arm[1] : 2 * std::min(of_arm[0], of_arm[1]);
    if (there >= most) return std::nullopt;
    const double founders = std::ceil(plan_.study.scenario.founders * 1.2 * static_cast<double>(most) /
                                      static_cast<double>(std::max<std::size_t>(there, 1)));
    return refusal("sizes", fmt::format("{} couples are wanted, and {} live together on that day", most, there),
                   fmt::format("give {} about {:.0f} founders", plan_.study_name, founders));
  }

  // Couples of a pool in the order in which a replicate takes them; of two arms in turn.
  std::vector<std::size_t> order(const CouplePool& pool, bool cut, std::uint32_t replicate, std::size_t wanted) const {
    const auto& couples = pool.couples;
    const Draws draws{RunKey::of(plan_.seed, replicate).key, {cut ? 2u : 1u, 0}, 0};
    std::vector<std::size_t> all(couples.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    const bool arms = !plan_.arm.empty();
    for (std::size_t i = 0; i < (arms ? all.size() : wanted); ++i) {
      const double u = draws.uniform(Purpose::sample, static_cast<std::uint32_t>(i));
      std::swap(all[i], all[i + static_cast<std::size_t>(u * static_cast<double>(all.size() - i))]);
    }
    if (!arms) return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(wanted)};
    std::vector<std::size_t> of[2], out;
    for (const std::size_t i : all) of[couples[i].arm].push_back(i);
    for (std::size_t i = 0; out.size() < wanted && i < std::min(of[0].size(), of[1].size()); ++i)
      out.insert(out.end(), {of[0][i], of[1][i]});
    return out;
  }

  std::vector<CoupleDays> lived(const CouplePool& pool, bool cut, std::uint32_t replicate, std::size_t wanted) const {
    std::vector<CoupleDays> out;
    CoupleDiary room;
    for (const std::size_t i : order(pool, cut, replicate, wanted))
      out.push_back(keep_days(pool.couples[i], pool, plan_, plan_.days.back(), replicate, room));
    return out;
  }
  std::vector<CoupleDays> lived(bool cut, std::uint32_t replicate, std::size_t wanted) const {
    return lived(pools_[cut], cut, replicate, wanted);
  }

  static std::vector<const CoupleDays*> first(const std::vector<CoupleDays>& of, std::size_t count) {
    std::vector<const CoupleDays*> out;
    for (std::size_t i = 0; i < std::min(count, of.size()); ++i) out.push_back(&of[i]);
    return out;
  }

  void find_truth() {
    for (const bool cut : {false, true}) {
      const auto days = lived(cut, luck_of_truth, std::min(pools_[cut].couples.size(), most_for_truth));
      for (const int length : plan_.days) {
        PlannedAnalysis a = analysis_of(plan_, first(days, days.size()), length);
        a.model.degrees_of_freedom = false;
        fit::CoupleFit fit;
        const PlanOutcome o = outcome_of(a, fit);
        truths_[cut].push_back({o.estimate, o.error, o.failed});
        starts_[cut].push_back(fit.numbers);
      }
    }
  }

  // The effect in a large sample of a world of drawn parameters, by length.
  Expected<std::vector<PlanOutcome>> effects_of(const Params& params, const PoolOptions& options) const {
    Study study = plan_.study;
    study.scenario.params = params;
    const auto pool = grow_pool(study, plan_, options);
    if (!pool) return pool.problems();
    std::vector<PlanOutcome> out(plan_.days.size());
    if (stopped()) return out;
    const auto days = lived(*pool, false, luck_of_truth, std::min(pool->couples.size(), most_for_truth));
    for (std::size_t d = 0; d < out.size(); ++d) {
      PlannedAnalysis a = analysis_of(plan_, first(days, days.size()), plan_.days[d]);
      a.model.degrees_of_freedom = false;
      a.model.start = starts_[0][d];
      fit::CoupleFit fit;
      if (days.size() < plan_.sizes.front())
        out[d].failed = "fewer couples than the smallest size";
      else
        out[d] = outcome_of(a, fit);
      out[d].couples = days.size();
    }
    return out;
  }

  // Kept behind the handfuls of replicates. The luck of lives and diaries is the same in every draw.
  std::optional<Problem> draw_effects() {
    const std::size_t jobs = (plan_.replicates + handful - 1) / handful, lengths = plan_.days.size();
    for (std::uint32_t k = 0; k < plan_.draws && !enough(); ++k) {
      if (!mine(jobs + k)) continue;
      auto read = kept(jobs + k);
      if (!read) return read.problems().front();
      Kept there = std::move(*read);
      if (!there) {
        const Draws draws{RunKey::of(plan_.seed, k).key, {3, 0}, 0};
        // two worlds were grown before; one of the draws takes as long as one of them
        const PoolOptions options{request_.threads, request_.stop, [&](double share) {
                                    tell("drawing parameters", share_of_growing, k, plan_.draws,
                                         (plan_.draws - k - share) * seconds() / (k + share + 2));
                                  }};
        auto found = effects_of(draw_parameters(plan_.study.scenario.params, plan_.spreads, draws), options);
        if (!found) return found.problems().front();
        there = std::move(*found);
        if (stopped()) return std::nullopt;
        if (kept_)
          if (auto problem = write_plan_outcomes(*kept_, jobs + k, *there)) return problem;
        ++out_.done;
      }
      drawn_.insert(drawn_.end(), there->begin(), there->end());
    }
    for (std::size_t d = 0; d < lengths && plan_.draws > 0 && !stopped() && !task(); ++d) {
      std::vector<PlanOutcome> of_length;
      for (std::size_t k = d; k < drawn_.size(); k += lengths) of_length.push_back(drawn_[k]);
      out_.drawn.push_back(drawn_effects(plan_.days[d], of_length, truths_[0][d].value));
    }
    return std::nullopt;
  }

  // Outcomes stand by replicate, world, size, days.
  std::size_t cells() const { return plan_.sizes.size() * plan_.days.size(); }

  std::vector<Problem> work() {
    const std::size_t replicates = plan_.replicates;
    outcomes_.resize(replicates * 2 * cells());
    std::vector<std::size_t> jobs;
    for (std::size_t job = 0; job < pieces_of(plan_).handfuls; ++job) {
      if (!mine(job)) continue;
      const auto there = task() ? kept(job) : Expected<Kept>(Kept());
      if (!there) return there.problems();
      if (!*there) jobs.push_back(job);
    }
    std::size_t done = 0;
    const double began = seconds();
    return work_through(
        jobs.size(), request_.threads, [this] { return stopped(); },
        [&](std::size_t at) { return task() && enough() ? Expected(std::vector<PlanOutcome>()) : some(jobs[at]); },
        [&](std::size_t at, const std::vector<PlanOutcome>& found) -> std::optional<Problem> {
          std::ranges::copy(found, outcomes_.begin() + static_cast<std::ptrdiff_t>(jobs[at] * handful * 2 * cells()));
          done += found.size() / (2 * cells());
          out_.done += found.empty() ? 0 : 1;
          const double share =
              static_cast<double>(done) / static_cast<double>(std::min(replicates, jobs.size() * handful));
          tell("planning", share_of_growing + (1 - share_of_growing) * share, done, replicates,
               share > 0 ? (seconds() - began) * (1 - share) / share : -1);
          return std::nullopt;
        });
  }

  Expected<std::vector<PlanOutcome>> some(std::size_t job) const {
    auto there = kept(job);
    if (!there) return there.problems();
    if (*there) return std::move(**there);
    const std::size_t from = job * handful, until = std::min<std::size_t>(plan_.replicates, from + handful);
    const std::size_t count = outcomes_in(job);
    std::vector<PlanOutcome> out;
    for (std::size_t r = from; r < until; ++r)
      for (const bool cut : {false, true}) {
        const auto days = lived(cut, static_cast<std::uint32_t>(r), plan_.sizes.back());
        for (const std::uint32_t size : plan_.sizes)
          for (std::size_t d = 0; d < plan_.days.size(); ++d) {
            if (stopped()) return std::vector<PlanOutcome>(count);  // thrown away by whoever is told to stop
            PlannedAnalysis a = analysis_of(plan_, first(days, size), plan_.days[d]);
            a.model.start = starts_[cut][d];  // the same for all, so that no order matters
            fit::CoupleFit fit;
            out.push_back(outcome_of(a, fit));
          }
      }
    if (kept_ && !stopped())
      if (auto problem = write_plan_outcomes(*kept_, job, out)) return *problem;
    return out;
  }

  std::optional<Problem> write() {
    const auto days = lived(false, 0, plan_.sizes.back());
    const std::string dir = request_.output + "/";
    std::vector<std::pair<std::string, std::string>> files{
        {"replicate.csv", replicate_csv(plan_, first(days, plan_.sizes.back()))},
        {"replicate.R", replicate_script(plan_, outcomes_[replicate_cell()])},
        {"methods.md", methods_text(out_)},
        {"plan.html", to_page(out_)},
        {"plan.json", to_json(out_)}};
    for (const auto& [name, text] : files) {
      if (auto problem = write_whole(dir + name, text)) return problem;
      out_.files.push_back(dir + name);
    }
    return std::nullopt;
  }
  // Of the first replicate with the effect: the largest size, the most days.
  std::size_t replicate_cell() const { return cells() - 1; }

  void tell(const char* phase, double fraction, std::size_t done, std::size_t of, double left = -1) const {
    if (!request_.progress) return;
    Progress p;
    p.phase = phase;
    p.fraction = fraction;
    p.seconds = seconds();
    p.seconds_left = left >= 0 ? left : fraction > 0 ? p.seconds * (1 - fraction) / fraction : -1;
    p.done = done, p.of = of;
    p.what = fmt::format("up to {} couples", plan_.sizes.back());
    request_.progress->report(p);
  }

  const PlanFile& plan_;
  Study cut_study_;
  CouplePool pools_[2];
  std::vector<PlanTruth> truths_[2];
  std::vector<std::vector<double>> starts_[2];
  std::vector<PlanOutcome> outcomes_, drawn_;  // drawn: by draw, then by length
  std::optional<Pieces> kept_;
  CouplePlanSummary out_;
};

}  // namespace

std::string plan_key(const PlanFile& plan) {
  num::Digest d;
  for (const std::string& text : {plan.source, write_study(plan.study), std::string(build_commit())})
    d.bytes(text.data(), text.size());
  for (const ParameterSpread& s : plan.spreads)
    for (const double q : {s.q05, s.q25, s.median, s.q75, s.q95}) d.values(std::span(&q, 1));
  return "plan " + plan.name + " " + num::hex(d.result());
}

PlanPieces pieces_of(const PlanFile& plan) { return {(plan.replicates + handful - 1) / handful, plan.draws}; }

Expected<CouplePlanSummary> plan_couples(const CouplePlanRequest& request) { return Session(request).go(); }

}  // namespace bowlby
