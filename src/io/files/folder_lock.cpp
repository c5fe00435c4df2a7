#include "io/files/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "io/files/files.hpp"

namespace bowlby {

namespace {

// Whether the open folder still has this name: whoever held it before may have renamed it meanwhile.
bool still_named(int fd, const std::string& folder) {
  struct stat held {
  }, named{};
  return ::fstat(fd, &held) == 0 && ::stat(folder.c_str(), &named) == 0 && held.st_dev == named.st_dev &&
         held.st_ino == named.st_ino;
}

}  // namespace

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

Expected<FolderLock> FolderLock::hold(const std::string& folder) {
  for (;;) {
    if (const auto problem = make_folder(folder)) return *problem;
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
      return Problem{Fault::file,
                     folder,
                     0,
                     0,
                     "",
                     "cannot be opened: " + std::generic_category().message(errno),
                     "choose a folder you may read and write"};
    FolderLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
      return Problem{Fault::file,
                     folder,
                     0,
                     0,
                     "",
                     "another program is writing there",
                     "wait until it has ended, or choose another folder"};
    if (still_named(fd, folder)) return lock;
  }
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace bowlby
