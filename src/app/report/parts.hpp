// Parts of the report page, each by SQL over the results alone. A part that the study has nothing for stays empty.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/validate/compare.hpp"
#include "evidence/estimators.hpp"
#include "instruments/measures.hpp"
#include "io/results/reader.hpp"
#include "report/page.hpp"
#include "studies/study.hpp"

namespace bowlby::page {

// A query's columns of equal length; a column beyond the last is empty.
class Columns {
 public:
  Columns() = default;
  explicit Columns(std::vector<std::vector<double>> c) : columns_(std::move(c)) {}
  const std::vector<double>& operator[](std::size_t c) const;
  std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }

 private:
  std::vector<std::vector<double>> columns_;
};

// How the page splits people: by arm where the study has several, else by generation.
struct Grouping {
  bool arms = false;
  std::vector<std::string> labels;
  std::string sql;  // number of the group of a person `p`, from 0
};

// One visit of a wave.
struct Visit {
  int wave = 0, visit = 0;
  double age = 0;          // years: as planned, or the mean age at which it came where it goes by dates or events
  std::string after = {};  // where it goes by events: which one
  int months = 0;          // and how long after it
};

// One measure of people at one visit, in the order of (replicate, person).
struct Sample {
  std::vector<double> group, value;
  std::vector<double> cluster, couple;  // one family, one couple: the same number
  std::vector<std::uint64_t> person;    // replicate and id together

  struct Row {
    double group, value, cluster, couple;
    std::uint64_t person;
  };
  void push(const Row& r) {
    group.push_back(r.group);
    value.push_back(r.value);
    cluster.push_back(r.cluster);
    couple.push_back(r.couple);
    person.push_back(r.person);
  }
  void add(const Sample& from, std::size_t row) {
    push({from.group[row], from.value[row], from.cluster[row], from.couple[row], from.person[row]});
  }
};

// The results, the study they came from and the evidence, read once; keeps the first fault met.
class Source {
 public:
  explicit Source(const ResultsReader&);

  Columns numbers(const std::string& sql, const std::vector<Cell>& values = {});
  Table table(const std::string& sql, const std::vector<Cell>& values = {});
  std::string told(std::string_view key) const { return reader_.provenance(key).value_or(""); }

  // When an instrument was taken, the youngest first.
  std::vector<Visit> visits(Instrument) const;
  Sample observed(Measure, const Visit&, int role = -1);
  const Comparison* compared(std::string_view id) const;
  const evidence::Target* target(std::string_view id) const;

  const Study& study() const { return study_; }
  const Grouping& grouping() const { return grouping_; }
  const std::vector<Comparison>& comparisons() const { return comparisons_; }
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  void read_visits();
  void note(const std::vector<Problem>& p) {
    if (problems_.empty()) problems_ = p;
  }
  // The last union of a person begun by a day, as a number that both partners have; of one alone a number of its own.
  double couple_of(std::uint64_t person, double day);

  struct Begun {
    std::uint64_t person;
    double day, couple;
  };
  std::optional<std::vector<Begun>> unions_;  // by person and day, once asked for
  const ResultsReader& reader_;
  Study study_;
  Grouping grouping_;
  std::vector<Visit> visits_;  // of all waves, the youngest first
  std::vector<Comparison> comparisons_;
  std::vector<evidence::Target> targets_;
  std::vector<Problem> problems_;
};

// One measure of everybody over time, to be looked up by person and day.
class History {
 public:
  History(Source&, Measure);
  // The value nearest to `day`, at most `reach` days away; nothing if there is none.
  std::optional<double> nearest(std::uint64_t person, double day, double reach) const;
  // The last value up to `day`.
  std::optional<double> before(std::uint64_t person, double day) const;

 private:
  struct Point {
    std::uint64_t person;
    double day, value;
  };
  std::vector<Point> points_;  // sorted by person and day
};

