// Values of a run of claims as a piece of many tasks.
#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "app/claims/jobs.hpp"
#include "io/text/numbers.hpp"

namespace bowlby {
namespace {

constexpr const char *upwards = "inf", *downwards = "-inf";

// Of a value that is there. Nothing: it is no number.
std::optional<double> value_in(const std::string& text) {
  if (text == upwards) return HUGE_VAL;
  if (text == downwards) return -HUGE_VAL;
  return io::to_number(text);
}

std::string value_text(double value) {
  return std::isfinite(value) ? io::number_text(value) : value > 0 ? upwards : downwards;
}

// Claim, part, cut and seed: what a line begins with.
std::string head_of(const ClaimValue& v) { return fmt::format("{}\t{}\t{}\t{}\t", v.claim, v.part, v.cut, v.seed); }

}  // namespace

std::string text_of(const std::vector<ClaimValue>& rows) {
  std::string out;
  for (const ClaimValue& v : rows)
    out += fmt::format("{}{}\t{}\n", head_of(v), v.value && !std::isnan(*v.value) ? value_text(*v.value) : "", v.n);
  return out;
}

Expected<std::vector<ClaimValue>> read_claim_values(const Pieces& pieces, std::size_t job,
                                                    std::vector<ClaimValue> expected) {
  const auto text = pieces.read(job);
  if (!text) return text.problems();
  const Problem missing{Fault::data,
                        "",
                        0,
                        0,
                        fmt::format("cell {}", job + 1),
                        "is not there, or holds other values",
                        "live it with `bowlby sweep work`"};
  if (!*text) return missing;
  std::istringstream lines(**text);
  std::string line;
  for (ClaimValue& v : expected) {
    const std::string head = head_of(v);
    if (!std::getline(lines, line) || !line.starts_with(head)) return missing;
    const std::size_t tab = line.find('\t', head.size());
    if (tab == std::string::npos) return missing;
    const std::string value = line.substr(head.size(), tab - head.size());
    io::Refusal why;
    const auto n = io::read_whole_number<std::uint64_t>(line.substr(tab + 1), {0, UINT64_MAX}, why);
    if (!value.empty()) v.value = value_in(value);
    if (!n || v.value.has_value() == value.empty()) return missing;
    v.n = *n;
  }
  return std::getline(lines, line) ? Expected<std::vector<ClaimValue>>(missing) : std::move(expected);
}

}  // namespace bowlby
