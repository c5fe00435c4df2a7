// Simulated worlds as clouds and the data as a line: a row for each statistic, as one SVG that stands alone.
#pragma once
#include <string>
#include <vector>

namespace bowlby::report {

struct CloudRow {
  std::string words;
  double data = 0;
  std::vector<double> worlds;
  enum class Mark { fits, edge, differs } mark = Mark::fits;
  std::string rank;  // "21 of 21"
};

struct CloudPicture {
  std::string title, below;
  std::vector<CloudRow> rows;
};

// Every row has a scale of its own, with its ends told, as what is measured has other units in each.
std::string cloud_picture(const CloudPicture&);

}  // namespace bowlby::report
