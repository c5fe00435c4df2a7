#include "app/report/answers/words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "app/scene/answer.hpp"

namespace bowlby::page {

std::string number(double x, Kind kind) {
  if (!std::isfinite(x)) return "–";
  std::string digits =
      kind == Kind::share ? fmt::format("{:.0f}%", 100 * std::abs(x)) : fmt::format("{:.2f}", std::abs(x));
  const bool nothing = digits.find_first_of("123456789") == std::string::npos;
  return (x < 0 && !nothing ? "−" : "") + digits;
}

std::string with_interval(const evidence::Estimate& e, Kind kind) {
  return fmt::format("{} ({} to {})", number(e.value, kind), number(e.low, kind), number(e.high, kind));
}

std::string higher(const evidence::Estimate& e, Kind kind) {
  const bool down = e.value < 0;
  const auto points = [kind](double x) {
    std::string text = number(x, kind);
    if (kind == Kind::share) text.pop_back();  // a difference of shares is in points, not in per cent
    return text;
  };
  const double most = kind == Kind::share ? 1 : std::numeric_limits<double>::infinity();  // no more than everybody
  const double low = std::max(-most, down ? -e.high : e.low), high = std::min(most, down ? -e.low : e.high);
  return fmt::format("{}{} {} ({} to {}{})", points(std::abs(e.value)),
                     kind == Kind::share ? " points in a hundred" : "", down ? "lower" : "higher", points(low),
                     points(high), sure(e) ? "" : ", perhaps none");
}

std::string months_text(int months) {
  if (months < 24) return bowlby::count_text(months, "month", "months");
  const double years = std::round(months / 6.) / 2;
  return fmt::format("{:.3g} years", years);
}

std::string when(const Visit& v) {
  if (v.after.empty()) return "at " + age_text(v.age);
  const std::string what = v.after == "union start" ? "coming together"
                           : v.after == "enrolment" ? "the drawing of groups"
                                                    : v.after;
  return v.months == 0 ? "at " + what : months_text(v.months) + " after " + what;
}

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

double clarity(const evidence::Estimate& e) {
  const double half = .5 * (e.high - e.low);
  return half > 0 ? std::abs(e.value) / half : 0;
}

std::string quote(const std::string& name) { return "“" + name + "”"; }

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return out;
}

std::string counted(double n, const char* one, const char* many) {
  return bowlby::count_text(static_cast<int>(n), one, many);
}

std::string sentence(const Source& source, const Moved& m) {
  return fmt::format("{}: {} {}", quote(source.grouping().labels[m.arm]), m.told.words, higher(m.by, m.told.kind));
}

std::optional<std::pair<Visit, Visit>> first_and_last(const Source& source, Instrument instrument, double from_age) {
  std::vector<Visit> seen;
  for (const Visit& v : source.visits(instrument))
    if (v.after.empty() && v.age >= from_age) seen.push_back(v);
  if (seen.size() < 2) return std::nullopt;
  return std::pair{seen.front(), seen.back()};
}

}  // namespace bowlby::page
