// A made-up page that fills every section: the fixture of the page's component tests and of its screenshots
// during development. Its numbers come from a small generator here; none is a result of the model.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "report/page.hpp"

namespace bowlby::report::demo {

class Noise {
 public:
  explicit Noise(std::uint32_t seed) : state_(seed) {}
  double uniform() {
    state_ = state_ * 1664525u + 1013904223u;
    return static_cast<double>(state_ >> 8) / 16777216.0;
  }
  double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += uniform();
    return sum;
  }

 private:
  std::uint32_t state_;
};

inline double clamp(double x, double low, double high) { return x < low ? low : x > high ? high : x; }
inline double rounded(double x) {
  return static_cast<double>(static_cast<long>(x * 1000.0 + (x < 0 ? -0.5 : 0.5))) / 1000.0;
}

inline Meta meta() {
  Meta m;
  m.title = "Made-up page";
  m.study = "demo";
  m.question = "Does every picture of the report draw what its numbers say?";
  m.description = "Invented numbers in every section, for tests of the page only. Nothing here was simulated.";
  m.people = 12345;
  m.generations = 3;
  m.years = 90;
  m.seed = 18446744073709551615u;
  m.version = "0.0.0";
  m.commit = "0000000";
  m.compiler = "none";
  m.wall_seconds = 83.2;
  m.person_days = 4.05e8;
  m.rate = 4.87e6;
  m.digest = "0123456789abcdef";
  m.command = "bowlby run studies/demo.yaml --output \"out/demo\"";
  m.started = "2026-01-02T03:04:05Z";
  m.replicates = 4;
  m.edges_off = {"press_when_unsure"};
  m.rung = "R6";
  return m;
}

inline Plane plane() {
  Plane p;
  p.x_label = "avoidance (mean of 18 items, 1-5)";
  p.y_label = "anxiety (mean of 18 items, 1-5)";
  p.scale_low = 1;
  p.scale_high = 5;
  const std::array<std::array<double, 5>, 3> shape{
      {{2.57, 3.10, .84, .80, .10}, {2.74, 2.96, .80, .82, .14}, {2.85, 2.78, .86, .76, .20}}};
  Noise noise(1);
  for (std::size_t g = 0; g < shape.size(); ++g) {
    const auto& [mx, my, sx, sy, r] = shape[g];
    PlaneGroup group{"Generation " + std::to_string(g + 1),   mx, my, sx, sy, r,
                     4000.0 + 173.0 * static_cast<double>(g), {}, {}};
    for (int i = 0; i < 260; ++i) {
      const double u = noise.normal(), v = noise.normal();
      group.x.push_back(rounded(clamp(mx + sx * u, 1, 5)));
      group.y.push_back(rounded(clamp(my + sy * (r * u + (1 - r * r / 2) * v), 1, 5)));
    }
    p.groups.push_back(std::move(group));
  }
  p.avoidance = {"Generation 3", "Generation 1", .28, .22, .34, 3};
  p.anxiety = {"Generation 1", "Generation 3", .32, .26, .38, 3};
  return p;
}

inline std::vector<ClassShare> class_shares() {
  std::vector<ClassShare> rows{
      {"Strange Situation, mothers", "secure (B)", .534, .521, .547, .516, .502, .530, "INF01", 4012},
      {"Strange Situation, mothers", "avoidant (A)", .158, .148, .168, .147, .137, .158, "INF02", 4012},
      {"Strange Situation, mothers", "resistant (C)", .151, .141, .161, .102, .094, .110, "INF03", 4012},
      {"Strange Situation, mothers", "disorganized (D)", .157, .147, .167, .235, .218, .253, "INF04", 4012},
      {"Adult interview, women", "secure-autonomous (F)", .561, .54, .58, .58, unknown, unknown, "AAI01", 1800},
      {"Adult interview, women", "dismissing (Ds)", .243, .22, .26, .23, unknown, unknown, "AAI02", 1800},
      {"Adult interview, women", "preoccupied (E)", .196, .18, .21, unknown, unknown, unknown, "", 1800},
  };
  for (ClassShare& s : rows) {
    s.gap_low = rounded(s.simulated - s.published - .03);
    s.gap_high = rounded(s.simulated - s.published + .03);
  }
  return rows;
}

