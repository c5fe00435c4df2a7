#include "cli/dialect.hpp"

#include <CLI/CLI.hpp>

namespace bowlby {

CsvDialect dialect_named(const std::string& name) { return name == "excel-de" ? excel_de : CsvDialect{}; }

CLI::Option* add_dialect(CLI::App* command, std::string& dialect) {
  return command
      ->add_option("--dialect", dialect,
                   "csv: commas and decimal points; excel-de: semicolons and decimal commas, as Excel reads in much of "
                   "Europe")
      ->check(CLI::IsMember({"csv", "excel-de"}));
}

}  // namespace bowlby
