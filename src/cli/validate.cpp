// Validate: all shipped studies against all published numbers.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/sweep/validated.hpp"
#include "app/validate/validate.hpp"
#include "cli/commands.hpp"
#include "cli/long_command.hpp"
#include "cli/numbers.hpp"
#include "io/files/files.hpp"
#include "io/text/shell.hpp"

namespace bowlby {
namespace {

constexpr const char* begin_mark = "<!-- misses: written by bowlby validate --docs -->";
constexpr const char* end_mark = "<!-- end of misses -->";

struct Options : LongOptions {
  std::string output, docs, parameters;
  std::vector<std::string> studies;
  std::string only;
  double scale = 1;
  bool begin = false;
};

// Replaces what stands between the two marks of a page with the table of misses.
std::optional<Problem> write_docs(const std::string& path, const Validation& v) {
  const auto text = read_whole(path, 4'000'000);
  if (!text) return text.problems().front();
  const std::size_t begin = text->find(begin_mark), end = text->find(end_mark);
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    return Problem{Fault::data,
                   path,
                   0,
                   0,
                   "",
                   "has no place for the table of misses",
                   std::string("put the lines ") + begin_mark + " and " + end_mark + " where it belongs"};
  const std::string fresh =
      text->substr(0, begin) + begin_mark + "\n\n" + misses_markdown(v) + "\n" + text->substr(end);
  return write_whole(path, fresh);
}

// Laid out for tasks; nothing is lived.
int begin(const Options& o, ValidateRequest& request, const std::string& command_line) {
  if (o.resume) return complain({begin_or_resume});
  if (!o.docs.empty())
    return complain({Problem{Fault::usage, "", 0, 0, "--docs", "there are no misses before all studies are lived",
                             "gather them, then call validate with --resume and --docs"}});
  request.command = without_flag(command_line, "--begin");
  const auto cells = lay_out_validation(request, o.parameters);
  return cells ? told_laid_out(*cells, "the run of a study", o.output) : complain(cells.problems());
}

int run(const Options& o, const std::string& command_line) {
  ValidateRequest request;
  request.output = o.output;
  request.scale = o.scale;
  request.studies = o.studies;
  request.only_lives = !o.only.empty();
  if (!o.docs.empty() && !o.only.empty())
    return complain({Problem{Fault::usage, "", 0, 0, "--docs", "the page of misses is of published numbers",
                             "leave out --only, or --docs"}});
  if (!o.docs.empty() && !o.studies.empty())
    return complain({Problem{Fault::usage, "", 0, 0, "--docs", "the page of misses is of all studies, not of some",
                             "leave out --study, or --docs"}});
  if (!o.parameters.empty()) {
    auto set = read_parameter_set(o.parameters);
    if (!set) return complain(set.problems());
    request.parameters = std::move(*set);
  }
  if (o.begin) return begin(o, request, command_line);
  return long_command(o, command_line, request, validate, [&o](const Validation& done) {
    fmt::print("{}", o.json ? to_json(done) : to_text(done));
    if (!o.docs.empty())
      if (const auto problem = write_docs(o.docs, done)) return complain({*problem});
    if (!o.json) fmt::print("\ntable    {}\npage     {}\n", done.table, done.page);
    return 0;
  });
}

}  // namespace

void add_validate(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  o->output = "out/validation";
  CLI::App* command = app.add_subcommand("validate", "Run the shipped studies and lay every published number beside");
  command->add_option("-o,--output", o->output, "folder for runs, table and page; must not exist or be empty");
  add_number(*command, "--scale", o->scale, io::Limits<double>{.005, 100}, "people, relative to each study's file");
  command->add_option("--study", o->studies,
                      "these studies alone, by name; then only what is measured in them is told");
  command->add_option("--only", o->only, "lives: the section on lives alone, and the studies it needs")
      ->check(CLI::IsMember({"lives"}));
  command->add_option("--parameters", o->parameters,
                      "parameter set: a name (see `bowlby sets`) or a file such as calibrated.yaml");
  command->add_option("--docs", o->docs, "page whose table of misses is to be written anew (docs/known_failures.md)");
  add_begin(*command, o->begin);
  add_long_options(*command, *o,
                   {"go on with an interrupted validation", "no progress", "threads; 0 = all. Never changes the result",
                    "the table as JSON"});
  command->footer(
      "Examples:\n"
      "  bowlby validate --output out/validation          a quarter of an hour on two cores\n"
      "  bowlby validate --scale .1 --output out/quick    half two minutes\n"
      "  bowlby validate --only lives --scale .2 --output out/lives    a minute\n"
      "  bowlby validate --study couples breakup --output out/couples\n"
      "  bowlby validate --output out/validation --resume --docs docs/known_failures.md\n"
      "On several machines:\n"
      "  bowlby validate --output out/validation --begin\n"
      "  bowlby sweep work out/validation --task 3 --of 5             each of 1 to 5\n"
      "  bowlby sweep gather out/validation");
  command->callback([o, &chosen, command_line] { chosen = [o, command_line] { return run(*o, command_line); }; });
}

}  // namespace bowlby
