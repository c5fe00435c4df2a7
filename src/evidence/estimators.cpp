#include "evidence/estimators.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "evidence/cluster.hpp"
#include "evidence/pairs.hpp"
#include "evidence/regression.hpp"

namespace bowlby::evidence {
namespace {

// An estimate that is a function of sums, and how its columns enter them.
struct BySums {
  Maybe (*of)(const Sums&) = nullptr;
  Entry x_as = Entry::as_it_is, y_as = Entry::as_it_is;
};

struct Estimator {
  std::string_view name;
  std::array<std::string_view, 3> columns;  // unused places are empty
  Scale scale;
  Maybe (*compute)(Values, Values, Values);  // nullptr: `sums` tell it all
  BySums sums = {};
};

Maybe genetic(Values a, Values b, Values zygosity) {
  const auto shares = twin_shares(a, b, zygosity);
  return shares ? Maybe(shares->genetic) : std::nullopt;
}
Maybe shared(Values a, Values b, Values zygosity) {
  const auto shares = twin_shares(a, b, zygosity);
  return shares ? Maybe(shares->shared) : std::nullopt;
}
Maybe unique(Values a, Values b, Values zygosity) {
  const auto shares = twin_shares(a, b, zygosity);
  return shares ? Maybe(shares->unique) : std::nullopt;
}
Maybe surviving(Values time, Values event, Values horizon) {
  return horizon.empty() ? std::nullopt : survival(time, event, horizon.front());
}

Maybe sd(Values value, Values, Values) { return standard_deviation(value); }

constexpr Entry raw = Entry::as_it_is, centred = Entry::less_mean, yes_no = Entry::yes_no;

const std::array<Estimator, 23> estimators{{
    {"proportion", {"value", "", ""}, Scale::logit, nullptr, {by_sums::proportion, yes_no, raw}},
    {"mean", {"value", "", ""}, Scale::plain, nullptr, {by_sums::mean, centred, raw}},
    {"median", {"value", "", ""}, Scale::plain, [](Values v, Values, Values) { return median(v); }},
    {"sd", {"value", "", ""}, Scale::logarithm, sd, {by_sums::standard_deviation, centred, raw}},
    {"correlation", {"x", "y", ""}, Scale::fisher_z, nullptr, {by_sums::correlation, centred, centred}},
    {"difference", {"x", "g", ""}, Scale::plain, nullptr, {by_sums::difference, centred, yes_no}},
    {"odds_ratio", {"x", "g", ""}, Scale::logarithm, nullptr, {by_sums::odds_ratio, yes_no, yes_no}},
    {"kappa", {"a", "b", ""}, Scale::plain, [](Values a, Values b, Values) { return kappa(a, b); }},
    {"intraclass", {"a", "b", ""}, Scale::fisher_z, [](Values a, Values b, Values) { return intraclass(a, b); }},
    {"genetic_share", {"a", "b", "zygosity"}, Scale::plain, genetic},
    {"shared_share", {"a", "b", "zygosity"}, Scale::plain, shared},
    {"unique_share", {"a", "b", "zygosity"}, Scale::plain, unique},
    {"hazard", {"event", "exposure", ""}, Scale::logarithm, nullptr, {by_sums::hazard, raw, raw}},
    {"survival", {"time", "event", "horizon"}, Scale::logit, surviving},
    {"interaction", {"x", "z", "y"}, Scale::plain, interaction},
    {"partial", {"x", "y", "z"}, Scale::fisher_z, partial},
    {"curvature", {"x", "y", ""}, Scale::plain, [](Values x, Values y, Values) { return curvature(x, y); }},
    {"change", {"a", "b", ""}, Scale::plain, [](Values a, Values b, Values) { return change(a, b); }},
    {"slope_difference", {"x", "y", "g"}, Scale::plain, slope_difference},
    {"spread", {"x", "g", ""}, Scale::plain, [](Values x, Values g, Values) { return spread(x, g); }},
    {"level", {"value", "", ""}, Scale::plain, nullptr, {by_sums::mean, centred, raw}},
    {"share_difference", {"x", "g", ""}, Scale::plain, nullptr, {by_sums::share_difference, yes_no, yes_no}},
    {"survival_median",
     {"time", "event", ""},
     Scale::logarithm,
     [](Values t, Values e, Values) { return survival_median(t, e); }},
}};

const Estimator* find(std::string_view name) {
  for (const Estimator& e : estimators)
    if (e.name == name) return &e;
  return nullptr;
}

Maybe compute(const Estimator& estimator, const Sample& sample) {
  std::array<Values, 3> column;
  for (std::size_t i = 0; i < estimator.columns.size() && !estimator.columns[i].empty(); ++i) {
    const std::vector<double>* found = sample.column(estimator.columns[i]);
    if (found == nullptr) return std::nullopt;
    column[i] = *found;
  }
  if (estimator.compute != nullptr) return estimator.compute(column[0], column[1], column[2]);
  const BySums& by = estimator.sums;
  return by.of(sums_of(column[0], column[1], by.x_as, by.y_as));
}

Estimate interval_by_sums(const Estimate& whole, const Estimator& e, const Sample& rows) {
  const std::vector<double>* cluster = rows.column("cluster");
  if (cluster == nullptr) return whole;
  const Blocks blocks = blocks_of(*cluster);
  const BySums& by = e.sums;
  const Values x = *rows.column(e.columns[0]), y = e.columns[1].empty() ? Values() : *rows.column(e.columns[1]);
  const Sums all = sums_of(x, y, by.x_as, by.y_as);
  std::vector<Sums> parts(blocks.count(), Sums{.at_x = all.at_x, .at_y = all.at_y});
  for (std::size_t i = 0; i < x.size(); ++i)
    parts[blocks.of_row[i]].add(entered(by.x_as, x[i]), y.empty() ? 0.0 : entered(by.y_as, y[i]));
  return cluster_interval(whole, blocks, e.scale, [&](std::size_t b) { return by.of(all.without(parts[b])); });
}

// Rows without a missing cell. Infinity stays: it marks a censored age for the median.
Sample complete(const Sample& sample) {
  Sample kept;
  kept.names = sample.names;
  kept.columns.resize(sample.columns.size());
  for (std::size_t i = 0; i < sample.rows(); ++i) {
    bool whole = true;
    for (const auto& column : sample.columns) whole = whole && !std::isnan(column[i]);
    if (!whole) continue;
    for (std::size_t c = 0; c < kept.columns.size(); ++c) kept.columns[c].push_back(sample.columns[c][i]);
  }
  return kept;
}

// Rows in the order of a column, so that what is left of them needs no sorting.
Sample in_order(const Sample& rows, const std::vector<double>& by) {
  std::vector<std::size_t> order(by.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&by](std::size_t a, std::size_t b) { return by[a] < by[b]; });
  Sample sorted = rows;
  for (std::size_t c = 0; c < rows.columns.size(); ++c)
    for (std::size_t i = 0; i < order.size(); ++i) sorted.columns[c][i] = rows.columns[c][order[i]];
  return sorted;
}

}  // namespace

