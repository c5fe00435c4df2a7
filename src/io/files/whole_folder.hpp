// A folder that appears under its name whole or not at all: it is written as NAME.partial, held meanwhile against other
// programs, and then renamed. What a killed program left there is written anew.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "io/files/folder_lock.hpp"

namespace bowlby {

class WholeFolder {
 public:
  // `dir` must be empty or not there; `files` are the names that will be written, and no others may lie about.
  static Expected<WholeFolder> begin(const std::string& dir, std::vector<std::string> files);
  WholeFolder(WholeFolder&&) = default;
  WholeFolder& operator=(WholeFolder&&) = delete;
  ~WholeFolder();  // takes away what was written if finish() has not come

  std::string path(const std::string& file) const { return partial_ + "/" + file; }
  // Everything to disk, and the folder to its name.
  std::optional<Problem> finish();

 private:
  WholeFolder(std::string target, std::string partial, std::vector<std::string> files, FolderLock lock);
  std::string target_, partial_;
  std::vector<std::string> files_;
  std::optional<FolderLock> lock_;
};

}  // namespace bowlby
