// One file per subcommand: each adds itself to the parser and returns its exit code when chosen.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace bowlby {

// What main runs after parsing: set by the subcommand that was chosen.
using Chosen = std::function<int()>;

void add_run(CLI::App&, Chosen&, const std::string& command_line);
void add_params(CLI::App&, Chosen&);                                    // params, edges, explain, rungs
void add_compare(CLI::App&, Chosen&, const std::string& command_line);  // compare, export, report
void add_study(CLI::App&, Chosen&);                                     // new, schema, check
void add_diff_run(CLI::App&, Chosen&);
void add_claims(CLI::App&, Chosen&, const std::string& command_line);
void add_calibrate(CLI::App&, Chosen&, const std::string& command_line);
void add_validate(CLI::App&, Chosen&, const std::string& command_line);
void add_recover(CLI::App&, Chosen&, const std::string& command_line);
void add_studio(CLI::App&, Chosen&);
void add_notebook(CLI::App&, Chosen&);
void add_scene(CLI::App&, Chosen&);
void add_plan(CLI::App&, Chosen&, const std::string& command_line);
void add_fit(CLI::App&, Chosen&, const std::string& command_line);
void add_archive(CLI::App&, Chosen&);
void add_figure(CLI::App&, Chosen&);
void add_sweep(CLI::App&, Chosen&, const std::string& command_line);
void add_data(CLI::App&, Chosen&, const std::string& command_line);

}  // namespace bowlby
