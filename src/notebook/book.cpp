#include "notebook/book.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "io/files/files.hpp"

namespace bowlby::notebook {
namespace {

namespace fs = std::filesystem;

Problem failed(const std::string& path, const std::string& what, int error) {
  return {Fault::file, path, 0, 0, "", what + ": " + std::generic_category().message(error), "look at the folder"};
}

// For this user's eyes only, whatever the shell's mask says: the name is taken closed, then filled.
std::optional<Problem> write_private(const std::string& path, std::string_view bytes) {
  const std::string partial = path + ".partial";
  const int fd = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return failed(path, "cannot be written", errno);
  const bool ours = ::fchmod(fd, 0600) == 0;
  ::close(fd);
  if (!ours) return failed(path, "cannot be closed to others", errno);
  return write_whole(path, bytes);
}

bool is_there(const std::string& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// The notebook gets a second name, the older ones move up. At no moment is the notebook itself without its name.
std::optional<Problem> keep_generation(const std::string& path, std::string_view file) {
  for (int age = generations; age > 1; --age) {
    const std::string from = generation_path(path, age - 1);
    if (is_there(from) && std::rename(from.c_str(), generation_path(path, age).c_str()) != 0)
      return failed(from, "cannot be renamed", errno);
  }
  const std::string newest = generation_path(path, 1);
  if (::link(path.c_str(), newest.c_str()) == 0) return std::nullopt;
  return write_private(newest, file);  // a file system without second names
}

// Overwritten, then removed; well where there is none.
std::optional<Problem> erase(const std::string& path) {
  if (!is_there(path)) return std::nullopt;
  std::error_code ignored;
  if (const auto size = fs::file_size(path, ignored); !ignored && fs::is_regular_file(path, ignored)) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    const std::string nothing(static_cast<std::size_t>(size), '\0');
    const bool over =
        fd >= 0 && ::write(fd, nothing.data(), nothing.size()) == static_cast<ssize_t>(size) && ::fsync(fd) == 0;
    const int error = errno;
    if (fd >= 0) ::close(fd);
    if (!over) return failed(path, "cannot be overwritten", error);
  }
  if (::unlink(path.c_str()) != 0) return failed(path, "cannot be removed", errno);
  return std::nullopt;
}

}  // namespace

std::string generation_path(const std::string& path, int age) { return path + "." + std::to_string(age); }

Expected<Book::New> Book::create(const std::string& path, std::string_view passphrase, std::string_view text,
                                 Cost cost) {
  if (is_there(path))
    return Problem{Fault::file, path, 0, 0, "", "is there already", "open it, or choose another name"};
  auto made = Seal::make(passphrase, cost);
  std::string file = made.seal.close(text);
  if (auto problem = write_private(path, file)) return *problem;
  return New{Book(path, std::move(made.seal), std::string(text), std::move(file)), std::move(made.recovery_code)};
}

Expected<Book> Book::open(const std::string& given, With with, std::string_view secret) {
  std::error_code error;  // through a link to where the file lies: saving must not put a file in the link's place
  const fs::path real = fs::canonical(given, error);
  const std::string path = error ? given : real.string();
  auto file = read_whole(path, most_bytes);
  if (!file) return file.problems();
  auto seal = Seal::open(*file, with, secret, path);
  if (!seal) return seal.problems();
  auto text = seal->text_of(*file, path);
  if (!text) return text.problems();
  return Book(path, std::move(*seal), std::move(*text), std::move(*file));
}

std::optional<Problem> Book::put_down(std::string file, bool generation) {
  // A file that is gone altogether can be written anew: nothing is lost by it.
  const bool there = is_there(path_);
  const auto now = there ? read_whole(path_, most_bytes) : Expected<std::string>(file_);
  if (!now) return now.problems().front();
  if (*now != file_)
    return Problem{Fault::file,
                   path_,
                   0,
                   0,
                   "",
                   "was changed by another program since it was opened; nothing was written over it",
                   "lock the notebook, open it again, and write the last line once more"};
  if (file.size() > most_bytes)
    return Problem{Fault::data, path_, 0, 0, "", "is full", "begin another notebook under a new name"};
  const std::string next = path_ + ".next";
  auto problem = write_private(next, file);
  if (!problem && generation && there) problem = keep_generation(path_, file_);
  if (!problem) problem = settle(next, path_);
  if (problem) {
    ::unlink(next.c_str());
    return problem;
  }
  file_ = std::move(file);
  return std::nullopt;
}

std::optional<Problem> Book::save(std::string text) {
  if (auto problem = put_down(seal_.close(text), !generation_kept_)) return problem;
  generation_kept_ = true;
  wipe(text_);
  text_ = std::move(text);
  return std::nullopt;
}

Expected<std::string> Book::renew(With with, std::string_view secret, std::string_view passphrase, Cost cost) {
  if (auto known = Seal::open(file_, with, secret, path_); !known) return known.problems();
  auto made = Seal::make(passphrase, cost);
  if (auto problem = put_down(made.seal.close(text_), false)) return *problem;
  seal_ = std::move(made.seal);
  generation_kept_ = true;  // one of before the change would undo it
  for (int age = 1; age <= generations; ++age)
    if (auto problem = erase(generation_path(path_, age))) return *problem;
  return std::move(made.recovery_code);
}

std::optional<Problem> remove_book(const std::string& path) {
  std::vector<std::string> names{path, path + ".next", path + ".partial", path + ".next.partial"};
  for (int age = 1; age <= generations; ++age) names.push_back(generation_path(path, age));
  for (const std::string& name : names)
    if (auto problem = erase(name)) return problem;
  return std::nullopt;
}

}  // namespace bowlby::notebook
