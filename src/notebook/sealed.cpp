#include "notebook/sealed.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <optional>

namespace bowlby::notebook {
namespace {

constexpr std::size_t stream_header = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
                      chunk_more = crypto_secretstream_xchacha20poly1305_ABYTES;

unsigned char* bytes_of(std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); }
const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }
template <std::size_t size>
unsigned char* bytes_of(std::array<char, size>& a) {
  return reinterpret_cast<unsigned char*>(a.data());
}
template <std::size_t size>
const unsigned char* bytes_of(const std::array<char, size>& a) {
  return reinterpret_cast<const unsigned char*>(a.data());
}

// From a secret to the key that wraps the notebook's own; takes as long as its cost says.
Key stretched(std::string_view secret, const Wrapping& w) {
  Key key;
  if (crypto_pwhash(key.data(), key_bytes, secret.data(), secret.size(), bytes_of(w.salt), w.cost.operations,
                    w.cost.memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();  // the only way it fails
  return key;
}

Wrapping wrapped(const Key& key, std::string_view secret, Cost cost) {
  Wrapping w;
  w.cost = cost;
  randombytes_buf(w.salt.data(), w.salt.size());
  randombytes_buf(w.nonce.data(), w.nonce.size());
  const Key under = stretched(secret, w);
  crypto_secretbox_easy(bytes_of(w.key), key.data(), key_bytes, bytes_of(w.nonce), under.data());
  return w;
}

std::optional<Key> unwrapped(const Wrapping& w, std::string_view secret) {
  const Key under = stretched(secret, w);
  Key key;
  if (crypto_secretbox_open_easy(key.data(), bytes_of(w.key), w.key.size(), bytes_of(w.nonce), under.data()) != 0)
    return std::nullopt;
  return key;
}

std::string padded(std::string_view text) {
  std::string out(text);
  out.resize((text.size() / chunk_bytes + 1) * chunk_bytes);
  std::size_t length = 0;
  sodium_pad(&length, bytes_of(out), text.size(), chunk_bytes, out.size());
  return out;
}

}  // namespace

Seal::New Seal::make(std::string_view passphrase, Cost cost) {
  Key key;
  Header header;
  std::string code = new_recovery_code();
  header.passphrase = wrapped(key, passphrase, cost);
  header.recovery = wrapped(key, code, cost);
  return {Seal(header, std::move(key)), std::move(code)};
}

Expected<Seal> Seal::open(std::string_view file, With with, std::string_view secret, const std::string& name) {
  const auto header = parse_header(file, name);
  if (!header) return header.problems();
  const auto wrong = [&](std::string reason, std::string remedy) {
    return Problem{Fault::usage, name, 0, 0, wrong_secret_key, std::move(reason), std::move(remedy)};
  };
  if (with == With::passphrase) {
    if (auto key = unwrapped(header->passphrase, secret)) return Seal(*header, std::move(*key));
    return wrong("this is not the passphrase of this notebook; the file itself is as it was written",
                 "look at capital letters and gaps, or use the recovery code that was printed");
  }
  std::string code = read_recovery_code(secret);
  if (code.empty())
    return wrong("a character of the recovery code is wrong or missing",
                 "compare it with the printed sheet: five groups of five");
  auto key = unwrapped(header->recovery, code);
  wipe(code);
  if (key) return Seal(*header, std::move(*key));
  return wrong("this recovery code belongs to another notebook", "look for the sheet of this one");
}

std::string Seal::close(std::string_view text) const {
  const std::string head = written(header_);
  std::string plain = padded(text), file = head;
  crypto_secretstream_xchacha20poly1305_state stream;
  file.resize(head.size() + stream_header);
  crypto_secretstream_xchacha20poly1305_init_push(&stream, bytes_of(file) + head.size(), key_.data());
  std::string chunk(chunk_bytes + chunk_more, '\0');
  for (std::size_t at = 0; at < plain.size(); at += chunk_bytes) {
    const bool last = at + chunk_bytes == plain.size();
    crypto_secretstream_xchacha20poly1305_push(
        &stream, bytes_of(chunk), nullptr, bytes_of(plain) + at, chunk_bytes, at == 0 ? bytes_of(head) : nullptr,
        at == 0 ? head.size() : 0,
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    file += chunk;
  }
  sodium_memzero(&stream, sizeof stream);
  wipe(plain);
  return file;
}

Expected<std::string> Seal::text_of(std::string_view file, const std::string& name) const {
  const Problem damaged{Fault::data,
                        name,
                        0,
                        0,
                        "",
                        "is damaged: a part of it is not as it was written. This is no matter of the passphrase",
                        "open an older generation: the same name with .1 to .5 behind it"};
  const std::string head = written(header_);
  if (!file.starts_with(head)) return damaged;
  file.remove_prefix(head.size());
  crypto_secretstream_xchacha20poly1305_state stream;
  if (file.size() < stream_header ||
      crypto_secretstream_xchacha20poly1305_init_pull(&stream, bytes_of(file), key_.data()) != 0)
    return damaged;
  file.remove_prefix(stream_header);
  std::string text;
  text.reserve(file.size());
  std::string chunk(chunk_bytes, '\0');
  unsigned char tag = 0;
  for (bool first = true; file.size() >= chunk_bytes + chunk_more; first = false) {
    if (crypto_secretstream_xchacha20poly1305_pull(&stream, bytes_of(chunk), nullptr, &tag, bytes_of(file),
                                                   chunk_bytes + chunk_more, first ? bytes_of(head) : nullptr,
                                                   first ? head.size() : 0) != 0)
      return damaged;
    text += chunk;
    file.remove_prefix(chunk_bytes + chunk_more);
    if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) break;
  }
  sodium_memzero(&stream, sizeof stream);
  wipe(chunk);
  std::size_t length = 0;
  if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL || !file.empty() ||
      sodium_unpad(&length, bytes_of(text), text.size(), chunk_bytes) != 0)
    return damaged;
  text.resize(length);
  return text;
}

}  // namespace bowlby::notebook
