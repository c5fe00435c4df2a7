#include "report/figures/sketch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "report/axis.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr std::array<const char*, colour_count> colours{"#2a5d8f", "#b4520f", "#17786a",
                                                        "#7b4a93", "#846500", "#a5355f"};

std::string number(const char* name, double x) { return std::string(" ") + name + "=\"" + fixed(x, 1) + "\""; }
std::string kind(const char* style) { return " class=\"" + std::string(style) + "\""; }
std::string hue(const char* property, const std::string& colour) {
  return colour.empty() ? "" : std::string(" ") + property + "=\"" + colour + "\"";
}

}  // namespace

void Sketch::line(const char* style, double x1, double y1, double x2, double y2) {
  marks += "<line" + kind(style) + number("x1", x1) + number("y1", y1) + number("x2", x2) + number("y2", y2) + "/>\n";
}
void Sketch::dot(const char* style, double x, double y, double radius, const std::string& colour) {
  marks +=
      "<circle" + kind(style) + number("cx", x) + number("cy", y) + number("r", radius) + hue("fill", colour) + "/>\n";
}
void Sketch::box(const char* style, double x, double y, double wide, double tall, const std::string& colour) {
  marks += "<rect" + kind(style) + number("x", x) + number("y", y) + number("width", std::max(0.0, wide)) +
           number("height", std::max(0.0, tall)) + hue("fill", colour) + "/>\n";
}
void Sketch::path(const char* style, const std::string& d, const std::string& colour) {
  if (!d.empty()) marks += "<path" + kind(style) + " d=\"" + d + "\"" + hue("color", colour) + "/>\n";
}
void Sketch::words(const char* style, double x, double y, const std::string& text, const std::string& colour) {
  marks +=
      "<text" + kind(style) + number("x", x) + number("y", y) + hue("fill", colour) + ">" + escaped(text) + "</text>\n";
}

std::string colour_of(std::size_t group) { return colours[group % colours.size()]; }

std::vector<std::string> lines_of(const std::string& text, double wide, double size) {
  const auto most = static_cast<std::size_t>(std::max(8.0, wide / (size * .52)));
  std::vector<std::string> out{""};
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    if (to > from) {
      const std::string word = text.substr(from, to - from);
      if (!out.back().empty() && out.back().size() + 1 + word.size() > most)
        out.push_back(word);
      else
        out.back() += (out.back().empty() ? "" : " ") + word;
    }
    from = to + 1;
  }
  return out;
}

std::string style_sheet() {
  return "text{font-family:sans-serif;font-size:12px;fill:#1c2230}.title{font-size:17px;font-weight:600}"
         ".small{font-size:11px;fill:#565e6d}.end{font-size:11px;fill:#565e6d;text-anchor:end}"
         ".middle{font-size:11px;fill:#565e6d;text-anchor:middle}.cell{text-anchor:middle;font-size:14px}"
         ".label{font-size:12px}.grid{stroke:#eceae4}.base{stroke:#868b95}.range{stroke:#2a5d8f;stroke-width:2}"
         ".miss{stroke:#b4520f;stroke-width:2}.pub{stroke:#868b95;stroke-width:2}"
         ".hollow{fill:#faf9f6;stroke:#565e6d;stroke-width:1.6}.dot{stroke:#faf9f6}.point{fill-opacity:.35}"
         ".curve{fill:none;stroke:currentColor;stroke-width:2.2;stroke-linejoin:round}"
         ".band{fill:currentColor;fill-opacity:.14;stroke:none}.ring{fill:none;stroke:currentColor;stroke-width:2}"
         ".patch{stroke:#dedcd5}.bar{fill-opacity:.75}.curve.again,.ring.again{stroke-dasharray:6 4}"
         ".bar.again{fill-opacity:.3}";
}

std::string told(double x, Unit unit, int decimals) {
  if (!std::isfinite(x)) return "\u2013";
  return unit == Unit::per_cent ? tick_number(100 * x, 0) + "%" : tick_number(x, decimals);
}

Axis axis_over(const std::vector<double>& values, std::string label, Unit unit) {
  Axis a{0, 1, std::move(label), unit};
  bool any = false;
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    a.low = any ? std::min(a.low, v) : v;
    a.high = any ? std::max(a.high, v) : v;
    any = true;
  }
  const double room = a.high > a.low ? .05 * (a.high - a.low) : .5;
  a.low -= room, a.high += room;
  return a;
}

namespace {

template <class Draw>
void each_tick(const Axis& a, Draw&& draw) {
  const double step = tick_step(a.low, a.high);
  const int decimals = tick_decimals(step);
  for (double t = std::ceil(a.low / step - 1e-9) * step; t <= a.high + 1e-9 * step; t += step)
    draw(t, told(std::abs(t) < 1e-9 * step ? 0 : t, a.unit, decimals));
}

}  // namespace

void draw_axis_below(Sketch& s, const Axis& a, double left, double right, double top, double bottom) {
  each_tick(a, [&](double t, const std::string& words) {
    const double x = a.at(t, left, right);
    s.line("grid", x, top, x, bottom);
    s.words("middle", x, bottom + 16, words);
  });
  s.line("base", left, bottom, right, bottom);
  s.words("middle", (left + right) / 2, bottom + 34, a.label);
}

void draw_axis_beside(Sketch& s, const Axis& a, double left, double right, double top, double bottom) {
  each_tick(a, [&](double t, const std::string& words) {
    const double y = a.at(t, bottom, top);
    s.line("grid", left, y, right, y);
    s.words("end", left - 6, y + 4, words);
  });
  s.words("small", left, top - 8, a.label);
}

}  // namespace bowlby::report
