// What the HTML report shows, as plain values. The caller fills them (by SQL over the result file); this
// layer opens no file and knows no study. A section that stays empty is not shown, so one page serves
// every study. A number that is not known is `unknown` (NaN): it becomes null and is drawn as a gap.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace bowlby::report {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// The run itself: heading, opening sentence and the provenance line.
struct Meta {
  std::string title;        // heading of the page; falls back to `study`
  std::string study;        // name of the study
  std::string description;  // one or two sentences
  std::string question;     // the question the study asks, as a sentence
  std::uint64_t people = 0;
  int generations = 0;
  double years = unknown;  // simulated calendar years
  std::uint64_t seed = 0;
  std::string version, commit, compiler;
  std::string cite;  // how to cite these results
  double wall_seconds = unknown;
  double person_days = unknown;
  double rate = unknown;  // person-days per second, all cores together
  std::string digest;
  std::string command;  // the line that reruns it
  std::string started;  // ISO 8601
  int replicates = 1;
  std::vector<std::string> edges_off;
  std::string rung;
};

// One of the three to six numbers under the heading; `value` is already formatted, unit included.
struct Headline {
  std::string label, value, note;
};

// The two groups a sentence is made of: `one` minus `other`, with the interval of that difference, clustered by couple
// and family and wide enough for the `of` comparisons it was picked from. No label: nothing can be said.
struct Contrast {
  std::string one, other;
  double difference = unknown, low = unknown, high = unknown;
  int of = 1;
};

// A cloud of people on the anxiety-avoidance plane. Means, standard deviations and the correlation are of
// all `n` people; x and y (same length) are a sample of them to draw, x avoidance and y anxiety.
struct PlaneGroup {
  std::string label;
  double mean_x = unknown, mean_y = unknown;
  double sd_x = unknown, sd_y = unknown;
  double correlation = unknown;
  double n = unknown;
  std::vector<double> x, y;
};
struct Plane {
  std::string title;                               // empty: written from the data
  std::string x_label = "avoidance (mean score)";  // with its unit
  std::string y_label = "anxiety (mean score)";
  double scale_low = unknown, scale_high = unknown;  // ends of the answer scale, 1 and 5 for the ECR here
  std::vector<PlaneGroup> groups;                    // generations or arms, in order
  Contrast avoidance, anxiety;                       // the highest of the groups and the lowest
};

// A simulated share (0..1) with its interval, beside the published one.
struct ClassShare {
  std::string group;  // "Strange Situation, mothers"
  std::string label;  // "secure (B)"
  double simulated = unknown, low = unknown, high = unknown;
  double published = unknown, published_low = unknown, published_high = unknown;
  std::string source_id;  // INF01
  double n = unknown;
  double gap_low = unknown, gap_high = unknown;  // of simulated minus published, wide enough for all that are compared
};

// A quantity over age: quantile curves per group, and a few single lives. All vectors of a series have
// the length of `age` (years).
struct CourseSeries {
  std::string group;
  std::vector<double> age, median, q10, q25, q75, q90;
  // Mean change from the first to the last age among those seen at both, clustered by family and wide enough for all
  // groups of the course.
  double change = unknown, change_low = unknown, change_high = unknown;
};
struct CourseLine {
  std::string group;
  std::vector<double> age, value;
};
struct Course {
  std::string title;    // empty: written from the data
  std::string measure;  // "expected response of others"
  std::string unit;     // "0-1"
  std::vector<CourseSeries> series;
  std::vector<CourseLine> lines;
};

// Correlation between relatives: a sample of pairs to draw and the coefficients over all pairs.
struct PairSample {
  std::string group;  // equal to the label of one Correlation
  std::vector<double> x, y;
  std::string x_label, y_label;  // empty: those of the Transmission
};
struct Correlation {
  std::string label;  // "mother to child"
  double r = unknown, low = unknown, high = unknown;
  double n = unknown;
  double published = unknown, published_low = unknown, published_high = unknown;
  std::string source_id;
  double gap_low = unknown, gap_high = unknown;  // as of a ClassShare
};
struct Transmission {
  std::string title;  // empty: written from the data
  std::string x_label, y_label;
  std::vector<PairSample> pairs;
  std::vector<Correlation> groups;
  Contrast strongest;  // against the weakest
};

