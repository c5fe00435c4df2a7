// bowlby: reads the command line, calls one use case, prints. Exit codes: 0 well, 64 usage, 65 bad data, 66 file,
// 70 our fault, 130 interrupted.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>

#include "app/build.hpp"
#include "base/problem.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "io/text/shell.hpp"

namespace {

std::string joined(int argc, char** argv) {
  std::vector<std::string> words{"bowlby"};
  words.insert(words.end(), argv + 1, argv + argc);
  return bowlby::shell_line(words);
}

// A first word that is no subcommand: the nearest one is offered.
std::optional<bowlby::Problem> unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return std::nullopt;
  std::vector<std::string> names;
  for (const CLI::App* s : app.get_subcommands([](const CLI::App*) { return true; })) names.push_back(s->get_name());
  const std::string given = argv[1], near = bowlby::nearest_name(given, names);
  if (std::find(names.begin(), names.end(), given) != names.end()) return std::nullopt;
  return bowlby::Problem{bowlby::Fault::usage,
                         "",
                         0,
                         0,
                         given,
                         "there is no such command",
                         near.empty() ? "see bowlby --help" : "did you mean " + near + "?"};
}

// Standard output is part of the answer, whichever command gave it: what could not be written is a failure. A failure
// that was there before keeps its code; "the runs differ" is an answer, and it is lost too.
int delivered(int code) {
  const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  if (written || code > 1) return code;
  return bowlby::complain({{bowlby::Fault::file, "", 0, 0, "standard output", "cannot be written in full",
                            "look for a full disk or a closed stream, then call again"}});
}

// What the machine has too little of is no fault of the program.
std::optional<bowlby::Problem> too_little(const std::exception& e) {
  const auto* system = dynamic_cast<const std::system_error*>(&e);
  const bool threads = (system && system->code() == std::errc::resource_unavailable_try_again) ||
                       std::string_view(e.what()).find("pthread_create") != std::string_view::npos;
  if (threads)
    return bowlby::Problem{bowlby::Fault::file,
                           "",
                           0,
                           0,
                           "threads",
                           "no more can be started",
                           "use fewer with --threads, or raise the limit (ulimit -u)"};
  if (dynamic_cast<const std::bad_alloc*>(&e))
    return bowlby::Problem{bowlby::Fault::file,
                           "",
                           0,
                           0,
                           "memory",
                           "there is not enough",
                           "free some, or ask for fewer people or threads"};
  return std::nullopt;
}

// Where nobody can catch it any more (in a thread of a library): words and an exit code all the same.
[[noreturn]] void end_in_words() {
  int code = static_cast<int>(bowlby::Fault::internal);
  try {
    if (const auto now = std::current_exception()) std::rethrow_exception(now);
    std::fputs("bowlby: ended: too few threads or too little memory, or a fault of the program\n", stderr);
  } catch (const std::exception& e) {
    if (const auto problem = too_little(e))
      code = bowlby::complain({*problem});
    else
      std::fprintf(stderr, "bowlby: a fault of the program: %s. Please report it with the command line.\n", e.what());
  } catch (...) {
  }
  ::_exit(code);
}

int answer(CLI::App& app, const bowlby::Chosen& chosen, const bool& parse_only, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    if (argc == 1) {  // nothing asked: what can be asked
      std::fputs(app.help().c_str(), stdout);
      return 0;
    }
    if (parse_only) return 0;
    return chosen ? chosen() : static_cast<int>(bowlby::Fault::usage);
  } catch (const CLI::ParseError& e) {
    return e.get_exit_code() == 0 ? app.exit(e) : (app.exit(e), static_cast<int>(bowlby::Fault::usage));
  } catch (const std::exception& e) {
    if (std::ferror(stdout) != 0) return 0;  // printing threw: delivered() says so
    if (const auto problem = too_little(e)) return bowlby::complain({*problem});
    std::fprintf(stderr, "bowlby: a fault of the program: %s. Please report it with the command line.\n", e.what());
    return static_cast<int>(bowlby::Fault::internal);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(end_in_words);
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large becomes a problem with a name, not a killed run
  CLI::App app{"Attachment theory you can run: from a moment to generations.", "bowlby"};
  app.set_version_flag("--version",
                       "bowlby " + std::string(bowlby::build_version()) + " (" + std::string(bowlby::build_commit()) +
                           ", " + std::string(bowlby::build_compiler()) +
                           ")\nCite as: " + bowlby::citation(bowlby::build_version(), bowlby::build_commit()));
  app.require_subcommand(0, 1);
  app.failure_message([](const CLI::App* of, const CLI::Error& e) {
    // The message of the command that was given, and where its options are told.
    while (!of->get_subcommands().empty()) of = of->get_subcommands().front();
    std::string command;
    for (const CLI::App* a = of; a != nullptr; a = a->get_parent()) command = a->get_name() + " " + command;
    return std::string("bowlby: ") + e.what() + "\nSee " + command + "--help\n";
  });
  app.footer(
      "Examples:\n"
      "  bowlby run studies/generations.yaml --output out/first\n"
      "  bowlby run studies/rearing.yaml --off uncertainty_to_press --output out/ablated\n"
      "  bowlby compare out/first\n"
      "  bowlby figure out/first plane --output plane.svg\n"
      "  bowlby params insistence\n"
      "  bowlby claims run --headline --output out/claims\n"
      "  bowlby calibrate --quick --output out/try\n"
      "  bowlby notebook my.note\n"
      "  bowlby scene evening --request evening.json\n"
      "Exit codes: 0 well, 64 usage, 65 bad data, 66 file, 70 our fault, 130 interrupted; diff-run: 1 the runs "
      "differ.");
  bowlby::Chosen chosen;
  bool parse_only = false;  // for checks of printed commands: judges the options and does nothing
  app.add_flag("--parse-only", parse_only)->group("");
  bowlby::add_run(app, chosen, joined(argc, argv));
  bowlby::add_params(app, chosen);
  bowlby::add_compare(app, chosen, joined(argc, argv));
  bowlby::add_study(app, chosen);
  bowlby::add_diff_run(app, chosen);
  bowlby::add_claims(app, chosen, joined(argc, argv));
  bowlby::add_calibrate(app, chosen, joined(argc, argv));
  bowlby::add_validate(app, chosen, joined(argc, argv));
  bowlby::add_recover(app, chosen, joined(argc, argv));
  bowlby::add_studio(app, chosen);
  bowlby::add_notebook(app, chosen);
  bowlby::add_scene(app, chosen);
  bowlby::add_plan(app, chosen, joined(argc, argv));
  bowlby::add_figure(app, chosen);
  bowlby::add_archive(app, chosen);
  bowlby::add_sweep(app, chosen, joined(argc, argv));
  bowlby::add_fit(app, chosen, joined(argc, argv));
  bowlby::add_data(app, chosen, joined(argc, argv));
  if (const auto problem = unknown_command(app, argc, argv)) return bowlby::complain({*problem});
  return delivered(answer(app, chosen, parse_only, argc, argv));
}
