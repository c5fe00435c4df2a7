// A folder held by one program at a time. The lock goes with the program, however it ends.
#pragma once
#include <string>
#include <utility>

#include "base/problem.hpp"

namespace bowlby {

class FolderLock {
 public:
  // By a file `lock` in it: for a folder that lasts, such as the studio's.
  static Expected<FolderLock> take(const std::string& folder);
  // By the folder itself, so that nothing is left in it: for a folder of results, which is made if need be. Where the
  // file system knows no locks (some network ones), only the files made in it keep two programs apart.
  static Expected<FolderLock> hold(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace bowlby
