// The page of a session of claims: first the data, plain values without markup, then one function that draws them.
#pragma once
#include <string>
#include <vector>

#include "evidence/test_kind.hpp"

namespace bowlby::report {

struct ClaimsPageEntry {
  evidence::Claim claim;
  evidence::ClaimVerdict verdict = evidence::ClaimVerdict::unmeasured;
  std::vector<evidence::PartResult> results;  // one per part; none when the claim is not run
  std::vector<std::string> published;         // per part: the published size in words, or empty
  std::string command;                        // reruns this claim alone
};

struct ClaimsPageHeadline {
  int number = 0;
  std::string words;    // what it is about
  std::string verdict;  // in words
  int holds = 0, judged = 0, fair = 0, fair_hold = 0;
  std::vector<std::string> claims;  // ids
};

// How many claims have no better test than this kind, how many tests are of it, and how many of either hold.
struct ClaimsPageKind {
  evidence::TestKind kind{};
  int claims = 0, hold = 0, tests = 0, tests_hold = 0;
};

struct ClaimsPage {
  int seeds = 0;
  std::string version, commit, digest, command;
  std::vector<ClaimsPageKind> kinds;
  int not_covered = 0;
  std::vector<ClaimsPageHeadline> headlines;  // those with at least one claim among the entries
  std::vector<ClaimsPageEntry> entries;       // in the order of the table of claims
};

// One self-contained HTML text: no script, no request, light and dark, fit for print.
std::string claims_page(const ClaimsPage&);

}  // namespace bowlby::report
