#include "io/study/population.hpp"

#include "io/study/design.hpp"
#include "io/study/keys.hpp"

namespace bowlby::io {
namespace {

const Node nothing{Node::Kind::map, false, 0, 0, {}, {}};

// What two values say together, where both are known.
void judge(const Fields& in, const StudyChanges& changes, const Scenario& s, bool times_known, bool founders_known) {
  const auto complain = [&](const char* key, const char* reason, const char* remedy) {
    if (const auto at = in.find(key)) return at->problem(reason, remedy);
    in.problems().add(in.node(), std::string("population.") + key, reason, remedy);
  };
  if (times_known && s.birth_years > s.years)
    complain(in.has("birth_years") ? "birth_years" : "years", "the births do not end within the years run",
             changes.years ? "raise --years or lower birth_years" : "raise years or lower birth_years");
  if (founders_known && s.twins && s.founders % 2 != 0)
    complain("twins", "an odd number of founders cannot come in pairs",
             changes.founders ? "make --people an even number" : "make founders an even number");
}

}  // namespace

PopulationKnown read_population(const Fields& root, const StudyChanges& changes, Study& study) {
  const auto field = root.find("population");
  const Block in = field ? Block(root.problems(), *field, "population")
                         : Block(root.problems(), nothing, "population", "population");
  const bool readable = field ? field->node().kind == Node::Kind::map : !root.misspelt();
  const auto known = [&](bool taken) { return taken && readable && !in.misspelt(); };
  Scenario& s = study.scenario;
  bool founders_known = in.whole("founders", s.founders);
  PopulationKnown out;
  out.generations = known(in.whole("generations", s.generations));
  out.years = known(in.number("years", s.years));
  const bool births_known = known(in.number("birth_years", s.birth_years));
  in.truth("twins", s.twins);
  in.truth("unions", s.unions);
  in.truth("friends", s.friends);
  in.truth("deaths", s.deaths);
  in.truth("adversity", s.adversity);
  in.number("natural_help", s.natural_help);
  in.whole("replicates", study.replicates);
  if (const auto f = in.find("care")) s.care = read_care(root.problems(), *f);
  if (changes.founders) s.founders = *changes.founders, founders_known = true;
  if (changes.generations) s.generations = *changes.generations, out.generations = true;
  if (changes.years) s.years = *changes.years, out.years = true;
  if (changes.replicates) study.replicates = *changes.replicates;
  judge(in, changes, s, out.years && births_known, founders_known);
  return out;
}

}  // namespace bowlby::io
