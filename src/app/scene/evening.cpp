// The evening, the search for people more like the ones meant, and the map of repair: requests read, answers written.
#include <algorithm>
#include <cmath>

#include "app/scene/answer.hpp"
#include "app/scene/parts.hpp"
#include "io/text/numbers.hpp"
#include "scenes/tune.hpp"

namespace bowlby {
namespace {

using namespace scenes;

constexpr std::string_view change_names[]{"none",       "pause",        "say_one_line",
                                          "ask_softly", "answer_first", "notice_kindness"};
constexpr std::string_view nudge_names[]{"threshold", "soothing", "insistence", "holding", "warmth", "steadiness"};
constexpr std::string_view verdict_names[]{"more", "less", "hotter", "calmer", "slower", "faster"};

Nudges nudges_of(const Json& j) {
  Nudges n;
  for (std::size_t k = 0; k < nudge_fields.size(); ++k) n.*nudge_fields[k] = j.at(nudge_names[k]).number;
  return n;
}

}  // namespace

Expected<EveningsAsked> evening_asked(const Json& j) {
  EveningsAsked a;
  const auto edges = edges_of(j);
  if (!edges) return edges.problems();
  a.edges = *edges;
  a.seed = seed_of(j);
  a.runs = static_cast<std::uint32_t>(j.at("runs").number);
  a.plan.starts = static_cast<int>(j.at("starts").number);
  a.plan.heat = j.at("heat").number;
  for (const MomentOfLife& m : moments)
    if (m.name == j.at("moment").text) a.plan.moment = m;
  for (std::size_t k = 0; k < 2; ++k) a.people[k] = person_asked(j.at("people").items[k]);
  if (const Json* c = j.find("change"))
    a.plan.change = {static_cast<ChangeKind>(index_in(change_names, c->at("kind").text)),
                     c->has("who") ? static_cast<int>(c->at("who").number) : -1, c->at("at").number,
                     c->at("minutes").number};
  return a;
}

namespace {

void put(SceneAnswer& out, std::string_view key, const Spread& s) {
  out.object(key, [&] {
    out.number("median", s.median);
    out.number("low", s.low);
    out.number("high", s.high);
  });
}

// Where many settings are lived, each of them is lived fewer times.
Expected<EveningsAsked> evening_to_judge(const Json& request) {
  auto a = evening_asked(request.at("evening"));
  if (!a || a->runs <= most_judged) return a;
  return Problem{
      Fault::data,
      "request",
      0,
      0,
      "evening.runs",
      io::number_text(a->runs) + " is out of range",
      "choose a number from 1 to " + io::number_text(most_judged) + ": many settings are lived, each so often"};
}

void put(SceneAnswer& out, std::string_view key, const EveningSet& s) {
  out.object(key, [&] {
    out.list("runs", s.runs, [&](const Evening& e) {
      out.object([&] {
        out.list("people", e.lane, [&](const Lane& lane) { put_lane(out, lane, lane.shows.size()); });
        out.number("calm_minute", e.calm_minute);
      });
    });
    out.object("calm", [&] {
      out.number("median", s.calm.median);
      out.number("low", s.calm.low);
      out.number("high", s.calm.high);
      out.number("calmed", s.calm.calmed);
      out.number("of", s.calm.of);
    });
    out.list("morning", s.morning, [&](const Morning& m) {
      out.object([&] {
        put(out, "security", m.security);
        put(out, "distress", m.distress);
        put(out, "withdrawal", m.withdrawal);
      });
    });
    out.list("totals", s.totals, [&](const PersonTotals& t) {
      out.object([&] {
        put(out, "asks", t.asks);
        put(out, "presses", t.presses);
        put(out, "holds", t.holds);
        put(out, "peak_distress", t.peak_distress);
      });
    });
  });
}

std::string calm_words(const Calm& c) {
  const std::string of = std::to_string(c.of);
  if (!c.median) return "Most of these " + of + " pairs are not both calm before they sleep.";
  std::string out =
      *c.median == 0 ? "Mostly both stay calm" : "Both are calm again after about " + minutes_text(*c.median);
  if (c.low && c.high && c.of > 1 && *c.high > *c.low)
    out += " (most pairs: " + minutes_text(*c.low) + " to " + minutes_text(*c.high) + ")";
  return out + ".";
}

std::vector<std::string> words_of(const Evenings& e, ChangeKind kind) {
  std::vector<std::string> out{calm_words(e.now.calm)};
  constexpr const char* who[]{"The first person", "The second person"};
  for (std::size_t j = 0; j < 2; ++j) {
    const PersonTotals& t = e.now.totals[j];
    const auto times = [](double x) {
      return x < .5    ? std::string("not at all")
             : x < 1.5 ? std::string("once")
                       : std::to_string(static_cast<int>(x + .5)) + " times";
    };
    out.push_back(std::string(who[j]) + " usually asks openly " + times(t.asks.median) + ", insists " +
                  times(t.presses.median) + " and holds back " + times(t.holds.median) + ".");
  }
  if (e.sooner) {
    out.push_back("Of " + std::to_string(e.sooner->of) + " pairs like this " + std::to_string(e.sooner->both) +
                  " are calm sooner with the change, " + std::to_string(e.sooner->later) + " later, and " +
                  std::to_string(e.sooner->same) +
                  " at the same time. It is what happens to simulated people, and no promise.");
    if (kind == ChangeKind::notice_kindness)
      out.push_back("Noticing kindness works through what is learned, over weeks: one evening hardly shows it.");
  }
  return out;
}

void put_nudges(SceneAnswer& out, std::string_view key, const std::array<Nudges, 2>& both) {
  out.list(key, both, [&](const Nudges& n) {
    out.object([&] {
      for (std::size_t k = 0; k < nudge_fields.size(); ++k) out.number(nudge_names[k], n.*nudge_fields[k]);
    });
  });
}

void put(SceneAnswer& out, std::string_view key, const EveningSummary& s) {
  out.object(key, [&] {
    out.number("minutes_to_calm", s.minutes_to_calm);
    out.number("peak_distress", s.peak_distress);
    out.number("presses", s.presses);
    out.number("holds", s.holds);
    out.number("morning_security", s.morning_security);
  });
}

}  // namespace

PersonAsked person_asked(const Json& j) {
  return {j.at("anxiety").number, j.at("avoidance").number, nudges_of(j.at("nudges"))};
}

void put_lane(SceneAnswer& out, const Lane& lane, std::size_t entries) {
  const auto cut = [&](const std::vector<double>& all) {
    return std::vector<double>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(entries));
  };
  out.object([&] {
    out.list("shows", std::vector<Shown>(lane.shows.begin(), lane.shows.begin() + static_cast<std::ptrdiff_t>(entries)),
             [&](Shown s) { out.word(shown_names[static_cast<std::size_t>(s)]); });
    out.list("sees", cut(lane.sees), [&](double r) { out.number(r < 0 ? std::nan("") : r); });
    out.numbers("distress", cut(lane.distress));
    out.numbers("activation", cut(lane.activation));
    out.numbers("security", cut(lane.security));
    out.numbers("withdrawal", cut(lane.withdrawal));
    out.numbers("hit", cut(lane.hit));
    out.beside("worth", cut(lane.worth));
    out.beside("waits", cut(lane.waits));
  });
}

