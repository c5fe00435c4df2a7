#include "app/recover/recover.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <filesystem>
#include <mutex>

#include "app/build.hpp"
#include "app/recover/judge.hpp"
#include "app/recover/tables.hpp"
#include "app/session.hpp"
#include "io/files/files.hpp"
#include "io/files/whole_folder.hpp"
#include "num/digest.hpp"
#include "population/pool.hpp"

namespace bowlby {
namespace {

using Clock = std::chrono::steady_clock;

// Stands in recovery.md: what asks for the same is the same recovery, whatever its threads and wherever it lies.
std::string key_of(const RecoverRequest& r) {
  num::Digest d;
  for (const std::size_t people : r.people) d.word(people);
  for (const int days : r.days) d.word(static_cast<std::uint64_t>(days));
  for (int e = 0; e < edge_count; ++e) d.word(r.edges.has(e) ? 1 : 0);
  for (const ParamInfo& row : parameter_table) d.word(std::bit_cast<std::uint64_t>(r.params.*(row.field)));
  d.word(std::bit_cast<std::uint64_t>(r.age));
  d.word(r.seed);
  d.word(static_cast<std::uint64_t>(r.prompts));
  d.bytes(build_commit().data(), build_commit().size());
  return "Key " + num::hex(d.result()) + ": of the options, the parameters and the program that gave this.\n";
}

// Counts finished fits of all threads in days of diary, and tells at most five times a second.
class Meter {
 public:
  Meter(const RecoverRequest& r, Clock::time_point start) : request_(r), start_(start), told_(start) {
    for (const int days : r.days) {
      total_ += first_weight * days * static_cast<double>(*std::ranges::max_element(r.people));
      for (const std::size_t n : r.people) total_ += static_cast<double>(days) * static_cast<double>(n);
    }
  }
  void done(double work, int days, std::size_t at, std::size_t of) {
    if (request_.progress == nullptr) return;
    const std::lock_guard hold(lock_);
    done_ += work;
    const auto now = Clock::now();
    if (now - told_ < std::chrono::milliseconds(200)) return;
    told_ = now;
    Progress p;
    p.phase = "fitting";
    p.fraction = std::min(1.0, done_ / total_);
    p.done = at, p.of = of;
    p.what = fmt::format("diaries of {} days", days);
    p.seconds = std::chrono::duration<double>(now - start_).count();
    if (p.fraction > .02) p.seconds_left = p.seconds * (1 - p.fraction) / p.fraction;
    request_.progress->report(p);
  }
  static constexpr double first_weight = 2.5;  // of a first fit, in second fits

 private:
  const RecoverRequest& request_;
  Clock::time_point start_, told_;
  std::mutex lock_;
  double total_ = 0, done_ = 0;
};

class Session : LongSession<RecoverRequest> {
 public:
  explicit Session(const RecoverRequest& r) : LongSession(r), pool_(r.threads), meter_(r, start_) {}

  Expected<RecoverSummary> go() {
    if (const auto early = finished_earlier()) return *early;
    auto folder = WholeFolder::begin(request_.output, {"recovery.tsv", "people.tsv", "recovery.md", "recovery.svg"});
    if (!folder) return folder.problems();
    for (const int days : request_.days) {
      fit_length(days);
      if (stopped()) {
        out_.stopped = true;
        return out_;
      }
    }
    out_.digest = digest_.result();
    if (const auto problem = write(*folder)) return *problem;
    out_.seconds = seconds();
    return out_;
  }

 private:
  // What is to be said of a recovery that is there already, if one is.
  std::optional<Expected<RecoverSummary>> finished_earlier() {
    name_paths();
    out_.prompts = request_.prompts;
    std::error_code error;
    if (!std::filesystem::exists(out_.page, error)) return std::nullopt;
    if (!request_.resume) {
      const auto problem = must_be_free(request_.output, "recovery.md");
      return problem ? std::optional<Expected<RecoverSummary>>(*problem) : std::nullopt;
    }
    const auto page = read_whole(out_.page, 1'000'000);
    if (!page) return page.problems();
    if (!page->ends_with(key_of(request_)))
      return Problem{Fault::data,
                     request_.output,
                     0,
                     0,
                     "",
                     "holds a recovery of other options, parameters or of another program",
                     "name the same ones, or choose another --output"};
    out_.there = true;
    return out_;
  }

  void name_paths() {
    const std::string folder = request_.output + "/";
    out_.summary = folder + "recovery.tsv", out_.people = folder + "people.tsv";
    out_.page = folder + "recovery.md", out_.picture = folder + "recovery.svg";
  }

  void fit_length(int days) {
    const PairFits fits(request_, days);
    std::vector<PairFit> firsts(*std::ranges::max_element(request_.people));
    std::atomic<std::size_t> ready{0};
    pool_.for_each_block(firsts.size(), [&](std::size_t i, int) {
      if (stopped()) return;
      firsts[i] = fits.first(i);
      meter_.done(Meter::first_weight * days, days, ++ready, firsts.size());
    });
    for (const std::size_t people : request_.people) {
      if (stopped()) return;
      const std::span<const PairFit> some(firsts.data(), people);
      const LearnedPriors priors = fits.learn(some);
      std::vector<PairEstimate> estimates(people);
      ready = 0;
      pool_.for_each_block(people, [&](std::size_t i, int) {
        if (stopped()) return;
        estimates[i] = fits.second(i, some[i], priors);
        meter_.done(days, days, ++ready, people);
      });
      if (stopped()) return;
      keep(days, fits, some, estimates, priors);
    }
  }

  void keep(int days, const PairFits& fits, std::span<const PairFit> firsts, std::span<const PairEstimate> estimates,
            const LearnedPriors& priors) {
    out_.studies.push_back(judge_recovery(firsts, estimates, priors, days, fits.params(), request_.edges));
    rows_ += people_rows(days, firsts, estimates, fits.params());
    for (const PairEstimate& e : estimates) digest_.values(std::span(e.units));
    panels_ = panels_of(out_.studies.back(), firsts, estimates, fits.params());  // the last stays: the largest, longest
  }

  std::optional<Problem> write(WholeFolder& whole) {
    const RecoveryStudy& last = out_.studies.back();
    const std::string title =
        request_.prompts > 0
            ? fmt::format("Ten lasting differences, {} people, {} days of {} prompts", last.people, last.days,
                          request_.prompts)
            : fmt::format("Ten lasting differences, {} people, full diaries of {} days", last.people, last.days);
    for (const auto& [file, text] :
         {std::pair{"people.tsv", people_header() + rows_}, std::pair{"recovery.tsv", recovery_tsv(out_)},
          std::pair{"recovery.md", recovery_markdown(out_, request_.command) + "\n" + key_of(request_)},
          std::pair{"recovery.svg", report::recovery_picture(title, panels_)}})
      if (auto problem = write_whole(whole.path(file), text)) return problem;
    return whole.finish();
  }

  Pool pool_;
  Meter meter_;
  num::Digest digest_;
  std::string rows_;
  std::vector<report::RecoveryPanel> panels_;
  RecoverSummary out_;
};

}  // namespace

Expected<RecoverSummary> recover(const RecoverRequest& request) { return Session(request).go(); }

}  // namespace bowlby
