// One's own data among simulated worlds.
#include "cli/data_compare.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/numbers.hpp"

namespace bowlby {

void add_data_compare(CLI::App& command, DataCompareOptions& o) {
  command.add_option("data", o.data, "folder of an import, or of a finished run")->required();
  add_study_options(command, o, "--study");
  add_number(command, "--worlds", o.worlds,
             io::Limits<std::uint32_t>{static_cast<std::uint32_t>(evidence::fewest_worlds), most_worlds},
             "simulated worlds; more find smaller differences");
  command.add_option("--only", o.only, "these alone: instruments (ecr, diary) or scales (ecr.anxiety_mean)");
  add_number(command, "--age", o.age, io::Limits<double>{0, 120}, "age of everybody, where the data tell none");
  command.add_option("-o,--output", o.output,
                     "folder for the words, the table, JSON and the picture; worlds are kept there, too");
  add_long_options(command, o, {"go on with the worlds that are in the folder", "no progress", "", "as JSON"});
  command.footer(
      "Examples:\n  bowlby data compare out/mine --study studies/couples.yaml\n"
      "  bowlby data compare out/mine --study studies/couples.yaml --only ecr -o out/mine_compared\n"
      "  bowlby data compare out/mine --study studies/couples.yaml --set press_taxes=0 --json");
}

int compare_own_data(const DataCompareOptions& o, const std::string& command_line) {
  if (o.study.empty())
    return complain({Problem{Fault::usage, "", 0, 0, "--study", "says whose worlds are lived, and is not there",
                             "name a study: --study studies/couples.yaml"}});
  if (o.resume && o.output.empty())
    return complain({Problem{Fault::usage, "", 0, 0, "--resume", "there is no folder to go on in", "name it: -o DIR"}});
  auto study = resolve(o);
  if (!study) return complain(study.problems());
  CompareRequest request;
  request.data = o.data;
  request.study = std::move(*study);
  request.worlds = o.worlds;
  request.output = o.output;
  request.only = o.only;
  request.age = o.age;
  return long_command(
      o, command_line, request, compare_data,
      [&o](const DataComparison& done) {
        fmt::print("{}", o.json ? to_json(done) : to_text(done));
        for (const std::string& file : done.files) say("written  " + file + "\n");
        return 0;
      },
      o.output.empty() ? "Interrupted; nothing is kept. With -o DIR finished worlds are, and --resume goes on.\n"
                       : all_kept);
}

}  // namespace bowlby
