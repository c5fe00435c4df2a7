// A folder held by one program at a time. The lock goes with the program, however it ends.
#pragma once
#include <string>
#include <utility>

#include "studies/problem.hpp"

namespace bowlby {

class FolderLock {
 public:
  static Expected<FolderLock> take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace bowlby
