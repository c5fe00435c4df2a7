#include "app/claims/claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "app/build.hpp"
#include "app/claims/jobs.hpp"
#include "app/claims/page.hpp"
#include "app/session.hpp"
#include "app/workers.hpp"
#include "io/files/files.hpp"
#include "io/files/folder_lock.hpp"
#include "io/files/run_folder.hpp"
#include "io/results/claims_store.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

using Key = std::tuple<std::string, std::string, std::string, std::uint64_t>;  // claim, part, cut, seed

Key key_of(const ClaimValue& v) { return {v.claim, v.part, v.cut, v.seed}; }

// One session from request to folder.
class Session : LongSession<ClaimsRequest> {
 public:
  explicit Session(const ClaimsRequest& r) : LongSession(r), jobs_(plan_jobs(r.book, r.selected, r.seeds)) {}

  Expected<ClaimsSummary> go() {
    const auto lock = FolderLock::hold(request_.output);
    if (!lock) return lock.problems();
    std::error_code ignored;
    const bool again = request_.resume && std::filesystem::exists(claims_path(request_.output), ignored);
    auto opened = by_tasks() ? ClaimsStore::open_aside(request_.output)
                  : again    ? ClaimsStore::open_again(request_.output)
                             : ClaimsStore::open_new(request_.output);
    if (!opened) return opened.problems();
    store_.emplace(std::move(*opened));
    if (auto problem = by_tasks() ? gather() : take_over()) return *problem;
    if (auto problem = note_provenance()) return *problem;
    if (const auto problems = work(); !problems.empty()) return problems;
    summary_.stopped = stopped();
    summary_.jobs = jobs_.size();
    summary_.seeds = request_.seeds;
    summary_.seconds = seconds();
    if (summary_.stopped) return summary_;
    return finish();
  }

