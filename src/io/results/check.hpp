// Whether a finished results file is still what its run wrote.
#pragma once
#include <cstdint>
#include <string>

#include "base/problem.hpp"

namespace bowlby {

struct Soundness {
  std::uint64_t tables = 0;
  bool untouched = true;  // to the last byte; else every table is as it was, and only the file around them is not
};

// A problem for each table that is not as it was written.
Expected<Soundness> check_results(const std::string& file);

}  // namespace bowlby
