// Studies before they are run: the list of their keys, a starter to begin with, and whether a file is sound.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "io/files/files.hpp"
#include "io/results/check.hpp"
#include "io/results/reader.hpp"
#include "io/study/file.hpp"
#include "io/study/keys.hpp"
#include "io/text/shell.hpp"
#include "model/quantities.hpp"

namespace bowlby {
namespace {

int check_run(const std::string& dir) {
  const auto reader = read_results(dir);
  if (!reader) return complain(reader.problems());
  const auto sound = check_results(reader->path());
  if (!sound) return complain(sound.problems());
  if (!sound->untouched)
    return complain({Problem{Fault::data, reader->path(), 0, 0, "",
                             "every table is as it was written, but the file around them was changed since",
                             "if no program of yours wrote to it, look after its disk, and keep a copy of what `bowlby "
                             "export` gives"}});
  fmt::print("sound: all {} tables are as they were written, and so is every other byte of {}\n", sound->tables,
             reader->path());
  return 0;
}

int check_study(const std::string& path) {
  const auto study = read_study(path);
  if (!study) return complain(study.problems());
  const Scenario& s = study->scenario;
  std::size_t visits = 0;
  for (const Wave& w : study->waves) visits += visits_of(w);
  fmt::print("sound: study {}, {} founders over {} years, {}, {} of instruments; run it with\n  {}\n", study->name,
             s.founders, io::number_text(s.years),
             s.arms.size() == 1 ? "no arms" : fmt::format("{} arms", s.arms.size()),
             visits == 1 ? "1 visit" : fmt::format("{} visits", visits),
             shell_line({"bowlby", "run", path, "--output", "out/" + study->name}));
  return 0;
}

int check(const std::string& path) {
  return std::filesystem::is_regular_file(path) ? check_study(path) : check_run(path);
}

// Every quantity that people, ties and moments are made of, as docs/state.md shows them.
int print_state() {
  for (const QuantityList& list : quantity_lists) {
    fmt::print("\n## {}\n\n| name | unit | meaning |\n|---|---|---|\n", list.of);
    for (const Quantity& q : list.rows) fmt::print("| `{}` | {} | {} |\n", q.name, q.unit, q.meaning);
  }
  return 0;
}

int print_schema(bool table) {
  fmt::print("{}", table ? io::study_keys_table() : io::study_schema());
  return 0;
}

int write_starter(const std::string& path) {
  const auto refuse = [&](Fault fault, const char* reason, const char* remedy) {
    return complain({Problem{fault, path, 0, 0, "", reason, remedy}});
  };
  std::error_code unseen;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, unseen)))
    return refuse(Fault::file, "is already there", "choose another name; nothing is overwritten");
  const std::string name = std::filesystem::path(path).stem().string();
  const std::string text = io::starter_study(name);
  if (const auto study = parse_study(text, path); !study)
    return refuse(Fault::usage, "cannot be the name of a study",
                  "use letters, digits, _ and -, a letter or digit first, as in my_study.yaml");
  if (const auto problem = write_whole(path, text)) return complain({*problem});
  fmt::print("wrote {}; edit it, then\n  {}\n", path, shell_line({"bowlby", "check", path}));
  return 0;
}

}  // namespace

void add_study(CLI::App& app, Chosen& chosen) {
  auto path = std::make_shared<std::string>();
  auto what = std::make_shared<std::string>();
  auto table = std::make_shared<bool>(false);

  CLI::App* begin = app.add_subcommand("new", "Write a commented study to begin with");
  begin->add_option("file", *path, "the file to write; its name becomes the study's")->required();
  begin->footer("Examples:\n  bowlby new my_study.yaml\n  bowlby check my_study.yaml");
  begin->callback([&chosen, path] { chosen = [path] { return write_starter(*path); }; });

  CLI::App* schema = app.add_subcommand("schema", "The keys of a study file, or what people are made of in the model");
  schema
      ->add_option("what", *what,
                   "study: its keys as a JSON Schema, which editors read; state: every quantity of a person, a tie and "
                   "a moment with unit and meaning, in Markdown")
      ->required()
      ->check(CLI::IsMember({"study", "state"}));
  schema->add_flag("--table", *table, "the keys as the manual's table, in Markdown");
  schema->footer(
      "Examples:\n  bowlby schema study > study.schema.json\n  bowlby schema study --table\n  bowlby schema state\n"
      "An editor that knows YAML and JSON Schema then completes keys and marks faults. `bowlby check FILE` judges "
      "more.");
  schema->callback([&chosen, what, table] {
    chosen = [what, table] { return *what == "state" ? print_state() : print_schema(*table); };
  });

  CLI::App* command =
      app.add_subcommand("check", "Whether a study file is sound, or a run's results as the run wrote them");
  command->add_option("path", *path, "a study file, or the folder of a finished run")->required();
  command->footer(
      "Examples:\n"
      "  bowlby check studies/rearing.yaml\n"
      "  bowlby check out/first\n"
      "  for d in out/*/; do bowlby check $d; done\n"
      "Of a study every fault is named with line, column and remedy, and nothing is run. Of a run each table is named "
      "that is not as\nit was written; then restore the file from a copy, or run the study again.\n"
      "Exit codes: 0 sound, 65 a fault in the study, or a run changed since it was written, 66 nothing there.");
  command->callback([&chosen, path] { chosen = [path] { return check(*path); }; });
}

}  // namespace bowlby
