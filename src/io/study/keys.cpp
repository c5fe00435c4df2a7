#include "io/study/keys.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "instruments/diary/diary.hpp"
#include "instruments/strange_situation.hpp"
#include "io/study/file.hpp"
#include "io/study/names.hpp"

namespace bowlby::io {
namespace {

constexpr double oldest = 120, longest_run = study_limits::years.high, months_of_a_century = 1200, none = 0;
constexpr const ParamInfo& consistency = *find_parameter("care_consistency");

using enum Shape;
using study_limits::founders, study_limits::generations, study_limits::years, study_limits::replicates;
constexpr std::array table{
    StudyKey{"", "name", name, 1, 64, "!", "short name of the study"},
    StudyKey{"", "title", line, 0, 200, "", "one line"},
    StudyKey{"", "question", line, 0, 4000, "", "what is asked, in a sentence or two"},
    StudyKey{"", "seed", whole, 0, 18446744073709551615.0, "!", "chooses the luck; the same seed gives the same run"},
    StudyKey{"", "population", block, none, none, "", "who lives, and what of life there is"},
    StudyKey{"", "arms", Shape::arms, none, none, "",
             "groups of founders: a list drawn by person at birth, or how they are drawn"},
    StudyKey{"", "events", blocks, none, none, "", "what befalls founders"},
    StudyKey{"", "help", blocks, none, none, "", "help that founders get"},
    StudyKey{"", "parameter_set", word, none, none, "",
             "a shipped set of parameters to start from; otherwise the defaults"},
    StudyKey{"", "parameters", values, none, none, "", "name: value, for any row of `bowlby params`"},
    StudyKey{"", "off", words, none, none, "", "causal edges to cut"},
    StudyKey{"", "rung", word, none, none, "R6", "a rung of the ladder of nested models"},
    StudyKey{"", "waves", blocks, none, none, "", "who is seen when, with which instrument"},
    StudyKey{"", "record", block, none, none, "", "what is written down day by day and year by year"},

    StudyKey{"population", "founders", whole, founders.low, founders.high, "1000", "people who start the world"},
    StudyKey{"population", "generations", whole, generations.low, generations.high, "1",
             "1: founders only; 3: their children and grandchildren too"},
    StudyKey{"population", "years", number, years.low, years.high, "20",
             "horizon [years] from the first founder's birth"},
    StudyKey{"population", "birth_years", number, 0, 100, "1", "founders are born over this span [years]"},
    StudyKey{"population", "twins", truth, none, none, "false",
             "founders come in pairs with the same carers, half of them identical"},
    StudyKey{"population", "unions", truth, none, none, "true", "false: nobody finds a partner"},
    StudyKey{"population", "friends", truth, none, none, "true", "false: nobody finds friends"},
    StudyKey{"population", "deaths", truth, none, none, "true", "false: nobody dies"},
    StudyKey{"population", "adversity", truth, none, none, "true", "false: no abuse at home, no placement elsewhere"},
    StudyKey{"population", "natural_help", number, 0, 100, "1", "multiplies the chance of finding help by oneself"},
    StudyKey{"population", "replicates", whole, replicates.low, replicates.high, "1",
             "independent repetitions with other luck; join on `replicate` as well as `person`"},
    StudyKey{"population", "care", block, none, none, "",
             "what every founder grows up with, where an arm does not say otherwise"},

    StudyKey{"care", "response", number, 0, 1, "", "mean response to a bid; what is left out is drawn"},
    StudyKey{"care", "consistency", number, consistency.low, consistency.high, "",
             "concentration of the response, as of a beta draw"},
    StudyKey{"care", "rebuff", number, 0, 1, "", "share of an unmet bid that comes back as rebuff"},
    StudyKey{"care", "fright", number, 0, 1, "", "chance that a moment with the carer frightens"},

    StudyKey{"arms", "assign", word, none, none, "person", "couple: two who live together are in one arm"},
    StudyKey{"arms", "at", clock, 0, oldest, "birth", "when the arm is drawn: birth, an age, or union"},
    StudyKey{"arms", "months", whole, 0, months_of_a_century, "0",
             "with at: union, months that two have lived together"},
    StudyKey{"arms", "alone", truth, none, none, "false",
             "with assign: couple, whether people without a partner take part"},
    StudyKey{"arms", "mixed", truth, none, none, "false",
             "with assign: person, what is for two reaches a partner in another arm, too"},
    StudyKey{"arms", "groups", blocks, none, none, "!", "the arms"},

    StudyKey{"groups", "name", name, 1, 64, "!", "short name of the arm"},
    StudyKey{"groups", "share", number, 0, 1, "",
             "share of all founders; they add up to 1, or none has one: equal parts"},
    StudyKey{"groups", "care", block, none, none, "",
             "what founders of this arm grow up with; only for arms drawn at birth"},

    StudyKey{"events", "kind", word, none, none, "!", "what happens"},
    StudyKey{"events", "age", number, 0, oldest, "", "when [years]; this or `after`"},
    StudyKey{"events", "after", whole, 0, months_of_a_century, "", "months after the drawing of the arms"},
    StudyKey{"events", "months", number, 0, months_of_a_century, "",
             "how long; of separation and institution, whole months"},
    StudyKey{"events", "size", number, 0, 20, "1", "of separation (at most 1) and pulse; 0 is no event"},
    StudyKey{"events", "share", number, 0, 1, "1", "share of those it is for"},
    StudyKey{"events", "arm", word, none, none, "", "for this arm only"},
    StudyKey{"events", "care", block, none, none, "", "how the new carer or the changed partner answers"},

    StudyKey{"help", "kind", word, none, none, "!", "what kind of help"},
    StudyKey{"help", "age", number, 0, oldest, "", "when [years]; this or `after`"},
    StudyKey{"help", "after", whole, 0, months_of_a_century, "", "months after the drawing of the arms"},
    StudyKey{"help", "months", number, .1, 600, "6", "length of therapy; months times dose is whole"},
    StudyKey{"help", "dose", number, 0, 10, "1", "how much; 0 is no help"},
    StudyKey{"help", "share", number, 0, 1, "1", "share of those it is for"},
    StudyKey{"help", "arm", word, none, none, "", "for this arm only"},

    StudyKey{"waves", "name", name, 1, 64, "!", "short name of the visit"},
    StudyKey{"waves", "instrument", words, none, none, "!",
             "with what one is seen or asked: one, or several at the same visit"},
    StudyKey{"waves", "ages", numbers, 0, oldest, "", "clock: on the first month start on or after each age [years]"},
    StudyKey{"waves", "dates", numbers, 0, longest_run, "",
             "clock: everybody on one day [years from the start of the run]"},
    StudyKey{"waves", "months", wholes, 0, 4800, "", "clock: months after the event named in `after`"},
    StudyKey{"waves", "after", word, none, none, "", "kind of event that `months` count from"},
    StudyKey{"waves", "of", word, none, none, "person", "both: whoever is due brings the partner on the same day"},
    StudyKey{"waves", "generations", wholes, generations.low, generations.high, "", "only these generations"},
    StudyKey{"waves", "about", words, none, none, "", "about whom, where the instrument is about somebody"},
    StudyKey{"waves", "share", number, 0, 1, "1", "share of people invited, by a lot of the wave's name"},
    StudyKey{"waves", "missing", number, 0, 1, "0", "chance that a visit does not take place"},
    StudyKey{"waves", "dropout", number, 0, .99, "0", "chance at each later visit to be lost for good"},
    StudyKey{"waves", "by", word, none, none, "person", "couple: two are lost together"},
    StudyKey{"waves", "minutes", number, 0, 2000, "0", "of sensitivity: minutes watched; 0: as in `coder_minutes`"},
    StudyKey{"waves", "days", whole, 1, most_diary_days, "7", "of a diary"},
    StudyKey{"waves", "prompts", whole, 1, most_diary_prompts, "8", "of a diary, a day"},
    StudyKey{"waves", "together", whole, 0, 3650, "",
             "partners whose diaries fall due within so many days keep them together; the diary's length unless said "
             "otherwise"},
    StudyKey{"waves", "items", truth, none, none, "false",
             "of `ecr` and `relationship_questionnaire`: answers to single items are kept, too"},
    StudyKey{"waves", "coders", whole, 1, most_coders, "1",
             "of the Strange Situation: so many rate the same film, each alone"},

    StudyKey{"record", "moments", whole, 0, 10'000'000, "0", "people whose moments are written down"},
    StudyKey{"record", "moments_from", number, 0, oldest, "0", "from this age on [years]"},
    StudyKey{"record", "moments_until", number, 0, oldest, "0", "until this age [years]"},
    StudyKey{"record", "courses", whole, 0, 10'000'000, "0", "people followed year by year"},
};

}  // namespace

std::span<const StudyKey> study_keys() { return table; }

Names keys_of(std::string_view block) {
  Names names;
  for (const StudyKey& k : table)
    if (k.block == block) names.emplace_back(k.name);
  return names;
}

const StudyKey& study_key(std::string_view block, std::string_view name) {
  const auto at = std::ranges::find_if(table, [&](const StudyKey& k) { return k.block == block && k.name == name; });
  if (at == table.end()) throw std::logic_error("no key of a study is called " + std::string(name));
  return *at;
}

Names words_of(const StudyKey& k) {
  const std::string_view b = k.block, n = k.name;
  if (n == "parameter_set") return parameter_set_names();
  if (n == "off") return edge_names();
  if (n == "rung") return {"0", "1", "2", "3", "4", "5", "6", "R0", "R1", "R2", "R3", "R4", "R5", "R6"};
  if (n == "assign" || n == "by") return {"person", "couple"};
  if (n == "of") return {"person", "both"};
  if (n == "instrument") return instrument_names();
  if (n == "about") return about_names();
  if (n == "kind") return b == "events" ? event_kinds() : help_kinds();
  if (b == "waves" && n == "after") return happening_kinds();
  return {};  // the arms that the file itself names
}

}  // namespace bowlby::io
