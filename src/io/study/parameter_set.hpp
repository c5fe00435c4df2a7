// Named parameter sets: values that stand in for the table's defaults, shipped under parameters/ or read from a file.
//
// A study's own `parameters:` come on top of a set. What `bowlby calibrate` writes is a set, too.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "io/text/fields.hpp"
#include "model/parameters.hpp"

namespace bowlby {

struct ParameterSet {
  std::string name, title, says;
  std::vector<const ParamInfo*> given;  // rows it has a value for
  Params params;                        // the table's defaults where it has none
};

// Shipped sets, by name.
std::vector<std::string> parameter_set_names();

// How far a fit leaves a row open: quantiles, as `posterior:` of a set tells them.
struct ParameterSpread {
  const ParamInfo* row = nullptr;
  double q05 = 0, q25 = 0, median = 0, q75 = 0, q95 = 0;
};
// Of a set, named as below; none at all where the set tells no quantiles.
Expected<std::vector<ParameterSpread>> read_parameter_spreads(const std::string& name_or_path);

// A name with a slash or ending in .yaml, or of a file that is there: a path.
bool names_a_file(const std::string& name_or_path);
// A shipped set, or the set of a file.
Expected<ParameterSet> read_parameter_set(const std::string& name_or_path);
Expected<ParameterSet> parse_parameter_set(std::string_view text, const std::string& name_for_errors);

namespace io {
// The mapping of names to values under `field` put into `params`, each within the table's bounds; the rows it named.
std::vector<const ParamInfo*> read_values(const Field& field, Problems&, Params& params);
}  // namespace io

}  // namespace bowlby
