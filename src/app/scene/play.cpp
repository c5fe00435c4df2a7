// An evening played from outside: requests read, answers written.
#include "scenes/play.hpp"

#include "app/scene/parts.hpp"

namespace bowlby {
namespace {

using namespace scenes;

constexpr std::string_view act_names[]{"now", "soon", "later"};

std::string when(const std::optional<double>& minute) {
  if (!minute) return "not calm before sleep";
  return *minute == 0 ? "calm all along" : "calm from minute " + std::to_string(static_cast<int>(*minute + .5)) + " on";
}

std::vector<std::string> words_of(const Play& play, std::size_t turn) {
  const Lane& writer = play.evening.lane[0];
  constexpr const char* does[]{
      "is busy with something else",   "asks openly", "insists", "keeps it in", "is out of touch",
      "turns to the one who is played"};
  if (!play.after)
    return {"Turn " + std::to_string(turn + 1) + " of " + std::to_string(play_turns) + ": the one who writes " +
            does[static_cast<std::size_t>(writer.shows[turn])] + "."};
  const Sooner& s = play.after->sooner;
  return {"As it was played, the one who writes is " + when(play.after->calm) + "; answered at once, " +
              when(play.after->calm_first) + ".",
          "Of " + std::to_string(s.of) + " who write like this, " + std::to_string(s.both) +
              " are calm sooner when answered at once, " + std::to_string(s.later) + " later, and " +
              std::to_string(s.same) + " at the same time. It is what happens to simulated people, and no promise."};
}

}  // namespace

SceneResult play_scene(const Json& request, const SceneContext& context) {
  PlayAsked asked;
  asked.seed = seed_of(request);
  for (std::size_t k = 0; k < 2; ++k) asked.people[k] = person_asked(request.at("people").items[k]);
  for (const Json& act : request.at("acts").items)
    asked.acts.push_back(static_cast<Act>(index_in(act_names, act.text)));
  const Params params;
  const Play played = play(adults(context.threads), asked, params);
  const Clock& clock = evening_clock();
  const std::size_t turn = asked.acts.size(), told = played.after ? clock.times.size() : turn + 1;
  SceneAnswer out("play");
  out.numbers("times", {clock.times.begin(), clock.times.begin() + static_cast<std::ptrdiff_t>(told)});
  out.number("turns", static_cast<double>(play_turns));
  out.number("turn_minutes", clock.times[1]);
  out.number("calm_below", params.scene_calm);
  out.number("pair", static_cast<double>(played.pair));
  out.key("writer");
  put_lane(out, played.evening.lane[0], told);
  if (played.after)
    out.object("after", [&] {
      out.key("first");
      put_lane(out, played.after->first.lane[0], told);
      out.number("calm_minute", played.after->calm);
      out.number("calm_minute_first", played.after->calm_first);
      put_sooner(out, played.after->sooner);
    });
  out.texts("words", words_of(played, turn));
  return out.finish();
}

}  // namespace bowlby
