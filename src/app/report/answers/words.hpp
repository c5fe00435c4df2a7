// What the lines at the top of the page share: a number in words with its interval, and the parts that a design asks.
#pragma once
#include <string>
#include <vector>

#include "app/report/parts.hpp"

namespace bowlby::page {

using Answers = std::vector<report::Answer>;

// How a measure is told: per cent and points for shares, else its own points.
enum class Kind { score, share };

std::string number(double x, Kind = Kind::score);                          // "−0.42", "62%"
std::string with_interval(const evidence::Estimate&, Kind = Kind::score);  // "0.42 (0.21 to 0.63)"
// "0.42 higher (0.21 to 0.63)"; one that may be none says so, and an interval keeps the direction of its number.
std::string higher(const evidence::Estimate&, Kind = Kind::score);
inline bool sure(const evidence::Estimate& e) { return e.low > 0 || e.high < 0; }
// How far it stands from nothing, in half widths of its interval.
double clarity(const evidence::Estimate&);
std::string when(const Visit&);       // "at 20", "3 months after the drawing of groups"
std::string months_text(int months);  // "6 months", "10.5 years"
std::string lower_first(std::string);
std::string quote(const std::string& name);           // “erratic”
std::string listed(const std::vector<std::string>&);  // "a, b and c"
std::string counted(double n, const char* one, const char* many);

// A measure as a line names it.
struct Told {
  Measure measure;
  const char* words;
  Kind kind = Kind::score;
};
// One arm against another in one measure.
struct Moved {
  std::size_t arm = 0;
  Told told{};
  evidence::Estimate by{};
};
// "“rejecting”: avoidance 0.61 higher (0.50 to 0.72)"
std::string sentence(const Source&, const Moved&);

// Numbers of the arms that a rule fits.
template <class Rule>
std::vector<std::size_t> arms_where(const Source& source, Rule&& rule) {
  std::vector<std::size_t> found;
  const auto& arms = source.study().scenario.arms;
  for (std::size_t a = 0; a < arms.size(); ++a)
    if (rule(arms[a])) found.push_back(a);
  return found;
}

// The two ends of adult life that an instrument saw in everybody; nothing where it saw one.
std::optional<std::pair<Visit, Visit>> first_and_last(const Source&, Instrument, double from_age = 18);

// One for each design, in the order in which they are asked. A design that a study does not have gives no line.
Answers watched_longer(Source&);                         // waves that watch for more and more minutes
Answers parents_taught(Source&);                         // a programme for parents, and their children
Answers helped(Source&);                                 // arms with kinds of help
Answers parted(Source&);                                 // arms that lose a partner
Answers reared(Source&);                                 // arms with care set by hand
Answers twins_compared(Source&);                         // pairs of twins
Answers families(Source&, const report::PageData&);      // ordinary homes, seen in the laboratory
Answers two_together(Source&, const report::PageData&);  // couples
Answers whatever_else(const Source&, const report::PageData&);

}  // namespace bowlby::page
