// A notebook on the disk. It is replaced whole or not at all, and the notebook as it was before each of the last five
// sittings lies beside it, sealed alike: NAME.1, the newest, to NAME.5.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "notebook/sealed.hpp"

namespace bowlby::notebook {

inline constexpr int generations = 5;

class Book {
 public:
  struct New;
  // A file that was not there.
  static Expected<New> create(const std::string& path, std::string_view passphrase, std::string_view text,
                              Cost = moderate);
  static Expected<Book> open(const std::string& path, With, std::string_view secret);

  Book(Book&&) noexcept = default;
  Book& operator=(Book&&) = default;
  ~Book() { wipe(text_); }

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  // On disk when it returns without a problem; else the file is as it was. What another program has changed meanwhile
  // is not overwritten.
  std::optional<Problem> save(std::string text);
  // A new passphrase, a new key under it, and a new recovery code, which is returned. The generations are overwritten
  // and removed: they would still open with what was known before. `secret` is the passphrase or code until now.
  Expected<std::string> renew(With, std::string_view secret, std::string_view passphrase, Cost = moderate);

 private:
  std::optional<Problem> put_down(std::string file, bool generation);
  Book(std::string path, Seal seal, std::string text, std::string file)
      : path_(std::move(path)), seal_(std::move(seal)), text_(std::move(text)), file_(std::move(file)) {}
  std::string path_;
  Seal seal_;
  std::string text_, file_;  // the file as it should lie on the disk
  bool generation_kept_ = false;
};

struct Book::New {
  Book book;
  std::string recovery_code;
};

std::string generation_path(const std::string& path, int age);

// Overwrites and removes the notebook with all its generations. A disk may still keep what it wrote elsewhere before.
std::optional<Problem> remove_book(const std::string& path);

}  // namespace bowlby::notebook
