// claims.sqlite: what the runs of the claims gave, one row per claim, part, cut and seed. Rows come a job at a time and
// each job is one transaction, so a killed program loses at most the jobs it was in.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "evidence/claim.hpp"

namespace bowlby {

namespace io {
class Store;
}

struct ClaimValue {
  std::string claim, part;  // part: empty when the claim has one only
  std::string cut;          // edges with commas between; empty: the study as it is
  std::uint64_t seed = 0;
  std::optional<double> value;  // on the scale on which effects are judged
  std::uint64_t n = 0;          // rows the estimate rests on
  std::string study, readout;   // hashes of all that decides the value
};

// A claim's verdict as it is written beside the values.
struct ClaimLine {
  const evidence::Claim* claim = nullptr;
  std::span<const evidence::PartResult> parts;
  evidence::ClaimVerdict verdict{};
};

class ClaimsStore {
 public:
  // A new file in a folder that does not exist yet or is empty.
  static Expected<ClaimsStore> open_new(const std::string& dir);
  // The file of an earlier session, finished or not. Another process that writes to it is a problem.
  static Expected<ClaimsStore> open_again(const std::string& dir);
  // A new one in the folder of tasks whose runs are to be gathered.
  static Expected<ClaimsStore> open_aside(const std::string& dir);

  // All rows, sorted by claim, part, cut and seed.
  Expected<std::vector<ClaimValue>> values() const;
  // Deletes the rows for which `keep` is false.
  std::optional<Problem> keep(const std::function<bool(const ClaimValue&)>& keep);
  // Adds a job's rows or replaces them, all or none.
  std::optional<Problem> put(std::span<const ClaimValue>);
  std::optional<Problem> provenance(std::string_view key, std::string_view value);
  // The verdicts of this session in place of those of an earlier one.
  std::optional<Problem> verdicts(std::span<const ClaimLine>);
  // The last thing that is done: equal contents are equal bytes from then on.
  std::optional<Problem> settle();

 private:
  explicit ClaimsStore(std::shared_ptr<io::Store> store) : store_(std::move(store)) {}
  std::shared_ptr<io::Store> store_;
};

inline constexpr int claims_magic = 0x426F776C;  // application_id of our claims files
inline std::string claims_path(const std::string& dir) { return dir + "/claims.sqlite"; }

}  // namespace bowlby
