// Lives: do lives look like lives? Every mark of evidence/lives.tsv laid beside what the runs give.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "evidence/mark.hpp"
#include "io/results/reader.hpp"

namespace bowlby {

// The studies that some mark is measured in.
Expected<std::set<std::string>> studies_of_lives();

// The marks measured in one of `runs` (by the name of their study), misses first. Where all studies were lived, also
// those that no study can measure yet, as zeros.
Expected<std::vector<evidence::MarkRow>> check_lives(const std::map<std::string, ResultsReader>& runs);

std::string to_text(const std::vector<evidence::MarkRow>&);

}  // namespace bowlby
