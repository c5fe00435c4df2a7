// What a fit of persons says: in words, as tables, for programs, and as a picture.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/persons/persons.hpp"
#include "base/json.hpp"
#include "io/results/export_csv.hpp"
#include "io/text/numbers.hpp"
#include "report/recovery_picture.hpp"

namespace bowlby {
namespace {

using fit::Gate;
using fit::Refused;

std::string share_text(double x) { return fmt::format("{:.0f} %", 100 * x); }

std::string header(std::initializer_list<const char*> names) {
  std::vector<Cell> cells;
  for (const char* name : names) cells.emplace_back(name);
  return csv_line(cells);
}

std::string head(const PersonsFit& f) {
  const SampleDiaries& s = f.sample;
  std::string out =
      fmt::format("data    {}: {} {} with the diary {}, {} days of {} prompts, {} answered\n", f.data, s.people.size(),
                  s.people.size() == 1 ? "person" : "people", s.wave, s.days, s.prompts, share_text(s.answered()));
  if (s.too_few > 0)
    out += fmt::format("        {} more answered fewer than {} prompts and are left out\n", s.too_few, fewest_prompts);
  if (s.other > 0) out += fmt::format("        {} other diaries of the data are not looked at\n", s.other);
  if (s.grain > 0)
    out += fmt::format("        answers come in steps of {:.3g}; so do those of simulated people\n", s.grain);
  out += fmt::format("trials  {} people of {} kept the same days, prompts and gaps; their traits are known\n", f.trials,
                     f.study);
  for (const std::string& r : f.remarks) out += "        " + r + "\n";
  out +=
      f.learned
          ? fmt::format("        what all {} tell together is the prior of each, in the data and in {} of trials\n",
                        s.people.size(), f.groups == 1 ? "the sample" : fmt::format("{} samples", f.groups))
          : fmt::format("        fewer than {} people teach no prior: each is believed to be as the study's people\n",
                        enough_for_a_prior);
  return out + "\n";
}

std::string table(const PersonsFit& f) {
  std::string out =
      fmt::format("{:<11}{:<23}{:>8}{:>9}{:>8}   {}\n", "trait", "recovery", "held in", "widened", "ranks", "verdict");
  for (std::size_t d = 0; d < writer_traits; ++d) {
    const Gate& g = f.gates[d];
    const std::string recovery =
        fmt::format("{:.2f} ({:.2f} to {:.2f})", g.correlation, g.correlation_low, g.correlation_high);
    out += fmt::format("{:<11}{:<23}{:>8}{:>9}{:>8}   {}\n", writer_trait_table[d].name, recovery,
                       share_text(g.coverage), fmt::format("x {:.2f}", g.stretch),
                       g.even < .001 ? "< .001" : fmt::format("{:.3f}", g.even), f.told(d) ? "told" : "refused");
  }
  for (std::size_t d = 0; d < writer_traits; ++d)
    if (!f.told(d)) out += fmt::format("  {} is refused: {}\n", writer_trait_table[d].name, reason_of(f, d));
  return out + "\n";
}

// How the told estimates spread over people, and how sure one of them is.
std::string told_line(const PersonsFit& f, std::size_t d) {
  std::vector<double> values, widths;
  for (std::size_t i = 0; i < f.real.estimates.size(); ++i) {
    if (f.unlike(i)) continue;
    const auto at = f.of(f.real.estimates[i], d);
    values.push_back(at.estimate), widths.push_back(at.high - at.low);
  }
  const WriterTrait& t = writer_trait_table[d];
  if (values.empty()) return fmt::format("{} [{}]: told of nobody here\n", t.name, t.unit);
  return fmt::format(
      "{} [{}], {}:\n  told of {} people, from {:.3g} to {:.3g}; an interval is {:.2g} wide in the median\n", t.name,
      t.unit, t.meaning, values.size(), *std::ranges::min_element(values), *std::ranges::max_element(values),
      fit::quantile(widths, .5));
}

std::string people_words(const PersonsFit& f) {
  std::string out;
  for (std::size_t d = 0; d < writer_traits; ++d)
    if (f.told(d)) out += told_line(f, d);
  if (out.empty()) return "Nothing is told of anybody: no trait comes back from diaries like these.\n\n";
  out += "  Everybody's number and interval stand in persons.csv.\n";
  if (const std::size_t n = f.count_unlike(); n > 0)
    out += fmt::format(
        "{} of {} diaries are less probable than that of any simulated person. The model does not describe them, and\n"
        "nothing is told of who kept them.\n",
        n, f.real.estimates.size());
  return out + "\n";
}

constexpr const char* how =
    "How it is judged: 'recovery' is the rank correlation of estimate and truth over the simulated people, and .8 is\n"
    "asked. 'held in' says how many of their 95 % intervals held the truth; intervals are widened until it is 95 %.\n"
    "'ranks' is the probability that ranks of the truth are as uneven by chance. All this takes the model to be "
    "right.\n"
    "What is told is how a model's day would have to run to give these answers. It is no diagnosis and no type.\n";

Cell number_cell(bool there, double x) { return there && std::isfinite(x) ? Cell(io::number_text(x)) : Cell(); }

// Four digits are more than any of these numbers is good for.
double rounded(double x) { return std::stod(fmt::format("{:.4g}", x)); }

}  // namespace

std::string reason_of(const PersonsFit& f, std::size_t d) {
  const Gate& g = f.gates[d];
  switch (g.refused) {
    case Refused::not_found:
      return fmt::format(
          "diaries like these do not tell it; in {} simulated people estimates go along with the truth "
          "by {:.2f}, and .8 is asked",
          f.trials, g.correlation);
    case Refused::not_held:
      return fmt::format(
          "its intervals are far too narrow: they held the truth of {} of simulated people, and would "
          "have to be {:.1f} times as wide",
          share_text(g.coverage), g.stretch);
    case Refused::uneven:
      return fmt::format("the truth of simulated people does not lie evenly in what is believed of them (p {:.1g})",
                         g.even);
    default:
      return {};
  }
}

std::string to_text(const PersonsFit& f) { return head(f) + table(f) + people_words(f) + how; }

std::string traits_csv(const PersonsFit& f) {
  std::string out = header({"trait", "unit", "meaning", "verdict", "recovery", "recovery_low", "recovery_high",
                            "coverage", "widened", "ranks_even_p", "reason"});
  for (std::size_t d = 0; d < writer_traits; ++d) {
    const WriterTrait& t = writer_trait_table[d];
    const Gate& g = f.gates[d];
    std::vector<Cell> cells{std::string(t.name), std::string(t.unit), std::string(t.meaning),
                            std::string(f.told(d) ? "told" : "refused")};
    for (const double x : {g.correlation, g.correlation_low, g.correlation_high, g.coverage, g.stretch, g.even})
      cells.push_back(number_cell(true, x));
    cells.emplace_back(reason_of(f, d));
    out += csv_line(cells);
  }
  return out;
}

std::string persons_csv(const PersonsFit& f) {
  std::string out = header({"replicate", "person", "answered", "trait", "unit", "estimate", "low", "high", "note"});
  for (std::size_t i = 0; i < f.real.estimates.size(); ++i)
    for (std::size_t d = 0; d < writer_traits; ++d) {
      if (!f.told(d)) continue;
      const SampleDiaries::One& one = f.sample.people[i];
      const bool is = !f.unlike(i);
      const auto at = f.of(f.real.estimates[i], d);
      std::vector<Cell> cells{number_cell(true, one.replicate), number_cell(true, one.id),
                              std::to_string(one.prompts.size()), std::string(writer_trait_table[d].name),
                              std::string(writer_trait_table[d].unit)};
      for (const double x : {at.estimate, at.low, at.high}) cells.push_back(number_cell(is, rounded(x)));
      cells.emplace_back(is ? "" : "the model does not describe this diary");
      out += csv_line(cells);
    }
  return out;
}

std::string gates_csv(const PersonsFit& f) {
  std::string out = header({"simulated", "sample", "trait", "truth", "estimate", "low", "high", "rank"});
  for (std::size_t i = 0; i < f.trials; ++i)
    for (std::size_t d = 0; d < writer_traits; ++d) {
      std::vector<Cell> cells{std::to_string(i + 1), std::to_string(i % f.groups + 1),
                              std::string(writer_trait_table[d].name)};
      const auto at = f.of(f.simulated.estimates[i], d, false);
      const double truth = f.model.natural(f.simulated.truth[i])[d];
      for (const double x : {truth, at.estimate, at.low, at.high}) cells.push_back(number_cell(true, rounded(x)));
      cells.push_back(number_cell(true, f.recovery.ranks(i, d)));
      out += csv_line(cells);
    }
  return out;
}

std::string to_json(const PersonsFit& f) {
  JsonWriter json(JsonWriter::Spaces::some);
  std::vector<std::size_t> traits(writer_traits), people;
  for (std::size_t d = 0; d < writer_traits; ++d) traits[d] = d;
  if (std::ranges::any_of(traits, [&](std::size_t d) { return f.told(d); }))
    for (std::size_t i = 0; i < f.real.estimates.size(); ++i) people.push_back(i);
  json.object([&] {
    json.field("data", f.data), json.field("study", f.study), json.field("wave", f.sample.wave);
    json.field("people", f.sample.people.size()), json.field("left_out", f.sample.too_few);
    json.field("days", f.sample.days), json.field("prompts", f.sample.prompts);
    json.field("answered", f.sample.answered()), json.field("steps", f.sample.grain);
    json.field("trials", f.trials), json.field("samples", f.groups), json.field("particles", f.model.particles);
    json.field("prior_learned", f.learned), json.field("unlike", f.count_unlike());
    json.field("remarks", f.remarks), json.field("digest", f.digest);
    json.key("traits");
    json.lines(traits, [&](std::size_t d) {
      const Gate& g = f.gates[d];
      json.object([&] {
        json.field("name", writer_trait_table[d].name), json.field("unit", writer_trait_table[d].unit);
        json.field("meaning", writer_trait_table[d].meaning);
        json.field("verdict", f.told(d) ? "told" : "refused"), json.field("reason", reason_of(f, d));
        json.field("recovery", g.correlation), json.field("recovery_low", g.correlation_low);
        json.field("recovery_high", g.correlation_high), json.field("coverage", g.coverage);
        json.field("widened", g.stretch), json.field("ranks_even_p", g.even);
        json.key("rank_bins");
        json.list(f.recovery.bins(d), [&](std::size_t n) { json.value(n); });
      });
    });
    json.key("persons");
    json.lines(people, [&](std::size_t i) {
      const SampleDiaries::One& one = f.sample.people[i];
      json.object([&] {
        json.field("replicate", one.replicate), json.field("person", one.id);
        json.field("answered", one.prompts.size()), json.field("described", !f.unlike(i));
        for (const std::size_t d : traits) {
          if (!f.told(d) || f.unlike(i)) continue;
          const auto at = f.of(f.real.estimates[i], d);
          json.key(writer_trait_table[d].name);
          json.object([&] {
            json.field("estimate", rounded(at.estimate)), json.field("low", rounded(at.low));
            json.field("high", rounded(at.high));
          });
        }
      });
    });
  });
  return json.take() + "\n";
}

std::string to_picture(const PersonsFit& f) {
  std::vector<report::RecoveryPanel> panels;
  for (std::size_t d = 0; d < writer_traits; ++d) {
    report::RecoveryPanel panel;
    panel.title = std::string(writer_trait_table[d].name);
    panel.note = fmt::format("rank correlation {:.2f}", f.gates[d].correlation);
    panel.found = f.told(d);
    for (std::size_t i = 0; i < f.trials; ++i) {
      panel.truth.push_back(f.model.natural(f.simulated.truth[i])[d]);
      panel.estimate.push_back(f.of(f.simulated.estimates[i], d).estimate);
    }
    panels.push_back(std::move(panel));
  }
  return report::recovery_picture(
      fmt::format("{} simulated people who keep such a diary: truth and estimate", f.trials), panels);
}

}  // namespace bowlby
