#include "report/validation/parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

constexpr double width = 440, left = 8, right = 432, published_at = 14, simulated_at = 34, axis_at = 48, height = 64;

}  // namespace

std::string short_number(double x) {
  std::array<char, 64> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), x, std::chars_format::general, 3).ptr;
  return {digits.data(), end};
}

std::string interval_words(double value, std::optional<double> low, std::optional<double> high) {
  std::string out = short_number(value);
  if (low && high && std::isfinite(*low) && std::isfinite(*high))
    out += " [" + short_number(*low) + ", " + short_number(*high) + "]";
  return out;
}

std::string verdict_badge(evidence::Verdict verdict) {
  switch (verdict) {
    case evidence::Verdict::inside:
      return "<span class=\"verdict good\">inside</span>";
    case evidence::Verdict::outside:
      return "<span class=\"verdict bad\">missed</span>";
    case evidence::Verdict::unmeasured:
      return "<span class=\"verdict plain open\">not measured</span>";
  }
  return {};
}

std::string band_picture(const std::string& label, double band_from, double band_to, std::optional<double> published,
                         const evidence::Estimate& s) {
  double low = std::min(s.low, s.value), high = std::max(s.high, s.value);
  for (const double edge : {band_from, band_to, published.value_or(s.value)})
    if (std::isfinite(edge)) low = std::min(low, edge), high = std::max(high, edge);
  if (low > 0 && low < .5 * high) low = 0;
  const double room = high > low ? .06 * (high - low) : 1;
  low -= room, high += room;
  const auto at = [&](double v) { return left + (right - left) * (std::clamp(v, low, high) - low) / (high - low); };
  const auto line = [](const char* kind, double x1, double y1, double x2, double y2) {
    return std::string("<line class=\"") + kind + "\" x1=\"" + fixed(x1) + "\" y1=\"" + fixed(y1) + "\" x2=\"" +
           fixed(x2) + "\" y2=\"" + fixed(y2) + "\"/>";
  };
  std::string out = "<svg viewBox=\"0 0 " + fixed(width) + " " + fixed(height) + "\" role=\"img\" aria-label=\"" +
                    escaped(label) + "\">";
  const double band_low = at(band_from), band_high = std::max(at(band_to), band_low + 1);
  out += "<rect class=\"band\" x=\"" + fixed(band_low) + "\" y=\"4\" width=\"" + fixed(band_high - band_low) +
         "\" height=\"" + fixed(axis_at - 4) + "\"/>";
  if (low < 0 && high > 0) out += line("zero", at(0), 4, at(0), axis_at);
  out += "<g class=\"with\">" + line("interval", band_low, published_at, band_high, published_at);
  if (published) out += line("mean", at(*published), published_at - 9, at(*published), published_at + 9);
  out += "</g><g class=\"without\">" +
         line("interval", at(s.low), simulated_at, std::max(at(s.high), at(s.low) + 1), simulated_at) +
         line("mean", at(s.value), simulated_at - 9, at(s.value), simulated_at + 9) + "</g>";
  out += line("axis", left, axis_at, right, axis_at);
  for (const double v : {low + room, high - room})
    out += "<text class=\"number\" x=\"" + fixed(std::clamp(at(v), left + 14, right - 14)) + "\" y=\"" +
           fixed(height - 2) + "\">" + short_number(v) + "</text>";
  return out + "</svg>";
}

}  // namespace bowlby::report
