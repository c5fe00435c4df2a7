// calibration.sqlite: every run of a calibration with what went in and came out, and the tables made of them. A
// finished run is one transaction, so a killed program loses at most the runs it was in.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "io/results/reader.hpp"

namespace bowlby {

namespace io {
class Store;
}

// One evaluation: all studies of the plan at one point.
struct StoredRun {
  std::string stage;  // "noise", "screen", "design", "second", "check_default", "check_fitted"
  std::uint32_t number = 0;
  std::uint64_t inputs = 0;   // hash of all that decides the outputs
  std::vector<double> point;  // a value per parameter in `set`, in the order of the plan
  std::vector<std::string> set;
  std::vector<double> outputs;  // per target of the plan; NaN: not measured
};

class CalibrationStore {
 public:
  // A new file in a folder that does not exist yet or is empty.
  static Expected<CalibrationStore> open_new(const std::string& dir);
  // The file of an earlier session, finished or not.
  static Expected<CalibrationStore> open_again(const std::string& dir);
  // A new one in the folder of tasks whose runs are to be gathered.
  static Expected<CalibrationStore> open_aside(const std::string& dir);

  // Adds a run or replaces it, whole or not at all. `targets` names the outputs.
  std::optional<Problem> put(const StoredRun&, const std::vector<std::string>& targets);
  // The run with these inputs, or nothing. Outputs in the order of `targets`.
  Expected<std::optional<StoredRun>> find(std::string_view stage, std::uint32_t number, std::uint64_t inputs,
                                          const std::vector<std::string>& targets) const;
  // The whole content of one of the tables below, in place of what was there. NaN becomes nothing.
  std::optional<Problem> fill(std::string_view table, const std::vector<std::vector<Cell>>& rows);
  std::optional<Problem> provenance(std::string_view key, std::string_view value);
  Expected<std::string> provenance(std::string_view key) const;  // "" when it was never told
  // The last thing that is done, where it was opened aside: the file under its name.
  std::optional<Problem> settle();

 private:
  explicit CalibrationStore(std::shared_ptr<io::Store> store) : store_(std::move(store)) {}
  std::shared_ptr<io::Store> store_;
};

inline constexpr int calibration_magic = 0x426F776B;  // application_id of our calibrations
inline std::string calibration_path(const std::string& dir) { return dir + "/calibration.sqlite"; }

}  // namespace bowlby
