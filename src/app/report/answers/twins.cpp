// What a twin study would make of the pairs, early and late, beside what acts in this world.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/report/answers/words.hpp"

namespace bowlby::page {
namespace {

struct Shares {
  evidence::Estimate genes, home;
};

// Both twins of each pair in one measure, with one egg or two.
evidence::Sample pairs_of(Source& source, const Sample& all) {
  std::map<std::uint64_t, double> value;
  for (std::size_t i = 0; i < all.person.size(); ++i) value[all.person[i]] = all.value[i];
  const Columns c = source.numbers(
      "SELECT a.replicate, a.id, b.id, a.zygosity = 'mz' FROM person a JOIN person b ON b.replicate = a.replicate AND "
      "b.id = a.id + 1 AND b.twin_pair = a.twin_pair ORDER BY 1, 2");
  evidence::Sample out{{"a", "b", "zygosity"}, {{}, {}, {}}};
  for (std::size_t i = 0; i < c.rows(); ++i) {
    const auto a = value.find(person_key(c[0][i], c[1][i])), b = value.find(person_key(c[0][i], c[2][i]));
    if (a == value.end() || b == value.end()) continue;
    out.columns[0].push_back(a->second);
    out.columns[1].push_back(b->second);
    out.columns[2].push_back(c[3][i]);
  }
  return out;
}

std::optional<Shares> shares(Source& source, Measure m, const Visit& v, int role = -1) {
  const evidence::Sample pairs = pairs_of(source, source.observed(m, v, role));
  const auto genes = evidence::estimate("genetic_share", pairs), home = evidence::estimate("shared_share", pairs);
  if (!genes || !home) return std::nullopt;
  return Shares{*genes, *home};
}

report::Answer told(const char* asks, const std::string& what, const Shares& s) {
  return {asks, fmt::format("In {} a twin study puts {} of the differences down to genes and {} to the shared home.",
                            what, with_interval(s.genes, Kind::share), with_interval(s.home, Kind::share))};
}

report::Answer is_it_right(const Scenario& s, const Shares& early) {
  const char* asks = "Is the twin study right?";
  const Params p = s.edges.apply(s.params);
  if (!(p.gene_spread > 0))
    return {asks,
            fmt::format("In this run no inherited pull acts on what people expect, at any age. The twin study finds {} "
                        "for infancy.",
                        with_interval(early.genes, Kind::share))};
  const bool finds = early.genes.low > .005;
  return {asks,
          fmt::format(
              "In this world the inherited pull on what people expect is half on at {:.3g} years, so it cannot act in "
              "infancy. There the twin study finds {}, which {}.",
              p.gene_switch_age, with_interval(early.genes, Kind::share),
              finds ? "is more than that pull can be: other inheritance, such as temperament, or chance"
                    : "fits with none")};
}

}  // namespace

Answers twins_compared(Source& source) {
  Answers out;
  if (!source.study().scenario.twins) return out;
  std::optional<Shares> early;
  for (const Visit& v : source.visits(Instrument::strange_situation))
    if (!early && v.age < 2.5)
      early = shares(source, Measure::strange_situation_security, v, static_cast<int>(Role::mother));
  if (early)
    out.push_back(told("How much is put down to genes and home in infancy?", "security with the mother", *early));
  const std::vector<Visit> asked = source.visits(Instrument::ecr);
  if (!asked.empty())
    if (const auto late = shares(source, Measure::ecr_anxiety_mean, asked.back()))
      out.push_back(told("And in grown-up people?", "anxiety at " + when_text(asked.back()), *late));
  if (early) out.push_back(is_it_right(source.study().scenario, *early));
  return out;
}

}  // namespace bowlby::page
