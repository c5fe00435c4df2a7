// Marks of a drawing in their order, and the shapes that several pictures share: rows with intervals, curves, clouds.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bowlby::report {

inline constexpr double sketch_width = 720;  // of every drawing [px]
inline constexpr double sketch_margin = 24;

// What is drawn, from its own top left corner, and how tall it came out.
struct Sketch {
  std::string marks;
  double height = 0;

  void line(const char* style, double x1, double y1, double x2, double y2);
  void dot(const char* style, double x, double y, double radius, const std::string& colour = "");
  void box(const char* style, double x, double y, double wide, double tall, const std::string& colour = "");
  void path(const char* style, const std::string& d, const std::string& colour = "");
  void words(const char* style, double x, double y, const std::string& text, const std::string& colour = "");
};

// The colours of the report, told apart without red against green; more of them begin again, with dashes.
inline constexpr std::size_t colour_count = 6;
std::string colour_of(std::size_t group);
// Words broken into lines of about so many pixels.
std::vector<std::string> lines_of(const std::string& text, double wide, double size);
std::string style_sheet();

enum class Unit { plain, per_cent };
std::string told(double x, Unit, int decimals = 2);

// An axis over what is drawn, with room at its ends.
struct Axis {
  double low = 0, high = 1;
  std::string label;
  Unit unit = Unit::plain;
  [[nodiscard]] double at(double value, double from, double to) const {
    return from + (to - from) * (value - low) / (high - low);
  }
};
Axis axis_over(const std::vector<double>& values, std::string label, Unit = Unit::plain);
void draw_axis_below(Sketch&, const Axis&, double left, double right, double top, double bottom);
void draw_axis_beside(Sketch&, const Axis&, double left, double right, double top, double bottom);

// A row each: its words, a dot with an interval, and a hollow dot for what was published.
struct IntervalRow {
  std::string label, note;
  double value, low, high, published, published_low, published_high;
  bool miss = false;
};
Sketch interval_rows(const std::vector<IntervalRow>&, const std::string& axis, Unit = Unit::plain);

// A line each over one axis, with a band where it has one.
struct Curve {
  std::string label;
  std::vector<double> x, y, low, high;
  bool steps = false;
};
Sketch curves(const std::vector<Curve>&, const std::string& x_label, const std::string& y_label, Unit = Unit::plain);

// Points of each group, and where it has one its ring of one standard deviation.
struct Cloud {
  std::string label;
  std::vector<double> x, y;
  double mean_x, mean_y, sd_x, sd_y, correlation;
};
Sketch clouds(const std::vector<Cloud>&, const std::string& x_label, const std::string& y_label);

}  // namespace bowlby::report
