// A zip archive from files and texts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

struct ZipEntry {
  std::string name;  // in the archive, with / between folders
  std::string file;  // on the disk; empty: `text` is what it holds
  std::string text = {};
};

// Writes it in the order of the entries; an entry has no time of its own, so equal contents give equal bytes. `path` is
// written over.
std::optional<Problem> write_zip(const std::string& path, const std::vector<ZipEntry>&);

}  // namespace bowlby
