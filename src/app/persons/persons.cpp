#include "app/persons/persons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/build.hpp"
#include "app/data/mirror.hpp"
#include "app/persons/keepers.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/study/file.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "num/digest.hpp"
#include "studies/calendar.hpp"

namespace bowlby {
namespace {

constexpr std::uint32_t world_of_trials = 6000;  // replicate of the study, far behind those that anybody runs
constexpr double spare = 1.2;                    // founders for each simulated person: some die, some are never asked
constexpr double first_share = .6;               // of the work, done by the first fits
constexpr const char *first_stage = "first", *second_stage = "second";

Problem refusal(const std::string& where, const char* what, std::string reason, std::string remedy) {
  return {Fault::data, where, 0, 0, what, std::move(reason), std::move(remedy)};
}

// The numbers of a fit as a row of the folder, and back.
std::vector<double> row_of(const fit::UnitFit& u) {
  std::vector<double> out = u.mode;
  for (std::size_t a = 0; a < writer_traits; ++a)
    for (std::size_t b = 0; b <= a; ++b) out.push_back(u.curvature(a, b));
  return out;
}
fit::UnitFit unit_of(const std::vector<double>& row) {
  fit::UnitFit out{{row.begin(), row.begin() + writer_traits}, fit::Matrix(writer_traits, writer_traits)};
  std::size_t at = writer_traits;
  for (std::size_t a = 0; a < writer_traits; ++a)
    for (std::size_t b = 0; b <= a; ++b) out.curvature(a, b) = out.curvature(b, a) = row[at++];
  return out;
}
std::vector<double> row_of(const PersonEstimate& e) {
  std::vector<double> out(e.units.begin(), e.units.end());
  out.insert(out.end(), e.sd.begin(), e.sd.end());
  out.push_back(e.fitness);
  return out;
}
PersonEstimate estimate_of(const std::vector<double>& row) {
  PersonEstimate out;
  for (std::size_t d = 0; d < writer_traits; ++d) out.units[d] = row[d], out.sd[d] = row[writer_traits + d];
  out.fitness = row.back();
  return out;
}

std::vector<std::string> numbered(const char* name, std::size_t count) {
  std::vector<std::string> out;
  for (std::size_t i = 1; i <= count; ++i) out.push_back(fmt::format("{}_{}", name, i));
  return out;
}

class Session : LongSession<PersonsRequest> {
 public:
  explicit Session(const PersonsRequest& r) : LongSession(r) {}

  Expected<PersonsFit> go() {
    if (auto problems = read(); !problems.empty()) return problems;
    if (!request_.resume)
      if (auto problem = must_be_free(request_.output, first_stage)) return *problem;
    auto lock = FolderLock::hold(request_.output);
    if (!lock) return lock.problems();
    if (auto problems = people(); !problems.empty()) return problems;
    if (!stopped())
      if (auto problems = fit_all(); !problems.empty()) return problems;
    out_.seconds = seconds();
    if ((out_.stopped = stopped())) return std::move(out_);
    judge();
    if (auto problem = write()) return *problem;
    return std::move(out_);
  }

 private:
  std::vector<Problem> read() {
    const auto reader = read_results(request_.data, true);
    if (!reader) return reader.problems();
    const auto seen = read_seen(*reader, {{"diary"}, std::nullopt});
    if (!seen) {  // the reader asks whether there are any diaries at all
      const auto none = sample_diaries({}, request_.data);
      return none.problems();
    }
    auto sample = sample_diaries(*seen, request_.data);
    if (!sample) return sample.problems();
    auto mirror = mirror_study(request_.study, *seen, request_.age);
    if (!mirror) return mirror.problems();
    out_.sample = std::move(*sample);
    out_.data = reader->provenance("study_name").value_or(request_.data), out_.study = request_.study.name;
    out_.remarks = mirror->remarks;
    std::erase_if(out_.remarks, [](const std::string& r) { return r.starts_with("diary_missing"); });  // gaps are given
    study_ = std::move(mirror->study);
    return {};
  }

