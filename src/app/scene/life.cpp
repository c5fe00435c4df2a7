// A life, and the same life with one thing changed: request read, answer written.
#include <algorithm>
#include <cmath>

#include "app/scene/answer.hpp"
#include "app/scene/parts.hpp"
#include "scenes/life.hpp"

namespace bowlby {
namespace {

using namespace scenes;

// Events of a life in plain words; index = EventKind.
constexpr std::string_view event_words[]{"is born",
                                         "dies",
                                         "moves in with a partner",
                                         "the two part",
                                         "is away from home for a while",
                                         "comes to a new home",
                                         "the carers answer otherwise from now on",
                                         "the partner answers otherwise from now on",
                                         "loses somebody close",
                                         "frightening care begins",
                                         "starts therapy",
                                         "therapy ends",
                                         "practises calming down",
                                         "the two practise asking openly",
                                         "practises noticing kindness",
                                         "takes part in a programme for parents",
                                         "meets somebody who answers",
                                         "comes into a group of the study",
                                         "something hard happens",
                                         "finds a friend",
                                         "a friendship ends",
                                         "turns to a former partner",
                                         "low mood becomes heavy",
                                         "worry becomes heavy",
                                         "old fright comes back",
                                         "substances become a problem",
                                         "low mood lifts",
                                         "worry lifts",
                                         "old fright fades",
                                         "substances are no longer a problem"};
static_assert(std::size(event_words) == std::size(event_kind_names));

constexpr std::string_view role_words[]{"mother", "father", "carer", "friend", "friend", "partner", "ex", "therapist"};
constexpr std::string_view figure_words[]{"first carer", "second carer", "new carer",      "friend",
                                          "friend",      "partner",      "former partner", "therapist"};

template <class Names>
int index_of(const Names& names, std::string_view name) {
  const auto at = std::find(std::begin(names), std::end(names), name);
  return at == std::end(names) ? -1 : static_cast<int>(at - std::begin(names));
}

LifeChange change_of(const Json& j) {
  LifeChange c;
  const std::string& kind = j.at("kind").text;
  const double age = j.at("age").number, months = j.at("months").number, size = j.at("size").number;
  if (const int event = index_of(life_event_names, kind); event >= 0) {
    LifeEvent e;
    e.kind = static_cast<LifeEventKind>(event);
    e.age = age;
    e.months = e.kind == LifeEventKind::separation || e.kind == LifeEventKind::institution ? months : 0;
    e.size = size;
    if (const Json* care = j.find("care")) e.care = care_of(*care);
    c.event = e;
  } else {
    Help h;
    h.kind = static_cast<HelpKind>(index_of(help_names, kind));
    h.age = age;
    h.months = months;
    h.dose = size;
    c.help = h;
  }
  return c;
}

void put(SceneAnswer& out, std::string_view key, const std::vector<double>& x, double missing_below) {
  out.list(key, x, [&](double v) { out.number(v < missing_below ? std::nan("") : v); });
}

void put_course(SceneAnswer& out, const Course& c) {
  out.object("course", [&] {
#define BOWLBY_FIELD(name) put(out, #name, c.name, -.5);
    BOWLBY_COURSE(BOWLBY_FIELD)
#undef BOWLBY_FIELD
  });
}

void put_figures(SceneAnswer& out, const std::vector<FigureCourse>& figures) {
  out.list("figures", figures, [&](const FigureCourse& f) {
    out.object([&] {
      const auto r = static_cast<std::size_t>(f.role);
      const bool many = is_peer(f.role) || f.role == Role::carer || f.role == Role::therapist;
      out.text("role", role_words[r]);
      out.text("name", std::string(figure_words[r]) + (many ? " " + std::to_string(f.number) : ""));
      out.number("from", f.ages.front());
      out.number("until", f.ages.back());
      out.numbers("ages", f.ages);
      out.numbers("share", f.share);
      out.numbers("mu", f.mu);
      out.numbers("bond", f.bond);
    });
  });
}

struct Told {
  double age;
  std::string kind, text;
};

std::vector<Told> told(const LifeStory& s, const Json* change) {
  std::vector<Told> out;
  if (change) out.push_back({change->at("age").number, "change", "here the one thing is changed"});
  for (const LifeHappening& e : s.events) {
    const auto k = static_cast<std::size_t>(e.kind);
    if (e.child)
      out.push_back({e.age, "child_born", "a child is born"});
    else
      out.push_back({e.age, event_kind_names[k], std::string(event_words[k])});
  }
  std::stable_sort(out.begin(), out.end(), [](const Told& a, const Told& b) { return a.age < b.age; });
  return out;
}

void put_story(SceneAnswer& out, std::string_view key, const LifeStory& s, const std::vector<double>& ages,
               const Json* change) {
  out.object(key, [&] {
    out.numbers("ages", {ages.begin(), ages.begin() + static_cast<std::ptrdiff_t>(s.course.mu.size())});
    out.number("died", s.died);
    out.list("events", told(s, change), [&](const Told& e) {
      out.object([&] {
        out.number("age", e.age);
        out.text("kind", e.kind);
        out.text("text", e.text);
      });
    });
    put_course(out, s.course);
    put_figures(out, s.figures);
    out.list("measures", s.measures, [&](const LifeMeasure& m) {
      out.object([&] {
        out.number("age", m.age);
        out.number("anxiety", m.anxiety);
        out.number("avoidance", m.avoidance);
        out.number("satisfaction", m.satisfaction);
        out.number("depression", m.depression);
        out.number("wellbeing", m.wellbeing);
      });
    });
  });
}

void put_neighbours(SceneAnswer& out, std::string_view key, const std::vector<Course>& all) {
  out.object(key, [&] {
    out.number("of", static_cast<double>(all.size()));
    const auto column = [&](std::string_view name, std::vector<double> Course::*field) {
      out.key(name);
      out.open('[');
      for (const Course& c : all) {
        out.open('[');
        for (const double x : c.*field) out.number(x);
        out.close(']');
      }
      out.close(']');
    };
    column("security", &Course::security);
    column("distress", &Course::distress);
    column("mu", &Course::mu);
    column("kappa", &Course::kappa);
  });
}

double late_mean(const std::vector<double>& x, std::size_t from) {
  double sum = 0;
  if (x.size() <= from) return x.empty() ? 0 : x.back();
  for (std::size_t k = from; k < x.size(); ++k) sum += x[k];
  return sum / static_cast<double>(x.size() - from);
}

// What befalls somebody else's place in a life needs somebody there; where nobody was, nothing is told at that age.
bool idle(const LifeStory& changed, const Json& change) {
  const std::string& kind = change.at("kind").text;
  const EventKind told = kind == "loss"      ? EventKind::loss
                         : kind == "breakup" ? EventKind::union_end
                                             : EventKind::partner_change;
  if (kind != "loss" && kind != "breakup" && kind != "partner_change") return false;
  const double age = change.at("age").number;
  return std::none_of(changed.events.begin(), changed.events.end(),
                      [&](const LifeHappening& e) { return e.kind == told && e.age > age - .2 && e.age < age + .2; });
}

std::vector<std::string> words_of(const Lives& l, const Json* change) {
  const auto count = [](const LifeStory& s, EventKind kind, bool child) {
    return static_cast<int>(std::count_if(s.events.begin(), s.events.end(), [&](const LifeHappening& e) {
      return child ? e.child : !e.child && e.kind == kind;
    }));
  };
  const LifeStory& s = l.plain.story;
  std::vector<std::string> out{
      (l.changed ? "Without the change this simulated person has " : "This simulated person has ") +
      count_text(count(s, EventKind::union_start, false), "partnership", "partnerships") + ", " +
      count_text(count(s, EventKind::birth, true), "child", "children") + ", and " +
      count_text(count(s, EventKind::therapy_start, false), "time of therapy", "times of therapy") + "."};
  if (l.changed && change) {
    const auto from = static_cast<std::size_t>(2 * change->at("age").number + 2);
    const auto mean = [&](const LifeRun& run) { return late_mean(run.story.course.security, from); };
    const auto hundredths = [](double x) { return std::to_string(static_cast<int>(std::lround(100 * x))); };
    if (idle(l.changed->story, *change))
      out.push_back("At that age there is " +
                    std::string(change->at("kind").text == "loss" ? "no first carer" : "no partner") +
                    " in this life, so nothing is changed for this person.");
    out.push_back("From then on felt security is " + hundredths(mean(*l.changed)) +
                  " of 100 on average, without the change " + hundredths(mean(l.plain)) + ".");
  }
  return out;
}

}  // namespace

SceneResult life_scene(const Json& request, const SceneContext& context) {
  const auto edges = edges_of(request);
  if (!edges) return edges.problems();
  LifeAsked a;
  a.edges = *edges;
  a.seed = seed_of(request);
  a.founders = static_cast<std::uint32_t>(request.at("founders").number);
  a.neighbours = std::min(static_cast<std::uint32_t>(request.at("neighbours").number), a.founders - 1);
  if (const Json* who = request.find("who")) a.who = static_cast<std::uint32_t>(who->number);
  a.telling = request.at("choose").text == "middle_gain";
  a.until = request.at("until").number;
  if (const Json* care = request.find("care")) a.care = care_of(*care);
  const Json* change = request.find("change");
  if (change && change->at("age").number > a.until)
    return Problem{
        Fault::data, "request", 0, 0, "change.age", "lies after the end of the story", "choose an age up to \"until\""};
  if (change) {
    a.change = change_of(*change);
    const double least = a.change->event ? least_age(a.change->event->kind) : least_age(a.change->help->kind);
    if (const auto p = too_young(change->at("age").number, least, "change.age")) return *p;
  }
  const auto lives = live_lives(a, life_tables(), Params{}, context.threads, [&](double done) {
    if (context.progress) context.progress(done, 1, "living");
    return !context.stop || !context.stop();
  });
  if (!lives) return stopped();
  SceneAnswer out("life");
  const LifeRun& plain = lives->plain;
  out.object("person", [&] {
    out.number("index", static_cast<double>(plain.index));
    out.truth("female", plain.female);
    out.object("care", [&] {
      out.number("response", *plain.care.response);
      out.number("consistency", concentration_of(*plain.care.consistency));
      out.number("rebuff", *plain.care.rebuff);
      out.number("fright", *plain.care.fright);
    });
  });
  put_story(out, "plain", plain.story, lives->ages, nullptr);
  put_neighbours(out, "neighbours", plain.neighbours);
  if (lives->changed) {
    put_story(out, "changed", lives->changed->story, lives->ages, change);
    put_neighbours(out, "changed_neighbours", lives->changed->neighbours);
  }
  out.texts("words", words_of(*lives, change));
  return out.finish();
}

}  // namespace bowlby