std::string_view change_name(ChangeKind kind) { return change_names[static_cast<std::size_t>(kind)]; }

void put_sooner(SceneAnswer& out, const Sooner& s) {
  out.object("sooner", [&] {
    out.number("both", s.both);
    out.number("later", s.later);
    out.number("same", s.same);
    out.number("of", s.of);
  });
}

SceneResult evening_scene(const Json& request, const SceneContext& context) {
  const auto asked = evening_asked(request);
  if (!asked) return asked.problems();
  const Evenings e = live_evenings(adults(context.threads), *asked, Params{});
  SceneAnswer out("evening");
  const Clock& clock = evening_clock();
  out.numbers("times", clock.times);
  out.object("marks", [&] {
    out.number("minutes_10", static_cast<double>(clock.minutes_10));
    out.number("hour", static_cast<double>(clock.hour));
    out.number("bedtime", static_cast<double>(clock.bedtime));
    out.number("morning", static_cast<double>(clock.morning));
  });
  out.number("calm_below", Params{}.scene_calm);
  out.number("flooded_above", Params{}.flooding_from);
  out.number("shown", static_cast<double>(e.shown));
  if (e.before) out.number("who", e.who);
  put(out, "now", e.now);
  if (e.before) put(out, "before", *e.before);
  if (e.sooner) put_sooner(out, *e.sooner);
  out.list("dots", e.dots, [&](const auto& dots) {
    out.open('[');
    for (const auto& dot : dots) {
      out.open('[');
      out.number(dot[0]);
      out.number(dot[1]);
      out.close(']');
    }
    out.close(']');
  });
  out.texts("words", words_of(e, asked->plan.change.kind));
  return out.finish();
}

SceneResult tune_scene(const Json& request, const SceneContext& context) {
  const auto evening = evening_to_judge(request);
  if (!evening) return evening.problems();
  TuneAsked asked;
  asked.evening = *evening;
  asked.tries = static_cast<int>(request.at("tries").number);
  for (const Json& f : request.at("feedback").items)
    asked.feedback.push_back({{nudges_of(f.at("nudges").items[0]), nudges_of(f.at("nudges").items[1])},
                              static_cast<Verdict>(index_in(verdict_names, f.at("verdict").text))});
  const auto tuned = tune(adults(context.threads), asked, Params{}, context.stop);
  if (!tuned) return stopped();
  SceneAnswer out("tune");
  put_nudges(out, "nudges", tuned->nudges);
  put_nudges(out, "spread", tuned->spread);
  out.number("kept", tuned->kept);
  out.number("of", tuned->of);
  out.object("summary", [&] {
    put(out, "before", tuned->before);
    put(out, "after", tuned->after);
  });
  // when they calm is said by the evening of the new nudges, and there only
  out.texts("words", {"Of " + std::to_string(tuned->of) + " pairs tried, the " + std::to_string(tuned->kept) +
                      " most like what was said were kept; the new pair stands for them."});
  return out.finish();
}

SceneResult repair_map_scene(const Json& request, const SceneContext& context) {
  const auto asked = evening_to_judge(request);
  if (!asked) return asked.problems();
  const auto map =
      repair_map(adults(context.threads), *asked, static_cast<int>(request.at("steps").number), Params{}, context.stop);
  if (!map) return stopped();
  SceneAnswer out("repair_map");
  out.numbers("openness", map->openness);
  out.list("minutes", map->minutes, [&](const auto& row) {
    out.open('[');
    for (const auto& m : row) out.number(m ? *m : std::nan(""));
    out.close(']');
  });
  out.list("calmed", map->calmed, [&](const auto& row) {
    out.open('[');
    for (const double share : row) out.number(share);
    out.close(']');
  });
  const auto at = [](const std::optional<double>& m) { return m ? minutes_text(*m) : std::string("not before sleep"); };
  out.texts("words",
            {"Where both ask least openly, they are calm again after: " + at(map->minutes.front().front()) + ".",
             "Where only the first asks most openly: " + at(map->minutes.back().front()) + "; only the second: " +
                 at(map->minutes.front().back()) + "; both: " + at(map->minutes.back().back()) + "."});
  return out.finish();
}

}  // namespace bowlby
