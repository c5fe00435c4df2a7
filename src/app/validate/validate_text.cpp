#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/columns.hpp"
#include "app/validate/lives.hpp"
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
  if (!v.rows.empty()) out += "\n" + summary_lines("fitted", v.fitted) + summary_lines("unfitted", v.unfitted) + "\n";
  for (const StructuralCheck& c : v.structure) {
    out += fmt::format("{:<13}{}\n", c.holds == false ? "BROKEN" : verdict_of(c), c.says);
    for (const evidence::CheckValue& x : c.values)
      out += fmt::format("{:<13}{}: {}\n", "", x.name, x.value ? with_interval(*x.value, x.low, x.high) : "-");
  }
  if (!out.empty() && !v.lives.empty()) out += "\n";
  return out + to_text(v.lives);
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
  JsonWriter json(JsonWriter::Spaces::some, 6);
  const auto row = [&json](const evidence::ValidationRow& r) {
    const auto& s = r.simulated;
    json.object([&] {
      json.field("id", r.target.id);
      json.field("fitted", evidence::fitted(r.target));
      json.field("published", r.target.estimate);
      json.field("simulated", s ? s->value : std::nan(""));
      json.field("low", s ? s->low : std::nan(""));
      json.field("high", s ? s->high : std::nan(""));
      json.field("error", standardised_error(r));
      json.field("verdict", evidence::name_of(r.judgement.verdict));
      json.field("study", r.study);
      json.field("why", r.unmeasured);
    });
  };
  const auto summary = [&json](const char* name, const evidence::ValidationSummary& s) {
    json.key(name);
    json.object([&] {
      json.field("rows", s.rows);
      json.field("measured", s.measured);
      json.field("inside", s.inside);
      json.field("root_mean_square", s.root_mean_square);
    });
  };
  const auto value = [&json](const evidence::CheckValue& x) {
    json.object([&] {
      json.field("name", x.name);
      json.field("value", x.value);
      json.field("low", x.low);
      json.field("high", x.high);
    });
  };
  const auto mark = [&json](const evidence::MarkRow& r) {
    const auto& s = r.simulated;
    json.object([&] {
      json.field("id", r.mark.id);
      json.field("topic", r.mark.topic);
      json.field("quantity", r.mark.quantity);
      json.field("low", r.low);
      json.field("high", r.high);
      json.field("simulated", s ? s->value : std::nan(""));
      json.field("simulated_low", s ? s->low : std::nan(""));
      json.field("simulated_high", s ? s->high : std::nan(""));
      json.field("n", s ? s->n : 0);
      json.field("verdict", evidence::name_of(r.verdict));
      json.field("source", r.mark.source);
      json.field("study", r.study);
      json.field("remark", r.remark);
    });
  };
  json.object([&] {
    json.key("rows");
    json.lines(v.rows, row);
    summary("fitted", v.fitted);
    summary("unfitted", v.unfitted);
    json.key("structure");
    json.list(v.structure, [&](const StructuralCheck& c) {
      json.line(2);
      json.object([&] {
        json.field("name", c.name);
        json.field("says", c.says);
        json.field("holds", c.holds);
        json.field("verdict", verdict_of(c));
        json.key("values");
        json.list(c.values, value);
      });
    });
    json.key("lives");
    json.list(v.lives, [&](const evidence::MarkRow& r) {
      json.line(2);
      mark(r);
    });
  });
  return json.take() + "\n";
}

}  // namespace bowlby
