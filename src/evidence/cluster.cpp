#include "evidence/cluster.hpp"

#include <cmath>

namespace bowlby::evidence {
namespace {

// Values on the border of a bounded scale have no finite image; they make the plain scale the better one.
bool fits(Scale scale, double v) {
  switch (scale) {
    case Scale::logit:
      return v > 0.0 && v < 1.0;
    case Scale::logarithm:
      return v > 0.0;
    case Scale::fisher_z:
      return v > -1.0 && v < 1.0;
    case Scale::plain:
      return true;
  }
  return true;
}

double forth(Scale scale, double v) {
  switch (scale) {
    case Scale::logit:
      return std::log(v / (1 - v));
    case Scale::logarithm:
      return std::log(v);
    case Scale::fisher_z:
      return std::atanh(v);
    case Scale::plain:
      return v;
  }
  return v;
}

double back(Scale scale, double v) {
  switch (scale) {
    case Scale::logit:
      return 1 / (1 + std::exp(-v));
    case Scale::logarithm:
      return std::exp(v);
    case Scale::fisher_z:
      return std::tanh(v);
    case Scale::plain:
      return v;
  }
  return v;
}

Sample without(const Sample& sample, const std::vector<std::size_t>& block, std::size_t deleted) {
  Sample rest;
  rest.names = sample.names;
  rest.columns.resize(sample.columns.size());
  for (std::size_t c = 0; c < sample.columns.size(); ++c) {
    rest.columns[c].reserve(block.size());
    for (std::size_t i = 0; i < block.size(); ++i)
      if (block[i] != deleted) rest.columns[c].push_back(sample.columns[c][i]);
  }
  return rest;
}

}  // namespace

Blocks blocks_of(const std::vector<double>& cluster) {
  std::vector<double> ids;  // rows of one person often follow each other
  for (const double id : cluster)
    if (ids.empty() || ids.back() != id) ids.push_back(id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Blocks blocks{std::vector<std::size_t>(cluster.size()), ids.size()};
  for (std::size_t i = 0; i < cluster.size(); ++i) {
    if (i > 0 && cluster[i] == cluster[i - 1]) {
      blocks.of_row[i] = blocks.of_row[i - 1];
      continue;
    }
    const auto rank = std::lower_bound(ids.begin(), ids.end(), cluster[i]) - ids.begin();
    blocks.of_row[i] = static_cast<std::size_t>(rank) % blocks.count();
  }
  return blocks;
}

Estimate cluster_interval(const Estimate& whole, const Sample& sample, Scale scale,
                          const std::function<Maybe(const Sample&)>& again) {
  const std::vector<double>* cluster = sample.column("cluster");
  if (cluster == nullptr) return whole;
  const Blocks blocks = blocks_of(*cluster);
  return cluster_interval(whole, blocks, scale,
                          [&](std::size_t block) { return again(without(sample, blocks.of_row, block)); });
}

Estimate cluster_interval(const Estimate& whole, const Blocks& blocks, Scale scale,
                          const std::function<Maybe(std::size_t block)>& without) {
  if (blocks.clusters < 5) return whole;
  std::vector<double> left_out;
  for (std::size_t b = 0; b < blocks.count(); ++b)
    if (const Maybe part = without(b)) left_out.push_back(part->value);
  if (left_out.size() < 5) return whole;

  const auto outside = [&](double v) { return !fits(scale, v); };
  if (outside(whole.value) || std::any_of(left_out.begin(), left_out.end(), outside)) scale = Scale::plain;

  const double g = static_cast<double>(left_out.size());
  double centre = 0.0;
  for (double& v : left_out) centre += (v = forth(scale, v)) / g;
  double squares = 0.0;
  for (const double v : left_out) squares += (v - centre) * (v - centre);
  const double half = t95(g - 1) * std::sqrt((g - 1) / g * squares);
  // A spread of nothing means a value on the border (all or none): the plain interval says more.
  if (!(half > 0.0)) return whole;
  const double at = forth(scale, whole.value);
  return Estimate{whole.value, back(scale, at - half), back(scale, at + half), whole.n, blocks.clusters};
}

}  // namespace bowlby::evidence