  // Simulated people who keep such a diary, and what is usual among them.
  std::vector<Problem> people() {
    const auto at = std::ranges::find_if(study_.waves, [this](const Wave& w) {
      return w.instrument == Instrument::diary && w.name == out_.sample.wave;
    });
    at->share = 1, at->missing = at->dropout = 0;
    std::uint32_t& founders = study_.scenario.founders;
    founders = static_cast<std::uint32_t>(spare * request_.trials) + 10;
    founders += founders % 2;
    tell("living the study", 0, 0, 0);
    auto kept =
        keepers_of(study_, static_cast<std::size_t>(at - study_.waves.begin()),
                   std::min(out_.sample.visit, visits_of(*at)) - 1, world_of_trials, request_.threads, request_.stop);
    if (!kept) return kept.problems();
    if (!*kept) return {};
    auto& [keepers, params] = **kept;
    if (keepers.size() < fewest_trials)
      return {refusal("", "--study", fmt::format("has {} people who keep a diary like these", keepers.size()),
                      "take a study whose people reach that age and keep one")};
    if (keepers.size() > request_.trials) keepers.resize(request_.trials);
    std::vector<Subject> selves;
    for (const Keeper& k : keepers) selves.push_back(k.self);
    out_.model = person_model(selves, params);
    out_.model.prompts = out_.sample.prompts, out_.model.noise = out_.sample.noise();
    out_.model.particles = request_.particles, out_.model.seed = study_.scenario.seed;
    const auto& real = out_.sample.people;
    out_.trials = keepers.size();
    out_.learned = real.size() >= enough_for_a_prior;
    out_.groups = std::max<std::size_t>(1, out_.trials / std::max(real.size(), enough_for_a_prior));
    for (std::size_t i = 0; i < keepers.size(); ++i) {
      const auto lines =
          diary_of(keepers[i], out_.sample.days, out_.sample.prompts, params, draws_of_wave(keepers[i].life, *at));
      diaries_.push_back(
          {like_that_of(out_.sample, real[i / out_.groups % real.size()], lines), {static_cast<std::uint32_t>(i), 1}});
      out_.simulated.truth.push_back(out_.model.units(writer_truth(keepers[i].self, params)));
    }
    for (std::size_t i = 0; i < real.size(); ++i)
      diaries_.push_back({real[i].prompts, {static_cast<std::uint32_t>(i), 2}});
    return {};
  }

  std::string all_that_matters() const {
    num::Digest d;
    for (const SampleDiaries::One& one : out_.sample.people)
      for (const SeenPrompt& s : one.prompts)
        for (const double v :
             {static_cast<double>(s.day), static_cast<double>(s.prompt), s.security, s.distress, s.bids})
          d.values(std::span(&v, 1));
    d.word(request_.particles), d.word(request_.trials), d.word(static_cast<std::uint64_t>(out_.sample.prompts));
    return write_study(study_) + "# diaries " + num::hex(d.result()) + "\n";
  }

  // One fit for each diary; what is on the disk is what counts, so that a killed command goes on to the same bytes.
  std::vector<Problem> stage(const char* name, std::size_t numbers,
                             const std::function<std::vector<double>(std::size_t)>& fitted,
                             std::vector<std::vector<double>>& rows) {
    SweepPlan plan{std::string(build_commit()), all_that_matters(), numbered("number", numbers), {}, {}};
    for (std::uint32_t i = 1; i <= diaries_.size(); ++i) plan.cells.push_back({i, i, {}});
    const std::string dir = request_.output + "/" + name;
    if (auto problem = open(dir, plan)) return {*problem};
    rows.assign(diaries_.size(), {});
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < diaries_.size(); ++i) {
      if (auto problem = take(dir, plan, i, rows)) return {*problem};
      if (rows[i].empty()) missing.push_back(i);
    }
    lived_ = 0, to_live_ = missing.size();
    return work_through(
        missing.size(), request_.threads, [this] { return stopped(); },
        [&](std::size_t job) -> Expected<std::vector<double>> { return fitted(missing[job]); },
        [&](std::size_t job, const std::vector<double>& row) -> std::optional<Problem> {
          CellResult cell{"-", {}};
          for (const double v : row) cell.values.emplace_back(evidence::Estimate{}), cell.values.back()->value = v;
          if (auto problem = write_cell(dir, plan, plan.cells[missing[job]], cell)) return problem;
          ++lived_;
          const bool first = name == first_stage;
          tell(first ? "first look at every diary" : "with what all tell together", rows.size() - to_live_ + lived_,
               rows.size(), first ? 0 : first_share);
          return take(dir, plan, missing[job], rows);
        });
  }

  std::optional<Problem> open(const std::string& dir, const SweepPlan& plan) const {
    std::error_code error;
    if (!std::filesystem::exists(dir, error)) return write_sweep_plan(dir, plan);
    const auto old = read_sweep_plan(dir);
    if (!old) return old.problems().front();
    if (old->build == plan.build && old->study == plan.study && old->cells.size() == plan.cells.size())
      return std::nullopt;
    return refusal(request_.output, "--resume",
                   "was begun with other data, trials, particles, another study or build of bowlby",
                   "take another folder");
  }

  std::optional<Problem> take(const std::string& dir, const SweepPlan& plan, std::size_t i,
                              std::vector<std::vector<double>>& rows) const {
    const auto cell = read_cell(dir, plan, plan.cells[i]);
    if (!cell) return cell.problems().front();
    if (*cell)
      for (const evidence::Maybe& v : (*cell)->values) rows[i].push_back(v ? v->value : 0);
    return std::nullopt;
  }

