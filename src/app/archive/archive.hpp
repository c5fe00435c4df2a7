// `bowlby archive`: everything others need to use a folder of results, in one zip.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace bowlby {

struct ArchiveRequest {
  std::string dir;                    // of a run, an import or a sweep
  std::string output;                 // the zip; empty: DIR.zip
  std::string licence = "CC-BY-4.0";  // an SPDX id, an address, or a file with its text
  std::vector<std::string> authors;
  bool replace = false;  // a zip that is there
};

struct ArchiveSummary {
  std::string path;
  std::vector<std::string> files;  // in it
  bool people = false;             // holds answers of real people
};

Expected<ArchiveSummary> archive(const ArchiveRequest&);

// A file of an archive, as its metadata tells of it.
struct CrateFile {
  std::string name, says, format;
  std::uintmax_t bytes = 0;
};
struct Crate {
  std::string title, about, date, licence, command, version, commit;
  std::vector<std::string> authors;
  std::vector<CrateFile> files;
};
// ro-crate-metadata.json, by RO-Crate 1.1.
std::string crate_metadata(const Crate&);

}  // namespace bowlby
