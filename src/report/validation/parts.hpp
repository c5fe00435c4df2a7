// What the parts of a validation's page share: numbers in words, and a band with what lies in it or beside it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evidence/mark.hpp"

namespace bowlby::report {

std::string short_number(double x);
// "0.3 [0.2, 0.4]"; the value alone where the interval is not known or open.
std::string interval_words(double value, std::optional<double> low, std::optional<double> high);
std::string verdict_badge(evidence::Verdict);

// The band that counts as inside (open to infinity where it has no edge), the published estimate if there is one, and
// the simulated one with its interval. `label` says the same in words.
std::string band_picture(const std::string& label, double low, double high, std::optional<double> published,
                         const evidence::Estimate& simulated);

// The section on lives, misses first; nothing where there is no mark.
std::string lives_section(const std::vector<evidence::MarkRow>&);

}  // namespace bowlby::report
