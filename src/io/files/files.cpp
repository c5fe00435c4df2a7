#include "io/files/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace bowlby {

namespace {

Problem failed(const std::string& path, const std::string& what, int error) {
  const char* remedy = error == ENOSPC || error == EDQUOT || error == EFBIG  ? "make room or choose another place"
                       : error == EACCES || error == EROFS || error == EPERM ? "choose a folder you may write to"
                                                                             : "check the path";
  return {Fault::file, path, 0, 0, "", what + ": " + std::generic_category().message(error), remedy};
}

// An empty name is most often a variable that was not set.
Problem no_name() { return {Fault::file, "", 0, 0, "", "no folder is named", "give a folder, not an empty text"}; }

// A file descriptor that closes itself.
class Handle {
 public:
  Handle(const std::string& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (fd_ >= 0) ::close(fd_);
  }
  int fd() const { return fd_; }
  bool open() const { return fd_ >= 0; }
  // Some file systems tell only at closing that a write failed.
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

// A signal may end the wait; then nothing is known of the disk yet.
bool flushed(int fd) {
  int result = 0;
  do result = ::fsync(fd);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

// The folder must reach the disk too, or the new name may be lost. Not every file system can; then it needs no help.
void flush_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Handle handle(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (handle.open()) flushed(handle.fd());
}

}  // namespace

std::optional<Problem> make_folder(const std::string& dir) {
  std::error_code error;
  if (dir.empty()) return no_name();
  std::filesystem::create_directories(dir, error);
  if (error) return failed(dir, "the folder cannot be made", error.value());
  return std::nullopt;
}

std::optional<Problem> must_be_free(const std::string& dir, const std::string& begun) {
  std::error_code error;
  if (dir.empty()) return no_name();
  const bool there = std::filesystem::exists(dir, error);
  if (error) return failed(dir, "cannot be looked at", error.value());
  if (!there) return std::nullopt;
  const bool empty = std::filesystem::is_directory(dir, error) && std::filesystem::is_empty(dir, error);
  if (error) return failed(dir, "the folder cannot be read", error.value());
  if (empty) return std::nullopt;
  if (!begun.empty() && std::filesystem::exists(dir + "/" + begun, error))
    return Problem{Fault::file,
                   dir,
                   0,
                   0,
                   "",
                   "is there already, begun or finished earlier",
                   "add --resume to go on there, or choose a new --output; nothing is overwritten"};
  return Problem{Fault::file,
                 dir,
                 0,
                 0,
                 "",
                 "is there already and not an empty folder",
                 "choose a new --output; nothing is overwritten"};
}

std::optional<Problem> make_empty_folder(const std::string& dir, const std::string& begun) {
  if (auto problem = must_be_free(dir, begun)) return problem;
  return make_folder(dir);
}

std::optional<Problem> create_new(const std::string& path) {
  const Handle handle(path, O_WRONLY | O_CREAT | O_EXCL);
  if (handle.open()) return std::nullopt;
  return failed(path, "cannot be made", errno);
}

Expected<std::string> read_whole(const std::string& path, std::size_t most) {
  const Handle handle(path, O_RDONLY);
  if (!handle.open()) return failed(path, "cannot be opened", errno);
  std::string bytes;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(handle.fd(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(path, "cannot be read", errno);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
    if (bytes.size() > most)
      return Problem{Fault::data,
                     path,
                     0,
                     0,
                     "",
                     "is larger than " + std::to_string(most) + " bytes",
                     "this cannot be the right file"};
  }
}

std::optional<Problem> flush(const std::string& path) {
  Handle handle(path, O_RDONLY);
  if (!handle.open() || !flushed(handle.fd()) || !handle.close()) return failed(path, "cannot be flushed", errno);
  return std::nullopt;
}

std::optional<Problem> settle(const std::string& from, const std::string& to) {
  if (auto problem = flush(from)) return problem;
  if (std::rename(from.c_str(), to.c_str()) != 0) return failed(to, "cannot be named", errno);
  flush_folder_of(to);
  return std::nullopt;
}

std::optional<Problem> write_whole(const std::string& path, std::string_view bytes) {
  const std::string partial = path + ".partial";
  Handle handle(partial, O_WRONLY | O_CREAT | O_TRUNC);
  if (!handle.open()) return failed(path, "cannot be written", errno);
  if (!write_all(handle.fd(), bytes) || !flushed(handle.fd()) || !handle.close()) {
    const int error = errno;
    ::unlink(partial.c_str());
    return failed(path, "cannot be written", error);
  }
  if (std::rename(partial.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(partial.c_str());
    return failed(path, "cannot be written", error);
  }
  flush_folder_of(path);
  return std::nullopt;
}

}  // namespace bowlby
