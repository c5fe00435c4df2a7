// Truth against estimate: one small panel per trait, as one SVG that stands alone.
#pragma once
#include <string>
#include <vector>

namespace bowlby::report {

struct RecoveryPanel {
  std::string title, note;  // what; how well
  bool found = false;
  std::vector<double> truth, estimate;  // in the same units
};

std::string recovery_picture(const std::string& title, const std::vector<RecoveryPanel>&);

}  // namespace bowlby::report
