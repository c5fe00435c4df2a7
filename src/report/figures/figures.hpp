// Every picture of a report by its name, as one SVG that stands alone: caption above, drawing, how to get it again
// below.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "report/figures/sketch.hpp"
#include "report/page.hpp"

namespace bowlby::report {

struct Figure {
  std::string name;      // "plane", "group-at-20-questionnaire-anxiety"
  std::string title;     // what is drawn, and in what unit
  std::string sentence;  // what its marks mean
  std::function<Sketch()> draw;
};

// Of all parts that this page has something for, in the order of the page. They hold on to the page they came from.
std::vector<Figure> figures_of(const PageData&);
// `again`: how to get it again, one line each.
std::string figure_svg(const Figure&, const std::vector<std::string>& again);

}  // namespace bowlby::report
