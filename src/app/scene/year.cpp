// A year of a child and a carer: request read, answer written.
#include "scenes/year.hpp"
#include "app/scene/answer.hpp"
#include "app/scene/parts.hpp"

namespace bowlby {
namespace {

using namespace scenes;

constexpr std::string_view episode_titles[]{"Into the room",           "Carer and child",        "A stranger comes",
                                            "The carer goes out",      "The carer is back",      "All alone",
                                            "The stranger comes back", "The carer is back again"};
constexpr std::string_view class_names[]{"avoidant", "secure", "resistant", "disorganized"};

std::string_view behaviour_of(const AssayStep& s) {
  const AssayRoom room = assay_room(s.episode);
  if (s.contradictory) return "contradict";
  switch (s.action) {
    case Action::explore:
      return "play";
    case Action::hold:
      return "turn_away";
    case Action::press:
      return s.held ? "resist" : "call";
    case Action::open_bid:
      return s.held ? "contact" : room.figure ? "approach" : "call";
  }
  return "play";
}

void put_film(SceneAnswer& out, const std::array<AssayStep, assay_steps>& film) {
  out.object("film", [&] {
    std::vector<double> seconds;
    for (int k = 0; k < assay_steps; ++k) seconds.push_back(20.0 * k);
    out.numbers("seconds", seconds);
    out.list("episode", film, [&](const AssayStep& s) { out.number(s.episode); });
    out.list("behaviour", film, [&](const AssayStep& s) { out.word(behaviour_of(s)); });
    out.list("crying", film, [&](const AssayStep& s) {
      const bool asks = s.action == Action::open_bid && !assay_room(s.episode).figure;
      out.truth(!s.contradictory && (s.action == Action::press || asks));
    });
    out.list("held", film, [&](const AssayStep& s) { out.truth(s.held); });
    out.list("arousal", film, [&](const AssayStep& s) { out.number(s.arousal); });
    out.list("activation", film, [&](const AssayStep& s) { out.number(s.activation); });
    out.list("contact", film, [&](const AssayStep& s) { out.truth(s.answered); });
    int first = 0, number = 0;
    out.list("episodes", episode_titles, [&](std::string_view title) {
      const AssayRoom room = assay_room(++number);
      out.object([&] {
        out.number("number", number);
        out.text("title", title);
        out.number("first", first);
        out.number("steps", room.steps);
        out.truth("figure", room.figure);
        out.truth("stranger", room.stranger);
      });
      first += room.steps;
    });
  });
}

void put_visit(SceneAnswer& out, const ChildVisit& v) {
  out.object([&] {
    out.text("class", class_names[static_cast<std::size_t>(v.group)]);
    out.object("scales", [&] {
      const AssayScales& s = v.scales;
      out.number("proximity_5", s.proximity_5);
      out.number("proximity_8", s.proximity_8);
      out.number("contact_5", s.contact_5);
      out.number("contact_8", s.contact_8);
      out.number("resistance_5", s.resistance_5);
      out.number("resistance_8", s.resistance_8);
      out.number("avoidance_5", s.avoidance_5);
      out.number("avoidance_8", s.avoidance_8);
      out.number("disorganization", s.disorganization);
      out.number("security", s.security);
    });
    out.list("arousal", v.visit.arousal, [&](double a) { out.number(a); });
  });
}

void put_year(SceneAnswer& out, std::string_view key, const Year& y, std::uint32_t child) {
  out.object(key, [&] {
    out.list("children", y.children, [&](const ChildYear& c) {
      out.object([&] {
        out.numbers("mu", c.mu);
        out.numbers("nu", c.nu);
        out.numbers("kappa", c.kappa);
        out.numbers("phi", c.phi);
        out.numbers("ask", c.ask);
        out.numbers("press", c.press);
        out.numbers("hold", c.hold);
        out.numbers("explore", c.explore);
        out.numbers("security", c.security);
        out.numbers("distress", c.distress);
      });
    });
    out.list("visits", y.visits, [&](const ChildVisit& v) { put_visit(out, v); });
    out.object("counts", [&] {
      for (const std::size_t k : {1u, 0u, 2u, 3u}) out.number(class_names[k], y.counts[k]);
    });
    put_film(out, y.films[child]);
  });
}

std::string percent(double share) { return std::to_string(static_cast<int>(100 * share + .5)) + " of 100"; }

void add_words(std::vector<std::string>& out, const Year& y, const std::string& who) {
  double mu = 0, press = 0, hold = 0;
  const double n = static_cast<double>(y.children.size());
  for (const ChildYear& c : y.children) mu += c.mu.back() / n, press += c.press.back() / n, hold += c.hold.back() / n;
  out.push_back(who + ": after a year the children expect about " + percent(mu) +
                " of a full answer. In a hard moment they insist " + percent(press) + " times and hold back " +
                percent(hold) + " times.");
  out.push_back("In the room the coder sorts " + std::to_string(y.counts[1]) + " of " +
                std::to_string(y.children.size()) + " visits as secure, " + std::to_string(y.counts[0]) +
                " as avoidant, " + std::to_string(y.counts[2]) + " as resistant, " + std::to_string(y.counts[3]) +
                " as disorganized. That is a word for twenty minutes, not for a child.");
  int quiet = 0;
  for (const ChildVisit& v : y.visits) quiet += quiet_but_stirred(v, Params{}) ? 1 : 0;
  if (quiet > 0)
    out.push_back("Quiet is not calm: left alone, " + count_text(quiet, "child cries", "children cry") +
                  " little or not at all and yet need comfort as much as the others.");
}

}  // namespace

SceneResult year_scene(const Json& request, const SceneContext& context) {
  const auto edges = edges_of(request);
  if (!edges) return edges.problems();
  YearAsked a;
  a.edges = *edges;
  a.seed = seed_of(request);
  a.care = care_of(request.at("care"));
  a.children = static_cast<std::uint32_t>(request.at("children").number);
  const Json* asked = request.find("child");
  if (asked && asked->number >= a.children)
    return Problem{Fault::data,
                   "request",
                   0,
                   0,
                   "child",
                   "there are " + std::to_string(a.children) + " children, counted from 0",
                   "choose 0 to " + std::to_string(a.children - 1)};
  const Year year = live_year(a, life_tables(), Params{}, context.threads);
  std::optional<Year> second;
  if (const Json* other = request.find("compare")) {
    if (context.stop && context.stop()) return stopped();
    a.care = care_of(*other);
    second = live_year(a, life_tables(), Params{}, context.threads);
  }
  const std::uint32_t child =
      asked ? static_cast<std::uint32_t>(asked->number) : telling_child(year, second ? &*second : nullptr);
  std::vector<std::string> words;
  SceneAnswer out("year");
  std::vector<double> months;
  for (int m = 0; m <= year_months; ++m) months.push_back(m);
  out.numbers("months", months);
  out.number("child", child);
  out.number("calm_below", Params{}.scene_calm);
  put_year(out, "care", year, child);
  add_words(words, year, "This carer");
  if (second) {
    put_year(out, "compare", *second, child);
    add_words(words, *second, "The other carer");
  }
  out.texts("words", words);
  return out.finish();
}

}  // namespace bowlby
