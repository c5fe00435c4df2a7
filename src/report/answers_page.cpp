#include "report/answers_page.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "report/axis.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double width = 320, height = 200, left = 40, right = 12, top = 10, bottom = 40;

std::string at(const char* name, double x) { return std::string(name) + "=\"" + fixed(x, 1) + "\" "; }

std::string word(const char* anchor, double x, double y, const std::string& text) {
  return std::string("<text text-anchor=\"") + anchor + "\" " + at("x", x) + at("y", y) + ">" + escaped(text) +
         "</text>\n";
}

std::string line(const char* kind, double x1, double y1, double x2, double y2) {
  return std::string("<line class=\"") + kind + "\" " + at("x1", x1) + at("y1", y1) + at("x2", x2) + at("y2", y2) +
         "/>\n";
}

std::string drawing(const std::string& words, const std::string& inside, double tall = height) {
  return "<svg viewBox=\"0 0 " + fixed(width, 0) + " " + fixed(tall, 0) + "\" role=\"img\" aria-label=\"" +
         escaped(words) + "\">\n" + inside + "</svg>\n";
}

std::string figure(const std::string& words, const std::string& picture, const std::string& numbers) {
  return "<figure><h3>" + escaped(words) + "</h3>\n" + picture + "<figcaption>" + escaped(numbers) +
         "</figcaption></figure>\n";
}

// Room to either side, so that no mark lies on the frame; never an empty range.
struct Range {
  double low, high;
  Range(double from, double to) : low(from), high(to) {
    const double room = to > from ? .05 * (to - from) : std::fmax(.5, std::fabs(from) * .05);
    low -= room, high += room;
  }
  [[nodiscard]] double across(double v) const { return left + (width - left - right) * (v - low) / (high - low); }
  [[nodiscard]] double up(double v) const { return top + (height - top - bottom) * (high - v) / (high - low); }

  template <typename Mark>
  void ticks(Mark mark) const {
    const double step = tick_step(low, high);
    for (double v = std::ceil(low / step) * step; v <= high; v += step) mark(v, tick_number(v, tick_decimals(step)));
  }
};

std::string across_axis(const Range& x, const std::string& words) {
  std::string out = line("axis", left, height - bottom, width - right, height - bottom);
  x.ticks([&](double v, const std::string& told) { out += word("middle", x.across(v), height - bottom + 15, told); });
  return out + word("middle", (left + width - right) / 2, height - 6, words);
}

std::string up_axis(const Range& y) {
  std::string out = line("axis", left, top, left, height - bottom);
  y.ticks([&](double v, const std::string& told) { out += word("end", left - 5, y.up(v) + 4, told); });
  return out;
}

std::string interval_words(const evidence::Maybe& m) {
  return m ? rounded(m->value, 2) + " (" + rounded(m->low, 2) + " to " + rounded(m->high, 2) + ")" : "-";
}

std::string answers_words(std::size_t n) { return std::to_string(n) + (n == 1 ? " answer" : " answers"); }

std::string drawn(const AnswerSpread& s) {
  const double most = std::max(1.0, *std::ranges::max_element(s.bars)), n = static_cast<double>(s.bars.size());
  const Range x(s.whole ? s.low - .5 : s.low, s.whole ? s.high + .5 : s.high);
  const double first = s.whole ? s.low - .5 : s.low, bar = ((s.whole ? s.high + .5 : s.high) - first) / n;
  const auto y = [&](double count) { return top + (height - top - bottom) * (1 - count / most); };
  std::string out;
  for (std::size_t b = 0; b < s.bars.size(); ++b) {
    const double from = x.across(first + bar * static_cast<double>(b)),
                 to = x.across(first + bar * static_cast<double>(b + 1));
    if (s.bars[b] > 0)
      out += "<rect class=\"bar\" " + at("x", from + .5) + at("width", std::fmax(1, to - from - 1)) +
             at("y", y(s.bars[b])) + at("height", y(0) - y(s.bars[b])) + "/>\n";
  }
  out += word("end", left - 5, y(most) + 8, fixed(most, 0)) + word("end", left - 5, y(0), "0");
  if (s.mean) out += line("mean without", x.across(s.mean->value), top, x.across(s.mean->value), y(0));
  out += across_axis(x, "score; up: answers; line: mean");
  std::string numbers = answers_words(s.people);
  if (s.mean) numbers += ", mean " + interval_words(s.mean);
  if (std::isfinite(s.sd)) numbers += ", standard deviation " + fixed(s.sd, 2);
  return figure(s.words, drawing("How the answers of " + s.words + " lie", out), numbers);
}

