#include "io/files/file_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace bowlby {

Expected<FileReader> FileReader::open(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (fd >= 0 && ::fstat(fd, &about) == 0 && S_ISREG(about.st_mode))
    return FileReader(fd, static_cast<std::size_t>(about.st_size));
  const int error = fd < 0 ? errno : EINVAL;
  if (fd >= 0) ::close(fd);
  return Problem{Fault::file,     path, 0, 0, "", "cannot be read: " + std::generic_category().message(error),
                 "check the path"};
}

FileReader::~FileReader() {
  if (fd_ >= 0) ::close(fd_);
}

std::string FileReader::next() {
  constexpr std::size_t most = std::size_t{1} << 18;
  std::string piece(std::min(most, size_ - read_), '\0');
  ssize_t got = 0;
  do got = ::read(fd_, piece.data(), piece.size());
  while (got < 0 && errno == EINTR);
  piece.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  read_ += piece.size();
  return piece;
}

}  // namespace bowlby
