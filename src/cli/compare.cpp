// What a finished run can be asked: the evidence table, CSV files, the report again.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>

#include "app/report/report.hpp"
#include "app/validate/compare.hpp"
#include "cli/commands.hpp"
#include "cli/data_compare.hpp"
#include "cli/dialect.hpp"
#include "cli/terminal.hpp"
#include "io/results/export_csv.hpp"

namespace bowlby {
namespace {

enum class Form { text, json, csv };

int print_comparison(const std::string& dir, const std::vector<std::string>& only, Form form,
                     const std::string& dialect) {
  const auto reader = read_results(dir, true);
  if (!reader) return complain(reader.problems());
  auto table = compare(*reader, only);
  if (!table) return complain(table.problems());
  const auto why = why_nothing_to_compare(*reader, only);
  if (why && why->fault == Fault::usage) return complain({*why});
  if (why) fmt::print(form == Form::text ? stdout : stderr, "{}\n", text(*why));
  if (const auto problem = measure_replicates(*reader, *table)) return complain({*problem});
  const bool with_days = only.empty() || std::find(only.begin(), only.end(), "daily") != only.end();
  const auto days = with_days ? daily_life(*reader) : std::vector<DailyLife>{};
  if (!days) return complain(days.problems());
  if (form == Form::json)
    fmt::print("{}", to_json(*table, *days));
  else if (form == Form::csv)
    fmt::print("{}", to_csv(*table, *days, dialect_named(dialect)));
  else
    fmt::print("{}{}", why ? "" : to_text(*table), to_text(*days));
  return 0;
}

int print_csv(const std::string& dir, const std::string& into, const std::string& dialect, bool wide) {
  const auto reader = read_results(dir, true);
  if (!reader) return complain(reader.problems());
  if (const auto problem = export_csv(*reader, into, dialect_named(dialect), wide)) return complain({*problem});
  fmt::print("CSV files in {}\n", into);
  return 0;
}

}  // namespace

void add_compare(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto dir = std::make_shared<std::string>();
  auto into = std::make_shared<std::string>();
  auto dialect = std::make_shared<std::string>("csv");
  auto wide = std::make_shared<bool>(false);
  auto json = std::make_shared<bool>(false), lines = std::make_shared<bool>(false);
  auto only = std::make_shared<std::vector<std::string>>();
  CLI::App* compare_command = app.add_subcommand("compare", "Simulated beside published numbers");
  auto own = std::make_shared<DataCompareOptions>();
  CLI::Option* folder = compare_command->add_option("dir", *dir, "folder of a finished run");
  CLI::Option* data = compare_command
                          ->add_option("--data", own->data,
                                       "own data in place of a run, among simulated worlds of --study; `bowlby data "
                                       "compare` has more options")
                          ->excludes(folder);
  compare_command->add_option("--study", own->study, "with --data: the study whose worlds are lived")->needs(data);
  CLI::Option* as_json = compare_command->add_flag("--json", *json, "as JSON");
  CLI::Option* as_csv =
      compare_command->add_flag("--csv", *lines, "as CSV, with what the replicates give by themselves in columns");
  as_csv->excludes(as_json);
  add_dialect(compare_command, *dialect)->needs(as_csv);
  compare_command->add_option(
      "--only", *only, "these alone: ids of targets, a role (calibrate, soft, context), or daily: the days of diaries");
  compare_command->footer(
      "Examples:\n  bowlby compare out/first\n  bowlby compare out/first --only calibrate TRN01 --json\n"
      "  bowlby compare out/first --csv > compared.csv\n"
      "  bowlby compare --data out/mine --study studies/couples.yaml");
  compare_command->callback([&chosen, dir, only, json, lines, dialect, own, command_line] {
    chosen = [dir, only, json, lines, dialect, own, command_line] {
      own->only = *only, own->json = *json;
      if (!own->data.empty()) return compare_own_data(*own, command_line);
      if (dir->empty())
        return complain({Problem{Fault::usage, "", 0, 0, "dir", "there is nothing to compare",
                                 "name the folder of a finished run, or own data with --data and --study"}});
      return print_comparison(*dir, *only, *json ? Form::json : *lines ? Form::csv : Form::text, *dialect);
    };
  });
  CLI::App* csv = app.add_subcommand("export", "Write a run's tables as CSV, with the codebook");
  csv->add_option("dir", *dir, "folder of a finished run")->required();
  csv->add_option("into", *into, "folder for the CSV files")->required();
  add_dialect(csv, *dialect);
  csv->add_flag(
      "--wide", *wide,
      "also wide.csv: one row per person, columns WAVE_INSTRUMENT_SCALE; wide_codebook.csv says what they are");
  csv->footer(
      "Examples:\n  bowlby export out/first out/first_csv\n  bowlby export out/first out/first_wide --wide\n  bowlby "
      "export out/first out/first_excel --dialect "
      "excel-de");
  csv->callback([&chosen, dir, into, dialect, wide] {
    chosen = [dir, into, dialect, wide] { return print_csv(*dir, *into, *dialect, *wide); };
  });
  CLI::App* report_command = app.add_subcommand("report", "Write report.html of a run, or of imported answers, again");
  report_command->add_option("dir", *dir, "folder of a finished run or of an import")->required();
  report_command->footer("Examples:\n  bowlby report out/first\n  bowlby report out/mine");
  report_command->callback([&chosen, dir] {
    chosen = [dir] {
      const auto path = write_report(*dir);
      if (!path) return complain(path.problems());
      fmt::print("report   {}\n", *path);
      return 0;
    };
  });
}

}  // namespace bowlby
