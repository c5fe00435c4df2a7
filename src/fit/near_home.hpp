#pragma once
// A fit near home. In a small box every output is nearly straight, so that each gets one ridge line, and the best place
// is sought along the lines, under a likelihood with long tails.

#include <optional>
#include <vector>

#include "fit/luck.hpp"
#include "fit/matrix.hpp"

namespace bowlby::fit {

// n points of [-1, 1]^dims, uniform; the second half mirrors the first, which keeps even bends out of the slopes.
[[nodiscard]] Matrix mirrored_points(std::size_t n, std::size_t dims, const Luck&);

// One output along the coordinates of the box.
struct Line {
  double level = 0;           // in the middle of the box
  std::vector<double> slope;  // of each coordinate
  double scatter = 0;         // sd of the runs around the line

  [[nodiscard]] double at(Values x) const;
};

// Ridge regression with a free level. Rows whose output is NaN are left out; nothing where fewer than three are left.
[[nodiscard]] std::optional<Line> fit_line(const Matrix& x, Values y, double ridge = 4);

// Where an output should lie. A weight w counts like a difference made smaller by sqrt(w); 0 has no say.
struct Band {
  double low = 0, high = 0, weight = 1;
};

// How well a place meets the bands, as a log density without its constant: Student's t with `degrees` around the middle
// of each band, as wide as half the band read as 1.96 standard deviations and what is uncertain of the line together;
// and a weak wish to stay at home, -x x / 4. Outputs without a line have no say.
struct NearHome {
  std::vector<std::optional<Line>> lines;
  std::vector<Band> bands;
  double runs = 1;  // that the lines rest on
  double degrees = 3;

  [[nodiscard]] double operator()(Values x) const;
  // Moves every line to what was measured at x (NaN: not measured).
  void move_to(Values x, Values measured);
};

}  // namespace bowlby::fit
