// What a fit to a sample says: in words, as tables, for programs, and as a picture.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/fit/fit_data.hpp"
#include "base/json.hpp"
#include "io/results/export_csv.hpp"
#include "io/text/numbers.hpp"
#include "report/recovery_picture.hpp"

namespace bowlby {
namespace {

using fit::ParameterFit;
using fit::Refused;
using fit::StatUse;

constexpr double far_off = 3;  // standard errors of a statistic at the estimate
constexpr std::size_t most_listed = 8;

bool told(const DataFit& f, std::size_t d) { return f.fit.parameters[d].refused == Refused::no; }

std::size_t count(const DataFit& f, StatUse use) {
  return static_cast<std::size_t>(std::ranges::count(f.fit.stats, use, &fit::StatFit::use));
}

const char* name_of(StatUse use) {
  switch (use) {
    case StatUse::used:
      return "used";
    case StatUse::says_nothing:
      return "silent on these parameters";
    case StatUse::constant:
      return "the same in all worlds";
    case StatUse::unmeasured:
      return "not measured in some worlds";
    case StatUse::out_of_reach:
      return "out of reach";
    case StatUse::crowded_out:
      break;
  }
  return "more than the runs can carry";
}

std::string share_text(double x) { return fmt::format("{:.0f} %", 100 * x); }

// Up to eight lines of `say`, and how many more there are.
template <class Say>
std::string listed(const std::vector<std::size_t>& which, Say&& say) {
  std::string out;
  for (std::size_t i = 0; i < std::min(which.size(), most_listed); ++i) out += "  " + say(which[i]) + "\n";
  if (which.size() > most_listed) out += fmt::format("  and {} more (statistics.csv)\n", which.size() - most_listed);
  return out;
}

std::string head(const DataFit& f) {
  std::string out =
      fmt::format("data    {}: {} people{}\n", f.data, f.people,
                  f.couples == 0 ? "" : fmt::format(", {} couple{}", f.couples, f.couples == 1 ? "" : "s"));
  out += fmt::format("worlds  {} of {}, {} founders each; in each a stand-in for everybody in the data\n",
                     f.runs + f.screened, f.study, f.founders);
  for (const std::string& r : f.remarks) out += "        " + r + "\n";
  if (!f.unknown.empty())
    out += fmt::format("        the model does not have, or has on another range: {}\n", fmt::join(f.unknown, ", "));
  if (f.screened > 0)
    out +=
        fmt::format("        parameters were chosen by {} of these worlds, as those that the statistics tell most of\n",
                    f.screened);
  return out + "\n";
}

std::string row(const DataFit& f, std::size_t d) {
  const ParameterFit& p = f.fit.parameters[d];
  const fit::Axis axis = f.axis(d);
  const std::string prior = fmt::format("{:.3g} to {:.3g}", axis.low, axis.high);
  const std::string recovery =
      fmt::format("{:.2f} ({:.2f} to {:.2f})", p.correlation, p.correlation_low, p.correlation_high);
  return fmt::format("{:<22}{:>10}  {:<20}{:<20}{:<23}{:>8}   {}\n", f.parameters[d].row->name,
                     told(f, d) ? fmt::format("{:.3g}", axis.value(p.median)) : "-",
                     told(f, d) ? fmt::format("{:.3g} to {:.3g}", axis.value(p.low), axis.value(p.high)) : "-", prior,
                     recovery, share_text(p.coverage), told(f, d) ? "told" : "refused");
}

std::string table(const DataFit& f) {
  std::string out = fmt::format("{:<22}{:>10}  {:<20}{:<20}{:<23}{:>8}   {}\n", "parameter", "estimate",
                                "95 % interval", "prior", "recovery", "held in", "verdict");
  for (std::size_t d = 0; d < f.parameters.size(); ++d) out += row(f, d);
  for (std::size_t d = 0; d < f.parameters.size(); ++d)
    if (!told(f, d)) out += fmt::format("  {} is refused: {}\n", f.parameters[d].row->name, reason_of(f, d));
  for (std::size_t d = 0; d < f.parameters.size(); ++d)
    if (told(f, d))
      out += fmt::format("  {}: {} [{}]; {:.4g} in the study\n", f.parameters[d].row->name,
                         f.parameters[d].row->meaning, f.parameters[d].row->unit, f.own[d]);
  return out + "\n";
}

std::string pairs(const DataFit& f) {
  constexpr double hang_together = .7;
  std::string out;
  for (std::size_t a = 0; a < f.parameters.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (told(f, a) && told(f, b) && std::fabs(f.fit.correlation(a, b)) > hang_together)
        out += fmt::format("{} and {} can stand in for each other here (correlation {:+.2f}): read the two together.\n",
                           f.parameters[b].row->name, f.parameters[a].row->name, f.fit.correlation(a, b));
  return out;
}

std::string statistics_words(const DataFit& f) {
  std::string out = fmt::format("{} of {} statistics have a say", f.fit.used, f.features.size());
  std::vector<std::string> others;
  for (const StatUse use :
       {StatUse::says_nothing, StatUse::constant, StatUse::unmeasured, StatUse::crowded_out, StatUse::out_of_reach})
    if (const std::size_t n = count(f, use); n > 0) others.push_back(fmt::format("{} {}", n, name_of(use)));
  out += others.empty() ? ".\n" : fmt::format("; {}.\n", fmt::join(others, ", "));
  std::vector<std::size_t> beyond, off;
  for (std::size_t k = 0; k < f.fit.stats.size(); ++k) {
    if (f.fit.stats[k].use == StatUse::out_of_reach)
      beyond.push_back(k);
    else if (std::fabs(f.fit.stats[k].off) > far_off)
      off.push_back(k);
  }
  const auto farthest = [&](std::size_t k) {  // what is the same in all worlds has no standard error: it comes first
    const double errors = f.fit.stats[k].off;
    return std::isfinite(errors) ? std::fabs(errors) : HUGE_VAL;
  };
  std::ranges::stable_sort(beyond, std::greater<>(), farthest);
  std::ranges::stable_sort(off, std::greater<>(), farthest);
  const auto line = [&](std::size_t k) {
    const double predicted = f.fit.stats[k].predicted;
    return fmt::format("{}: {:.3g} in the data{}", f.features[k].words, f.features[k].value->value,
                       std::isfinite(predicted) ? fmt::format(", {:.3g} at the estimate", predicted) : "");
  };
  const std::string too_far = fmt::format(
      "More than {:.0f} standard errors off at the estimate; of many statistics a few can be so by chance:\n", far_off);
  if (!beyond.empty()) out += "No value of these parameters gives what the data have here:\n" + listed(beyond, line);
  if (!off.empty()) out += too_far + listed(off, line);
  if (beyond.empty() && off.empty() && f.fit.used > 0)
    out += fmt::format("At the estimate no statistic is more than {:.0f} standard errors off.\n", far_off);
  return out + "\n";
}

std::string how(const DataFit& f) {
  return fmt::format(
      "How it is judged: {} of the simulated samples stood in for the data, one by one. They have the same people, "
      "days,\n"
      "prompts and gaps, and their parameters are known. 'recovery' is the rank correlation of estimate and truth, and "
      ".8\n"
      "is asked. 'held in' says how many of their 95 % intervals held the truth; where these were too few, intervals "
      "are\n"
      "widened until it is 95 %. All this takes the model to be right. The estimates are of the sample as a whole: of "
      "no\n"
      "person and of no couple do they say anything.\n",
      f.fit.gates.data_sets);
}

Cell number_cell(bool there, double x) { return there && std::isfinite(x) ? Cell(io::number_text(x)) : Cell(); }

double or_null(bool there, double x) { return there ? x : std::nan(""); }

}  // namespace

std::string reason_of(const DataFit& f, std::size_t d) {
  const ParameterFit& p = f.fit.parameters[d];
  const fit::Axis axis = f.axis(d);
  const std::size_t n = f.fit.gates.data_sets;
  switch (p.refused) {
    case Refused::no:
      break;
    case Refused::not_found:
      return fmt::format(
          "a sample like this one does not tell it; in {} of them estimates go along with the truth by {:.2f}, and .8 "
          "is asked",
          n, p.correlation);
    case Refused::not_held:
      return fmt::format(
          "its intervals are far too narrow: in {} samples like this one they held the truth in {}, and would have to "
          "be {:.1f} times as wide",
          n, share_text(p.coverage), p.stretch);
    case Refused::uneven:
      return fmt::format("among the draws the truth does not lie evenly in {} samples like this one (p {:.1g})", n,
                         p.even);
    case Refused::not_settled:
      return fmt::format("the chains do not agree (R-hat {:.2f})", p.rhat);
    case Refused::at_an_end:
      return fmt::format(
          "these data ask for a value at the {} end of the prior or beyond; say a wider one: --fit "
          "{}=LOW:HIGH",
          p.median < 0 ? "lower" : "upper", axis.name);
    case Refused::nothing_gained:
      return fmt::format("these very data leave it open: the interval takes {} of the prior", share_text(p.share));
  }
  return {};
}

std::string to_text(const DataFit& f) {
  std::string out = head(f);
  if (f.fit.parameters.empty())
    return out + "Nothing can be told: no statistic of these data says anything of these parameters.\n" +
           statistics_words(f);
  return out + table(f) + pairs(f) + statistics_words(f) + how(f);
}

std::string to_json(const DataFit& f) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.object([&] {
    json.field("data", f.data), json.field("study", f.study), json.field("people", f.people);
    json.field("couples", f.couples), json.field("founders", f.founders), json.field("runs", f.runs);
    json.field("screening_runs", f.screened), json.field("gates", f.fit.gates.data_sets);
    json.field("statistics_used", f.fit.used), json.field("digest", f.digest);
    json.field("remarks", f.remarks), json.field("not_in_the_model", f.unknown);
    json.key("parameters");
    std::vector<std::size_t> all(f.fit.parameters.size());
    for (std::size_t d = 0; d < all.size(); ++d) all[d] = d;
    json.lines(all, [&](std::size_t d) {
      const ParameterFit& p = f.fit.parameters[d];
      const fit::Axis axis = f.axis(d);
      const bool is = told(f, d);
      json.object([&] {
        json.field("name", axis.name), json.field("unit", f.parameters[d].row->unit);
        json.field("verdict", is ? "told" : "refused"), json.field("reason", reason_of(f, d));
        json.field("estimate", or_null(is, axis.value(p.median)));
        json.field("low", or_null(is, axis.value(p.low))), json.field("high", or_null(is, axis.value(p.high)));
        json.field("prior_low", axis.low), json.field("prior_high", axis.high), json.field("study_value", f.own[d]);
        json.field("recovery", p.correlation), json.field("recovery_low", p.correlation_low);
        json.field("recovery_high", p.correlation_high), json.field("coverage", p.coverage);
        json.field("widened", p.stretch), json.field("ranks_even_p", p.even), json.field("rhat", p.rhat);
        json.key("rank_bins");
        json.list(f.fit.gates.bins(d), [&](std::size_t n) { json.value(n); });
      });
    });
    json.key("statistics");
    std::vector<std::size_t> stats(f.fit.stats.size());
    for (std::size_t k = 0; k < stats.size(); ++k) stats[k] = k;
    json.lines(stats, [&](std::size_t k) {
      json.object([&] {
        json.field("id", f.features[k].id), json.field("use", name_of(f.fit.stats[k].use));
        json.field("data", f.features[k].value->value), json.field("at_estimate", f.fit.stats[k].predicted);
        json.field("off", f.fit.stats[k].off), json.field("explained", f.fit.stats[k].explained);
      });
    });
  });
  return json.take() + "\n";
}

std::string parameters_csv(const DataFit& f) {
  std::vector<Cell> names;
  for (const char* name :
       {"parameter", "unit", "verdict", "estimate", "low", "high", "prior_low", "prior_high", "study", "recovery",
        "recovery_low", "recovery_high", "coverage", "widened", "ranks_even_p", "reason"})
    names.emplace_back(name);
  std::string out = csv_line(names);
  for (std::size_t d = 0; d < f.fit.parameters.size(); ++d) {
    const ParameterFit& p = f.fit.parameters[d];
    const fit::Axis axis = f.axis(d);
    std::vector<Cell> cells{axis.name, std::string(f.parameters[d].row->unit),
                            std::string(told(f, d) ? "told" : "refused")};
    for (const double x : {p.median, p.low, p.high}) cells.push_back(number_cell(told(f, d), axis.value(x)));
    for (const double x : {axis.low, axis.high, f.own[d], p.correlation, p.correlation_low, p.correlation_high,
                           p.coverage, p.stretch, p.even})
      cells.push_back(number_cell(true, x));
    cells.emplace_back(reason_of(f, d));
    out += csv_line(cells);
  }
  return out;
}

std::string statistics_csv(const DataFit& f) {
  std::vector<Cell> names;
  for (const char* name : {"id", "words", "use", "data", "at_estimate", "off", "explained"}) names.emplace_back(name);
  std::string out = csv_line(names);
  for (std::size_t k = 0; k < f.fit.stats.size(); ++k) {
    const fit::StatFit& s = f.fit.stats[k];
    std::vector<Cell> cells{f.features[k].id, f.features[k].words, std::string(name_of(s.use))};
    for (const double x : {f.features[k].value->value, s.predicted, s.off, s.explained})
      cells.push_back(number_cell(true, x));
    out += csv_line(cells);
  }
  return out;
}

std::string gates_csv(const DataFit& f) {
  std::vector<Cell> names;
  for (const char* name : {"sample", "parameter", "truth", "estimate", "low", "high", "rank"}) names.emplace_back(name);
  std::string out = csv_line(names);
  const fit::Recovery& g = f.fit.gates;
  for (std::size_t i = 0; i < g.data_sets; ++i)
    for (std::size_t d = 0; d < f.parameters.size(); ++d) {
      const fit::Axis axis = f.axis(d);
      std::vector<Cell> cells{std::to_string(i + 1), axis.name};
      for (const double x : {g.truth(i, d), g.median(i, d), g.low(i, d), g.high(i, d)})
        cells.push_back(number_cell(true, axis.value(x)));
      cells.push_back(number_cell(true, g.ranks(i, d)));
      out += csv_line(cells);
    }
  return out;
}

std::string to_picture(const DataFit& f) {
  std::vector<report::RecoveryPanel> panels;
  const fit::Recovery& g = f.fit.gates;
  for (std::size_t d = 0; d < f.fit.parameters.size(); ++d) {
    report::RecoveryPanel panel;
    panel.title = std::string(f.parameters[d].row->name);
    panel.note = fmt::format("rank correlation {:.2f}", f.fit.parameters[d].correlation);
    panel.found = told(f, d);
    const fit::Axis axis = f.axis(d);
    for (std::size_t i = 0; i < g.data_sets; ++i) {
      panel.truth.push_back(axis.value(g.truth(i, d)));
      panel.estimate.push_back(axis.value(g.median(i, d)));
    }
    panels.push_back(std::move(panel));
  }
  return report::recovery_picture(fmt::format("{} simulated samples like {}: truth and estimate", g.data_sets, f.data),
                                  panels);
}

}  // namespace bowlby
