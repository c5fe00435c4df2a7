// What a comparison of data with simulated worlds says: in words, as a table, for programs, and as a picture.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/data/compare_data.hpp"
#include "base/json.hpp"
#include "io/results/export_csv.hpp"
#include "report/cloud_picture.hpp"

namespace bowlby {
namespace {

using evidence::Likeness;
using evidence::LikenessRow;

constexpr std::size_t longest_words = 72;
constexpr std::size_t most_pictured = 40;  // statistics; the table has all

const char* name_of(Likeness verdict) {
  switch (verdict) {
    case Likeness::fits:
      return "fits";
    case Likeness::edge:
      return "edge";
    case Likeness::differs:
      return "differs";
    case Likeness::same:
      return "same everywhere";
    case Likeness::unmeasured:
      break;
  }
  return "not measured";
}

std::size_t count(const DataComparison& c, Likeness verdict) {
  return static_cast<std::size_t>(std::ranges::count(c.judged.rows, verdict, &LikenessRow::verdict));
}

std::string rank_of(const DataComparison& c, const LikenessRow& row) {
  const std::size_t same = c.judged.worlds - row.below - row.above, first = row.below + 1;
  return same == 0 ? fmt::format("{} of {}", first, c.judged.worlds + 1)
                   : fmt::format("{}-{} of {}", first, first + same, c.judged.worlds + 1);
}

std::string chance_words(const DataComparison& c) {
  return fmt::format("{:.0f} in {}", c.judged.chance * static_cast<double>(c.judged.worlds + 1), c.judged.worlds + 1);
}

std::string sentence(const Feature& f, const LikenessRow& row) {
  return fmt::format("{}: {:.3g} in the data, {} than in all worlds ({:.3g} to {:.3g})", f.words, row.data,
                     row.data > row.greatest ? "more" : "less", row.least, row.greatest);
}

std::string list(const DataComparison& c, Likeness verdict) {
  std::vector<std::size_t> rows;
  for (std::size_t s = 0; s < c.features.size(); ++s)
    if (c.judged.rows[s].verdict == verdict) rows.push_back(s);
  std::ranges::stable_sort(rows, std::greater<>(), [&](std::size_t s) { return std::fabs(c.judged.rows[s].distance); });
  std::string out;
  for (const std::size_t s : rows) {
    const LikenessRow& row = c.judged.rows[s];
    out += verdict == Likeness::unmeasured ? fmt::format("  {}: {}\n", c.features[s].words,
                                                         fmt::format("not in {} of the worlds", row.worlds_without))
                                           : "  " + sentence(c.features[s], row) + "\n";
  }
  return out;
}

std::string verdict_words(const DataComparison& c) {
  const std::size_t differ = count(c, Likeness::differs), edge = count(c, Likeness::edge);
  std::string out;
  if (differ == 0)
    out +=
        fmt::format("Nothing differs beyond chance: {} statistics, {} worlds.\n", c.judged.measured, c.judged.worlds);
  else
    out += fmt::format("{} of {} statistics differ from all {} worlds beyond chance:\n{}", differ, c.judged.measured,
                       c.judged.worlds, list(c, Likeness::differs));
  if (edge > 0)
    out += fmt::format("{} {} at the edge of the worlds; chance alone puts about {:.0f} there:\n{}", edge,
                       edge == 1 ? "lies" : "lie", c.judged.edges_by_chance(), list(c, Likeness::edge));
  if (const std::size_t fit = count(c, Likeness::fits); fit > 0)
    out += fmt::format("{} fit: they lie among the worlds.\n", fit);
  if (const std::size_t same = count(c, Likeness::same); same > 0)
    out += fmt::format("{} more are the same in the data and in all worlds, and say nothing.\n", same);
  if (const std::size_t none = count(c, Likeness::unmeasured); none > 0)
    out += fmt::format("{} could not be judged:\n{}", none, list(c, Likeness::unmeasured));
  out += fmt::format(
      "How it is judged: a statistic differs where it is farther from the worlds than any world is from the others in\n"
      "any statistic (here {:.1f} spreads). Data from the model itself give one such false alarm or more in {} cases "
      "at\n"
      "most, however many statistics there are. What fits has not been shown to be right, only not to be wrong.\n",
      c.judged.limit, chance_words(c));
  return out;
}

double or_null(bool there, double x) { return there ? x : std::nan(""); }

}  // namespace

std::string to_text(const DataComparison& c) {
  std::string out = fmt::format("data    {}: {} people{}\n", c.data, c.people,
                                c.couples == 1  ? ", a couple among them"
                                : c.couples > 1 ? fmt::format(", {} couples among them", c.couples)
                                                : "");
  out += fmt::format("worlds  {} of {}, {} founders each; in each a stand-in for everybody in the data\n",
                     c.judged.worlds, c.study, c.founders);
  for (const std::string& r : c.remarks) out += "        " + r + "\n";
  if (!c.unknown.empty())
    out += fmt::format("        the model does not have, or has on another range: {}\n", fmt::join(c.unknown, ", "));
  out += "\n" + verdict_words(c) + "\n";
  out += fmt::format("{:<{}}{:>10}{:>10}{:>20}{:>12}{:>9}\n", "statistic", longest_words, "data", "worlds", "from - to",
                     "rank", "spreads");
  for (std::size_t s = 0; s < c.features.size(); ++s) {
    const LikenessRow& row = c.judged.rows[s];
    if (row.verdict == Likeness::unmeasured || row.verdict == Likeness::same) continue;
    std::string words = c.features[s].words;
    if (words.size() >= longest_words) words = words.substr(0, longest_words - 3) + "..";
    out += fmt::format("{:<{}}{:>10.3g}{:>10.3g}{:>20}{:>12}{:>9.1f}{}\n", words, longest_words, row.data, row.mean,
                       fmt::format("{:.3g} - {:.3g}", row.least, row.greatest), rank_of(c, row), row.distance,
                       row.verdict == Likeness::fits ? "" : std::string("  ") + name_of(row.verdict));
  }
  return out;
}

std::string to_json(const DataComparison& c) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.object([&] {
    json.field("data", c.data), json.field("study", c.study), json.field("people", c.people);
    json.field("couples", c.couples), json.field("worlds", c.judged.worlds), json.field("founders", c.founders);
    json.field("remarks", c.remarks), json.field("not_in_the_model", c.unknown);
    json.field("measured", c.judged.measured), json.field("differ", count(c, Likeness::differs));
    json.field("edge", count(c, Likeness::edge)), json.field("edge_by_chance", c.judged.edges_by_chance());
    json.field("limit", c.judged.limit), json.field("chance_of_a_false_alarm", c.judged.chance);
    json.field("worlds_as_strange", c.judged.stranger);
    json.key("statistics");
    std::vector<std::size_t> all(c.features.size());
    for (std::size_t s = 0; s < all.size(); ++s) all[s] = s;
    json.lines(all, [&](std::size_t s) {
      const LikenessRow& row = c.judged.rows[s];
      const bool judged = row.verdict != Likeness::unmeasured;
      json.object([&] {
        json.field("id", c.features[s].id), json.field("words", c.features[s].words);
        json.field("verdict", name_of(row.verdict));
        json.field("data", or_null(c.features[s].value.has_value(), row.data));
        json.field("mean", or_null(judged, row.mean)), json.field("sd", or_null(judged, row.sd));
        json.field("below", row.below), json.field("above", row.above);
        json.field("distance", or_null(judged, row.distance));
        json.key("worlds");
        json.list(c.worlds, [&](const auto& w) { json.value(or_null(w[s].has_value(), w[s] ? w[s]->value : 0)); });
      });
    });
  });
  return json.take() + "\n";
}

