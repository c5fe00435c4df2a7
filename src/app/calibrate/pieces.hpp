// Runs of a calibration as pieces of many tasks: work/design-000012.tsv holds the outputs of that run, aim by aim.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/calibrate/plan.hpp"

namespace bowlby {

class CalibrationPieces {
 public:
  CalibrationPieces(std::string dir, std::string key) : dir_(std::move(dir)), key_(std::move(key)) {}

  // `inputs`: hash of all that decides the outputs. Nothing: it is not there, or is to be lived again.
  Expected<std::optional<std::vector<double>>> find(const std::string& stage, std::uint32_t number,
                                                    std::uint64_t inputs, const std::vector<std::string>& ids) const;
  std::optional<Problem> put(const std::string& stage, std::uint32_t number, std::uint64_t inputs,
                             const std::vector<std::string>& ids, const std::vector<double>& outputs) const;

 private:
  [[nodiscard]] std::string path(const std::string& stage, std::uint32_t number) const;
  [[nodiscard]] std::string stamp(const std::string& stage, std::uint32_t number, std::uint64_t inputs) const;
  std::string dir_, key_;
};

}  // namespace bowlby
