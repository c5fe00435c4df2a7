// Every change beside every other: request read, answer written.
#include "scenes/changes.hpp"

#include "app/scene/parts.hpp"

namespace bowlby {
namespace {

using namespace scenes;

constexpr std::string_view who[]{"The first person", "The second person"};

std::string named(const Change& c) {
  switch (c.kind) {
    case ChangeKind::pause:
      return "A pause of " + std::to_string(static_cast<int>(c.minutes + .5)) + " minutes";
    case ChangeKind::say_one_line:
      return std::string(who[c.who]) + " says one line";
    case ChangeKind::ask_softly:
      return std::string(who[c.who]) + " asks softly";
    case ChangeKind::answer_first:
      return std::string(who[c.who]) + " answers first";
    case ChangeKind::notice_kindness:
      return std::string(who[c.who]) + " notices a kindness";
    case ChangeKind::none:
      break;
  }
  return "Nothing changed";
}

std::string words_of(const Tried& t) {
  const Sooner& s = t.sooner;
  return named(t.change) + ": of " + std::to_string(s.of) + " pairs " + std::to_string(s.both) + " calm sooner, " +
         std::to_string(s.later) + " later, " + std::to_string(s.same) + " at the same time; the next morning " +
         std::to_string(t.safer[0].more) + " of the first and " + std::to_string(t.safer[1].more) +
         " of the second feel safer, " + std::to_string(t.safer[0].less) + " and " + std::to_string(t.safer[1].less) +
         " less safe.";
}

}  // namespace

SceneResult changes_scene(const Json& request, const SceneContext& context) {
  const auto asked = evening_asked(request.at("evening"));
  if (!asked) return asked.problems();
  const ChangesTried changes = live_changes(adults(context.threads), *asked, Params{});
  SceneAnswer out("changes");
  std::vector<std::string> words;
  out.number("of", asked->runs);
  out.list("pursued", changes.pursued, [&](int n) { out.number(n); });
  for (std::size_t j = 0; j < 2; ++j)
    words.push_back(std::string(who[j]) + " insists on while the other draws back halfway in " +
                    std::to_string(changes.pursued[j]) + " of " + std::to_string(asked->runs) + " pairs.");
  out.list("tried", changes.tried, [&](const Tried& t) {
    words.push_back(words_of(t));
    out.object([&] {
      out.text("kind", change_name(t.change.kind));
      if (t.change.kind != ChangeKind::pause) out.number("who", t.change.who);
      out.number("minutes", t.change.minutes);
      put_sooner(out, t.sooner);
      out.list("safer", t.safer, [&](const Safer& s) {
        out.object([&] {
          out.number("more", s.more);
          out.number("less", s.less);
          out.number("same", s.same);
        });
      });
    });
  });
  words.push_back("It is what happens to simulated people, and no promise.");
  out.texts("words", words);
  return out.finish();
}

}  // namespace bowlby