std::string drawn(const AnswerMeans& m) {
  double low = m.low, high = m.high;
  for (const auto& [label, mean] : m.rows)
    if (mean) low = std::min(low, mean->low), high = std::max(high, mean->high);
  const Range y(low, high);
  const double step = (width - left - right) / static_cast<double>(m.rows.size());
  std::string out = up_axis(y) + line("axis", left, height - bottom, width - right, height - bottom), path, numbers;
  for (std::size_t i = 0; i < m.rows.size(); ++i) {
    const auto& [label, mean] = m.rows[i];
    const double x = left + step * (static_cast<double>(i) + .5);
    // Of many visits every so manieth name is written, so that none lies on the next.
    const std::size_t each = 1 + (m.rows.size() - 1) / 6;
    if (i % each == 0)
      out += word("middle", x, height - bottom + 15, label.size() > 12 ? label.substr(0, 11) + "…" : label);
    if (!mean) continue;
    out += line("interval with", x, y.up(mean->low), x, y.up(mean->high)) + "<circle class=\"with\" r=\"4\" " +
           at("cx", x) + at("cy", y.up(mean->value)) + "/>\n";
    path += (path.empty() ? "M" : "L") + fixed(x, 1) + " " + fixed(y.up(mean->value), 1);
    if (!m.course || m.rows.size() <= 6)
      numbers += (numbers.empty() ? "" : "; ") + label + " " + interval_words(mean) + ", " + answers_words(mean->n);
  }
  if (m.course) out = "<path class=\"course\" d=\"" + path + "\"/>\n" + out;
  if (numbers.empty()) numbers = "Means with 95 % intervals.";
  return figure(m.words, drawing("Means of " + m.words, out), numbers);
}

std::string drawn(const AnswerPairs& p) {
  double x_low = std::numeric_limits<double>::infinity(), x_high = -x_low, y_low = x_low, y_high = -x_low;
  for (const auto& [a, b] : p.points) {
    x_low = std::min(x_low, a), x_high = std::max(x_high, a);
    y_low = std::min(y_low, b), y_high = std::max(y_high, b);
  }
  if (p.one_scale) x_low = y_low = std::min(x_low, y_low), x_high = y_high = std::max(x_high, y_high);
  const Range x(x_low, x_high), y(y_low, y_high);
  std::string out = across_axis(x, p.across) + up_axis(y);
  for (const auto& [a, b] : p.points)
    out += "<circle class=\"with\" r=\"3\" " + at("cx", x.across(a)) + at("cy", y.up(b)) + "/>\n";
  std::string numbers = "Up: " + p.up + ". Correlation " + interval_words(p.correlation) + ", of " +
                        std::to_string(p.of) +
                        (p.of > p.points.size() ? "; " + std::to_string(p.points.size()) + " of them are drawn" : "");
  return figure(p.words, drawing(p.words, out), numbers + ".");
}

template <typename Picture>
std::string part(const char* heading, const char* says, const std::vector<Picture>& pictures) {
  if (pictures.empty()) return "";
  std::string out = std::string("<h2>") + heading + "</h2>\n<p class=\"soft\">" + says + "</p>\n<div class=\"grid\">\n";
  for (const Picture& p : pictures) out += drawn(p);
  return out + "</div>\n";
}

}  // namespace

std::string answers_page(const AnswersPage& p) {
  std::string out = page_top(
      p.title,
      ".grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr));gap:1.5rem 2rem}"
      "figure h3{font-size:1rem}svg .bar{fill:var(--with)}svg .course{fill:none;stroke:var(--with);stroke-width:1.5}"
      "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:400 .85rem/1.5 var(--mono)}");
  out += "<h1>" + escaped(p.title) + "</h1>\n<p class=\"lead\">" + escaped(p.lead) + "</p>\n";
  out += "<p>The pictures show a sample. They say nothing of any one person, and no number here is a diagnosis.</p>\n";
  out += part("How answers lie", "Each bar counts answers. The line is the mean, with its 95 % interval below.",
              p.spreads);
  out +=
      part("Groups", "Means with 95 % intervals, at the last visit. Up: a standard deviation to either side at least.",
           p.groups);
  out += part("From visit to visit",
              "Means with 95 % intervals of all who answered then. Up: a standard deviation to either side at least.",
              p.visits);
  out += part("What goes together", "Each dot is one person.", p.beside);
  out += part("Partners", "Each dot is one couple.", p.partners);
  for (const std::string& note : p.notes) out += "<p class=\"soft\">" + escaped(note) + "</p>\n";
  out += "<h2>What was read and refused</h2>\n<details><summary>The data sheet</summary><pre>" + escaped(p.sheet) +
         "</pre></details>\n";
  return out + "</main></body></html>\n";
}

}  // namespace bowlby::report
