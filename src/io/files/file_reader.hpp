// A file read from its start, piece by piece, for those too large to hold.
#pragma once
#include <string>
#include <utility>

#include "base/problem.hpp"

namespace bowlby {

class FileReader {
 public:
  static Expected<FileReader> open(const std::string& path);
  FileReader(FileReader&& other) noexcept : fd_(std::exchange(other.fd_, -1)), size_(other.size_), read_(other.read_) {}
  FileReader& operator=(FileReader&&) = delete;
  ~FileReader();

  std::size_t size() const { return size_; }  // when it was opened
  // The next piece, of at most that size in all; empty at the end or when it cannot be read.
  std::string next();

 private:
  FileReader(int fd, std::size_t size) : fd_(fd), size_(size) {}
  int fd_;
  std::size_t size_, read_ = 0;
};

}  // namespace bowlby
