// What a file or folder seems to be, so that a command given another kind can name the one that is meant.
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"

namespace bowlby {

enum class FileKind {
  unknown,
  study,
  calibration,
  parameter_set,
  claims,
  results,
  claims_run,
  calibration_run,
  table,
  request
};

FileKind kind_of_file(const std::string& path);

// Where a reader that wanted one kind could not read `path`: that it is another kind, and which command takes it; or
// nothing, and the reader's own complaints stand.
std::optional<Problem> other_kind(const std::string& path, FileKind wanted);

}  // namespace bowlby
