// The data sheet: what was read, used and refused and why, what stands in every item before and after keying, and what
// the answers say about each scale.
#pragma once
#include <string>
#include <vector>

#include "app/data/prepare.hpp"
#include "scoring/scores.hpp"

namespace bowlby {

// As Markdown.
std::string data_sheet(const Prepared&, const std::vector<scoring::Scored>&);
// The same for programs.
std::string data_sheet_json(const Prepared&, const std::vector<scoring::Scored>&);
// A line for every refusal: file, line, column, value, what was refused, why.
std::string refused_csv(const Prepared&);

}  // namespace bowlby
