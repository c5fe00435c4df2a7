#include "evidence/estimators.hpp"

#include <array>
#include <cmath>

#include "evidence/cluster.hpp"
#include "evidence/pairs.hpp"
#include "evidence/regression.hpp"

namespace bowlby::evidence {
namespace {

struct Estimator {
  std::string_view name;
  std::array<std::string_view, 3> columns;  // unused places are empty
  Scale scale;
  Maybe (*compute)(Values, Values, Values);
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

const std::array<Estimator, 21> estimators{{
    {"proportion", {"value", "", ""}, Scale::logit, [](Values v, Values, Values) { return proportion(v); }},
    {"mean", {"value", "", ""}, Scale::plain, [](Values v, Values, Values) { return mean(v); }},
    {"median", {"value", "", ""}, Scale::plain, [](Values v, Values, Values) { return median(v); }},
    {"sd", {"value", "", ""}, Scale::logarithm, [](Values v, Values, Values) { return standard_deviation(v); }},
    {"correlation", {"x", "y", ""}, Scale::fisher_z, [](Values x, Values y, Values) { return correlation(x, y); }},
    {"difference", {"x", "g", ""}, Scale::plain, [](Values x, Values g, Values) { return difference(x, g); }},
    {"odds_ratio", {"x", "g", ""}, Scale::logarithm, [](Values x, Values g, Values) { return odds_ratio(x, g); }},
    {"kappa", {"a", "b", ""}, Scale::plain, [](Values a, Values b, Values) { return kappa(a, b); }},
    {"intraclass", {"a", "b", ""}, Scale::fisher_z, [](Values a, Values b, Values) { return intraclass(a, b); }},
    {"genetic_share", {"a", "b", "zygosity"}, Scale::plain, genetic},
    {"shared_share", {"a", "b", "zygosity"}, Scale::plain, shared},
    {"unique_share", {"a", "b", "zygosity"}, Scale::plain, unique},
    {"hazard", {"event", "exposure", ""}, Scale::logarithm, [](Values e, Values x, Values) { return hazard(e, x); }},
    {"survival", {"time", "event", "horizon"}, Scale::logit, surviving},
    {"interaction", {"x", "z", "y"}, Scale::plain, interaction},
    {"partial", {"x", "y", "z"}, Scale::fisher_z, partial},
    {"curvature", {"x", "y", ""}, Scale::plain, [](Values x, Values y, Values) { return curvature(x, y); }},
    {"change", {"a", "b", ""}, Scale::plain, [](Values a, Values b, Values) { return change(a, b); }},
    {"slope_difference", {"x", "y", "g"}, Scale::plain, slope_difference},
    {"spread", {"x", "g", ""}, Scale::plain, [](Values x, Values g, Values) { return spread(x, g); }},
    {"level", {"value", "", ""}, Scale::plain, [](Values v, Values, Values) { return mean(v); }},
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
  return estimator.compute(column[0], column[1], column[2]);
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
  const Sample rows = complete(sample);
  const Maybe whole = compute(*found, rows);
  if (!whole || found->name == "median") return whole;  // the jackknife does not hold for a median
  return cluster_interval(*whole, rows, found->scale, [found](const Sample& part) { return compute(*found, part); });
}

}  // namespace bowlby::evidence
