// Telling examples: chosen anew at each request, written down with the rule that chose them.
#include "scenes/examples.hpp"

#include "app/scene/parts.hpp"

namespace bowlby {
namespace {

using namespace scenes;

std::string n_of(int n) { return std::to_string(n) + " of " + std::to_string(example_runs); }
std::string minute(double m) { return "minute " + std::to_string(static_cast<int>(m + .5)); }

void put_care(SceneAnswer& out, std::string_view key, const Care& c) {
  out.object(key, [&] {
    out.number("response", *c.response);
    out.number("consistency", *c.consistency);
    out.number("rebuff", *c.rebuff);
    out.number("fright", *c.fright);
  });
}

void put_words(SceneAnswer& out, std::string_view rule, const std::vector<std::string>& words) {
  out.text("rule", rule);
  out.texts("words", words);
}

void asking_quiet(SceneAnswer& out, const SceneContext& context) {
  const Params params;
  const TellingEvening t = telling_evening(adults(context.threads), params);
  const EveningsAsked asked = asking_and_quiet(t.moment);
  const auto at = [](const std::optional<double>& m) {
    return m ? "from " + minute(*m) + " on" : std::string("later");
  };
  put_words(
      out, "Of six moments the one in which most of twenty pairs show it; of these pairs the one most like all twenty.",
      {"One worries about being left, the other keeps a distance.",
       "Look at the blocks and the curtain: one insists " + at(t.insists) + ", the other has drawn back " +
           at(t.drawn) + ".",
       "It shows in " + n_of(t.shows) + " pairs like this. What helps them stands under the picture."});
  out.text("moment", moments[t.moment].name);
  out.list("people", asked.people, [&](const PersonAsked& who) {
    out.object([&] {
      out.number("anxiety", who.anxiety);
      out.number("avoidance", who.avoidance);
    });
  });
  out.number("pair", static_cast<double>(t.pair));
}

void put_year_asked(SceneAnswer& out, const TellingYear& t) {
  put_care(out, "care", t.asked.care);
  if (t.other.response) put_care(out, "compare", t.other);
  out.number("child", t.child);
}

void patchy_care(SceneAnswer& out, const SceneContext& context) {
  const TellingYear t = telling_patchy_care(life_tables(), Params{}, context.threads);
  put_words(
      out,
      "Of three amounts of care the one where steady and patchy care part most of twenty children; of the children "
      "read differently with both carers one like most.",
      {"Two carers answer equally often. One is the same every day, the other has very good and very bad days.",
       "Play both films: it is the same child, born with the same luck, and only the carer is another.",
       "With the steady carer " + n_of(t.first) + " children are soon comforted, with the patchy one " +
           n_of(t.second) + "."});
  put_year_asked(out, t);
}

void quiet_outside(SceneAnswer& out, const SceneContext& context) {
  const TellingYear t = telling_quiet_child(life_tables(), Params{}, context.threads);
  put_words(
      out,
      "Of four carers who turn a child away, the one with whom most of twenty children are quiet and stirred up when "
      "left alone; of the children the one for whom this lasts longest.",
      {"This carer often turns the child away, and the child has learned not to ask.",
       "Look at the line inside while the child plays or turns away: quiet outside, racing inside.",
       "Left alone, " + n_of(t.first) + " children cry little or not at all and yet need comfort."});
  put_year_asked(out, t);
}

struct Example {
  std::string_view name;
  void (*put)(SceneAnswer&, const SceneContext&);
};
constexpr Example examples[]{
    {"asking_quiet", asking_quiet}, {"patchy_care", patchy_care}, {"quiet_outside", quiet_outside}};

}  // namespace

SceneResult example_scene(const Json& request, const SceneContext& context) {
  SceneAnswer out("example");
  out.text("name", request.at("name").text);
  for (const Example& e : examples)
    if (e.name == request.at("name").text) e.put(out, context);
  return out.finish();
}

}  // namespace bowlby
