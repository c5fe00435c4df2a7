// The program's own fits of the sets that tests/oracle/sets.R made, for R to be compared with.
// Usage: oracle_fits DIR, which has sets.tsv and a file for each set. Prints set, what, value.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "evidence/proportional_odds.hpp"
#include "fit/couples/reml.hpp"
#include "fit/waves/crossed.hpp"
#include "fit/waves/growth.hpp"
#include "fit/waves/repeated.hpp"

namespace bowlby {
namespace {

using Columns = std::map<std::string, std::vector<double>>;

std::vector<std::string> cells_of(const std::string& line, char mark) {
  std::vector<std::string> out;
  std::istringstream cells(line);
  for (std::string cell; std::getline(cells, cell, mark);) out.push_back(cell);
  return out;
}

Columns columns_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> names = cells_of(line, ',');
  Columns out;
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = cells_of(line, ',');
    for (std::size_t i = 0; i < names.size(); ++i)
      out[names[i]].push_back(i < cells.size() && !cells[i].empty() ? std::stod(cells[i]) : std::nan(""));
  }
  return out;
}

void print(const std::string& set, const char* what, double value) {
  std::printf("%s\t%s\t%.17g\n", set.c_str(), what, value);
}
void print_failed(const std::string& set, const std::string& why) {
  std::printf("%s\tfailed\t%s\n", set.c_str(), why.c_str());
}

// Fixed columns in R's order: intercepts, own slopes, partner slopes of members 0 and 1; or of both alike.
struct Couples {
  std::size_t random = 0;
  bool alike = false;     // one residual variance
  bool carry = false;     // the residual is carried from day to day
  bool one_role = false;  // one equation for both
};

void couples(const std::string& set, const Columns& in, const Couples& as) {
  const auto &couple = in.at("couple"), &member = in.at("member"), &day = in.at("day"), &own = in.at("own"),
             &other = in.at("other");
  fit::CoupleRows rows;
  rows.y = in.at("y");
  rows.fixed = fit::Matrix(rows.y.size(), as.one_role ? 3 : 6);
  rows.random = fit::Matrix(rows.y.size(), as.random);
  for (std::size_t i = 0; i < rows.y.size(); ++i) {
    const auto m = static_cast<std::size_t>(member[i]);
    rows.couple.push_back(static_cast<std::uint32_t>(couple[i]));
    rows.member.push_back(static_cast<std::uint8_t>(m));
    rows.day.push_back(static_cast<int>(day[i]));
    const double values[]{1, own[i], other[i]};
    for (std::size_t k = 0; k < 3; ++k) rows.fixed(i, as.one_role ? k : 2 * k + m) = values[k];
    if (as.random > 0) rows.random(i, m) = 1;
    if (as.random > 2) rows.random(i, 2 + m) = own[i];
  }
  fit::CoupleModel model;
  model.alike = as.alike, model.carry = as.carry;
  const fit::CoupleFit fit = fit::fit_couples(rows, model);
  if (!fit.failed.empty()) return print_failed(set, fit.failed);
  print(set, "loglik", fit.log_likelihood);
  for (const fit::Tested& t : fit.fixed) print(set, "b", t.value);
  for (const fit::Tested& t : fit.fixed) print(set, "se", t.error);
  print(set, "singular", fit.singular ? 1 : 0);
}

void odds(const std::string& set, const Columns& in) {
  const auto fit = evidence::proportional_odds(in.at("y"), in.at("baseline"), in.at("arm"));
  if (!fit) return print_failed(set, "no fit");
  print(set, "loglik", fit->likelihood);
  print(set, "b", fit->effect);
  print(set, "se", fit->error);
}

// Columns y.1, y.2, ... side by side.
fit::Matrix waves_of(const Columns& in, const std::string& what) {
  std::vector<const std::vector<double>*> waves;
  for (int j = 1; in.contains(what + "." + std::to_string(j)); ++j)
    waves.push_back(&in.at(what + "." + std::to_string(j)));
  fit::Matrix out(waves.front()->size(), waves.size());
  for (std::size_t i = 0; i < out.rows; ++i)
    for (std::size_t j = 0; j < out.cols; ++j) out(i, j) = (*waves[j])[i];
  return out;
}

// An improper fit has numbers, too, and R's are the same.
void waves(const std::string& set, const fit::WaveFit& fit) {
  if (!fit.failed.empty() && fit.fixed.empty()) return print_failed(set, fit.failed);
  print(set, "loglik", fit.log_likelihood);
  for (const fit::Tested& t : fit.fixed) print(set, "b", t.value);
  for (const fit::Tested& t : fit.fixed) print(set, "se", t.error);
  print(set, "singular", fit.singular ? 1 : 0);
  print(set, "improper", fit.failed.empty() ? 0 : 1);
}

void growth(const std::string& set, const Columns& in) {
  const fit::Matrix y = waves_of(in, "y");
  std::vector<double> times;
  for (std::size_t j = 0; j < y.cols; ++j) times.push_back(static_cast<double>(j));
  waves(set, fit::fit_growth(y, times, in.at("x")));
}

void crossed(const std::string& set, const Columns& in) {
  waves(set, fit::fit_crossed(waves_of(in, "y"), waves_of(in, "x"), false));
}

using Fit = std::function<void(const std::string&, const Columns&)>;

Fit of_couples(Couples as) {
  return [as](const std::string& set, const Columns& in) { couples(set, in, as); };
}

Fit of_trial(fit::RepeatedModel model) {
  return [model](const std::string& set, const Columns& in) {
    const std::vector<int> arm(in.at("arm").begin(), in.at("arm").end());
    waves(set, fit::fit_repeated(waves_of(in, "y"), arm, model));
  };
}

int fit_all(const std::string& dir) {
  const std::map<std::string, Fit> kinds{{"apim", of_couples({})},
                                         {"apim_alike", of_couples({.alike = true, .one_role = true})},
                                         {"intercepts", of_couples({.random = 2})},
                                         {"slopes", of_couples({.random = 4})},
                                         {"day", of_couples({.random = 2, .alike = true})},
                                         {"level", of_couples({.random = 2, .alike = true})},
                                         {"carry", of_couples({.random = 2, .carry = true})},
                                         {"odds", odds},
                                         {"repeated", of_trial({})},
                                         {"repeated_gaps", of_trial({})},
                                         {"repeated_baseline", of_trial({.baseline = true})},
                                         {"repeated_intercept", of_trial({.intercept = true})},
                                         {"repeated_level", of_trial({.intercept = true})},
                                         {"growth", growth},
                                         {"growth_gaps", growth},
                                         {"growth_level", growth},
                                         {"crossed", crossed},
                                         {"crossed_gaps", crossed},
                                         {"crossed_level", crossed}};
  std::ifstream sets(dir + "/sets.tsv");
  std::string line;
  std::getline(sets, line);
  std::printf("set\twhat\tvalue\n");
  while (std::getline(sets, line)) {
    const std::vector<std::string> cells = cells_of(line, '\t');
    const auto kind = kinds.find(cells.at(1));
    if (kind == kinds.end()) {
      std::fprintf(stderr, "%s: no fit of that kind here\n", cells.at(1).c_str());
      return 1;
    }
    kind->second(cells[0], columns_of(dir + "/" + cells[0] + ".csv"));
  }
  return 0;
}

}  // namespace
}  // namespace bowlby

int main(int count, char** words) {
  if (count != 2) {
    std::fprintf(stderr, "usage: oracle_fits DIR\n");
    return 64;
  }
  return bowlby::fit_all(words[1]);
}
