// How CSV is written: one option, wherever it is.
#pragma once
#include <string>

#include "io/results/export_csv.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace bowlby {

CsvDialect dialect_named(const std::string& name);

CLI::Option* add_dialect(CLI::App*, std::string& dialect);

}  // namespace bowlby
