#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/run/diff_run.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace bowlby {

void add_diff_run(CLI::App& app, Chosen& chosen) {
  auto a = std::make_shared<std::string>(), b = std::make_shared<std::string>();
  CLI::App* diff = app.add_subcommand("diff-run", "Name the first person, day and variable in which two runs differ");
  diff->add_option("a", *a, "folder of a finished run")->required();
  diff->add_option("b", *b, "folder of another")->required();
  diff->footer(
      "Example:\n"
      "  bowlby diff-run out/first out/second\n"
      "Lives both runs again, so it takes as long as they took up to the difference. Exit code 1: the runs differ.");
  diff->callback([&chosen, a, b] {
    chosen = [a, b] {
      const auto d = diff_run(*a, *b);
      if (!d) return complain(d.problems());
      if (!d->any)
        fmt::print("no difference\n");
      else if (d->variable.empty())
        fmt::print("first difference: {} (day {}, replicate {}{})\n", d->why, d->day, d->replicate,
                   d->a.empty() ? "" : "; " + d->a + " and " + d->b);
      else
        fmt::print("first difference: person {}, day {} (year {}), {}: {} and {}  (replicate {})\n", d->person, d->day,
                   d->year, d->variable, d->a, d->b, d->replicate);
      return d->any ? 1 : 0;
    };
  });
}

}  // namespace bowlby