inline Course course(const std::string& measure, const std::vector<std::string>& groups, double fall,
                     std::uint32_t seed) {
  Course c;
  c.measure = measure;
  c.unit = "0-1";
  Noise noise(seed);
  double start = .72;
  for (const std::string& name : groups) {
    CourseSeries s;
    s.group = name;
    double middle = start;
    for (int age = 1; age <= 70; age += age < 20 ? 1 : 3) {
      middle += fall * (age < 18 ? -.014 : .003) + .004 * noise.normal();
      const double half = .05 + .0015 * age;
      s.age.push_back(age);
      s.median.push_back(rounded(middle));
      s.q25.push_back(rounded(middle - half));
      s.q75.push_back(rounded(middle + half * .9));
      s.q10.push_back(rounded(middle - 2.1 * half));
      s.q90.push_back(rounded(middle + 1.8 * half));
    }
    for (int k = 0; k < 4; ++k) {
      CourseLine line;
      line.group = name;
      double at = start + .09 * noise.normal();
      for (int age = 1; age <= 70; age += 2) {
        at += .5 * (start - .1 - at) * .1 + .03 * noise.normal();
        line.age.push_back(age);
        line.value.push_back(rounded(clamp(at, 0, 1)));
      }
      c.lines.push_back(std::move(line));
    }
    s.change = rounded(s.median.back() - s.median.front());
    s.change_low = rounded(s.change - .02);
    s.change_high = rounded(s.change + .02);
    c.series.push_back(std::move(s));
    start -= .11;
  }
  return c;
}

inline Transmission transmission() {
  Transmission t;
  t.x_label = "parent: security, interview coherence (1-9)";
  t.y_label = "child: security (1-9)";
  t.groups = {
      {"Mother to child", .29, .26, .32, 3900, .31, .27, .35, "TRN03"},
      {"Father to child", .24, .21, .27, 3710, .21, .14, .27, "CAR05"},
      {"Grandmother to child", .06, .02, .10, 2400, unknown, unknown, unknown, ""},
      {"Unresolved parent to disorganized child", .31, .28, .34, 3900, .21, .16, .26, "TRN04"},
  };
  for (Correlation& c : t.groups) {
    c.gap_low = rounded(c.r - c.published - .06);
    c.gap_high = rounded(c.r - c.published + .06);
  }
  t.strongest = {t.groups[3].label, t.groups[2].label, .25, .18, .32, 6};
  Noise noise(9);
  for (std::size_t g = 0; g < 3; ++g) {
    PairSample sample;
    sample.group = t.groups[g].label;
    if (g == 2) sample.x_label = "grandmother: interview coherence (1-9)";
    for (int i = 0; i < 180; ++i) {
      const double u = noise.normal(), v = noise.normal();
      sample.x.push_back(rounded(clamp(5.3 + 1.4 * u, 1, 9)));
      sample.y.push_back(rounded(clamp(5.4 + 1.5 * (t.groups[g].r * u + .95 * v), 1, 9)));
    }
    t.pairs.push_back(std::move(sample));
  }
  return t;
}

inline Couples couples() {
  Couples c;
  c.measure = "avoidance";
  c.satisfaction_unit = "1-7";
  const std::array<double, 9> value{5.81, 5.46, 4.92, 5.37, 5.02, 4.45, 4.70, 4.31, 3.62};
  for (int i = 0; i < 9; ++i) c.matrix.push_back({i / 3, i % 3, value[static_cast<std::size_t>(i)], 300.0 + 17.0 * i});
  c.patterns = {
      {"both turn toward", .52, .50, .54, 5.70},
      {"one pursues, one withdraws", .31, .29, .33, 4.40},
      {"both hold back", .17, .15, .19, 3.90},
  };
  for (int g = 0; g < 3; ++g) {
    Survival s;
    s.group = std::array<const char*, 3>{"Couples low in avoidance", "One partner high",
                                         "Both partners high"}[static_cast<std::size_t>(g)];
    double left = 1;
    for (int year = 0; year <= 20; ++year) {
      s.years.push_back(year);
      s.survival.push_back(rounded(left));
      s.low.push_back(rounded(clamp(left - .004 * year, 0, 1)));
      s.high.push_back(rounded(clamp(left + .004 * year, 0, 1)));
      left *= 1 - (.018 + .016 * g) * (year < 8 ? 1.2 : .6);
    }
    c.dissolution.push_back(std::move(s));
  }
  c.satisfied = {"both are low in avoidance", "both are high in avoidance", 2.19, 1.7, 2.68, 36};
  c.satisfied_pattern = {"both turn toward", "both hold back", 1.8, 1.5, 2.1, 3};
  c.lasting = {"Couples low in avoidance", "Both partners high", .22, .14, .3, 3};
  c.lasting_year = 10;
  return c;
}

