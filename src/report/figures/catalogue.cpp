// Which pictures a page has, what each is called, and what its marks mean.
#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "report/claims/markup.hpp"
#include "report/figures/figures.hpp"
#include "report/figures/moments_sketch.hpp"

namespace bowlby::report {
namespace {

// "at 20, questionnaire anxiety" -> "at-20-questionnaire-anxiety"
std::string slug(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'), large = c >= 'A' && c <= 'Z';
    if (plain || large)
      out += large ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

constexpr const char* chance = "Lines are the ranges that chance alone gives a number (95%).";

class Catalogue {
 public:
  void add(std::string name, std::string title, std::string sentence, std::function<Sketch()> draw) {
    std::string own = name;
    for (int k = 2; !taken_.insert(own).second; ++k) own = name + "-" + std::to_string(k);
    all.push_back({std::move(own), std::move(title), std::move(sentence), std::move(draw)});
  }
  std::vector<Figure> all;

 private:
  std::set<std::string> taken_;
};

void add_plane(Catalogue& c, const Plane& p) {
  if (p.groups.empty()) return;
  c.add("plane", "Where people stand in anxiety and avoidance",
        "A dot is one person’s answers on one day; a ring is one standard deviation around the mean of a group.", [&p] {
          std::vector<Cloud> all;
          for (const PlaneGroup& g : p.groups)
            all.push_back({g.label, g.x, g.y, g.mean_x, g.mean_y, g.sd_x, g.sd_y, g.correlation});
          return clouds(all, p.x_label, p.y_label);
        });
}

void add_shares(Catalogue& c, const std::vector<ClassShare>& shares) {
  std::vector<std::string> groups;
  for (const ClassShare& s : shares)
    if (std::ranges::find(groups, s.group) == groups.end()) groups.push_back(s.group);
  for (const std::string& group : groups)
    c.add("shares-" + slug(group), "Class shares: " + group,
          std::string("Filled dots were simulated, hollow ones published. ") + chance, [&shares, group] {
            std::vector<IntervalRow> rows;
            for (const ClassShare& s : shares)
              if (s.group == group)
                rows.push_back(
                    {s.label, s.source_id, s.simulated, s.low, s.high, s.published, s.published_low, s.published_high});
            return interval_rows(rows, "share of those seen", Unit::per_cent);
          });
}

void add_groups(Catalogue& c, const std::vector<ArmPanel>& panels) {
  for (const ArmPanel& p : panels)
    c.add("group-" + slug(p.measure), capital(p.measure) + ", group by group",
          std::string("Means (") + p.unit + "). " + chance +
              " Whether two groups differ is judged by the interval of their difference, not by whether these overlap.",
          [&p] {
            std::vector<IntervalRow> rows;
            for (const Arm& a : p.arms)
              rows.push_back(
                  {a.label, std::isfinite(a.n) ? fixed(a.n, 0) : "", a.mean, a.low, a.high, unknown, unknown, unknown});
            return interval_rows(rows, p.unit);
          });
}

void add_courses(Catalogue& c, const std::vector<Course>& courses) {
  for (const Course& course : courses) {
    if (course.series.empty()) continue;
    c.add("course-" + slug(course.measure), capital(course.measure) + " over a life",
          "The median of each group, with the middle half of its people around it.", [&course] {
            std::vector<Curve> all;
            for (const CourseSeries& s : course.series) all.push_back({s.group, s.age, s.median, s.q25, s.q75});
            return curves(all, "age (years)", course.measure + " (" + course.unit + ")");
          });
  }
}

void add_kin(Catalogue& c, const Transmission& t) {
  if (!t.groups.empty())
    c.add(
        "relatives", "What goes together between relatives, and with care",
        std::string("Correlations. Filled dots were simulated, hollow ones published. ") + chance, [&t] {
          std::vector<IntervalRow> rows;
          for (const Correlation& r : t.groups)
            rows.push_back({r.label, r.source_id, r.r, r.low, r.high, r.published, r.published_low, r.published_high});
          return interval_rows(rows, "correlation");
        });
  for (const PairSample& p : t.pairs)
    c.add("pairs-" + slug(p.group), "Pairs: " + p.group, "A dot is one pair; a sample of all of them is drawn.",
          [&p, &t] {
            return clouds({{"", p.x, p.y, unknown, unknown, unknown, unknown, unknown}},
                          p.x_label.empty() ? t.x_label : p.x_label, p.y_label.empty() ? t.y_label : p.y_label);
          });
}

Sketch matrix(const Couples& c) {
  constexpr const char* thirds[3]{"low", "middle", "high"};
  constexpr double left = 160, top = 40, cell = 110;
  double least = 1e300, most = -1e300;
  for (const CoupleCell& x : c.matrix)
    if (std::isfinite(x.value)) least = std::min(least, x.value), most = std::max(most, x.value);
  Sketch s;
  s.words("small", left, 14, "partner’s " + c.measure);
  s.words("small", 0, top + 1.5 * cell, "own " + c.measure);
  for (int k = 0; k < 3; ++k) {
    s.words("middle", left + cell * (k + .5), 32, thirds[k]);
    s.words("end", left - 8, top + cell * (2.5 - k), thirds[k]);
  }
  for (const CoupleCell& x : c.matrix) {
    if (x.own < 0 || x.own > 2 || x.partner < 0 || x.partner > 2) continue;
    const double at_x = left + cell * x.partner, at_y = top + cell * (2 - x.own);
    const double full = std::isfinite(x.value) && most > least ? (x.value - least) / (most - least) : 0;
    s.marks += "<g fill-opacity=\"" + fixed(.08 + .37 * full, 2) + "\">";
    s.box("patch", at_x, at_y, cell, cell, colour_of(0));
    s.marks += "</g>\n";
    s.words("cell", at_x + cell / 2, at_y + cell / 2, std::isfinite(x.value) ? fixed(x.value, 2) : "\u2013");
    s.words("middle", at_x + cell / 2, at_y + cell / 2 + 20, std::isfinite(x.n) ? fixed(x.n, 0) + " people" : "");
  }
  s.height = top + 3 * cell + 12;
  return s;
}

void add_couples(Catalogue& c, const Couples& couples) {
  if (!couples.matrix.empty())
    c.add("satisfaction", "Satisfaction by the " + couples.measure + " of both",
          "Mean satisfaction (" + couples.satisfaction_unit + ") of the one whose own third the row is.",
          [&couples] { return matrix(couples); });
  if (!couples.patterns.empty())
    c.add("patterns", "How couples meet a need", std::string("Shares of all couples. ") + chance, [&couples] {
      std::vector<IntervalRow> rows;
      for (const CouplePattern& p : couples.patterns)
        rows.push_back({p.label, "", p.share, p.low, p.high, unknown, unknown, unknown});
      return interval_rows(rows, "share of couples", Unit::per_cent);
    });
  if (!couples.dissolution.empty())
    c.add("together", "How long couples stay together",
          "Share of couples still together, with the range that chance alone gives it (95%).", [&couples] {
            std::vector<Curve> all;
            for (const Survival& s : couples.dissolution)
              all.push_back({s.group, s.years, s.survival, s.low, s.high, true});
            return curves(all, "years together", "still together", Unit::per_cent);
          });
}

void add_evidence(Catalogue& c, const std::vector<Evidence>& rows) {
  std::vector<std::string> statistics;
  for (const Evidence& e : rows)
    if (std::isfinite(e.simulated) && std::ranges::find(statistics, e.statistic) == statistics.end())
      statistics.push_back(e.statistic);
  for (const std::string& statistic : statistics)
    c.add("evidence-" + slug(statistic), "Published and simulated numbers: " + statistic,
          std::string("Filled dots were simulated, hollow ones published; orange lies outside. Misses come first. ") +
              chance,
          [&rows, statistic] {
            std::vector<IntervalRow> drawn;
            for (const bool miss : {true, false})
              for (const Evidence& e : rows)
                if (e.statistic == statistic && std::isfinite(e.simulated) && (e.inside == "out") == miss)
                  drawn.push_back(
                      {e.quantity, e.id, e.simulated, e.sim_low, e.sim_high, e.published, e.pub_low, e.pub_high, miss});
            return interval_rows(drawn, statistic, statistic == "proportion" ? Unit::per_cent : Unit::plain);
          });
}

}  // namespace

std::vector<Figure> figures_of(const PageData& page) {
  Catalogue c;
  add_plane(c, page.plane);
  add_shares(c, page.class_shares);
  add_groups(c, page.arms);
  const bool unasked = std::ranges::any_of(page.moments.steps, [](const Moment& m) { return m.offered > 0; });
  if (!page.moments.steps.empty())
    c.add(
        "moments", "Moment by moment: " + page.moments.person,
        std::string("The line is distress. Below it stand what the person did and, upward, how fully it was answered") +
            (unasked ? "; paler, what came unasked." : "."),
        [&page] { return moments_sketch(page.moments.steps); });
  add_courses(c, page.courses);
  add_kin(c, page.transmission);
  add_couples(c, page.couples);
  add_evidence(c, page.evidence);
  return std::move(c.all);
}

std::string figure_svg(const Figure& figure, const std::vector<std::string>& again) {
  const Sketch drawing = figure.draw();
  Sketch words;
  double y = sketch_margin;
  const auto say = [&](const char* style, const std::string& text, double size) {
    for (const std::string& line : lines_of(text, sketch_width, size)) {
      y += size * 1.35;
      words.words(style, sketch_margin, y, line);
    }
  };
  say("title", figure.title, 17);
  say("small", figure.sentence, 11);
  const double top = y + 18;
  y = top + drawing.height + 6;
  for (const std::string& line : again) say("small", line, 11);
  const double wide = sketch_width + 2 * sketch_margin, tall = std::ceil(y + sketch_margin);
  std::string told = figure.sentence;
  for (const std::string& line : again) told += "\n" + line;
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + fixed(wide, 0) + "\" height=\"" + fixed(tall, 0) +
         "\" viewBox=\"0 0 " + fixed(wide, 0) + " " + fixed(tall, 0) + "\" role=\"img\">\n<title>" +
         escaped(figure.title) + "</title>\n<desc>" + escaped(told) + "</desc>\n<style>" + style_sheet() +
         "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#faf9f6\"/>\n" + words.marks +
         "<g transform=\"translate(" + fixed(sketch_margin, 0) + "," + fixed(top, 1) + ")\">\n" + drawing.marks +
         "</g>\n</svg>\n";
}

}  // namespace bowlby::report
