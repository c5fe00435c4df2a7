// Three generations with and without a programme: request read, answer written.
#include <algorithm>
#include <cmath>
#include <optional>

#include "app/scene/answer.hpp"
#include "app/scene/parts.hpp"
#include "io/text/numbers.hpp"
#include "num/normal.hpp"
#include "population/record.hpp"
#include "scenes/lineage.hpp"

namespace bowlby {
namespace {

using namespace scenes;

template <class Of>
std::vector<double> column(const std::vector<Population>& all, std::size_t generation, Of of) {
  std::vector<double> x;
  for (const Population& p : all)
    if (const std::optional<double> value = of(p[generation])) x.push_back(*value);
  return x;
}

std::vector<double> column(const std::vector<Population>& all, std::size_t generation, std::size_t outcome) {
  return column(all, generation, [&](const GenerationCount& g) { return g.mean[outcome]; });
}

// How far people of a generation lie apart, whatever population they are of.
std::optional<double> spread(const std::vector<Population>& all, std::size_t generation, std::size_t outcome) {
  return interval_of(column(all, generation, [&](const GenerationCount& g) { return g.sd[outcome]; })).mean;
}

Interval difference(const Lineage& l, std::size_t generation, std::size_t outcome) {
  std::vector<double> x;
  for (std::size_t r = 0; r < l.changed.size(); ++r) {
    const auto &without = l.plain[r][generation].mean[outcome], &with = l.changed[r][generation].mean[outcome];
    if (without && with) x.push_back(*with - *without);
  }
  return interval_of(x);
}

void put(SceneAnswer& out, std::string_view key, const Interval& i) {
  out.object(key, [&] {
    out.number("mean", i.mean);
    out.number("low", i.low);
    out.number("high", i.high);
  });
}

std::vector<double> mean_bands(const std::vector<Population>& all, std::size_t generation) {
  std::vector<double> out(bands);
  for (const Population& p : all)
    for (std::size_t b = 0; b < out.size(); ++b) out[b] += p[generation].band[b] / static_cast<double>(all.size());
  return out;
}

void put_generation(SceneAnswer& out, const Lineage& l, std::size_t g) {
  out.object([&] {
    out.number("number", static_cast<double>(g + 1));
    double people = 0;
    for (const Population& p : l.plain) people += p[g].people / static_cast<double>(l.plain.size());
    out.number("people", people);
    out.object("bands", [&] {
      out.numbers("edges", {band_edges.begin(), band_edges.end()});
      out.numbers("plain", mean_bands(l.plain, g));
      if (!l.changed.empty()) out.numbers("changed", mean_bands(l.changed, g));
    });
    for (std::size_t k = 0; k < outcome_names.size(); ++k)
      out.object(outcome_names[k], [&] {
        put(out, "plain", interval_of(column(l.plain, g, k)));
        if (l.changed.empty()) return;
        put(out, "changed", interval_of(column(l.changed, g, k)));
        put(out, "difference", difference(l, g, k));
        out.number("sd", spread(l.plain, g, k));
      });
  });
}

void put_care(SceneAnswer& out, std::string_view key, const std::optional<Giving>& g) {
  const double none = std::nan("");
  out.object(key, [&] {
    out.number("response", g ? num::normal_cdf(g->mean) : none);
    out.number("consistency", g ? concentration_of(g->momentary) : none);
    out.number("rebuff", g ? g->rebuff : none);
    out.number("fright", g ? g->fright : none);
  });
}

void put_tree(SceneAnswer& out, std::string_view key, const std::vector<TreePerson>& people) {
  const auto id_or_none = [](std::uint32_t id) { return id == nobody ? std::nan("") : static_cast<double>(id); };
  out.object(key, [&] {
    out.list("people", people, [&](const TreePerson& p) {
      out.object([&] {
        out.number("id", p.id);
        out.number("generation", p.generation);
        out.truth("female", p.female);
        out.number("born", p.born);
        out.number("died", p.died);
        out.number("mother", id_or_none(p.mother));
        out.number("father", id_or_none(p.father));
        put_care(out, "given", p.given);
        put_care(out, "received", p.received);
        out.number("anxiety", p.anxiety);
        out.number("avoidance", p.avoidance);
        out.number("infant_security", p.infant_security);
        out.truth("reached", p.reached);
      });
    });
  });
}

std::string hundredths(double x) { return std::to_string(static_cast<int>(std::lround(100 * std::abs(x)))); }

// Whether a share moves from one generation to a later one by enough to see, beyond what populations differ by chance.
bool moves_between(const std::vector<Population>& all, std::size_t from, std::size_t to, std::size_t outcome) {
  std::vector<double> x;
  for (const Population& p : all) {
    const auto &a = p[from].mean[outcome], &b = p[to].mean[outcome];
    if (a && b) x.push_back(*b - *a);
  }
  const Interval d = interval_of(x);
  return d.mean && d.low && d.high && std::abs(*d.mean) > .05 && (*d.low > 0 || *d.high < 0);
}

std::vector<std::string> words_of(const Lineage& l) {
  constexpr const char* whose[]{"Among the founders", "Among their children", "Among their grandchildren"};
  constexpr auto secure = static_cast<std::size_t>(Outcome::secure);
  std::vector<std::string> out;
  bool moves = false;
  for (std::size_t g = 0; g < lineage_generations; ++g) {
    const Interval plain = interval_of(column(l.plain, g, secure));
    if (!plain.mean) continue;
    moves = moves || (g > 0 && moves_between(l.plain, g - 1, g, secure));
    std::string s =
        std::string(whose[g]) + ", " + hundredths(*plain.mean) + " of 100 infant visits are sorted as secure";
    const Interval d = difference(l, g, secure);
    if (g > 0 && d.mean && d.low && d.high) {  // what happens to founders as infants lies before any programme
      s += "; with the programme " + hundredths(*d.mean) + (*d.mean < 0 ? " fewer" : " more");
      s += *d.low <= 0 && *d.high >= 0 ? ", which these runs cannot tell from no change at all"
                                       : ", and all of the interval lies on that side";
    }
    out.push_back(s + ".");
  }
  // In large populations generations stay alike (structural check `generations` of bowlby validate).
  if (moves) out.push_back("The share also moves without any help: look at what the help changes, not at the level.");
  out.push_back("Each number is a mean over " +
                count_text(static_cast<int>(l.plain.size()), "population", "populations") +
                "; the interval says how far such a mean could lie from that of very many.");
  return out;
}

// About five seconds of one core. The schema says so, too.
constexpr double most_waited_for = 50'000;

std::optional<Problem> too_long_to_wait_for(const LineageAsked& a) {
  const double work = a.founders * a.years * a.replicates * (a.programme ? 2 : 1);
  if (work <= most_waited_for) return std::nullopt;
  return Problem{Fault::data,
                 "request",
                 0,
                 0,
                 "founders",
                 "founders x replicates x years, twice with a programme, are " + io::number_text(work) +
                     "; while somebody waits for the answer they may be " + io::number_text(most_waited_for),
                 "order it as a job (POST jobs, kind scene), ask for less, or use `bowlby scene lineage`"};
}

Help programme_of(const Json& j) {
  Help h;
  const auto& kind = j.at("kind").text;
  h.kind =
      static_cast<HelpKind>(std::find(std::begin(help_names), std::end(help_names), kind) - std::begin(help_names));
  h.age = j.at("age").number;
  h.months = j.at("months").number;
  h.dose = j.at("dose").number;
  h.share = j.at("share").number;
  return h;
}

}  // namespace

SceneResult lineage_scene(const Json& request, const SceneContext& context) {
  const auto edges = edges_of(request);
  if (!edges) return edges.problems();
  LineageAsked a;
  a.edges = *edges;
  a.seed = seed_of(request);
  a.founders = static_cast<std::uint32_t>(request.at("founders").number);
  a.replicates = static_cast<std::uint32_t>(request.at("replicates").number);
  a.years = request.at("years").number;
  if (const Json* programme = request.find("programme")) a.programme = programme_of(*programme);
  if (a.programme)
    if (const auto p = too_young(a.programme->age, least_age(a.programme->kind), "programme.age")) return *p;
  if (context.waited_for)
    if (const auto problem = too_long_to_wait_for(a)) return *problem;
  const auto lineage = live_lineage(a, life_tables(), Params{}, context.threads, [&](double done) {
    if (context.progress) context.progress(done, 1, "living three generations");
    return !context.stop || !context.stop();
  });
  if (!lineage) return stopped();
  SceneAnswer out("lineage");
  out.key("generations");
  out.open('[');
  for (std::size_t g = 0; g < lineage_generations; ++g) put_generation(out, *lineage, g);
  out.close(']');
  put_tree(out, "tree", lineage->tree);
  if (a.programme) put_tree(out, "changed_tree", lineage->changed_tree);
  out.number("replicates", a.replicates);
  out.texts("words", words_of(*lineage));
  return out.finish();
}

}  // namespace bowlby
