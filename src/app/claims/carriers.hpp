// What carries an effect: each edge of the theory cut alone, or beside one that stays cut, and what is then left of it.
//
// This is a look, never a verdict. It lives other seeds than a verdict does, so that an edge may be named by what is
// seen here and be judged by people whom nobody has seen without it.
#pragma once
#include <atomic>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "evidence/claim.hpp"
#include "io/study/claims_file.hpp"

namespace bowlby {

inline constexpr std::uint64_t carriers_first_seed = 1000;  // after those of any verdict
inline constexpr int carriers_seeds = 4;

struct CarriersRequest {
  ClaimBook book;
  std::vector<std::size_t> selected;  // places in the book
  std::string command;
  std::vector<std::string> edges;  // those that are cut; none: every one
  std::string with;                // an edge that stays cut beside each other one; empty: each alone
  bool ordinary = false;           // only parts that are asked among ordinary people
  int threads = 0;                 // runs at once; 0: one per core
  int seeds = carriers_seeds;
  bool resume = false;  // always begins anew
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;
};

struct Carrier {
  std::string edge;
  evidence::Pooled left;  // the effect without the edge
  evidence::Pooled fall;  // what the edge adds, seed by seed
  double carried = 0;     // the fall over the effect: 1 is all of it, below 0 the edge works against it
};

struct PartCarriers {
  std::string claim, part, study;
  std::vector<std::string> cut;  // what the entry cuts
  std::optional<evidence::Pooled> effect;
  std::vector<Carrier> carriers;  // what carries most first
};

struct CarriersSummary {
  std::vector<PartCarriers> parts;
  std::string with;
  std::size_t runs = 0;
  int seeds = 0;
  bool stopped = false;
};

Expected<CarriersSummary> find_carriers(const CarriersRequest&);

// For a terminal: of each part its effect and the edges that carry at least a twentieth of it, either way.
std::string carriers_text(const CarriersSummary&);
std::string carriers_json(const CarriersSummary&);

}  // namespace bowlby
