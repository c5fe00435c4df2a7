#include "report/sweep_picture.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "base/text.hpp"
#include "evidence/statistics.hpp"
#include "report/axis.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double panel_width = 420, panel_height = 240, room_left = 64, room_top = 40, room_bottom = 44, gap = 24;
constexpr std::size_t across_page = 2;
// Told apart without red against green (after Okabe & Ito); more lines begin again.
constexpr const char* colours[]{"#1f5f8b", "#c1550d", "#2b8a6e", "#8a5a9e", "#b08900", "#555555"};

std::string tag(const std::string& name, const std::string& attributes) {
  return "<" + name + " " + attributes + "/>\n";
}

std::string number(const char* name, double x) { return std::string(name) + "=\"" + fixed(x, 1) + "\" "; }

std::string text(const char* kind, double x, double y, const std::string& words) {
  return std::string("<text class=\"") + kind + "\" " + number("x", x) + number("y", y) + ">" + escaped(words) +
         "</text>\n";
}

std::string line(const std::string& style, double x1, double y1, double x2, double y2) {
  return tag("line", style + " " + number("x1", x1) + number("y1", y1) + number("x2", x2) + number("y2", y2));
}

std::optional<double> to_number(const std::string& s) {
  double x = 0;
  const auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), x);
  return error == std::errc() && end == s.data() + s.size() ? std::optional(x) : std::nullopt;
}

std::vector<std::string> distinct(const std::vector<SweepDot>& dots, std::string SweepDot::*part) {
  std::vector<std::string> out;
  for (const SweepDot& d : dots)
    if (std::ranges::find(out, d.*part) == out.end()) out.push_back(d.*part);
  return out;
}

// Values of what is varied on one side, in numbers where all are.
struct Across {
  std::vector<std::string> words;
  std::vector<double> at;
  bool numbers = true;
  double low = 0, high = 1;

  explicit Across(std::vector<std::string> all) : words(std::move(all)) {
    for (const std::string& w : words) {
      const auto x = to_number(w);
      numbers = numbers && x;
      at.push_back(x.value_or(0));
    }
    if (!numbers)
      for (std::size_t i = 0; i < at.size(); ++i) at[i] = static_cast<double>(i);
    if (at.empty()) return;
    low = *std::ranges::min_element(at), high = *std::ranges::max_element(at);
    const double room = high > low ? .04 * (high - low) : .5;
    low -= room, high += room;
  }
  double of(const std::string& word) const {
    return at[static_cast<std::size_t>(std::ranges::find(words, word) - words.begin())];
  }
};

class Panel {
 public:
  Panel(const SweepPanel& panel, const SweepPicture& all, double left, double top)
      : panel_(panel),
        all_(all),
        left_(left + room_left),
        top_(top + room_top),
        across_(distinct(panel.dots, &SweepDot::across)) {
    for (const SweepDot& d : panel.dots) low_ = std::min(low_, d.value), high_ = std::max(high_, d.value);
    if (panel.dots.empty()) low_ = 0, high_ = 1;
    const double room = high_ > low_ ? .06 * (high_ - low_) : .5;
    low_ -= room, high_ += room;
  }

  std::string drawn() const {
    std::string out = text("name", left_, top_ - 12, panel_.measure);
    out += tag("rect", "class=\"box\" " + number("x", left_) + number("y", top_) + number("width", width) +
                           number("height", height));
    out += upright() + level();
    const auto lines = distinct(panel_.dots, &SweepDot::line);
    for (std::size_t k = 0; k < lines.size(); ++k) out += one_line(lines[k], colours[k % std::size(colours)]);
    if (panel_.dots.empty()) out += text("axis", left_ + 8, top_ + 20, "could not be measured in any cell");
    return out;
  }

 private:
  static constexpr double width = panel_width - room_left, height = panel_height - room_top - room_bottom;
  double x(double v) const { return left_ + width * (v - across_.low) / (across_.high - across_.low); }
  double y(double v) const { return top_ + height * (1 - (v - low_) / (high_ - low_)); }

  std::string upright() const {
    std::string out;
    const double step = tick_step(low_, high_);
    for (double k = std::ceil(low_ / step); k * step <= high_; k += 1) {
      out += line("class=\"tick\"", left_ - 4, y(k * step), left_, y(k * step));
      out += text("end", left_ - 7, y(k * step) + 4, tick_number(k * step, tick_decimals(step)));
    }
    return out;
  }

