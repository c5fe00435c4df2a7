#include "report/plan_page.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double width = 640, height = 320, left = 52, right = 16, top = 16, bottom = 48, aside = 9;
constexpr const char* colours[]{"#1f5f8b", "#c1550d", "#2b8a6e", "#8a5a9e", "#b08900"};

std::string attribute(const char* name, double x) { return std::string(name) + "=\"" + fixed(x, 1) + "\" "; }

// Shares of replicates against the number of couples or people; a colour for each number of days, false alarms hollow.
class Picture {
 public:
  explicit Picture(const PlanPage& page) : rows_(page.rows), unit_(page.unit) {
    for (const PlanRow& r : rows_) most_ = std::max(most_, static_cast<double>(r.size));
  }

  std::string drawn() const {
    std::string out = "<svg viewBox=\"0 0 " + fixed(width, 0) + " " + fixed(height, 0) +
                      "\" role=\"img\" aria-label=\"Power and false alarms against " + escaped(unit_) + "\">\n";
    for (const double share : {0.0, .05, .2, .4, .6, .8, .9, 1.0}) {
      out += "<line class=\"grid\" " + attribute("x1", left) + attribute("x2", width - right) +
             attribute("y1", y(share)) + attribute("y2", y(share)) + "/>";
      out += word("end", left - 8, y(share) + 4, share == .05 ? ".05" : fixed(share, 1));
    }
    std::vector<std::uint32_t> sizes;
    for (const PlanRow& r : rows_)
      if (std::ranges::find(sizes, r.size) == sizes.end()) sizes.push_back(r.size);
    for (const std::uint32_t size : sizes) out += word("middle", x(size), height - bottom + 18, std::to_string(size));
    out += word("middle", (left + width - right) / 2, height - 8, unit_);
    std::vector<int> days;
    for (const PlanRow& r : rows_)
      if (std::ranges::find(days, r.days) == days.end()) days.push_back(r.days);
    for (std::size_t k = 0; k < days.size(); ++k)
      out += curves(days[k], aside * (static_cast<double>(k) - (static_cast<double>(days.size()) - 1) / 2),
                    colours[k % std::size(colours)]);
    return out + "</svg>\n<p class=\"soft\">" + legend(days) + "</p>\n";
  }

 private:
  double x(double couples) const { return left + 16 + (width - left - right - 32) * couples / most_; }
  static double y(double share) { return top + (height - top - bottom) * (1 - share); }

  static std::string word(const char* anchor, double at_x, double at_y, const std::string& text) {
    return std::string("<text text-anchor=\"") + anchor + "\" " + attribute("x", at_x) + attribute("y", at_y) + ">" +
           escaped(text) + "</text>";
  }

  // `shift`: so that lengths do not lie over each other.
  std::string curves(int days, double shift, const std::string& colour) const {
    std::string out, path;
    for (const PlanRow& r : rows_) {
      if (r.days != days) continue;
      const auto mark = [&](const evidence::Maybe& share, bool filled) {
        if (!share) return;
        const double at = x(r.size) + shift;
        out += "<line stroke=\"" + colour + "\" " + attribute("x1", at) + attribute("x2", at) +
               attribute("y1", y(share->low)) + attribute("y2", y(share->high)) + "/>";
        out += "<circle stroke=\"" + colour + "\" fill=\"" + (filled ? colour : std::string("var(--surface)")) +
               "\" r=\"4\" " + attribute("cx", at) + attribute("cy", y(share->value)) + "/>";
        if (filled) path += (path.empty() ? "M" : "L") + fixed(at, 1) + " " + fixed(y(share->value), 1);
      };
      mark(r.power, true);
      mark(r.false_alarms, false);
    }
    return "<path fill=\"none\" stroke=\"" + colour + "\" d=\"" + path + "\"/>" + out;
  }

  static std::string legend(const std::vector<int>& days) {
    std::string out =
        "Filled: power. Hollow: false alarms, which should lie at .05. Lines up and down: 95 % intervals.";
    for (std::size_t k = 0; days.size() > 1 && k < days.size(); ++k)
      out += " <span style=\"color:" + std::string(colours[k % std::size(colours)]) + "\">\u25cf</span> " +
             std::to_string(days[k]) + " days.";
    return out;
  }

  const std::vector<PlanRow>& rows_;
  const std::string& unit_;
  double most_ = 1;
};

std::string share(const evidence::Maybe& m) {
  return m ? fixed(m->value, 3) + " (" + fixed(m->low, 3) + " to " + fixed(m->high, 3) + ")" : "-";
}

std::string cell(const std::string& text) { return "<td class=\"n\">" + escaped(text) + "</td>"; }

std::string table(const PlanPage& page) {
  std::string out =
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Numbers for each size\"><table><thead><tr>";
  std::vector<std::string> heads{
      page.unit,        "power (95 %)", "false alarms (95 %)", page.effect + " (middle 90 %)",
      "bias",           "coverage",     "wrong sign",          "times the effect",
      "without a test", "singular"};
  if (page.diary) heads.insert(heads.begin() + 1, "days");
  if (page.costs) heads.push_back("cost");
  for (const std::string& h : heads) out += "<th scope=\"col\" class=\"n\">" + escaped(h) + "</th>";
  out += "</tr></thead><tbody>\n";
  const auto maybe = [](const std::optional<double>& v) { return v ? fixed(*v, 2) : std::string("-"); };
  for (const PlanRow& r : page.rows) {
    out += "<tr>" + cell(std::to_string(r.size)) + (page.diary ? cell(std::to_string(r.days)) : "") +
           cell(share(r.power)) + cell(share(r.false_alarms)) +
           cell(fixed(r.effect, 3) + " (" + fixed(r.effect_low, 3) + " to " + fixed(r.effect_high, 3) + ")") +
           cell(fixed(r.bias, 4)) + cell(maybe(r.coverage)) + cell(std::to_string(r.wrong_sign)) +
           cell(maybe(r.exaggeration)) + cell(std::to_string(r.failed)) + cell(std::to_string(r.singular));
    if (page.costs) out += cell(fixed(r.cost, 0));
    out += "</tr>\n";
  }
  return out + "</tbody></table></div>\n";
}

std::string lines(const std::string& text) {
  std::string out, line;
  for (const char c : text + "\n") {
    if (c != '\n') {
      line += c;
    } else if (!line.empty()) {
      if (!line.starts_with('#')) out += "<p>" + escaped(line) + "</p>\n";
      line.clear();
    }
  }
  return out;
}

}  // namespace

std::string plan_page(const PlanPage& p) {
  std::string out = page_top(p.title,
                             "svg{max-width:40rem;width:100%;height:auto}svg text{font-size:12px;fill:var(--soft)}svg "
                             ".grid{stroke:var(--line)}"
                             "table{min-width:62rem}");
  out += "<h1>" + escaped(p.title) + "</h1>\n<p class=\"lead\">" + escaped(p.analysis) + ".</p>\n";
  out += "<p>False alarms: the same " + escaped(p.cut) + ".</p>\n";
  out += "<h2>How often the effect is found</h2>\n" + Picture(p).drawn();
  for (const std::string& line : p.needed) out += lines(line);
  out += "<h2>Size by size</h2>\n" + table(p);
  out += "<p class=\"soft\">A replicate without a test counts as not found.</p>\n";
  out += "<h2>The effect in a large sample</h2>\n" + lines(p.truth);
  out += "<h2>Methods</h2>\n" + lines(p.methods);
  return out + "</main></body></html>\n";
}

}  // namespace bowlby::report
