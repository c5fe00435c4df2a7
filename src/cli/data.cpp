// One's own answers: imported, scored, and what was made of them shown again.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <iterator>

#include "app/data/import.hpp"
#include "app/data/sheet.hpp"
#include "cli/commands.hpp"
#include "cli/data_compare.hpp"
#include "cli/dialect.hpp"
#include "cli/terminal.hpp"

namespace bowlby {
namespace {

struct Options {
  std::string file, map, output, delimiter, decimal, dir, into, dialect = "csv";
  std::vector<std::string> shapes;
  bool json = false, csv = false;
};

std::optional<Problem> take_marks(const Options& o, DataRequest& request) {
  const std::string delimiter = o.delimiter == "tab" || o.delimiter == "\\t" ? "\t" : o.delimiter;
  if (delimiter.size() > 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r")
    return Problem{
        Fault::usage, "", 0, 0, "--delimiter", "'" + o.delimiter + "' is no single mark", "give one of , ; | or tab"};
  if (!delimiter.empty()) request.hints.delimiter = delimiter.front();
  if (!o.decimal.empty()) request.hints.point = o.decimal.front();
  return std::nullopt;
}

int print(const ScoredData& data, const Options& o) {
  if (o.csv)
    fmt::print("{}", scores_csv(data));
  else
    fmt::print("{}", o.json ? data_sheet_json(data.people, data.scores) : data_sheet(data.people, data.scores));
  return 0;
}

int score(const Options& o, const std::string& command_line, bool import) {
  DataRequest request{o.file, o.map, o.output, {}, command_line};
  if (const auto problem = take_marks(o, request)) return complain({*problem});
  const auto data = import ? import_data(request) : score_data(request);
  if (!data) return complain(data.problems());
  if (!import) return print(*data, o);
  if (o.json) return print(*data, o);
  const Prepared& p = data->people;
  fmt::print("read as  {}\n", fmt::join(p.table.concluded, "; "));
  fmt::print("rows     {} read, {} used, {} refused; {} single values refused\n", p.rows_read, p.used.size(),
             p.rows_refused, p.refusals.size() - p.rows_refused);
  fmt::print(
      "data     {0}/results.sqlite\nsheet    {0}/data_sheet.md\nrefused  {0}/refused.csv\npictures {0}/report.html\n",
      o.output);
  return 0;
}

void add_reading(CLI::App& command, Options& o) {
  command.add_option("file", o.file, "CSV file, or FHIR QuestionnaireResponse as JSON")->required();
  command.add_option("--map", o.map, "YAML file that says which column is what (docs/data.md)")->required();
  command.add_option("--delimiter", o.delimiter,
                     "what stands between cells: , ; | or tab; else concluded from the file");
  command.add_option("--decimal", o.decimal, "what stands before decimals: . or ,; else concluded from the file")
      ->check(CLI::IsMember({".", ","}));
  command.add_flag("--json", o.json, "the data sheet as JSON");
}

int print_sheet(const Options& o) {
  const auto sheet = stored_sheet(o.dir);
  if (!sheet) return complain(sheet.problems());
  fmt::print("{}", *sheet);
  return 0;
}

int export_answers(const Options& o) {
  const auto reader = read_results(o.dir, true);
  if (!reader) return complain(reader.problems());
  std::vector<Shape> shapes;
  for (const std::string& name : o.shapes)
    shapes.push_back(static_cast<Shape>(std::ranges::find(shape_names, name) - std::begin(shape_names)));
  const auto files = export_shapes(*reader, o.into, shapes, dialect_named(o.dialect));
  if (!files) return complain(files.problems());
  for (const std::string& file : *files) fmt::print("{}/{}\n", o.into, file);
  return 0;
}

void add_export(CLI::App& command, Options& o) {
  command.add_option("dir", o.dir, "folder of an import or of a finished run")->required();
  command.add_option("into", o.into, "folder for the CSV files")->required();
  command
      .add_option("--shape", o.shapes,
                  "long, wide, pairwise (a row per person with the partner's answers) or household (a row per couple); "
                  "repeatable; all that there are unless it is said")
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(shape_names), std::end(shape_names))));
  add_dialect(&command, o.dialect);
  command.footer(
      "Examples:\n  bowlby data export out/mine out/mine_csv\n"
      "  bowlby data export out/couples out/couples_csv --shape pairwise --shape long");
}

}  // namespace

void add_data(CLI::App& app, Chosen& chosen, const std::string& command_line) {
  auto o = std::make_shared<Options>();
  CLI::App* data = app.add_subcommand("data", "One's own answers: read, scored, and kept in the tables of a run");
  data->require_subcommand(1);
  const auto part = [&](const char* name, const char* says, std::function<int()> call) {
    CLI::App* command = data->add_subcommand(name, says);
    command->callback([&chosen, call = std::move(call)] { chosen = call; });
    return command;
  };
  CLI::App* import = part("import", "Score a file and write it into the tables of a run",
                          [o, command_line] { return score(*o, command_line, true); });
  add_reading(*import, *o);
  import->add_option("-o,--output", o->output, "folder; must not exist or be empty")->required();
  import->footer("Example:\n  bowlby data import answers.csv --map map.yaml --output out/mine");
  CLI::App* scores = part("score", "Print the data sheet of a file, or its scores; write nothing",
                          [o, command_line] { return score(*o, command_line, false); });
  add_reading(*scores, *o);
  scores->add_flag("--csv", o->csv, "the scores, one row per person")->excludes(scores->get_option("--json"));
  scores->footer(
      "Examples:\n  bowlby data score answers.csv --map map.yaml\n"
      "  bowlby data score answers.csv --map map.yaml --csv > scores.csv\n"
      "  bowlby data score answers.csv --map map.yaml --delimiter ';' --decimal ,");
  CLI::App* show = part("show", "The data sheet of an import again", [o] { return print_sheet(*o); });
  show->add_option("dir", o->dir, "folder of an import")->required();
  show->footer("Example:\n  bowlby data show out/mine");
  auto compared = std::make_shared<DataCompareOptions>();
  add_data_compare(*part("compare", "The data among simulated worlds: what fits a study and what does not",
                         [compared, command_line] { return compare_own_data(*compared, command_line); }),
                   *compared);
  add_export(*part("export", "Answers as CSV: long, wide, or couples side by side", [o] { return export_answers(*o); }),
             *o);
  data->footer(
      "Examples:\n  bowlby data import answers.csv --map map.yaml --output out/mine\n"
      "  bowlby data show out/mine\n  bowlby data compare out/mine --study studies/couples.yaml\n"
      "  bowlby data export out/mine out/mine_csv");
}

}  // namespace bowlby