inline std::vector<ArmPanel> arms() {
  const std::vector<std::string> names{"steady, warm", "erratic, same mean", "erratic, edge cut",
                                       "rejecting",    "neglectful",         "frightening"};
  std::vector<ArmPanel> panels{{"pressing, share of alarms", "0-1", {}, {}},
                               {"holding back, share of alarms", "0-1", {}, {}},
                               {"questionnaire anxiety", "1-5", {}, {}},
                               {"disorganization", "1-9", {}, {}}};
  const std::array<std::array<double, 6>, 4> mean{{{.31, .78, .22, .04, .10, .55},
                                                   {.03, .02, .05, .91, .71, .15},
                                                   {2.6, 3.6, 2.7, 2.9, 3.1, 3.5},
                                                   {2.1, 2.6, 2.2, 2.9, 2.7, 6.1}}};
  for (std::size_t p = 0; p < panels.size(); ++p) {
    const double half = p < 2 ? .025 : .16;
    for (std::size_t a = 0; a < names.size(); ++a)
      panels[p].arms.push_back({names[a], mean[p][a], rounded(mean[p][a] - half), rounded(mean[p][a] + half), 400});
    const auto [low, high] = std::minmax_element(mean[p].begin(), mean[p].end());
    const double apart = rounded(*high - *low);
    panels[p].contrast = {names[static_cast<std::size_t>(high - mean[p].begin())],
                          names[static_cast<std::size_t>(low - mean[p].begin())],
                          apart,
                          rounded(apart - 2 * half),
                          rounded(apart + 2 * half),
                          15};
  }
  return panels;
}

inline std::vector<Evidence> evidence() {
  std::vector<Evidence> rows{
      {"INF01", "infant_distribution", "secure (B) share, four-way", "Strange Situation dyads, mixed risk",
       "proportion", .516, .502, .530, .534, .521, .547, "out", "calibrate", "Invented 2000", "a value just outside"},
      {"INF03", "infant_distribution", "resistant (C) share, four-way", "Strange Situation dyads, mixed risk",
       "proportion", .102, .094, .110, .151, .141, .161, "out", "calibrate", "Invented 2000", ""},
      {"INF02", "infant_distribution", "avoidant (A) share, four-way", "Strange Situation dyads, mixed risk",
       "proportion", .147, .137, .158, .150, .140, .160, "in", "calibrate", "Invented 2000", ""},
      {"CAR04", "caregiving", "maternal sensitivity with child security", "mothers and infants", "r", .26, .22, .29,
       .24, .21, .27, "in", "calibrate", "Invented 2001", ""},
      {"CAR05", "caregiving", "paternal sensitivity with child security", "fathers and infants", "r", .21, .14, .27,
       .19, .16, .22, "in", "soft", "Invented 2001", ""},
      {"CAR08", "caregiving", "maternal sensitivity with disorganization", "mothers and infants", "r", -.19, -.27, -.11,
       -.34, -.37, -.31, "out", "calibrate", "Invented 2001", ""},
      {"TRN03", "transmission", "caregiver autonomous representation with child security", "parents and infants", "r",
       .31, .27, .35, .29, .26, .32, "in", "calibrate", "Invented 2002", ""},
      {"NRM01", "adult_norms", "ECR anxiety mean (1-5 scale)", "adults", "mean", 3.098, unknown, unknown, 2.91, 2.89,
       2.93, "in", "calibrate", "Invented 2003", "within 0.3"},
      {"NRM03", "adult_norms", "ECR avoidance mean (1-5 scale)", "adults", "mean", 2.566, unknown, unknown, 3.01, 2.98,
       3.04, "out", "calibrate", "Invented 2003", ""},
      {"IVC03", "intervention_child", "randomized interventions, attachment security", "parents in programmes", "d",
       .20, unknown, unknown, unknown, unknown, unknown, "not measured", "soft", "Invented 2004", ""},
  };
  rows.front().replicates = {8, .532, .021, .497, .561};
  for (int i = 0; i < 14; ++i) {
    rows.push_back({"CTX" + std::to_string(10 + i), i % 2 ? "base_rates" : "couple",
                    "context value number " + std::to_string(i + 1), "adults", "d", .1 * i, unknown, unknown, unknown,
                    unknown, unknown, "not measured", "context", "Invented 2005", ""});
  }
  return rows;
}

