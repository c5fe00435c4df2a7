// Archive: a folder of results as one zip for a repository.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/archive/archive.hpp"
#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace bowlby {
namespace {

int run(const ArchiveRequest& request) {
  const auto done = archive(request);
  if (!done) return complain(done.problems());
  fmt::print("archive  {} ({} files)\nlicence  {}\n", done->path, done->files.size(), request.licence);
  if (done->people) say("bowlby: it holds answers of real people; pass it on only as they allowed\n");
  return 0;
}

}  // namespace

void add_archive(CLI::App& app, Chosen& chosen) {
  auto o = std::make_shared<ArchiveRequest>();
  CLI::App* command = app.add_subcommand(
      "archive", "Study, results, CSV, codebook, report, licence and metadata (RO-Crate) of a folder in one zip");
  command->add_option("dir", o->dir, "folder of a finished run, an import or a gathered sweep")->required();
  command->add_option("-o,--output", o->output, "the zip; DIR.zip unless it is said");
  command->add_option("--licence", o->licence, "under which others may use it: an SPDX id, an address or a file")
      ->capture_default_str();
  command->add_option("--author", o->authors, "who made it (repeatable)");
  command->add_flag("--replace", o->replace, "write over a zip that is there");
  command->footer(
      "Examples:\n  bowlby archive out/first\n"
      "  bowlby archive out/first --output first.zip --licence CC0-1.0 --author 'Ann Example' --replace");
  command->callback([&chosen, o] { chosen = [o] { return run(*o); }; });
}

}  // namespace bowlby
