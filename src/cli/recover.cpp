// Recover: lasting differences found again in full diaries, or named as not to be found.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "app/recover/recover.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "io/study/file.hpp"
#include "io/study/parameter_set.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

// Days of diary and prompts a day: "30x5".
struct Design {
  int days = 0, prompts = 0;
};

constexpr io::Limits<int> diary_days{1, most_full_diary_days}, prompts_a_day{1, 48};
constexpr int doublings = 4;
constexpr std::size_t people_of_a_design = 300;
constexpr double age_of_a_design = 25;

struct Options : LongOptions {
  std::vector<std::size_t> people;
  std::vector<int> days;
  std::vector<Design> designs;
  std::optional<int> longest;
  std::vector<std::string> set, off;
  std::string parameters, output = "out/recovery";
  std::optional<double> age;
  std::uint64_t seed = 1;
};

// Sorted, each once.
template <class T>
std::vector<T> in_order(std::vector<T> values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

bool read_design(const std::string& text, std::vector<Design>& into, io::Refusal& why) {
  const std::size_t cross = text.find('x');
  if (cross == std::string::npos) {
    why = {io::shown(text) + " has no x between days and prompts", "write days x prompts a day: 30x5"};
    return false;
  }
  const auto days = read_in(text.substr(0, cross), diary_days, why);
  const auto prompts = days ? read_in(text.substr(cross + 1), prompts_a_day, why) : std::nullopt;
  if (prompts) into.push_back({*days, *prompts});
  return prompts.has_value();
}

std::optional<Problem> ask_for_designs(RecoverRequest& request, const Options& o) {
  const auto refuse = [](const char* option, const char* reason, const char* remedy) {
    return Problem{Fault::usage, "", 0, 0, option, reason, remedy};
  };
  if (o.designs.empty())
    return o.longest ? std::optional(refuse("--longest", "is for --design", "add --design 30x5")) : std::nullopt;
  if (!o.days.empty()) return refuse("--days", "is said by --design already", "name one of the two");
  request.prompts = o.designs.front().prompts;
  request.days.clear();
  for (const Design& d : o.designs) {
    if (d.prompts != request.prompts)
      return refuse("--design", "names two numbers of prompts", "compare lengths here, and prompts in two recoveries");
    if (std::ranges::count(request.days, d.days) > 0)
      return refuse("--design", "names the same days twice", "name every design once");
    request.days.push_back(d.days);
  }
  if (o.longest && *o.longest < request.days.front())
    return refuse("--longest", "is shorter than the design itself", "name a longer span, or leave it out");
  if (o.designs.size() == 1) {  // one design asks how many days would be enough
    const int first = request.days.front(),
              last = std::min(o.longest.value_or(first << doublings), most_full_diary_days);
    for (int days = 2 * first; days <= last; days *= 2) request.days.push_back(days);
  } else if (o.longest) {
    return refuse("--longest", "is for one design, whose days are doubled", "name one design, or all lengths");
  }
  request.days = in_order(request.days);
  return std::nullopt;
}

Expected<RecoverRequest> request_of(const Options& o) {
  RecoverRequest request;
  if (!o.people.empty())
    request.people = in_order(o.people);
  else if (!o.designs.empty())
    request.people = {people_of_a_design};
  if (!o.days.empty()) request.days = in_order(o.days);
  request.age = o.age.value_or(o.designs.empty() ? 0 : age_of_a_design);
  request.seed = o.seed;
  request.output = o.output;
  if (!o.parameters.empty()) {
    const auto set = read_parameter_set(o.parameters);
    if (!set) return set.problems();
    request.params = set->params;
  }
  std::vector<Problem> problems;
  if (const auto problem = ask_for_designs(request, o)) problems.push_back(*problem);
  for (const auto& text : o.set)
    if (const auto problem = set_parameter(request.params, text)) problems.push_back(*problem);
  for (const auto& name : o.off)
    if (const auto problem = cut_edge(request.edges, name)) problems.push_back(*problem);
  if (!problems.empty()) return problems;
  return request;
}

int run(const Options& o, const std::string& command_line) {
  auto request = request_of(o);
  if (!request) return complain(request.problems());
  for (const auto& text : o.set)
    if (const auto unread = unread_in_runs(text)) fmt::print(stderr, "bowlby: {}\n", *unread);
  const auto show = [&o](const RecoverSummary& done) {
    const std::string paths = fmt::format("table    {}\npeople   {}\npicture  {}\npage     {}\n", done.summary,
                                          done.people, done.picture, done.page);
    if (done.there) {
      say("This recovery was finished already; nothing was reckoned again.\n");
      fmt::print("{}", paths);
    } else if (o.json) {
      fmt::print("{}", to_json(done));
    } else {
      fmt::print("{}in {}\n{}", to_text(done), duration_text(done.seconds), paths);
      fmt::print("digest {}\n", num::hex(done.digest));
    }
    return 0;
  };
  return long_command(o, command_line, *request, recover, show,
                      "Interrupted; nothing was written. The same command begins anew, with or without --resume.\n");
}

}  // namespace

void add_recover(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("recover", "Simulate full diaries and find each person's and carer's lasting traits again");
  add_numbers(*command, "--people", o->people, io::Limits<std::size_t>{10, 100'000},
              "pairs of person and carer; several sizes with commas. Left out: 100,300,1000; of --design 300");
  add_numbers(*command, "--days", o->days, diary_days,
              "length of full diaries; several lengths with commas. Left out: 1095");
  add_words(*command,
            {"--design", "DAYSxPROMPTS",
             "days, and prompts a day at which feelings are told; of one design, how many days would be "
             "enough: its days are doubled up to --longest",
             [o] { o->designs.clear(); },
             [o](const std::string& text, io::Refusal& why) { return read_design(text, o->designs, why); }, true});
  add_number(*command, "--longest", o->longest, diary_days,
             "of one --design: days at most. Left out: 16 times its own");
  add_number(*command, "--age", o->age, io::Limits<double>{0, 80},
             "age as the diary begins: it sets how many moments a day has. Left out: 0; of --design 25");
  command->add_option("--parameters", o->parameters,
                      "parameter set: a name (see `bowlby sets`) or a file such as calibrated.yaml");
  command->add_option("--set", o->set, "name=value of a parameter (repeatable); see `bowlby params`");
  command->add_option("--off", o->off, "edge to cut (repeatable); see `bowlby edges`");
  add_number(*command, "--seed", o->seed, study_limits::seed, "whose luck");
  command->add_option("-o,--output", o->output, "folder for tables and picture; must not exist or be empty");
  add_long_options(*command, *o,
                   {"nothing again where OUTPUT is finished, else from the beginning: nothing is kept between",
                    "no progress", "threads; 0 = all. Never changes the result", "the table as JSON"});
  command->footer(
      "Examples:\n"
      "  bowlby recover --output out/recovery          100, 300 and 1000 people, the first three years of life\n"
      "  bowlby recover --people 1000 --days 30,120,365,1095 --output out/lengths\n"
      "  bowlby recover --people 50 --days 60 --output out/try                      seconds\n"
      "  bowlby recover --people 300 --age 20 --days 3650 --output out/grown        ten years of an adult's diary\n"
      "  bowlby recover --design 30x5 --output out/design                           how many days for a correlation "
      "above .8?\n"
      "  bowlby recover --design 14x5,28x5 --people 100 --output out/two_designs\n"
      "  bowlby recover --people 300 --off uncertainty_to_press --output out/no_press\n"
      "Writes OUTPUT/recovery.tsv, people.tsv (truth and estimate of everyone), recovery.md and recovery.svg.");
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
