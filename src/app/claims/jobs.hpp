// The runs behind the claims: each distinct study with each distinct set of cut edges, once per seed, shared by every
// readout that needs it.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "io/results/claims_store.hpp"
#include "io/study/claims_file.hpp"
#include "io/sweep/pieces.hpp"

namespace bowlby {

struct ClaimJob {
  struct Readout {
    std::size_t claim, part;  // places in the book
    std::string hash;         // of estimator and query
  };
  std::string study;             // stem
  std::vector<std::string> cut;  // edges, sorted; empty: as it is
  std::uint64_t seed = 0;
  std::string hash;  // of program, study, cut and seed
  std::vector<Readout> readouts;
};

// "edge,edge"
std::string cut_text(const std::vector<std::string>& cut);

// What is cut in the runs of a part: nothing, its edges, and those of its placebo if it has one.
std::vector<std::vector<std::string>> cuts_of(const evidence::ClaimPart&);

// Jobs of the claims at `selected` (places in the book). All of the first seed come first, so that the pace of the
// beginning tells the pace of the rest.
std::vector<ClaimJob> plan_jobs(const ClaimBook&, const std::vector<std::size_t>& selected, int seeds);

// The rows a job will give, without their values.
std::vector<ClaimValue> rows_of(const ClaimBook&, const ClaimJob&);

// The rows of a job as text, and back: a piece of many tasks. `expected` are the rows it must give.
std::string text_of(const std::vector<ClaimValue>&);
Expected<std::vector<ClaimValue>> read_claim_values(const Pieces&, std::size_t job, std::vector<ClaimValue> expected);

// Empty when asked to stop.
Expected<std::vector<ClaimValue>> run_job(const ClaimBook&, const ClaimJob&, const std::atomic<bool>* stop);

}  // namespace bowlby
