#include "io/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace bowlby {

Expected<FolderLock> FolderLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    return Problem{Fault::file,
                   path,
                   0,
                   0,
                   "",
                   "cannot be written: " + std::generic_category().message(errno),
                   "choose a folder you may write to"};
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return FolderLock(fd);
  ::close(fd);
  return Problem{Fault::file,
                 folder,
                 0,
                 0,
                 "",
                 "is in use by another program of ours",
                 "end that one, or choose another folder with --state"};
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace bowlby