inline Moments moments() {
  Moments m;
  m.person = "person 17, a child of 14 months";
  Noise noise(5);
  const std::array<const char*, 3> figures{"mother", "father", "grandmother"};
  for (int day = 0; day < 3; ++day) {
    double distress = .1;
    for (int k = 0; k < 8; ++k) {
      Moment s;
      s.minute = rounded(1440.0 * day + 390 + 105 * k + 60 * noise.uniform());
      s.figure = figures[noise.uniform() < .7 ? 0u : noise.uniform() < .7 ? 1u : 2u];
      s.role = "child";
      s.distress_before = rounded(clamp(distress + .9 * noise.uniform() * noise.uniform() + .05, 0, 1.2));
      s.distress_struck = rounded(s.distress_before + .1);
      s.activation = rounded(clamp((s.distress_before - .2) * 1.6, 0, 1));
      const bool calm = s.activation < .12;
      const double pick = noise.uniform();
      s.action = calm ? "explore" : pick < .55 ? "open bid" : pick < .8 ? "press" : "hold";
      const bool bid = s.action == "open bid" || s.action == "press";
      s.response = bid ? rounded(clamp(.6 + .3 * noise.normal(), 0, 1)) : unknown;
      s.rebuff = bid && s.response < .3 ? .7 : 0;
      s.fright = day == 1 && k == 5 ? .8 : 0;
      s.conflict = rounded(s.fright * .6);
      s.offered = !bid && k == 4 ? 1 : 0;
      if (s.offered > 0) s.response = .7;
      s.distress_after = rounded(clamp(s.distress_before * (bid ? 1 - .8 * s.response : .85) + .4 * s.rebuff, 0, 1.2));
      distress = s.distress_after * .6;
      m.steps.push_back(std::move(s));
    }
  }
  return m;
}

inline PageData page() {
  PageData p;
  p.meta = meta();
  p.answers = {{"Does the made-up care matter?", "Yes. Anxiety is 0.42 higher (0.21 to 0.63) in “b” than in “a”."},
               {"Does it last?", "It cannot be told: 0.05 lower (−0.02 to 0.12), which may be none."},
               {"How does it stand beside published numbers?", "3 of 7 that this run measured are met."}};
  p.headline = {{"infants coded secure", "53%", "52% published"},
                {"mother to child", "r = 0.29", "0.27 to 0.35 published"},
                {"still together after 10 years", "78%", "of first unions"},
                {"published numbers met", "6 of 9", "that this study measures"}};
  p.plane = plane();
  p.class_shares = class_shares();
  p.courses = {course("expected response of others", {"Generation 1", "Generation 2", "Generation 3"}, 1.0, 3),
               course("unpredictability of others", {"all people"}, -.6, 4)};
  p.transmission = transmission();
  p.couples = couples();
  p.arms = arms();
  p.evidence = evidence();
  p.moments = moments();
  p.parameters = {{"threshold_base", .45, .5, "1", true, "C050"},
                  {"self_soothing", .5, .5, "1/h", false, "C050"},
                  {"learning_rate", .04, .04, "1", false, "C141"},
                  {"cost_of_rebuff", 1.0, 1.0, "1", false, "C127"}};
  p.provenance = {{"study file", "studies/demo.yaml"}, {"configuration hash", "0123abcd"}, {"threads", "2"}};
  p.notes = {"All numbers on this page are made up.",
             "A text with <b>tags</b>, \"quotes\", a back\\slash and </script> stays a text."};
  return p;
}

}  // namespace bowlby::report::demo