// The group's rows of a sample, as an estimator reads them.
evidence::Sample of_group(const Sample&, std::size_t group);
// Rows of two measures taken from the same people.
void keep_both(Sample& a, Sample& b);
// The rows of some people, whose keys are sorted.
Sample only(const Sample& all, const std::vector<std::uint64_t>& people);
// What changed in each person between two visits.
Sample change(Source&, Measure, const Visit& before, const Visit& after);
// Mean of one group minus that of the other, clustered by family and couple, as one of so many comparisons.
evidence::Maybe difference_of(const Sample&, std::size_t one, std::size_t other, std::size_t of = 1);
// The age at which an event is planned; nothing where it comes after a drawing that has no age.
std::optional<double> planned_age(const Scenario&, const LifeEvent&);
// People who had a partner at the last visit before a planned breakup; only among them is it a question of losing one.
std::optional<std::vector<std::uint64_t>> partnered_before_breakup(Source&);
// SQL of a number that children of one mother, and twins, share; `p` is a row of person.
inline constexpr const char* family_sql = "coalesce(p.mother, -p.twin_pair - 1, p.id) + p.replicate * 10000000000";
// Replicate and id as one number.
inline std::uint64_t person_key(double replicate, double id) {
  return static_cast<std::uint64_t>(replicate) * 4294967296u + static_cast<std::uint64_t>(id);
}
// Which groups of a sample one sentence may compare.
enum class Pick {
  highest_and_lowest,
  first_and_most_unlike,  // the one furthest from the first, minus the first
};
// The two groups, as the difference of their means; groups are numbers of labels, and those of fewer than ten rows are
// left out, because so few say too little about their own spread.
report::Contrast contrast(const Sample&, const std::vector<std::string>& labels, Pick = Pick::highest_and_lowest);
// The same, where it was picked as the widest of so many such contrasts.
report::Contrast widened(report::Contrast, std::size_t picked_from);
// The panel whose arms lie furthest apart for the uncertainty of their difference.
const report::ArmPanel* widest_panel(const report::PageData&);
// A simulated number beside a published one, and where the interval of their difference is written.
struct Gap {
  double simulated, low, high, published, published_low, published_high;
  double *gap_low, *gap_high;
};
// Simulated minus published, each wide enough for all that are compared; those without a published number stay unknown.
void judge(const std::vector<Gap>&);
// At most `most` values, evenly spread over the list: the same people every time.
std::vector<std::size_t> thinned(std::size_t n, std::size_t most);
// "30", "12 months", "30.4": an age as a person says it
std::string age_text(double years);
// When a visit is, as it was planned: at an age, or some time after an event ("enrolment", "14 months after
// enrolment").
std::string when_text(const Visit&);
// An arm or scale name as words.
std::string spoken(std::string name);
// Where the first and the second third of the values end.
std::pair<double, double> tertiles(std::vector<double> values);
// 0 below the first cut, 1 between, 2 above.
inline int third(double x, const std::pair<double, double>& cuts) {
  return x <= cuts.first ? 0 : x <= cuts.second ? 1 : 2;
}

report::Meta meta(Source&);
std::vector<report::Provenance> provenance(Source&);
std::vector<report::Parameter> parameters(Source&);
std::vector<report::Evidence> evidence_table(const Source&);
report::Plane plane(Source&);
std::vector<report::ClassShare> class_shares(Source&);
std::vector<report::ArmPanel> panels(Source&);
std::vector<report::Course> courses(Source&);
report::Moments moments(Source&);
report::Transmission transmission(Source&);
report::Couples couples(Source&);
// Drawn from the parts above, so that a number is never reckoned twice.
std::vector<report::Headline> headline(Source&, const report::PageData&);
// Where the values of this run come from: a fit, published work, guesses.
std::string origin_of_values(const std::vector<report::Parameter>&);
std::vector<std::string> notes(Source&, const report::PageData&);
// What the study asks, answered from its own rows in three lines at most; what it can be asked follows from its design.
std::vector<report::Answer> answers(Source&, const report::PageData&);

}  // namespace bowlby::page