  std::vector<Problem> fit_all() {
    constexpr std::size_t of_first = writer_traits + writer_traits * (writer_traits + 1) / 2;
    std::vector<std::vector<double>> rows;
    if (auto problems = stage(
            first_stage, of_first, [this](std::size_t i) { return row_of(first_fit(out_.model, diaries_[i])); }, rows);
        !problems.empty() || stopped())
      return problems;
    std::vector<fit::UnitFit> firsts;
    for (const auto& row : rows) firsts.push_back(unit_of(row));
    const auto priors = learn(firsts);
    if (auto problems = stage(
            second_stage, 2 * writer_traits + 1,
            [&](std::size_t i) { return row_of(second_fit(out_.model, diaries_[i], firsts[i], priors[sample_of(i)])); },
            rows);
        !problems.empty() || stopped())
      return problems;
    for (std::size_t i = 0; i < rows.size(); ++i)
      (i < out_.trials ? out_.simulated : out_.real).estimates.push_back(estimate_of(rows[i]));
    return {};
  }

  // Simulated people are dealt out to samples as large as the data; the data themselves come last.
  std::size_t sample_of(std::size_t i) const { return i < out_.trials ? i % out_.groups : out_.groups; }

  std::vector<fit::NormalPrior> learn(const std::vector<fit::UnitFit>& firsts) const {
    const fit::NormalPrior study{std::vector<double>(writer_traits, 0.0), std::vector<double>(writer_traits, 1.0)};
    std::vector<fit::NormalPrior> out(out_.groups + 1, study);
    if (!out_.learned) return out;
    std::vector<std::vector<fit::UnitFit>> samples(out_.groups + 1);
    for (std::size_t i = 0; i < firsts.size(); ++i) samples[sample_of(i)].push_back(firsts[i]);
    for (std::size_t s = 0; s < samples.size(); ++s)
      out[s] = fit::learn_prior(samples[s], wide_person_prior(), wide_person_prior().sd[0]);
    return out;
  }

  void judge() {
    const std::size_t n = out_.trials;
    fit::Matrix truth(n, writer_traits), estimate(n, writer_traits), sd(n, writer_traits);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t d = 0; d < writer_traits; ++d) {
        truth(i, d) = out_.simulated.truth[i][d];
        estimate(i, d) = out_.simulated.estimates[i].units[d], sd(i, d) = out_.simulated.estimates[i].sd[d];
      }
    out_.recovery = fit::recovery_of(std::move(truth), std::move(estimate), sd);
    for (std::size_t d = 0; d < writer_traits; ++d) out_.gates[d] = fit::gate_of(out_.recovery, d);
    out_.least_fitness = std::ranges::min_element(out_.simulated.estimates, {}, &PersonEstimate::fitness)->fitness;
    num::Digest digest;
    for (const auto* people : {&out_.simulated, &out_.real})
      for (const PersonEstimate& e : people->estimates)
        digest.values(std::span(e.units)), digest.values(std::span(e.sd));
    out_.digest = num::hex(digest.result());
  }

  void tell(const char* phase, std::size_t done, std::size_t of, double before) {
    if (!request_.progress) return;
    Progress p;
    p.phase = phase;
    p.done = done, p.of = of;
    const double share = of > 0 ? static_cast<double>(done) / static_cast<double>(of) : 0;
    p.fraction = before + share * (before > 0 ? 1 - before : first_share);
    p.seconds = seconds();
    if (of > 0) {
      if (lived_ == 1) stage_began_ = p.seconds;
      const double each = lived_ > 1 ? (p.seconds - stage_began_) / static_cast<double>(lived_ - 1) : p.seconds;
      const double here = each * static_cast<double>(of - done);
      p.seconds_left = here + (before > 0 ? 0 : each * static_cast<double>(of) * (1 - first_share) / first_share);
    }
    p.what = request_.study.name;
    request_.progress->report(p);
  }

  std::optional<Problem> write() {
    for (const auto& [name, text] :
         {std::pair{"traits.csv", traits_csv(out_)}, std::pair{"persons.csv", persons_csv(out_)},
          std::pair{"gates.csv", gates_csv(out_)}, std::pair{"gates.svg", to_picture(out_)},
          std::pair{"persons.json", to_json(out_)}, std::pair{"persons.txt", to_text(out_)}}) {
      out_.files.push_back(request_.output + "/" + name);
      if (auto problem = write_whole(out_.files.back(), text)) return problem;
    }
    return std::nullopt;
  }

  Study study_;
  std::vector<PersonDiary> diaries_;  // simulated, then real
  std::size_t lived_ = 0, to_live_ = 0;
  double stage_began_ = 0;
  PersonsFit out_;
};

}  // namespace

std::size_t PersonsFit::count_unlike() const {
  std::size_t n = 0;
  for (std::size_t i = 0; i < real.estimates.size(); ++i) n += unlike(i) ? 1 : 0;
  return n;
}

PersonsFit::Interval PersonsFit::of(const PersonEstimate& e, std::size_t d, bool widened) const {
  const double reach = fit::z95 * e.sd[d] * (widened ? gates[d].stretch : 1);
  const auto value = [&](double units) { return bounded(d, model.centre[d] + model.spread[d] * units); };
  return {value(e.units[d]), value(e.units[d] - reach), value(e.units[d] + reach)};
}

Expected<PersonsFit> fit_persons(const PersonsRequest& request) { return Session(request).go(); }

}  // namespace bowlby
