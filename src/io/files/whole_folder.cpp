#include "io/files/whole_folder.hpp"

#include <algorithm>
#include <filesystem>

#include "io/files/files.hpp"

namespace bowlby {

namespace fs = std::filesystem;

namespace {

// Without a slash at its end, and with links followed, so that it can be renamed to.
std::string target_of(const std::string& dir) {
  std::error_code error;
  if (const fs::path real = fs::canonical(dir, error); !error) return real.string();
  const fs::path whole = fs::absolute(dir, error).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).string();
}

// A file may itself have been half written (write_whole).
std::string own_name(const fs::path& file) {
  return file.extension() == ".partial" ? file.stem().string() : file.filename().string();
}

}  // namespace

WholeFolder::WholeFolder(std::string target, std::string partial, std::vector<std::string> files, FolderLock lock)
    : target_(std::move(target)), partial_(std::move(partial)), files_(std::move(files)), lock_(std::move(lock)) {}

Expected<WholeFolder> WholeFolder::begin(const std::string& dir, std::vector<std::string> files) {
  if (auto problem = must_be_free(dir)) return *problem;
  const std::string target = target_of(dir), partial = target + ".partial";
  auto lock = FolderLock::hold(partial);
  if (!lock) return lock.problems();
  if (auto problem = must_be_free(dir)) return *problem;  // whoever held it may have finished meanwhile
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(partial, error))
    if (std::find(files.begin(), files.end(), own_name(entry.path())) == files.end())
      return Problem{Fault::file,
                     entry.path().string(),
                     0,
                     0,
                     "",
                     "is not ours",
                     "move it away, or choose another folder; nothing is overwritten"};
  return WholeFolder(target, partial, std::move(files), std::move(*lock));
}

WholeFolder::~WholeFolder() {
  if (!lock_) return;
  std::error_code ignored;
  for (const std::string& file : files_)
    for (const char* half : {"", ".partial"}) fs::remove(path(file) + half, ignored);
  fs::remove(partial_, ignored);
}

std::optional<Problem> WholeFolder::finish() {
  std::error_code ignored;
  for (const std::string& file : files_) {
    fs::remove(path(file) + ".partial", ignored);  // of a program that was killed
    if (auto problem = flush(path(file))) return problem;
  }
  if (auto problem = settle(partial_, target_)) return problem;
  lock_.reset();
  return std::nullopt;
}

}  // namespace bowlby
