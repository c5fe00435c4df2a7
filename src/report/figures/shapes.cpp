// Rows with intervals, curves and clouds.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/figures/sketch.hpp"

namespace bowlby::report {
namespace {

constexpr double label_room = 250, line_height = 15, row_room = 14;

std::string point(double x, double y) { return fixed(x, 1) + "," + fixed(y, 1); }

// One entry of a legend; gives back where the next one begins.
double legend(Sketch& s, double x, double y, std::size_t group, const std::string& label) {
  s.box(group < colour_count ? "bar" : "bar again", x, y - 9, 12, 10, colour_of(group));
  s.words("small", x + 17, y, label);
  return x + 17 + 6.4 * static_cast<double>(label.size()) + 18;
}

// A legend over all groups, in as many lines as it needs; gives back its height.
template <class Items>
double legends(Sketch& s, const Items& items) {
  if (items.size() < 2) return 0;
  double x = 0, y = 12;
  for (std::size_t g = 0; g < items.size(); ++g) {
    const double wide = 35 + 6.4 * static_cast<double>(items[g].label.size());
    if (x > 0 && x + wide > sketch_width) x = 0, y += 18;
    x = legend(s, x, y, g, items[g].label);
  }
  return y + 10;
}

}  // namespace

Sketch interval_rows(const std::vector<IntervalRow>& rows, const std::string& label, Unit unit) {
  Sketch s;
  std::vector<double> all;
  for (const IntervalRow& r : rows)
    for (const double v : {r.value, r.low, r.high, r.published, r.published_low, r.published_high}) all.push_back(v);
  const Axis axis = axis_over(all, label, unit);
  const double left = label_room, right = sketch_width - 60;
  const auto x = [&](double v) { return axis.at(v, left, right); };
  double y = 4;
  std::string marks;
  for (const IntervalRow& r : rows) {
    Sketch row;
    const auto lines = lines_of(r.label, label_room - 16, 12);
    const double tall = std::max(24.0, line_height * static_cast<double>(lines.size()) + row_room),
                 middle = y + tall / 2;
    for (std::size_t i = 0; i < lines.size(); ++i)
      row.words("label", 0,
                middle + 4 + line_height * (static_cast<double>(i) - .5 * static_cast<double>(lines.size() - 1)),
                lines[i]);
    if (std::isfinite(r.published)) {
      if (std::isfinite(r.published_low) && std::isfinite(r.published_high))
        row.line("pub", x(r.published_low), middle + 6, x(r.published_high), middle + 6);
      row.dot("hollow", x(r.published), middle + 6, 4);
    }
    if (std::isfinite(r.value)) {
      const double at = std::isfinite(r.published) ? middle - 4 : middle;
      if (std::isfinite(r.low) && std::isfinite(r.high))
        row.line(r.miss ? "miss" : "range", x(r.low), at, x(r.high), at);
      row.dot("dot", x(r.value), at, 4.5, colour_of(r.miss ? 1 : 0));
    }
    row.words("end", sketch_width, middle + 4, r.note);
    marks += row.marks;
    y += tall;
  }
  draw_axis_below(s, axis, left, right, 0, y + 4);
  s.marks += marks;
  s.height = y + 44;
  return s;
}

Sketch curves(const std::vector<Curve>& all, const std::string& x_label, const std::string& y_label, Unit unit) {
  Sketch s;
  std::vector<double> xs, ys;
  for (const Curve& c : all) {
    xs.insert(xs.end(), c.x.begin(), c.x.end());
    for (const auto* v : {&c.y, &c.low, &c.high}) ys.insert(ys.end(), v->begin(), v->end());
  }
  const double top = legends(s, all) + 22, bottom = top + 300, left = 48, right = sketch_width - 10;
  const Axis across = axis_over(xs, x_label), up = axis_over(ys, y_label, unit);
  draw_axis_below(s, across, left, right, top, bottom);
  draw_axis_beside(s, up, left, right, top, bottom);
  const auto at = [&](double x, double y) { return point(across.at(x, left, right), up.at(y, bottom, top)); };
  for (std::size_t g = 0; g < all.size(); ++g) {
    const Curve& c = all[g];
    std::string line, there, back;
    for (std::size_t i = 0; i < c.x.size(); ++i) {
      if (!std::isfinite(c.y[i])) continue;
      if (c.steps && !line.empty()) line += "H" + fixed(across.at(c.x[i], left, right), 1);
      line += (line.empty() ? "M" : "L") + at(c.x[i], c.y[i]);
      if (i >= c.low.size() || i >= c.high.size() || !std::isfinite(c.low[i]) || !std::isfinite(c.high[i])) continue;
      there += (there.empty() ? "M" : "L") + at(c.x[i], c.high[i]);
      back.insert(0, "L" + at(c.x[i], c.low[i]));
    }
    if (!there.empty()) s.path("band", there + back + "Z", colour_of(g));
    s.path(g < colour_count ? "curve" : "curve again", line, colour_of(g));
  }
  s.height = bottom + 44;
  return s;
}

Sketch clouds(const std::vector<Cloud>& all, const std::string& x_label, const std::string& y_label) {
  Sketch s;
  std::vector<double> xs, ys;
  for (const Cloud& c : all) {
    xs.insert(xs.end(), c.x.begin(), c.x.end());
    ys.insert(ys.end(), c.y.begin(), c.y.end());
  }
  const double top = legends(s, all) + 22, bottom = top + 420, left = 48, right = left + 560;
  const Axis across = axis_over(xs, x_label), up = axis_over(ys, y_label);
  draw_axis_below(s, across, left, right, top, bottom);
  draw_axis_beside(s, up, left, right, top, bottom);
  const auto x = [&](double v) { return across.at(v, left, right); };
  const auto y = [&](double v) { return up.at(v, bottom, top); };
  for (std::size_t g = 0; g < all.size(); ++g)
    for (std::size_t i = 0; i < all[g].x.size() && i < all[g].y.size(); ++i)
      if (std::isfinite(all[g].x[i]) && std::isfinite(all[g].y[i]))
        s.dot("point", x(all[g].x[i]), y(all[g].y[i]), 2.6, colour_of(g));
  constexpr int corners = 72;
  for (std::size_t g = 0; g < all.size(); ++g) {
    const Cloud& c = all[g];
    if (!(c.sd_x > 0) || !(c.sd_y > 0) || !std::isfinite(c.mean_x) || !std::isfinite(c.mean_y)) continue;
    const double r = std::isfinite(c.correlation) ? c.correlation : 0;
    std::string ring;
    for (int k = 0; k < corners; ++k) {
      const double t = 2 * 3.141592653589793 * k / corners, u = std::cos(t), v = std::sin(t);
      ring += (k == 0 ? "M" : "L") +
              point(x(c.mean_x + c.sd_x * u), y(c.mean_y + c.sd_y * (r * u + std::sqrt(std::max(0.0, 1 - r * r)) * v)));
    }
    s.path(g < colour_count ? "ring" : "ring again", ring + "Z", colour_of(g));
    s.dot("dot", x(c.mean_x), y(c.mean_y), 6, colour_of(g));
  }
  s.height = bottom + 44;
  return s;
}

}  // namespace bowlby::report