std::string to_csv(const DataComparison& c) {
  std::vector<Cell> head;
  for (const char* name :
       {"id", "words", "verdict", "data", "mean", "sd", "least", "greatest", "below", "above", "distance"})
    head.emplace_back(name);
  for (std::size_t w = 1; w <= c.worlds.size(); ++w) head.emplace_back(fmt::format("world_{}", w));
  std::string out = csv_line(head);
  const auto number = [](bool there, double x) {
    return there && std::isfinite(x) ? Cell(fmt::format("{:.7g}", x)) : Cell();
  };
  for (std::size_t s = 0; s < c.features.size(); ++s) {
    const LikenessRow& r = c.judged.rows[s];
    const bool judged = r.verdict != Likeness::unmeasured;
    std::vector<Cell> row{c.features[s].id, c.features[s].words, std::string(name_of(r.verdict)),
                          number(c.features[s].value.has_value(), r.data)};
    for (const double x : {r.mean, r.sd, r.least, r.greatest}) row.push_back(number(judged, x));
    row.emplace_back(std::to_string(r.below)), row.emplace_back(std::to_string(r.above));
    row.push_back(number(judged, r.distance));
    for (const auto& w : c.worlds) row.push_back(number(w[s].has_value(), w[s] ? w[s]->value : 0));
    out += csv_line(row);
  }
  return out;
}

std::string to_picture(const DataComparison& c) {
  report::CloudPicture p;
  p.title = fmt::format("{} among {} simulated worlds of {}", c.data, c.judged.worlds, c.study);
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < c.features.size(); ++s)
    if (c.judged.rows[s].verdict != Likeness::unmeasured && c.judged.rows[s].verdict != Likeness::same)
      order.push_back(s);
  std::ranges::stable_sort(order, std::greater<>(),
                           [&](std::size_t s) { return std::fabs(c.judged.rows[s].distance); });
  const std::size_t all = order.size();
  if (all > most_pictured) order.resize(most_pictured);
  for (const std::size_t s : order) {
    report::CloudRow row;
    row.words = c.features[s].words, row.data = c.judged.rows[s].data, row.rank = rank_of(c, c.judged.rows[s]);
    for (const auto& w : c.worlds) row.worlds.push_back(w[s]->value);
    row.mark = c.judged.rows[s].verdict == Likeness::differs ? report::CloudRow::Mark::differs
               : c.judged.rows[s].verdict == Likeness::edge  ? report::CloudRow::Mark::edge
                                                             : report::CloudRow::Mark::fits;
    p.rows.push_back(std::move(row));
  }
  p.below = fmt::format(
      "{}, the farthest out first. {} of {} statistics differ beyond chance. The data are beside all worlds by chance "
      "in about {:.0f}.\n"
      "A false alarm anywhere has a chance of {} at most.",
      all > most_pictured ? fmt::format("{} of {} are shown", most_pictured, all) : "All are shown",
      count(c, Likeness::differs), c.judged.measured, c.judged.edges_by_chance(), chance_words(c));
  return report::cloud_picture(p);
}

}  // namespace bowlby
