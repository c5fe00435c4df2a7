#include "report/figures/moments_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"

namespace bowlby::report {
namespace {

constexpr double day_minutes = 1440, tall = 84, doing = 104, base = 150, reach = 24, block = 190, left = 48;
constexpr double right = sketch_width - 10;

struct Act {
  const char* action;
  const char* words;
  std::size_t colour;
};
constexpr const char* unasked = "#86a84c";  // an answer to no question, paler than the others
constexpr Act acts[]{{"open bid", "asks openly", 0}, {"press", "insists", 3}, {"hold", "holds back", 4}};

void strip(Sketch& s, const std::vector<Moment>& steps, int day, const Axis& hours, const Axis& level, double top) {
  s.words("label", 0, top + 12, "day " + std::to_string(day + 1));
  draw_axis_beside(s, level, left, right, top + 20, top + 20 + tall);
  draw_axis_below(s, hours, left, right, top + 20, top + 20 + base);
  const auto x = [&](const Moment& m) { return hours.at(std::fmod(m.minute, day_minutes) / 60, left, right); };
  std::string line;
  for (const Moment& m : steps)
    for (const double d : {m.distress_before, m.distress_struck, m.distress_after})
      if (std::isfinite(d))
        line += (line.empty() ? "M" : "L") + fixed(x(m), 1) + "," + fixed(level.at(d, top + 20 + tall, top + 20), 1);
  s.path("curve", line, colour_of(1));
  for (const Moment& m : steps) {
    const auto act = std::ranges::find(acts, m.action, &Act::action);
    s.dot("dot", x(m), top + 20 + doing, act == std::end(acts) ? 2 : 5,
          act == std::end(acts) ? "#868b95" : colour_of(act->colour));
    if (std::isfinite(m.response))
      s.box("bar", x(m) - 1.5, top + 20 + base - reach * m.response, 3, reach * m.response,
            m.offered > 0 ? unasked : colour_of(2));
  }
}

}  // namespace

Sketch moments_sketch(const std::vector<Moment>& steps) {
  Sketch s;
  std::map<int, std::vector<Moment>> days;
  std::vector<double> levels{0, 1}, hours;
  for (const Moment& m : steps) {
    days[static_cast<int>(std::floor(m.minute / day_minutes))].push_back(m);
    hours.push_back(std::fmod(m.minute, day_minutes) / 60);
    for (const double d : {m.distress_before, m.distress_struck, m.distress_after}) levels.push_back(d);
  }
  double x = 0;
  for (const Act& a : acts) {
    s.dot("dot", x + 6, 8, 5, colour_of(a.colour));
    s.words("small", x + 16, 12, a.words);
    x += 110;
  }
  s.box("bar", x, 2, 4, 12, colour_of(2));
  s.words("small", x + 12, 12, "how fully it was answered");
  if (std::ranges::any_of(steps, [](const Moment& m) { return m.offered > 0; })) {
    s.box("bar", x + 170, 2, 4, 12, unasked);
    s.words("small", x + 182, 12, "came unasked");
  }
  const Axis across = axis_over(hours, "hour of the day"), up = axis_over(levels, "distress");
  double top = 24;
  for (const auto& [day, all] : days) {
    strip(s, all, day, across, up, top);
    top += block + 44;
  }
  s.height = top;
  return s;
}

}  // namespace bowlby::report
