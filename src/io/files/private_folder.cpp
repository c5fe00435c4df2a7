#include "io/files/private_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace bowlby {

namespace fs = std::filesystem;

std::optional<Problem> make_private_folder(const std::string& dir, const std::string& ours) {
  const auto refused = [&dir](std::string reason, std::string remedy = "choose a folder of your own with --state") {
    return Problem{Fault::file, dir, 0, 0, "", std::move(reason), std::move(remedy)};
  };
  std::error_code error;
  const fs::path above = fs::absolute(dir, error).lexically_normal().parent_path();
  fs::create_directories(above, error);
  if (error) return refused("the folder cannot be made: " + error.message());
  const bool fresh = ::mkdir(dir.c_str(), 0700) == 0;  // never for a moment open to others
  if (!fresh && errno != EEXIST) return refused("the folder cannot be made: " + std::generic_category().message(errno));
  struct stat found {};
  if (::stat(dir.c_str(), &found) != 0)
    return refused("cannot be looked at: " + std::generic_category().message(errno));
  if (!S_ISDIR(found.st_mode)) return refused("is no folder");
  if (found.st_uid != ::geteuid())
    return refused("belongs to another user, who could read and change what is kept there");
  if ((found.st_mode & 077) == 0) return std::nullopt;
  // A folder that serves other ends too keeps its permissions; then nobody else may be able to put anything into it.
  const bool only_ours = fs::is_empty(dir, error) || (!ours.empty() && fs::exists(dir + "/" + ours, error));
  if (!only_ours && (found.st_mode & 022) == 0) return std::nullopt;
  if (!only_ours)
    return refused("others may write to it", "choose an empty folder with --state, or chmod 700 this one");
  if (::chmod(dir.c_str(), 0700) == 0) return std::nullopt;
  return refused("cannot be closed to others: " + std::generic_category().message(errno));
}

}  // namespace bowlby
