// `bowlby data compare`, which `bowlby compare --data` calls, too.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/data/compare_data.hpp"
#include "cli/long_command.hpp"
#include "cli/study_options.hpp"

namespace bowlby {

struct DataCompareOptions : LongOptions, StudyOptions {
  std::string data, output;
  std::uint32_t worlds = usual_worlds;
  std::vector<std::string> only;
  std::optional<double> age;
};

void add_data_compare(CLI::App&, DataCompareOptions&);
int compare_own_data(const DataCompareOptions&, const std::string& command_line);

}  // namespace bowlby
