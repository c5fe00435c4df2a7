// Figure: one picture of a run's report as SVG.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/report/figure.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "io/files/files.hpp"

namespace bowlby {
namespace {

struct Options {
  std::string dir, name, output;
  bool replace = false;
};

int list(const std::string& dir) {
  const auto names = figure_names(dir);
  if (!names) return complain(names.problems());
  std::size_t wide = 0;
  for (const FigureName& f : *names) wide = std::max(wide, f.name.size());
  for (const FigureName& f : *names) fmt::print("{:<{}}  {}\n", f.name, wide, f.title);
  if (names->empty()) say("bowlby: this run's report has no picture: nothing was measured\n");
  return 0;
}

// What cannot be written is said before anything is drawn.
std::optional<Problem> no_place(const Options& o) {
  if (o.output.empty()) return std::nullopt;
  if (!o.output.ends_with(".svg"))
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--output",
                   o.output + " is no name for an SVG",
                   "end it in .svg; a browser or a drawing program makes other kinds of it"};
  std::error_code error;
  if (std::filesystem::is_directory(o.output, error))
    return Problem{
        Fault::usage, "", 0, 0, "--output", o.output + " is a folder", "give the name of a file, ending in .svg"};
  if (!std::filesystem::exists(o.output, error) || o.replace) return std::nullopt;
  return Problem{Fault::file,
                 o.output,
                 0,
                 0,
                 "--output",
                 "is there already",
                 "add --replace to write it anew, or choose another --output; nothing is overwritten"};
}

int run(const Options& o) {
  if (o.name.empty() && !o.output.empty())
    return complain(
        {{Fault::usage, "", 0, 0, "name", "there is no picture to write", "bowlby figure DIR lists all names"}});
  if (o.name.empty()) return list(o.dir);
  if (const auto problem = no_place(o)) return complain({*problem});
  const auto svg = figure_of(o.dir, o.name);
  if (!svg) return complain(svg.problems());
  if (o.output.empty()) {
    fmt::print("{}", *svg);
    return 0;
  }
  if (const auto problem = write_whole(o.output, *svg)) return complain({*problem});
  fmt::print("figure   {}\n", o.output);
  return 0;
}

}  // namespace

void add_figure(CLI::App& app, Chosen& chosen) {
  auto o = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("figure", "One picture of a run's report as SVG, with caption and how to get it again");
  command->add_option("dir", o->dir, "folder of a finished run")->required();
  command->add_option("name", o->name, "which picture; without it all names are listed");
  command->add_option("-o,--output", o->output, "the SVG; standard output unless it is said");
  command->add_flag("--replace", o->replace, "write over a file that is there");
  command->footer("Examples:\n  bowlby figure out/first\n  bowlby figure out/first plane --output plane.svg");
  command->callback([&chosen, o] { chosen = [o] { return run(*o); }; });
}

}  // namespace bowlby
