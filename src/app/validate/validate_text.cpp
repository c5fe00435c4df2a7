#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/columns.hpp"
#include "app/validate/validate.hpp"
#include "base/json.hpp"

namespace bowlby {
namespace {

std::string with_interval(double value, const std::optional<double>& low, const std::optional<double>& high) {
  std::string out = fmt::format("{:.3g}", value);
  if (low && high && std::isfinite(*low) && std::isfinite(*high)) out += fmt::format(" [{:.3g}, {:.3g}]", *low, *high);
  return out;
}

std::string simulated_words(const evidence::ValidationRow& r) {
  return r.simulated ? with_interval(r.simulated->value, r.simulated->low, r.simulated->high) : "-";
}

std::string missed_line(const std::array<std::string, 5>& cells) {
  return left(cells[0], 7) + left(clipped(cells[1], 48), 50) + right(cells[2], 26) + right(cells[3], 26) +
         right(cells[4], 8) + "\n";
}

std::string summary_lines(const char* what, const evidence::ValidationSummary& s) {
  if (s.rows == 0) return "";  // none of the studies has such a row
  std::string out = fmt::format(
      "{:<9} {} of {} measured numbers inside ({} rows); root mean square of standardised errors {:.2f}\n"
      "          worst:",
      what, s.inside, s.measured, s.rows, s.root_mean_square);
  for (const auto& id : s.worst) out += " " + id;
  return out + "\n";
}

}  // namespace

const char* verdict_of(const StructuralCheck& c) {
  return c.holds ? (*c.holds ? "holds" : "broken") : c.unclear ? "unclear" : "not measured";
}

std::string to_text(const Validation& v) {
  std::string out;
  for (const auto& r : v.rows) {
    if (r.judgement.verdict != evidence::Verdict::outside) continue;
    if (out.empty()) out += missed_line({"missed", "quantity", "published", "simulated", "error"});
    const auto e = standardised_error(r);
    out += missed_line({r.target.id, r.target.quantity,
                        with_interval(r.target.estimate, r.target.ci_low, r.target.ci_high), simulated_words(r),
                        e ? fmt::format("{:+.1f}", *e) : ""});
  }
  out += "\n" + summary_lines("fitted", v.fitted) + summary_lines("unfitted", v.unfitted) + "\n";
  for (const StructuralCheck& c : v.structure) {
    out += fmt::format("{:<13}{}\n", c.holds == false ? "BROKEN" : verdict_of(c), c.says);
    for (const evidence::CheckValue& x : c.values)
      out += fmt::format("{:<13}{}: {}\n", "", x.name, x.value ? with_interval(*x.value, x.low, x.high) : "-");
  }
  return out;
}

std::string misses_markdown(const Validation& v) {
  std::string out =
      "| id | quantity | statistic | published | simulated | 95% interval | error | fitted "
      "|\n|---|---|---|---|---|---|---|---|\n";
  for (const auto& r : v.rows) {
    if (r.judgement.verdict != evidence::Verdict::outside || !r.simulated) continue;
    const auto e = standardised_error(r);
    out +=
        fmt::format("| {} | {} | {} | {:.3g} | {:.3g} | {:.3g} to {:.3g} | {} | {} |\n", r.target.id, r.target.quantity,
                    evidence::name_of(r.target.statistic), r.target.estimate, r.simulated->value, r.simulated->low,
                    r.simulated->high, e ? fmt::format("{:+.1f}", *e) : "", evidence::fitted(r.target) ? "yes" : "");
  }
  return out;
}

std::string to_json(const Validation& v) {
  const auto number = [](const std::optional<double>& x) {
    return x && std::isfinite(*x) ? fmt::format("{:.6g}", *x) : std::string("null");
  };
  std::string out = "{\"rows\": [";
  bool first = true;
  for (const auto& r : v.rows) {
    const auto& s = r.simulated;
    const std::optional<double> none;
    out += fmt::format(
        "{}\n  {{\"id\": {}, \"fitted\": {}, \"published\": {}, \"simulated\": {}, \"low\": {}, \"high\": {}, "
        "\"error\": {}, "
        "\"verdict\": {}, \"study\": {}, \"why\": {}}}",
        first ? "" : ",", json_quoted(r.target.id), evidence::fitted(r.target), number(r.target.estimate),
        number(s ? std::optional(s->value) : none), number(s ? std::optional(s->low) : none),
        number(s ? std::optional(s->high) : none), number(standardised_error(r)),
        json_quoted(evidence::name_of(r.judgement.verdict)), json_quoted(r.study), json_quoted(r.unmeasured));
    first = false;
  }
  const auto summary = [&number](const evidence::ValidationSummary& s) {
    return fmt::format("{{\"rows\": {}, \"measured\": {}, \"inside\": {}, \"root_mean_square\": {}}}", s.rows,
                       s.measured, s.inside, number(s.root_mean_square));
  };
  out += "\n], \"fitted\": " + summary(v.fitted) + ", \"unfitted\": " + summary(v.unfitted) + ", \"structure\": [";
  first = true;
  for (const StructuralCheck& c : v.structure) {
    out += fmt::format("{}\n  {{\"name\": {}, \"says\": {}, \"holds\": {}, \"verdict\": {}, \"values\": [",
                       first ? "" : ",", json_quoted(c.name), json_quoted(c.says),
                       c.holds ? (*c.holds ? "true" : "false") : "null", json_quoted(verdict_of(c)));
    first = true;
    for (const evidence::CheckValue& x : c.values) {
      out += fmt::format("{}{{\"name\": {}, \"value\": {}, \"low\": {}, \"high\": {}}}", first ? "" : ", ",
                         json_quoted(x.name), number(x.value), number(x.low), number(x.high));
      first = false;
    }
    out += "]}";
    first = false;
  }
  return out + "]}\n";
}

}  // namespace bowlby