const std::vector<double>* Sample::column(std::string_view name) const {
  for (std::size_t i = 0; i < names.size() && i < columns.size(); ++i)
    if (names[i] == name) return &columns[i];
  return nullptr;
}

bool estimator_known(std::string_view name) { return find(name) != nullptr; }

std::vector<std::string_view> estimator_names() {
  std::vector<std::string_view> names;
  for (const Estimator& e : estimators) names.push_back(e.name);
  return names;
}

std::vector<std::string_view> columns_of(std::string_view estimator) {
  std::vector<std::string_view> columns;
  if (const Estimator* found = find(estimator))
    for (const std::string_view column : found->columns)
      if (!column.empty()) columns.push_back(column);
  return columns;
}

Maybe estimate(std::string_view estimator, const Sample& sample) {
  const Estimator* found = find(estimator);
  if (found == nullptr) return std::nullopt;
  for (const auto& column : sample.columns)
    if (column.size() != sample.rows()) return std::nullopt;
  Sample rows = complete(sample);
  if (found->compute == surviving)
    if (const auto* time = rows.column("time")) rows = in_order(rows, *time);
  const Maybe whole = compute(*found, rows);
  if (!whole || found->name == "median" || found->name == "survival_median")
    return whole;  // the jackknife does not hold for a median
  if (found->sums.of != nullptr) return interval_by_sums(*whole, *found, rows);
  return cluster_interval(*whole, rows, found->scale, [found](const Sample& part) { return compute(*found, part); });
}

}  // namespace bowlby::evidence
