// What a sweep measured against what was varied: a panel for each measure, as one SVG that stands alone.
#pragma once
#include <string>
#include <vector>

namespace bowlby::report {

// A cell: where it lies across, whose line it is on (empty: there is one line), and what it measured.
struct SweepDot {
  std::string across, line;
  double value = 0;
};

struct SweepPanel {
  std::string measure;
  std::vector<SweepDot> dots;  // in the order of the plan, which is that of words across and of lines
};

struct SweepPicture {
  std::string across, lines;          // what is varied; empty: nothing
  std::vector<std::string> averaged;  // varied, too, and averaged over
  std::vector<SweepPanel> panels;
};

// Lines lead through means over seeds, with the 95 % interval of the mean; a dot is a cell. Numbers lie across by their
// size, words in their order.
std::string sweep_picture(const SweepPicture&);

}  // namespace bowlby::report
