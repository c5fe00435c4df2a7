// bowlby: reads the command line, calls one use case, prints. Exit codes: 0 well, 64 usage, 65 bad data, 66 file,
// 70 our fault, 130 interrupted.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "app/build.hpp"
#include "cli/commands.hpp"
#include "studies/problem.hpp"

namespace {

std::string joined(int argc, char** argv) {
  std::string line = "bowlby";
  for (int i = 1; i < argc; ++i) line += std::string(" ") + argv[i];
  return line;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Attachment theory you can run: from a moment to generations.", "bowlby"};
  app.set_version_flag("--version", "bowlby " + std::string(bowlby::build_version()) + " (" +
                                        std::string(bowlby::build_commit()) + ", " +
                                        std::string(bowlby::build_compiler()) + ")");
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  bowlby run studies/generations.yaml --output out/first\n"
      "  bowlby run studies/rearing.yaml --off uncertainty_to_press --output out/ablated\n"
      "  bowlby compare out/first\n"
      "  bowlby params insistence\n"
      "Exit codes: 0 well, 64 usage, 65 bad data, 66 file, 70 our fault, 130 interrupted.");
  bowlby::Chosen chosen;
  bowlby::add_run(app, chosen, joined(argc, argv));
  bowlby::add_params(app, chosen);
  bowlby::add_compare(app, chosen);
  bowlby::add_diff_run(app, chosen);
  try {
    app.parse(argc, argv);
    return chosen ? chosen() : static_cast<int>(bowlby::Fault::usage);
  } catch (const CLI::ParseError& e) {
    return e.get_exit_code() == 0 ? app.exit(e) : (app.exit(e), static_cast<int>(bowlby::Fault::usage));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "bowlby: a fault of the program: %s. Please report it with the command line.\n", e.what());
    return static_cast<int>(bowlby::Fault::internal);
  }
}
