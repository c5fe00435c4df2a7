// Study files: YAML in, a Study out, and back. The shipped studies/*.yaml show every key at work.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "io/study/options.hpp"
#include "io/study/parameter_set.hpp"
#include "io/text/numbers.hpp"
#include "studies/study.hpp"

namespace bowlby {

// What stands on the command line in place of the file's own values; the rest of the file is judged by it.
struct StudyChanges {
  std::optional<std::uint32_t> founders, replicates;
  std::optional<int> generations;
  std::optional<double> years;
  std::optional<std::uint64_t> seed;
};

// How many and how long, at every door.
namespace study_limits {
inline constexpr io::Limits<std::uint64_t> seed{0, std::numeric_limits<std::uint64_t>::max()};
inline constexpr io::Limits<std::uint32_t> founders{2, 10'000'000}, replicates{1, 10'000};
inline constexpr io::Limits<int> generations{1, 6};
inline constexpr io::Limits<double> years{.1, 400};
}  // namespace study_limits

// All faults of the file at once, each with its place. Nothing is guessed and nothing is read past.
// `set` stands in for the table's defaults, and for a set that the file names.
Expected<Study> read_study(const std::string& path, const ParameterSet* set = nullptr, const StudyChanges& = {});
Expected<Study> parse_study(std::string_view text, const std::string& name_for_errors,
                            const ParameterSet* set = nullptr, const StudyChanges& = {});

// The study with everything said, defaults too, in one fixed order: equal texts are equal studies. Reads back as the
// same study (but for `source`, and the replicate a run was started for).
std::string write_study(const Study&);

}  // namespace bowlby
