// A notebook's sealed form: a text in, bytes of a file out, and back. No files here.
//
// Behind the header (header.hpp) stand 24 bytes that begin a stream of libsodium (XChaCha20-Poly1305), then chunks of
// 4096 bytes of text and 17 of its own. The text is padded to whole chunks, so that a file's length tells little. The
// header is authenticated with the first chunk, the last one says that it is the last: nothing can be changed, left
// out, added or put in another order without being seen.
#pragma once
#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "notebook/header.hpp"
#include "notebook/secret.hpp"

namespace bowlby::notebook {

inline constexpr std::size_t chunk_bytes = 4096;

enum class With { passphrase, recovery_code };

// The key of the problem that says the passphrase or the code was wrong, and the file is whole as far as was seen.
inline constexpr const char* wrong_secret_key = "passphrase";

class Seal {
 public:
  struct New;
  static New make(std::string_view passphrase, Cost = moderate);
  // Opens the header only.
  static Expected<Seal> open(std::string_view file, With, std::string_view secret, const std::string& name_for_errors);
  Seal(Header header, Key key) : header_(header), key_(std::move(key)) {}

  std::string close(std::string_view text) const;
  // Never another text than the one that was closed: that, or a problem.
  Expected<std::string> text_of(std::string_view file, const std::string& name_for_errors) const;

 private:
  Header header_;
  Key key_;
};

struct Seal::New {
  Seal seal;
  std::string recovery_code;
};

}  // namespace bowlby::notebook
