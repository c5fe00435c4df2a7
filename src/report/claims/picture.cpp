#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "report/axis.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double width = 440, left = 8, right = 432;  // user units of the drawing
constexpr double first_row = 34, second_row = 78, axis = 108, height = 126;

// From values to the drawing; zero is always inside.
struct AxisScale {
  double low = 0, high = 0;
  void take(double v) {
    low = std::min(low, v);
    high = std::max(high, v);
  }
  void widen() {
    const double room = high > low ? .06 * (high - low) : 1;
    low -= room;
    high += room;
  }
  [[nodiscard]] double at(double v) const { return left + (right - left) * (v - low) / (high - low); }
};

std::string line(const char* kind, double x1, double y1, double x2, double y2) {
  return std::string("<line class=\"") + kind + "\" x1=\"" + fixed(x1, 1) + "\" y1=\"" + fixed(y1, 1) + "\" x2=\"" +
         fixed(x2, 1) + "\" y2=\"" + fixed(y2, 1) + "\"/>";
}

std::string words(const char* kind, double x, double y, const std::string& text) {
  return std::string("<text class=\"") + kind + "\" x=\"" + fixed(x, 1) + "\" y=\"" + fixed(y, 1) + "\">" +
         escaped(text) + "</text>";
}

std::string row(const char* kind, const AxisScale& scale, double y, const evidence::SeedValues& values,
                const std::optional<evidence::Pooled>& mean) {
  std::string out = std::string("<g class=\"") + kind + "\">";
  int place = 0;
  for (const auto& v : values) {
    // Dots step up and down so that equal values stay visible; the height means nothing.
    const double shift = 3.5 * ((place++ % 5) - 2);
    if (v) out += "<circle cx=\"" + fixed(scale.at(*v), 1) + "\" cy=\"" + fixed(y + shift, 1) + "\" r=\"3\"/>";
  }
  if (mean) {
    const double low = scale.at(mean->low), high = scale.at(mean->high), x = scale.at(mean->value);
    out += line("interval", low, y, std::max(high, low + .5), y) + line("mean", x, y - 11, x, y + 11);
  }
  return out + "</g>";
}

std::string ticks(const AxisScale& scale) {
  std::string out = line("axis", left, axis, right, axis);
  const double step = tick_step(scale.low, scale.high);
  const int decimals = tick_decimals(step);
  for (double k = std::ceil(scale.low / step); k * step <= scale.high; k += 1) {
    const double x = scale.at(k * step);
    out += line("tick", x, axis, x, axis + 4);
    out += words("number", std::clamp(x, left + 10, right - 10), axis + 16, tick_number(k * step, decimals));
  }
  return out;
}

std::string alternative(const evidence::ClaimPart& part, const evidence::PartResult& r) {
  const std::string seeds = std::to_string(r.with_edge.size());
  return "Effects of " + seeds + " seeds. With the edge: mean " + with_interval(r.effect) + ", expected sign " +
         (part.expect > 0 ? "plus" : "minus") + ", right in " + std::to_string(r.effect ? r.effect->right : 0) +
         " of " + seeds + ". Without it: mean " + with_interval(r.ablated) + ".";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string signed_number(double x, double scale) {
  const double size = std::max(std::fabs(x), std::fabs(scale));
  return (x < 0 ? "\u2212" : "+") + fixed(std::fabs(x), size >= 100 ? 0 : size >= 10 ? 1 : size >= .1 ? 2 : 3);
}

std::string with_interval(const std::optional<evidence::Pooled>& p) {
  if (!p) return "\u2013";
  const double scale = std::max({std::fabs(p->value), std::fabs(p->low), std::fabs(p->high)});
  return signed_number(p->value, scale) + " [" + signed_number(p->low, scale) + ", " + signed_number(p->high, scale) +
         "]";
}

std::string_view unit_words(std::string_view estimator) {
  constexpr std::pair<std::string_view, std::string_view> table[]{
      {"difference", "standardised difference (Hedges g)"},
      {"correlation", "correlation"},
      {"odds_ratio", "log odds ratio"},
      {"interaction", "standardised interaction"},
      {"partial", "partial correlation"},
      {"curvature", "standardised curvature"},
      {"change", "change in standard deviations"},
      {"slope_difference", "difference of standardised slopes"},
      {"spread", "log ratio of standard deviations"},
      {"level", "mean of a contrast"},
      {"proportion", "share"},
      {"intraclass", "intraclass correlation"},
      {"hazard", "events per unit of time"},
      {"survival", "share without the event"}};
  for (const auto& [name, meaning] : table)
    if (name == estimator) return meaning;
  return estimator;
}

std::string claim_picture(const evidence::ClaimPart& part, const evidence::PartResult& r) {
  AxisScale scale;
  for (const auto* list : {&r.with_edge, &r.without_edge})
    for (const auto& v : *list)
      if (v) scale.take(*v);
  for (const auto& p : {r.effect, r.ablated})
    if (p) scale.take(p->low), scale.take(p->high);
  scale.widen();
  const double zero = scale.at(0);
  std::string out = "<svg viewBox=\"0 0 " + fixed(width, 0) + " " + fixed(height, 0) + "\" role=\"img\" aria-label=\"" +
                    escaped(alternative(part, r)) + "\">";
  out += line("zero", zero, 18, zero, axis);
  out += words("label", left, 14, "as it is") + words("label", left, 60, "with the edge off");
  out += row("with", scale, first_row, r.with_edge, r.effect);
  out += row("without", scale, second_row, r.without_edge, r.ablated);
  return out + ticks(scale) + "</svg>";
}

}  // namespace bowlby::report
