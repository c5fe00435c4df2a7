// Loaded before the C library, it counts the calls that change the disk, and lets one of them end the program or fail.
// BOWLBY_FAULT_AT=N BOWLBY_FAULT=kill|half|eio|enospc   the Nth call (from 1); half: killed in the middle of a write
// BOWLBY_FAULT_COUNT=FILE                               how many there were, written at an orderly end
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

std::atomic<long> calls{0};

std::string_view told(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

struct Setting {
  long at = std::atol(told("BOWLBY_FAULT_AT").data() != nullptr ? told("BOWLBY_FAULT_AT").data() : "-1");
  std::string_view fault = told("BOWLBY_FAULT"), count = told("BOWLBY_FAULT_COUNT");
  ~Setting() {
    if (count.empty()) return;
    if (std::FILE* file = std::fopen(count.data(), "w")) {
      std::fprintf(file, "%ld\n", calls.load());
      std::fclose(file);
    }
  }
};
const Setting setting;

[[noreturn]] void die() {
  for (;;) ::kill(::getpid(), SIGKILL);
}

enum class Blow { none, half, error };

// What happens to this call; killed programs do not come back.
Blow strike(bool is_write) {
  if (calls.fetch_add(1) + 1 != setting.at) return Blow::none;
  if (setting.fault == "half" && is_write) return Blow::half;
  if (setting.fault != "eio" && setting.fault != "enospc") die();
  errno = setting.fault == "eio" ? EIO : ENOSPC;
  return Blow::error;
}

bool on_disk(int fd) {
  struct stat found {};
  return fd > 2 && ::fstat(fd, &found) == 0 && S_ISREG(found.st_mode);
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

template <class Write>
ssize_t struck(int fd, std::size_t size, Write&& write) {
  switch (on_disk(fd) ? strike(true) : Blow::none) {
    case Blow::error:
      return -1;
    case Blow::half:
      write(size / 2);
      die();
    case Blow::none:
      break;
  }
  return write(size);
}

}  // namespace

#pragma GCC visibility push(default)
extern "C" {

ssize_t write(int fd, const void* bytes, std::size_t size) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t)>("write");
  return struck(fd, size, [&](std::size_t n) { return next(fd, bytes, n); });
}
ssize_t pwrite(int fd, const void* bytes, std::size_t size, off_t at) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  return struck(fd, size, [&](std::size_t n) { return next(fd, bytes, n, at); });
}
ssize_t pwrite64(int fd, const void* bytes, std::size_t size, off64_t at) {
  static auto* const next = real<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
  return struck(fd, size, [&](std::size_t n) { return next(fd, bytes, n, at); });
}
// A flush is counted and may fail, but the disk is not waited for: a killed program loses nothing that the system has
// taken, and no test here cuts the power.
int fsync(int) { return strike(false) == Blow::error ? -1 : 0; }
int fdatasync(int) { return strike(false) == Blow::error ? -1 : 0; }
int ftruncate(int fd, off_t size) noexcept {
  static auto* const next = real<int(int, off_t)>("ftruncate");
  return strike(false) == Blow::error ? -1 : next(fd, size);
}
int ftruncate64(int fd, off64_t size) noexcept {
  static auto* const next = real<int(int, off64_t)>("ftruncate64");
  return strike(false) == Blow::error ? -1 : next(fd, size);
}
int rename(const char* from, const char* to) noexcept {
  static auto* const next = real<int(const char*, const char*)>("rename");
  return strike(false) == Blow::error ? -1 : next(from, to);
}
int unlink(const char* path) noexcept {
  static auto* const next = real<int(const char*)>("unlink");
  return strike(false) == Blow::error ? -1 : next(path);
}
int remove(const char* path) noexcept {
  static auto* const next = real<int(const char*)>("remove");
  return strike(false) == Blow::error ? -1 : next(path);
}
int unlinkat(int fd, const char* path, int flags) noexcept {
  static auto* const next = real<int(int, const char*, int)>("unlinkat");
  return strike(false) == Blow::error ? -1 : next(fd, path, flags);
}
int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const next = real<int(const char*, mode_t)>("mkdir");
  return strike(false) == Blow::error ? -1 : next(path, mode);
}

}  // extern "C"
#pragma GCC visibility pop