 private:
  // Keeps what an earlier session computed with this program from these studies and queries; the rest goes aside.
  std::optional<Problem> take_over() {
    std::vector<std::size_t> everything(request_.book.claims.size());
    for (std::size_t i = 0; i < everything.size(); ++i) everything[i] = i;
    std::map<Key, std::pair<std::string, std::string>> valid;
    for (const ClaimJob& job : plan_jobs(request_.book, everything, std::max(request_.seeds, evidence::full_seeds)))
      for (const ClaimValue& v : rows_of(request_.book, job)) valid[key_of(v)] = {v.study, v.readout};
    const auto good = [&](const ClaimValue& v) {
      const auto found = valid.find(key_of(v));
      return found != valid.end() && found->second == std::pair(v.study, v.readout);
    };
    const auto before = store_->values();
    if (!before) return before.problems().front();
    std::set<Key> there;
    for (const ClaimValue& v : *before)
      if (good(v)) there.insert(key_of(v));
    if (there.size() < before->size()) {
      const auto copy = copy_aside(claims_path(request_.output));
      if (!copy) return copy.problems().front();
      summary_.note = fmt::format("{} values of another program, study or query are not used; all are kept in {}.",
                                  before->size() - there.size(), *copy);
    }
    const auto problem = store_->keep(good);
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
      bool done = true;
      for (const ClaimValue& v : rows_of(request_.book, jobs_[j])) done = done && there.contains(key_of(v));
      if (!done) open_.push_back(j);
    }
    summary_.reused = jobs_.size() - open_.size();
    return problem;
  }

  [[nodiscard]] bool by_tasks() const { return !request_.tasks.empty(); }

  // All runs are there, as pieces of tasks.
  std::optional<Problem> gather() {
    const Pieces pieces(request_.output, request_.tasks);
    for (std::size_t j = 0; j < jobs_.size(); ++j) {
      const auto rows = read_claim_values(pieces, j, rows_of(request_.book, jobs_[j]));
      if (!rows) return rows.problems().front();
      if (auto problem = store_->put(*rows)) return problem;
    }
    summary_.reused = jobs_.size();
    return std::nullopt;
  }

  std::optional<Problem> note_provenance() {
    Facts facts = made_by();
    facts.emplace_back("seeds", std::to_string(request_.seeds));
    for (const auto& [key, value] : facts)
      if (auto problem = store_->provenance(key, value)) return problem;
    return std::nullopt;
  }

  std::vector<Problem> work() {
    tell(nullptr);
    const auto keep = [this](std::size_t at, const std::vector<ClaimValue>& rows) {
      auto problem = store_->put(rows);
      if (!problem) ++done_, tell(&jobs_[open_[at]]);
      return problem;
    };
    return work_through(
        open_.size(), request_.threads, [this] { return stopped(); },
        [this](std::size_t at) { return run_job(request_.book, jobs_[open_[at]], request_.stop); }, keep);
  }

  void tell(const ClaimJob* job) {
    if (request_.progress == nullptr || jobs_.empty()) return;
    Progress p;
    p.phase = "claims";
    p.done = summary_.reused + done_;
    p.of = jobs_.size();
    p.fraction = static_cast<double>(p.done) / static_cast<double>(p.of);
    p.seconds = seconds();
    if (done_ > 0) p.seconds_left = p.seconds / static_cast<double>(done_) * static_cast<double>(open_.size() - done_);
    if (job != nullptr) p.what = job->study;
    request_.progress->report(p);
  }

  // Judges every selected claim from the stored rows, whatever session they came from.
  Expected<ClaimsSummary> finish() {
    const auto all = store_->values();
    if (!all) return all.problems();
    std::map<Key, std::optional<double>> values;
    for (const ClaimValue& v : *all) values[key_of(v)] = v.value;
    std::map<Key, std::optional<double>> used;
    for (const std::size_t place : request_.selected) {
      ClaimOutcome outcome;
      outcome.claim = request_.book.claims[place];
      for (const evidence::ClaimPart& p : outcome.claim.parts) {
        const std::uint64_t first = request_.book.studies.at(p.study).scenario.seed;
        std::vector<evidence::SeedValues> lists;
        for (const auto& cut : cuts_of(p)) {
          evidence::SeedValues& list = lists.emplace_back();
          for (int i = 0; i < request_.seeds; ++i) {
            const Key key{outcome.claim.id, p.name, cut_text(cut), first + static_cast<std::uint64_t>(i)};
            list.push_back(used[key] = values.at(key));
          }
        }
        lists.resize(3);
        outcome.parts.push_back(
            evidence::judge_part(p.expect, std::move(lists[0]), std::move(lists[1]), std::move(lists[2])));
      }
      outcome.verdict = evidence::verdict_of(outcome.claim, outcome.parts);
      summary_.outcomes.push_back(std::move(outcome));
    }
    summary_.digest = digest(used);
    return write_down();
  }

  // Keys in order, each with the bits of its value.
  static std::uint64_t digest(const std::map<Key, std::optional<double>>& used) {
    std::string text;
    for (const auto& [key, value] : used) {
      const auto& [claim, part, cut, seed] = key;
      std::uint64_t bits = 0;
      if (value) std::memcpy(&bits, &*value, sizeof bits);
      text += fmt::format("{}\n{}\n{}\n{}\n{}\n", claim, part, cut, seed, value ? num::hex(bits) : "none");
    }
    num::Digest d;
    d.bytes(text.data(), text.size());
    return d.result();
  }

  Expected<ClaimsSummary> write_down() {
    std::vector<ClaimLine> lines;
    for (const ClaimOutcome& o : summary_.outcomes) lines.push_back({&o.claim, o.parts, o.verdict});
    if (auto problem = store_->verdicts(lines)) return *problem;
    if (auto problem = store_->provenance("digest", num::hex(summary_.digest))) return *problem;
    if (auto problem = store_->settle()) return *problem;
    summary_.results = claims_path(request_.output);
    summary_.page = request_.output + "/claims.html";
    if (auto problem = write_whole(summary_.page, claims_page_text(request_, summary_))) return *problem;
    return summary_;
  }

  std::vector<ClaimJob> jobs_;
  std::vector<std::size_t> open_;  // places in jobs_ still to run
  std::optional<ClaimsStore> store_;
  ClaimsSummary summary_;
  std::size_t done_ = 0;
};

}  // namespace

Expected<std::vector<std::size_t>> select_claims(const ClaimBook& book, const std::vector<std::string>& ids,
                                                 bool headline, bool all) {
  std::vector<std::string> known;
  for (const evidence::Claim& c : book.claims) known.push_back(c.id);
  std::set<std::size_t> chosen;
  std::vector<Problem> problems;
  for (const std::string& id : ids) {
    const auto at = std::find(known.begin(), known.end(), id);
    if (at != known.end()) {
      chosen.insert(static_cast<std::size_t>(at - known.begin()));
      continue;
    }
    const std::string near = nearest_name(id, known);
    problems.push_back({Fault::usage, "", 0, 0, id, "there is no such claim",
                        near.empty() ? "see `bowlby claims`" : "did you mean " + near + "?"});
  }
  for (std::size_t i = 0; i < book.claims.size(); ++i)
    if (all || (headline && !book.claims[i].headlines.empty())) chosen.insert(i);
  if (!problems.empty()) return problems;
  return std::vector<std::size_t>(chosen.begin(), chosen.end());
}

Expected<ClaimsSummary> run_claims(const ClaimsRequest& request) { return Session(request).go(); }

}  // namespace bowlby
