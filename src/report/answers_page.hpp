// The page of answers of real people: how they lie, what groups and visits differ in, which go together, what was read
// and refused.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::report {

// One scale at one visit. Bars of equal width from `low` to `high`; with `whole` each bar is one whole number.
struct AnswerSpread {
  std::string words;
  double low = 0, high = 1;
  bool whole = false;
  std::vector<double> bars;
  evidence::Maybe mean;
  double sd = 0;  // NaN: of one answer alone
  std::size_t people = 0;
};

// Means of one scale, by group or from visit to visit.
struct AnswerMeans {
  std::string words;
  bool course = false;       // visits in their order, joined by a line
  double low = 0, high = 0;  // a standard deviation to either side of all answers: what the axis shows at least
  std::vector<std::pair<std::string, evidence::Maybe>> rows;
};

// Two numbers of each person or couple.
struct AnswerPairs {
  std::string words, across, up;
  std::vector<std::pair<double, double>> points;
  evidence::Maybe correlation;
  std::size_t of = 0;      // how many there are where fewer are drawn
  bool one_scale = false;  // both are the same scale: the axes have one range
};

struct AnswersPage {
  std::string title, lead;
  std::vector<AnswerSpread> spreads;
  std::vector<AnswerMeans> groups, visits;
  std::vector<AnswerPairs> beside, partners;
  std::vector<std::string> notes;  // what is not drawn, and why
  std::string sheet;               // the data sheet, as plain text
};

// One HTML file that needs nothing else. Parts without a picture are left out.
std::string answers_page(const AnswersPage&);

}  // namespace bowlby::report
