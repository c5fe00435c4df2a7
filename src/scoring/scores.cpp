#include "scoring/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace bowlby::scoring {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Given {
  std::size_t count = 0;
  double sum = 0;
};
Given given(const evidence::Items& keyed, std::size_t row) {
  Given g;
  for (const auto& item : keyed)
    if (!std::isnan(item[row])) ++g.count, g.sum += item[row];
  return g;
}

double simple_score(Method method, const Given& g, std::size_t items) {
  const double mean = g.sum / static_cast<double>(g.count);
  // A sum with answers left out would be low for want of paper: the mean of those given stands in for them.
  return method == Method::mean ? mean : mean * static_cast<double>(items);
}

class Graded {
 public:
  Graded(const Key& key, const Scale& scale) : scale_(scale.graded), low_(key.low), own_(scale.items.size()) {}
  GradedEstimate estimate(const evidence::Items& keyed, std::size_t row) {
    for (std::size_t i = 0; i < own_.size(); ++i) {
      const double x = keyed[i][row];
      own_[i] = std::isnan(x) ? std::uint8_t{0} : static_cast<std::uint8_t>(std::lround(x - low_) + 1);
    }
    return scale_.estimate(own_);
  }

 private:
  GradedScale scale_;
  double low_;
  std::vector<std::uint8_t> own_;
};

void fill_values(const Key& key, const Scale& scale, const evidence::Items& keyed, ScoredScale& out) {
  const std::size_t rows = keyed.empty() ? 0 : keyed.front().size();
  out.values.assign(scale.outputs.size(), std::vector<double>(rows, none));
  std::optional<Graded> graded;
  for (const Output& o : scale.outputs)
    if (o.method == Method::graded) graded.emplace(key, scale), out.deviation.assign(rows, none);
  for (std::size_t r = 0; r < rows; ++r) {
    const Given g = given(keyed, r);
    if (g.count < scale.min_answered || g.count == 0) continue;
    ++out.scored;
    for (std::size_t o = 0; o < scale.outputs.size(); ++o) {
      if (scale.outputs[o].method != Method::graded) {
        out.values[o][r] = simple_score(scale.outputs[o].method, g, scale.items.size());
        continue;
      }
      const GradedEstimate e = graded->estimate(keyed, r);
      out.values[o][r] = e.theta;
      out.deviation[r] = e.deviation;
    }
  }
}

void describe(ScoredScale& out) {
  double n = 0, sum = 0, squares = 0;
  for (const double x : out.values.front())
    if (!std::isnan(x)) ++n, sum += x;
  out.mean = n > 0 ? sum / n : none;
  for (const double x : out.values.front())
    if (!std::isnan(x)) squares += (x - out.mean) * (x - out.mean);
  out.sd = n > 1 ? std::sqrt(squares / (n - 1)) : none;
  if (!out.alpha || !(out.alpha->value >= 0) || !(out.alpha->value <= 1) || std::isnan(out.sd)) return;
  out.error = out.sd * std::sqrt(1 - out.alpha->value);
  out.change = evidence::z95 * std::sqrt(2.0) * *out.error;
}

// Papers print two decimals, and samples differ from their own rounding by no more than half of the last.
constexpr double as_printed = .005 + 1e-9;

void hold_against(const Key& key, const Scale& scale, ScoredScale& out) {
  const auto differs = [&](const char* what, const std::optional<double>& expected, double found) {
    if (!expected || std::abs(*expected - found) <= as_printed) return;
    out.unlike.push_back(std::string(what) + " " + fixed(found, 3) + ", expected " + fixed(*expected, 3));
  };
  differs("mean", scale.expect.mean, out.mean);
  differs("sd", scale.expect.sd, out.sd);
  differs("alpha", scale.expect.alpha, out.alpha ? out.alpha->value : none);
  const bool turned = scale.expect.mean && scale.outputs.front().method == Method::mean &&
                      std::abs(*scale.expect.mean - out.mean) > as_printed &&
                      std::abs(key.low + key.high - out.mean - *scale.expect.mean) <= as_printed;
  if (turned) out.unlike.push_back("the mean fits a scale that is turned around as a whole");
}

}  // namespace

std::vector<std::size_t> answered(const Scale& scale, const evidence::Items& answers) {
  std::vector<std::size_t> counts(answers.empty() ? 0 : answers.front().size());
  for (const std::size_t item : scale.items)
    for (std::size_t r = 0; r < counts.size(); ++r) counts[r] += std::isnan(answers[item][r]) ? 0 : 1;
  return counts;
}

evidence::Items keyed_items(const Key& key, const Scale& scale, const evidence::Items& answers, bool as_keyed) {
  evidence::Items out;
  for (std::size_t i = 0; i < scale.items.size(); ++i) {
    out.push_back(answers[scale.items[i]]);
    if (as_keyed || !scale.reversed[i]) continue;
    for (double& x : out.back()) x = keyed(key, true, x);
  }
  return out;
}

Scored score(const Key& key, const evidence::Items& answers, bool as_keyed) {
  Scored out;
  for (const Scale& given_scale : key.scales) {
    Scale scale = given_scale;
    if (as_keyed) scale.reversed.assign(scale.items.size(), false);
    const evidence::Items columns = keyed_items(key, scale, answers, false);
    ScoredScale& s = out.scales.emplace_back();
    fill_values(key, scale, columns, s);
    // The very columns and people the score is made of.
    const evidence::ItemMoments moments = evidence::moments_of(columns);
    s.alpha = evidence::alpha(moments);
    s.omega = evidence::omega(moments);
    s.direction = direction_of(key, scale, moments);
    describe(s);
    hold_against(key, scale, s);
  }
  if (!key.quadrants) return out;
  const auto column = [&](const std::string& name) -> const std::vector<double>& {
    for (std::size_t s = 0; s < key.scales.size(); ++s)
      for (std::size_t o = 0; o < key.scales[s].outputs.size(); ++o)
        if (key.scales[s].outputs[o].name == name) return out.scales[s].values[o];
    return out.scales.front().values.front();
  };
  const auto &first = column(key.quadrants->first), &second = column(key.quadrants->second);
  for (std::size_t r = 0; r < first.size(); ++r) {
    const bool whole = !std::isnan(first[r]) && !std::isnan(second[r]);
    const int quadrant = 1 + (first[r] > key.quadrants->cut ? 1 : 0) + (second[r] > key.quadrants->cut ? 2 : 0);
    out.quadrant.push_back(whole ? quadrant : none);
  }
  return out;
}

}  // namespace bowlby::scoring