  std::string level() const {
    std::string out = text("middle", left_ + width / 2, top_ + height + 34, all_.across);
    const auto mark = [&](double v, const std::string& words) {
      out += line("class=\"tick\"", x(v), top_ + height, x(v), top_ + height + 4);
      out += text("middle", x(v), top_ + height + 17, words);
    };
    if (all_.across.empty()) return out;
    if (across_.numbers) {
      const double step = tick_step(across_.low, across_.high);
      for (double k = std::ceil(across_.low / step); k * step <= across_.high; k += 1)
        mark(k * step, tick_number(k * step, tick_decimals(step)));
    } else {
      for (std::size_t i = 0; i < across_.words.size(); ++i) mark(across_.at[i], across_.words[i]);
    }
    return out;
  }

  std::string one_line(const std::string& name, const std::string& colour) const {
    std::map<double, std::vector<double>> at;
    std::string out, path;
    for (const SweepDot& d : panel_.dots) {
      if (d.line != name) continue;
      const double where = across_.of(d.across);
      at[where].push_back(d.value);
      out += tag("circle", "fill=\"" + colour + "\" fill-opacity=\".3\" r=\"2.2\" " + number("cx", x(where)) +
                               number("cy", y(d.value)));
    }
    const std::string stroke = "stroke=\"" + colour + "\" stroke-width=\"1.6\" fill=\"none\"";
    for (const auto& [where, values] : at) {
      double sum = 0;
      for (const double v : values) sum += v;
      const double mean = sum / static_cast<double>(values.size());
      path += (path.empty() ? "M" : "L") + fixed(x(where), 1) + " " + fixed(y(mean), 1);
      if (const auto e = evidence::mean(values); e && across_.words.size() > 0)
        out +=
            line(stroke, x(where), y(std::clamp(e->low, low_, high_)), x(where), y(std::clamp(e->high, low_, high_)));
      out += tag("circle", "fill=\"" + colour + "\" r=\"3.4\" " + number("cx", x(where)) + number("cy", y(mean)));
    }
    return out + tag("path", stroke + " d=\"" + path + "\"");
  }

  const SweepPanel& panel_;
  const SweepPicture& all_;
  double left_, top_;
  Across across_;
  double low_ = 1e300, high_ = -1e300;
};

std::string legend(const SweepPicture& p, double y) {
  if (p.lines.empty()) return {};
  std::vector<std::string> names;
  for (const SweepPanel& panel : p.panels)
    for (const std::string& name : distinct(panel.dots, &SweepDot::line))
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  std::string out = text("axis", room_left, y, p.lines + ":");
  double x = room_left + 8 + 6.5 * static_cast<double>(p.lines.size() + 1);
  for (std::size_t k = 0; k < names.size(); ++k) {
    out += tag("circle", std::string("fill=\"") + colours[k % std::size(colours)] + "\" r=\"4\" " + number("cx", x) +
                             number("cy", y - 4));
    out += text("axis", x + 8, y, names[k]);
    x += 24 + 6.5 * static_cast<double>(names[k].size());
  }
  return out;
}

}  // namespace

std::string sweep_picture(const SweepPicture& p) {
  const std::size_t columns = std::min(across_page, std::max<std::size_t>(p.panels.size(), 1));
  const std::size_t rows = (p.panels.size() + columns - 1) / columns;
  const double width = static_cast<double>(columns) * (panel_width + gap);
  const double foot = p.lines.empty() ? 26 : 48, height = static_cast<double>(rows) * panel_height + foot;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + fixed(width, 0) + " " +
                    fixed(height, 0) + "\" width=\"" + fixed(width, 0) + "\" height=\"" + fixed(height, 0) +
                    "\" role=\"img\">\n<title>" + escaped("What a sweep measured") +
                    "</title>\n<style>text{font-family:sans-serif;font-size:11px;fill:#444}"
                    ".name{font-size:13px;font-weight:600;fill:#222}.middle{text-anchor:middle}.end{text-anchor:end}"
                    ".box{fill:#fff;stroke:#bbb}.tick{stroke:#888}</style>\n"
                    "<rect width=\"100%\" height=\"100%\" fill=\"#fafafa\"/>\n";
  for (std::size_t k = 0; k < p.panels.size(); ++k)
    out += Panel(p.panels[k], p, static_cast<double>(k % columns) * (panel_width + gap),
                 static_cast<double>(k / columns) * panel_height)
               .drawn();
  out += legend(p, height - 28);
  std::string words = "a small dot is a cell; large dots are means with the 95 % interval of the mean";
  if (!p.averaged.empty()) words += "; averaged over " + joined(p.averaged, ", ");
  return out + text("axis", room_left, height - 9, words) + "</svg>\n";
}

}  // namespace bowlby::report
