// Claims as experiments: run them, judge them, tell the outcome. One session fills DIR/claims.sqlite and
// DIR/claims.html.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "evidence/claim.hpp"
#include "io/study/claims_file.hpp"

namespace bowlby {

struct ClaimsRequest {
  ClaimBook book;
  std::vector<std::size_t> selected;  // places in the book; see select_claims
  std::string output;
  std::string command;  // the line that started it, for provenance
  std::string entries;  // folder given to --entries, or empty; repeated in the commands that rerun a claim
  int threads = 0;      // jobs at once; 0: one per core
  int seeds = evidence::full_seeds;
  bool resume = false;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

struct ClaimOutcome {
  evidence::Claim claim;
  std::vector<evidence::PartResult> parts;  // as many as the claim has, or none if it was not run
  evidence::ClaimVerdict verdict = evidence::ClaimVerdict::unmeasured;
};

struct ClaimsSummary {
  std::vector<ClaimOutcome> outcomes;  // the selected claims, in the order of the table
  std::uint64_t digest = 0;            // of every value of the selected claims
  bool stopped = false;                // asked to stop before the end; --resume continues
  std::size_t jobs = 0, reused = 0;    // runs in all; of them taken from an earlier session
  int seeds = 0;
  double seconds = 0;
  std::string results, page;  // paths
  std::string note;           // what was set aside, if anything
};

// Claims by id; or those with a headline; or all. Rows without an entry are in, too: they are told as uncovered.
Expected<std::vector<std::size_t>> select_claims(const ClaimBook&, const std::vector<std::string>& ids, bool headline,
                                                 bool all);

Expected<ClaimsSummary> run_claims(const ClaimsRequest&);

// How many of each kind.
struct ClaimCounts {
  int claims = 0, covered = 0, holds = 0, not_shown = 0, restated = 0, quick_look = 0, rivals = 0, unmeasured = 0;
  int by_tests = 0, uncovered = 0, no_entry = 0;
};
ClaimCounts count_claims(const std::vector<ClaimOutcome>&);

// A headline holds when every one of its claims that is run holds; conflict rows have no say.
struct HeadlineOutcome {
  int number = 0;
  std::string verdict;  // holds, not shown, covered by tests, no verdict, ...
  int holds = 0, judged = 0;
  std::vector<std::string> claims;  // ids
};
std::vector<HeadlineOutcome> headlines(const std::vector<ClaimOutcome>&);

// For a terminal and for a machine.
std::string list_text(const ClaimBook&);
std::string list_json(const ClaimBook&);
std::string show_text(const evidence::Claim&);
std::string outcome_text(const ClaimsSummary&);
std::string outcome_json(const ClaimsSummary&);

}  // namespace bowlby
