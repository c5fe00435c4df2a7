// Claims as experiments: run them, judge them, tell the outcome. One session fills DIR/claims.sqlite and
// DIR/claims.html.
#pragma once
#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "evidence/claim.hpp"
#include "evidence/test_kind.hpp"
#include "io/study/claims_file.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {

inline constexpr io::Limits<int> claim_seeds{2, 1000};

struct ClaimsRequest {
  ClaimBook book;
  std::vector<std::size_t> selected;  // places in the book; see select_claims
  std::string output;
  std::string command;  // the line that started it, for provenance
  std::string entries;  // folder given to --entries, or empty; repeated in the commands that rerun a claim
  int threads = 0;      // jobs at once; 0: one per core
  int seeds = evidence::full_seeds;
  bool resume = false;
  std::string tasks;  // key of the pieces in the folder, where tasks have done all runs; empty: they are done here
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

// How many of each verdict, and of each kind of test. Sign tests are not among them.
struct ClaimCounts {
  int claims = 0, covered = 0, by_tests = 0, uncovered = 0, no_entry = 0;
  std::map<evidence::ClaimVerdict, int> verdicts;  // of the covered claims
  struct Of {
    int all = 0, hold = 0;
  };
  // Covered claims that are no rivals, by the best kind among their tests, and the tests themselves. Where a claim has
  // fair tests, they alone say here whether it holds.
  std::map<evidence::TestKind, Of> by_kind, tests;
  [[nodiscard]] int with(evidence::ClaimVerdict) const;
  [[nodiscard]] Of of(evidence::TestKind) const;
};
ClaimCounts count_claims(const std::vector<ClaimOutcome>&);

// A headline holds when every one of its claims that is run holds, or would but for the kind of its tests, and at least
// one fair test among them holds. Conflict rows have no say.
struct HeadlineOutcome {
  int number = 0;
  std::string verdict;  // holds, not shown, no fair test, covered by tests, no verdict, ...
  int holds = 0, judged = 0;
  int fair = 0, fair_hold = 0;      // fair tests of its claims, and those of them that hold
  std::vector<std::string> claims;  // ids
};
std::vector<HeadlineOutcome> headlines(const std::vector<ClaimOutcome>&);

// For a terminal and for a machine.
std::string list_text(const ClaimBook&);
std::string list_json(const ClaimBook&);
std::string show_text(const evidence::Claim&);
std::string outcome_text(const ClaimsSummary&);
std::string outcome_json(const ClaimsSummary&);

// Only what the outcomes themselves say: {"counts", "claims", "headlines"}; for those of an earlier run, too.
std::string outcomes_json(const std::vector<ClaimOutcome>&);

}  // namespace bowlby
