#include "report/recovery_picture.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double panel = 150, gap = 26, head = 46, title_room = 34, margin = 14, foot = 34;
constexpr std::size_t across = 5;

std::string text(const char* kind, double x, double y, const std::string& words) {
  return std::string("<text class=\"") + kind + "\" x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\">" +
         escaped(words) + "</text>\n";
}

// The middle 99 % of both, so that one far estimate does not shrink everybody else.
std::pair<double, double> range_of(const RecoveryPanel& p) {
  std::vector<double> all = p.truth;
  all.insert(all.end(), p.estimate.begin(), p.estimate.end());
  std::erase_if(all, [](double v) { return !std::isfinite(v); });
  if (all.empty()) return {0, 1};
  std::ranges::sort(all);
  const auto last = static_cast<double>(all.size() - 1);
  const double low = all[static_cast<std::size_t>(.005 * last)], high = all[static_cast<std::size_t>(.995 * last + .5)];
  const double room = high > low ? .06 * (high - low) : 1;
  return {low - room, high + room};
}

std::string drawn(const RecoveryPanel& p, double left, double top) {
  const auto [low, high] = range_of(p);
  const double from = low, range = high - low;  // a structured binding cannot be captured everywhere
  const auto at = [from, range](double v) { return std::clamp((v - from) / range, 0.0, 1.0) * panel; };
  std::string out = text("name", left, top - 20, p.title) + text(p.found ? "found" : "missed", left, top - 6, p.note);
  out += "<rect class=\"box\" x=\"" + fixed(left, 1) + "\" y=\"" + fixed(top, 1) + "\" width=\"" + fixed(panel, 0) +
         "\" height=\"" + fixed(panel, 0) + "\"/>\n<path class=\"same\" d=\"M" + fixed(left, 1) + " " +
         fixed(top + panel, 1) + "l" + fixed(panel, 0) + " -" + fixed(panel, 0) + "\"/>\n<path class=\"dots " +
         (p.found ? "found" : "missed") + "\" d=\"";
  for (std::size_t i = 0; i < p.truth.size(); ++i)
    if (std::isfinite(p.truth[i]) && std::isfinite(p.estimate[i]))
      out += "M" + fixed(left + at(p.truth[i]), 1) + " " + fixed(top + panel - at(p.estimate[i]), 1) + "h0";
  return out + "\"/>\n";
}

}  // namespace

std::string recovery_picture(const std::string& title, const std::vector<RecoveryPanel>& panels) {
  const std::size_t rows = (panels.size() + across - 1) / across;
  const double width = 2 * margin + across * panel + (across - 1) * gap;
  const double height = title_room + static_cast<double>(rows) * (head + panel) + foot;
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + fixed(width, 0) + " " +
                    fixed(height, 0) + "\" width=\"" + fixed(width, 0) + "\" height=\"" + fixed(height, 0) +
                    "\" role=\"img\">\n<title>" + escaped(title) +
                    "</title>\n<style>text{font-family:sans-serif;fill:#222}" +
                    ".head{font-size:15px;font-weight:600}.name{font-size:12px;font-weight:600}" +
                    "text.found,text.missed,.axis{font-size:11px;fill:#555}text.missed{fill:#9a3b00}" +
                    ".box{fill:#fff;stroke:#bbb}.same{stroke:#888;stroke-dasharray:3 3;fill:none}" +
                    ".dots{fill:none;stroke-width:2.4;stroke-linecap:round;stroke-opacity:.4}" +
                    "path.found{stroke:#1f5f8b}path.missed{stroke:#c1550d}</style>\n" +
                    "<rect width=\"100%\" height=\"100%\" fill=\"#fafafa\"/>\n";
  out += text("head", margin, 24, title);
  for (std::size_t k = 0; k < panels.size(); ++k)
    out += drawn(panels[k], margin + static_cast<double>(k % across) * (panel + gap),
                 title_room + head + static_cast<double>(k / across) * (head + panel));
  out += text(
      "axis", margin, height - 12,
      "across: truth; upwards: estimate, both in spreads of the population; dashed: estimate equals truth; a dot is a "
      "person");
  return out + "</svg>\n";
}

}  // namespace bowlby::report
