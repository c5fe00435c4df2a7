// Written by tools/generate/api_types.py from studio/api/report.json; change that and run it again.
#pragma once
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

// clang-format off
namespace bowlby::report {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();  // becomes null

// The run itself: heading, opening sentence and the provenance line.
struct Meta {
  std::string title;  // heading of the page; empty: the name of the study
  std::string study;  // name of the study
  std::string description;  // one or two sentences
  std::string question;  // the question the study asks, as a sentence
  std::uint64_t people = 0;
  int generations = 0;
  double years = unknown;  // simulated calendar years
  std::uint64_t seed = 0;  // as a text, because a script's numbers end at 2^53
  std::string version, commit, compiler;
  std::string cite;  // how to cite these results
  double wall_seconds = unknown, person_days = unknown;
  double rate = unknown;  // person-days per second, all cores together
  std::string digest;
  std::string command;  // the line that reruns it
  std::string started;  // ISO 8601
  int replicates = 1;
  std::vector<std::string> edges_off;
  std::string rung;
  void each(auto&& f) const {
    f("title", title), f("study", study), f("description", description), f("question", question), f("people", people),
        f("generations", generations), f("years", years), f("seed", std::to_string(seed)), f("version", version),
        f("commit", commit), f("compiler", compiler), f("cite", cite), f("wall_seconds", wall_seconds),
        f("person_days", person_days), f("rate", rate), f("digest", digest), f("command", command),
        f("started", started), f("replicates", replicates), f("edges_off", edges_off), f("rung", rung);
  }
};

// One of the three to six numbers under the heading.
struct Headline {
  std::string label;
  std::string value;  // formatted, with its unit
  std::string note;
  void each(auto&& f) const { f("label", label), f("value", value), f("note", note); }
};

// One of the three lines at the top: what the study asks, and what this run answers, with its interval.
struct Answer {
  std::string asks;  // such as: Does steadiness matter, beyond the amount of care?
  std::string says;
  void each(auto&& f) const { f("asks", asks), f("says", says); }
};

// The two groups a sentence is made of: `one` minus `other`, with the interval of that difference, clustered by couple
// and family and wide enough for the `of` comparisons it was picked from. No label: nothing can be said.
struct Contrast {
  std::string one, other;
  double difference = unknown, low = unknown, high = unknown;
  int of = 1;  // comparisons it was picked from
  void each(auto&& f) const {
    f("one", one), f("other", other), f("difference", difference), f("low", low), f("high", high), f("of", of);
  }
};

// A cloud of people on the anxiety-avoidance plane. Means, standard deviations and the correlation are of all `n`
// people; x and y (of one length) are a sample of them to draw.
struct PlaneGroup {
  std::string label;
  double mean_x = unknown, mean_y = unknown, sd_x = unknown, sd_y = unknown, correlation = unknown, n = unknown;
  std::vector<double> x;  // avoidance
  std::vector<double> y;  // anxiety
  void each(auto&& f) const {
    f("label", label), f("mean_x", mean_x), f("mean_y", mean_y), f("sd_x", sd_x), f("sd_y", sd_y),
        f("correlation", correlation), f("n", n), f("x", x), f("y", y);
  }
};

// The anxiety-avoidance plane.
struct Plane {
  std::string title;  // empty: written from the data
  std::string x_label = "avoidance (mean score)";  // with its unit
  std::string y_label = "anxiety (mean score)";
  double scale_low = unknown;  // ends of the answer scale, 1 and 5 for the ECR here
  double scale_high = unknown;
  std::vector<PlaneGroup> groups;  // generations or arms, in order
  Contrast avoidance{};  // the highest of the groups and the lowest
  Contrast anxiety{};
  void each(auto&& f) const {
    f("title", title), f("x_label", x_label), f("y_label", y_label), f("scale_low", scale_low),
        f("scale_high", scale_high), f("groups", groups), f("avoidance", avoidance), f("anxiety", anxiety);
  }
};

// A simulated share with its interval, beside the published one.
struct ClassShare {
  std::string group;  // such as: Strange Situation, mothers
  std::string label;  // such as: secure (B)
  double simulated = unknown;  // 0-1
  double low = unknown, high = unknown;
  double published = unknown;  // 0-1
  double published_low = unknown, published_high = unknown;
  std::string source_id;  // such as: INF01
  double n = unknown;
  double gap_low = unknown;  // of simulated minus published, wide enough for all that are compared
  double gap_high = unknown;
  void each(auto&& f) const {
    f("group", group), f("label", label), f("simulated", simulated), f("low", low), f("high", high),
        f("published", published), f("published_low", published_low), f("published_high", published_high),
        f("source_id", source_id), f("n", n), f("gap_low", gap_low), f("gap_high", gap_high);
  }
};

// A quantity over age in one group. All lists have the length of `age`.
struct CourseSeries {
  std::string group;
  std::vector<double> age;  // year
  std::vector<double> median, q10, q25, q75, q90;
  // mean change from the first to the last age among those seen at both, its interval clustered by family and wide
  // enough for all groups of the course
  double change = unknown;
  double change_low = unknown, change_high = unknown;
  void each(auto&& f) const {
    f("group", group), f("age", age), f("median", median), f("q10", q10), f("q25", q25), f("q75", q75), f("q90", q90),
        f("change", change), f("change_low", change_low), f("change_high", change_high);
  }
};

// One life.
struct CourseLine {
  std::string group;
  std::vector<double> age;  // year
  std::vector<double> value;
  void each(auto&& f) const { f("group", group), f("age", age), f("value", value); }
};

// A quantity over age: quantile curves per group, and a few single lives.
struct Course {
  std::string title;  // empty: written from the data
  std::string measure;  // such as: expected response of others
  std::string unit;  // such as: 0-1
  std::vector<CourseSeries> series;
  std::vector<CourseLine> lines;
  void each(auto&& f) const {
    f("title", title), f("measure", measure), f("unit", unit), f("series", series), f("lines", lines);
  }
};

// A sample of pairs of relatives, to draw.
struct PairSample {
  std::string group;  // equal to the label of one Correlation
  std::vector<double> x, y;
  std::string x_label;  // empty: that of the Transmission
  std::string y_label;
  void each(auto&& f) const { f("group", group), f("x", x), f("y", y), f("x_label", x_label), f("y_label", y_label); }
};

// A correlation between relatives, over all pairs.
struct Correlation {
  std::string label;  // such as: mother to child
  double r = unknown, low = unknown, high = unknown, n = unknown, published = unknown, published_low = unknown;
  double published_high = unknown;
  std::string source_id;
  double gap_low = unknown;  // as of a ClassShare
  double gap_high = unknown;
  void each(auto&& f) const {
    f("label", label), f("r", r), f("low", low), f("high", high), f("n", n), f("published", published),
        f("published_low", published_low), f("published_high", published_high), f("source_id", source_id),
        f("gap_low", gap_low), f("gap_high", gap_high);
  }
};

// What runs in families.
struct Transmission {
  std::string title;  // empty: written from the data
  std::string x_label, y_label;
  std::vector<PairSample> pairs;
  std::vector<Correlation> groups;
  Contrast strongest{};  // against the weakest
  void each(auto&& f) const {
    f("title", title), f("x_label", x_label), f("y_label", y_label), f("pairs", pairs), f("groups", groups),
        f("strongest", strongest);
  }
};

// Couples by tertile: 0 low, 1 middle, 2 high.
struct CoupleCell {
  int own = 0, partner = 0;
  double value = unknown;  // mean satisfaction of the one whose own tertile this is
  double n = unknown;
  void each(auto&& f) const { f("own", own), f("partner", partner), f("value", value), f("n", n); }
};

// A pattern of couples.
struct CouplePattern {
  std::string label;  // such as: one pursues, one withdraws
  double share = unknown, low = unknown, high = unknown, satisfaction = unknown;
  void each(auto&& f) const {
    f("label", label), f("share", share), f("low", low), f("high", high), f("satisfaction", satisfaction);
  }
};

// The share of couples still together.
struct Survival {
  std::string group;
  std::vector<double> years;
  std::vector<double> survival;  // 0-1
  std::vector<double> low, high;
  void each(auto&& f) const {
    f("group", group), f("years", years), f("survival", survival), f("low", low), f("high", high);
  }
};

// Couples.
struct Couples {
  std::string measure = "avoidance";  // what the tertiles are of
  std::string satisfaction_unit;  // such as: 1-7
  std::vector<CoupleCell> matrix;
  std::vector<CouplePattern> patterns;
  std::vector<Survival> dissolution;
  Contrast satisfied{};  // the most against the least satisfied, of the cells
  Contrast satisfied_pattern{};  // of the patterns
  Contrast lasting{};  // the curve that lasts longest against the one that falls soonest, at year `lasting_year`
  double lasting_year = unknown;
  void each(auto&& f) const {
    f("measure", measure), f("satisfaction_unit", satisfaction_unit), f("matrix", matrix), f("patterns", patterns),
        f("dissolution", dissolution), f("satisfied", satisfied), f("satisfied_pattern", satisfied_pattern),
        f("lasting", lasting), f("lasting_year", lasting_year);
  }
};

// One group treated alike.
struct Arm {
  std::string label;
  double mean = unknown, low = unknown, high = unknown, n = unknown;
  void each(auto&& f) const { f("label", label), f("mean", mean), f("low", low), f("high", high), f("n", n); }
};

// One measure compared between arms (care profiles, therapies, edges cut).
struct ArmPanel {
  std::string measure, unit;
  std::vector<Arm> arms;
  Contrast contrast{};
  void each(auto&& f) const { f("measure", measure), f("unit", unit), f("arms", arms), f("contrast", contrast); }
};

// What the replicates of a run give for a number, each by itself; none where they are fewer than two.
struct Replicates {
  int count = 0;
  double mean = unknown, sd = unknown, least = unknown, greatest = unknown;
  void each(auto&& f) const {
    f("count", count), f("mean", mean), f("sd", sd), f("least", least), f("greatest", greatest);
  }
};

// One published number and what the simulated instruments gave for it.
struct Evidence {
  std::string id, domain, quantity, population;
  std::string statistic;  // r, d, proportion, mean, ...
  double published = unknown, pub_low = unknown, pub_high = unknown, simulated = unknown, sim_low = unknown;
  double sim_high = unknown;
  std::string inside;  // in, out or not measured
  std::string role;  // calibrate, soft, context
  std::string source, note;
  Replicates replicates{};  // a report tells them; the list of all published numbers does not
  void each(auto&& f) const {
    f("id", id), f("domain", domain), f("quantity", quantity), f("population", population), f("statistic", statistic),
        f("published", published), f("pub_low", pub_low), f("pub_high", pub_high), f("simulated", simulated),
        f("sim_low", sim_low), f("sim_high", sim_high), f("inside", inside), f("role", role), f("source", source),
        f("note", note), f("replicates", replicates);
  }
};

// One moment of one person, in the order of time.
struct Moment {
  double minute = 0;  // since the first midnight of the excerpt
  std::string figure;  // such as: mother
  std::string role;  // child, partner, ...: what the person is to the figure
  double distress_before = unknown;
  double distress_struck = unknown;  // distress when the person chose what to do
  double distress_after = unknown;
  double activation = unknown;  // 0-1
  std::string action;  // explore, open bid, press or hold
  double response = unknown;  // 0-1
  double rebuff = unknown;  // 0-1
  double fright = unknown;  // 0-1
  double conflict = unknown;  // 0 and up
  double offered = unknown;  // 1 where the figure came with comfort that nobody had asked for
  void each(auto&& f) const {
    f("minute", minute), f("figure", figure), f("role", role), f("distress_before", distress_before),
        f("distress_struck", distress_struck), f("distress_after", distress_after), f("activation", activation),
        f("action", action), f("response", response), f("rebuff", rebuff), f("fright", fright),
        f("conflict", conflict), f("offered", offered);
  }
};

// A stretch of moments.
struct Moments {
  std::string title;  // empty: written from the data
  std::string person;  // such as: person 17, a child of 14 months
  std::vector<Moment> steps;
  void each(auto&& f) const { f("title", title), f("person", person), f("steps", steps); }
};

// One parameter of the run.
struct Parameter {
  std::string name;
  double value = unknown, default_value = unknown;
  std::string unit;
  bool changed = false;
  std::string source;
  void each(auto&& f) const {
    f("name", name), f("value", value), f("default", default_value), f("unit", unit), f("changed", changed),
        f("source", source);
  }
};

// Where the results come from.
struct Provenance {
  std::string key, value;
  void each(auto&& f) const { f("key", key), f("value", value); }
};

// The whole page. A section that stays empty is not shown, so one page serves every study.
struct PageData {
  Meta meta{};
  std::vector<Answer> answers;  // three at most; none where nothing was measured
  std::vector<Headline> headline;
  Plane plane{};
  std::vector<ClassShare> class_shares;
  std::vector<Course> courses;
  Transmission transmission{};
  Couples couples{};
  std::vector<ArmPanel> arms;
  std::vector<Evidence> evidence;
  Moments moments{};
  std::vector<Parameter> parameters;
  std::vector<Provenance> provenance;
  std::vector<std::string> notes;
  void each(auto&& f) const {
    f("meta", meta), f("answers", answers), f("headline", headline), f("plane", plane),
        f("class_shares", class_shares), f("courses", courses), f("transmission", transmission),
        f("couples", couples), f("arms", arms), f("evidence", evidence), f("moments", moments),
        f("parameters", parameters), f("provenance", provenance), f("notes", notes);
  }
};

}  // namespace bowlby::report
// clang-format on
