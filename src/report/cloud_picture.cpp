#include "report/cloud_picture.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double width = 1120, left = 550, right = 200, row_height = 34, head = 64, foot = 74, dot = 3.2;
constexpr const char *cloud_colour = "#1f5f8b", *line_colour = "#c1550d";

std::string number(const char* name, double x) { return std::string(name) + "=\"" + fixed(x, 1) + "\" "; }

std::string text(const std::string& kind, double x, double y, const std::string& words) {
  return "<text class=\"" + kind + "\" " + number("x", x) + number("y", y) + ">" + escaped(words) + "</text>\n";
}

// As many decimals as tell the ends of the row apart.
std::string told(double x, double span) {
  const int decimals = span > 0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(span))), 0, 6) : 2;
  return fixed(x, decimals);
}

std::string row(const CloudRow& r, double top) {
  double low = r.data, high = r.data;
  for (const double w : r.worlds) low = std::min(low, w), high = std::max(high, w);
  const double room = high > low ? .05 * (high - low) : .5, span = high - low;
  const double from = low - room, to = high + room, middle = top + row_height / 2;
  const auto x = [&](double v) { return left + (width - left - right) * (v - from) / (to - from); };
  std::string out = text(r.mark == CloudRow::Mark::differs ? "strong" : "words", 12, middle + 4, r.words);
  out += "<line class=\"axis\" " + number("x1", left) + number("x2", width - right) + number("y1", middle) +
         number("y2", middle) + "/>\n";
  for (std::size_t w = 0; w < r.worlds.size(); ++w) {
    const double up = (static_cast<double>(w % 5) - 2) * 2.4;  // so that equal ones are seen, too
    out += "<circle fill=\"" + std::string(cloud_colour) + "\" fill-opacity=\".45\" " + number("r", dot) +
           number("cx", x(r.worlds[w])) + number("cy", middle + up) + "/>\n";
  }
  out += "<line stroke=\"" + std::string(line_colour) + "\" stroke-width=\"2.4\" " + number("x1", x(r.data)) +
         number("x2", x(r.data)) + number("y1", middle - 12) + number("y2", middle + 12) + "/>\n";
  out += text("end", left - 6, middle + 4, told(low, span)) +
         text("small", width - right + 6, middle + 4, told(high, span));
  const char* mark = r.mark == CloudRow::Mark::differs ? " differs" : r.mark == CloudRow::Mark::edge ? " edge" : "";
  return out + text(*mark == '\0' ? "small" : "strong", width - right + 56, middle + 4, r.rank + mark);
}

}  // namespace

std::string cloud_picture(const CloudPicture& p) {
  const double height = head + foot + row_height * static_cast<double>(p.rows.size());
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + fixed(width, 0) + " " +
                    fixed(height, 0) + "\" width=\"" + fixed(width, 0) + "\" height=\"" + fixed(height, 0) +
                    "\" role=\"img\">\n<title>" + escaped(p.title) +
                    "</title>\n<style>text{font-family:sans-serif;font-size:11.5px;fill:#333}"
                    ".head{font-size:15px;font-weight:600;fill:#222}.strong{font-weight:700;fill:#9a3f05}"
                    ".end{text-anchor:end;fill:#555}.small{fill:#555}.axis{stroke:#ccc}</style>\n"
                    "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n";
  out += text("head", 12, 26, p.title);
  out += text("small", 12, 46, "statistic") + text("small", left, 46, "dots: simulated worlds; line: the data") +
         text("small", width - right + 56, 46, "rank of the data");
  for (std::size_t r = 0; r < p.rows.size(); ++r) out += row(p.rows[r], head + row_height * static_cast<double>(r));
  double y = height - foot + 24;
  for (std::size_t from = 0; from < p.below.size(); y += 17) {
    std::size_t to = p.below.find('\n', from);
    if (to == std::string::npos) to = p.below.size();
    out += text("small", 12, y, p.below.substr(from, to - from));
    from = to + 1;
  }
  return out + "</svg>\n";
}

}  // namespace bowlby::report