// Couples. Tertiles: 0 low, 1 middle, 2 high.
struct CoupleCell {
  int own = 0, partner = 0;
  double value = unknown;  // mean satisfaction of the one whose own tertile this is
  double n = unknown;
};
struct CouplePattern {
  std::string label;  // "one pursues, one withdraws"
  double share = unknown, low = unknown, high = unknown;
  double satisfaction = unknown;
};
struct Survival {
  std::string group;
  std::vector<double> years, survival, low, high;  // share still together, 0..1
};
struct Couples {
  std::string measure = "avoidance";  // what the tertiles are of
  std::string satisfaction_unit;      // "1-7"
  std::vector<CoupleCell> matrix;
  std::vector<CouplePattern> patterns;
  std::vector<Survival> dissolution;
  // The most against the least satisfied: of the cells ("both are low in avoidance"), of the patterns, and of the
  // curves those that last longest against those that part soonest, at year `lasting_year`.
  Contrast satisfied, satisfied_pattern, lasting;
  double lasting_year = unknown;
};

// One measure compared between arms (care profiles, therapies, edges cut).
struct Arm {
  std::string label;
  double mean = unknown, low = unknown, high = unknown;
  double n = unknown;
};
struct ArmPanel {
  std::string measure, unit;
  std::vector<Arm> arms;
  Contrast contrast;
};

// What the replicates of a run give for a number, each by itself; none where they are fewer than two.
struct Replicates {
  int count = 0;
  double mean = unknown, sd = unknown, least = unknown, greatest = unknown;
};

// One published number and what the simulated instruments gave for it.
struct Evidence {
  std::string id, domain, quantity, population;
  std::string statistic;  // r, d, proportion, mean, ...
  double published = unknown, pub_low = unknown, pub_high = unknown;
  double simulated = unknown, sim_low = unknown, sim_high = unknown;
  std::string inside;  // "in", "out" or "not measured"
  std::string role;    // calibrate, soft, context
  std::string source, note;
  Replicates replicates{};
};

// One step of the moment engine for one person, in the order of time.
struct Moment {
  double minute = 0.0;  // since the first midnight of the excerpt
  std::string figure;   // "mother"
  std::string role;     // "child", "partner", ...: what the person is to the figure
  double distress_before = unknown, distress_after = unknown;
  double activation = unknown;  // 0..1
  std::string action;           // "explore", "open bid", "press" or "hold"
  double response = unknown;    // 0..1
  double rebuff = unknown;      // 0..1
  double fright = unknown;      // 0..1
  double conflict = unknown;    // 0..1
};
struct Moments {
  std::string title;   // empty: written from the data
  std::string person;  // "person 17, a child of 14 months"
  std::vector<Moment> steps;
};

struct Parameter {
  std::string name;
  double value = unknown, default_value = unknown;
  std::string unit;
  bool changed = false;
  std::string source;
};

struct Provenance {
  std::string key, value;
};

struct PageData {
  Meta meta;
  std::vector<Headline> headline;
  Plane plane;
  std::vector<ClassShare> class_shares;
  std::vector<Course> courses;
  Transmission transmission;
  Couples couples;
  std::vector<ArmPanel> arms;
  std::vector<Evidence> evidence;
  Moments moments;
  std::vector<Parameter> parameters;
  std::vector<Provenance> provenance;
  std::vector<std::string> notes;
};

// The page's data as one JSON text, same bytes for the same values. Numbers carry seven significant digits
// (a picture needs no more; the result file has them all); NaN and infinities become null; `<` is written
// \u003c, so the text can stand inside a script element.
std::string to_json(const PageData& page);

// The whole report: the built page with the data put in its place. Self-contained HTML.
std::string render(const PageData& page);

}  // namespace bowlby::report
