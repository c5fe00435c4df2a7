#include "app/calibrate/pieces.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <sstream>

#include "io/sweep/pieces.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {

std::string CalibrationPieces::path(const std::string& stage, std::uint32_t number) const {
  return piece_path(dir_, fmt::format("{}-{:06}", stage, number));
}

std::string CalibrationPieces::stamp(const std::string& stage, std::uint32_t number, std::uint64_t inputs) const {
  return short_digest(fmt::format("{}\n{}\n{}\n{}", key_, stage, number, inputs));
}

Expected<std::optional<std::vector<double>>> CalibrationPieces::find(const std::string& stage, std::uint32_t number,
                                                                     std::uint64_t inputs,
                                                                     const std::vector<std::string>& ids) const {
  const auto text = read_piece(path(stage, number), stamp(stage, number, inputs));
  if (!text) return text.problems();
  std::optional<std::vector<double>> outputs;
  if (!*text) return outputs;
  std::istringstream lines(**text);
  std::vector<double> values;
  std::string line;
  for (const std::string& id : ids) {
    if (!std::getline(lines, line) || !line.starts_with(id + "\t")) return outputs;
    const std::string value = line.substr(id.size() + 1);
    const auto number_there = io::to_number(value);
    if (!number_there && !value.empty()) return outputs;
    values.push_back(number_there.value_or(std::numeric_limits<double>::quiet_NaN()));
  }
  if (!std::getline(lines, line)) outputs = std::move(values);
  return outputs;
}

std::optional<Problem> CalibrationPieces::put(const std::string& stage, std::uint32_t number, std::uint64_t inputs,
                                              const std::vector<std::string>& ids,
                                              const std::vector<double>& outputs) const {
  std::string text;
  for (std::size_t k = 0; k < ids.size(); ++k)
    text += fmt::format("{}\t{}\n", ids[k], std::isfinite(outputs[k]) ? io::number_text(outputs[k]) : "");
  return write_piece(path(stage, number), stamp(stage, number, inputs), text);
}

}  // namespace bowlby
