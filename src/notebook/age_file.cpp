#include "notebook/age_file.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <optional>

#include "notebook/sealed.hpp"

namespace bowlby::notebook {
namespace {

constexpr std::string_view first_line = "age-encryption.org/v1\n", stanza = "-> scrypt ",
                           salt_label = "age-encryption.org/v1/scrypt", mac_mark = "---";
constexpr std::size_t salt_bytes = 16, file_key_bytes = 16, nonce_bytes = 16, mac_bytes = 32,
                      chunk = std::size_t{64} << 10, tag = crypto_aead_chacha20poly1305_ietf_ABYTES;
static_assert(key_bytes == crypto_aead_chacha20poly1305_ietf_KEYBYTES && mac_bytes == crypto_auth_hmacsha256_BYTES);

using Nonce = std::array<unsigned char, crypto_aead_chacha20poly1305_ietf_NPUBBYTES>;

const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }
unsigned char* bytes_of(std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); }

std::string random_bytes(std::size_t count) {
  if (sodium_init() < 0) throw std::bad_alloc();
  std::string out(count, '\0');
  randombytes_buf(out.data(), count);
  return out;
}

std::string base64(std::string_view bytes, int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
  out.pop_back();  // its zero
  return out;
}

std::optional<std::string> from_base64(std::string_view text, int variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING) {
  std::string out(text.size() / 4 * 3 + 3, '\0');
  std::size_t found = 0;
  if (sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &found, nullptr, variant) != 0)
    return std::nullopt;
  out.resize(found);
  return out;
}

std::optional<std::string> from_base64_of(std::string_view text, std::size_t wanted) {
  auto out = from_base64(text);
  return out && out->size() == wanted ? out : std::nullopt;
}

std::string hmac(std::string_view key, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
  std::string out(mac_bytes, '\0');
  crypto_auth_hmacsha256_final(&state, bytes_of(out));
  return out;
}

// HKDF with SHA-256 for one block of 32 bytes (RFC 5869).
std::string derived(std::string_view secret, std::string_view salt, std::string_view what_for) {
  std::string from = hmac(salt, secret);
  std::string out = hmac(from, std::string(what_for) + '\x01');
  wipe(from);
  return out;
}

// The key that wraps the file's own key; takes as long as the work says.
Key stretched(std::string_view passphrase, std::string_view salt, int work) {
  const std::string salted = std::string(salt_label) + std::string(salt);
  Key key;
  if (crypto_pwhash_scryptsalsa208sha256_ll(bytes_of(passphrase), passphrase.size(), bytes_of(salted), salted.size(),
                                            std::uint64_t{1} << work, 8, 1, key.data(), key_bytes) != 0)
    throw std::bad_alloc();  // the only way it fails
  return key;
}

std::string boxed(std::string_view text, const unsigned char* key, const Nonce& nonce) {
  std::string out(text.size() + tag, '\0');
  crypto_aead_chacha20poly1305_ietf_encrypt(bytes_of(out), nullptr, bytes_of(text), text.size(), nullptr, 0, nullptr,
                                            nonce.data(), key);
  return out;
}

std::optional<std::string> unboxed(std::string_view bytes, const unsigned char* key, const Nonce& nonce) {
  if (bytes.size() < tag) return std::nullopt;
  std::string out(bytes.size() - tag, '\0');
  if (crypto_aead_chacha20poly1305_ietf_decrypt(bytes_of(out), nullptr, nullptr, bytes_of(bytes), bytes.size(), nullptr,
                                                0, nonce.data(), key) != 0)
    return std::nullopt;
  return out;
}

// Of a chunk: its place, and whether it is the last.
Nonce nonce_of(std::uint64_t place, bool last) {
  Nonce nonce{};
  for (std::size_t i = 0; i < 8; ++i) nonce[nonce.size() - 2 - i] = static_cast<unsigned char>(place >> 8 * i & 0xff);
  nonce.back() = last ? 1 : 0;
  return nonce;
}

// A line without its end; what is left begins behind it.
std::optional<std::string_view> line_of(std::string_view& from) {
  const std::size_t end = from.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = from.substr(0, end);
  from.remove_prefix(end + 1);
  return line;
}

struct Head {
  std::string salt, wrapped_key, mac;
  int work = 0;
  std::string_view authenticated, payload;
};

std::optional<Head> head_of(std::string_view file) {
  if (!file.starts_with(first_line)) return std::nullopt;
  std::string_view rest = file.substr(first_line.size());
  const auto recipient = line_of(rest), body = line_of(rest);
  if (!recipient || !body || !recipient->starts_with(stanza)) return std::nullopt;
  const std::string_view words = recipient->substr(stanza.size());
  const std::size_t gap = words.find(' ');
  if (gap == std::string_view::npos || words.size() == gap + 1 || words[gap + 1] == '0') return std::nullopt;
  Head head;
  const auto [end, fault] = std::from_chars(words.data() + gap + 1, words.data() + words.size(), head.work);
  const auto salt = from_base64_of(words.substr(0, gap), salt_bytes), key = from_base64_of(*body, file_key_bytes + tag);
  head.authenticated = file.substr(0, file.size() - rest.size() + mac_mark.size());
  const auto mac_line = line_of(rest);
  if (fault != std::errc() || end != words.data() + words.size() || !salt || !key || !mac_line ||
      !mac_line->starts_with(std::string(mac_mark) + ' '))
    return std::nullopt;
  const auto mac = from_base64_of(mac_line->substr(mac_mark.size() + 1), mac_bytes);
  if (!mac || rest.size() < nonce_bytes) return std::nullopt;
  head.salt = *salt, head.wrapped_key = *key, head.mac = *mac, head.payload = rest;
  return head;
}

std::optional<std::string> payload_of(std::string_view bytes, std::string_view file_key) {
  std::string key = derived(file_key, bytes.substr(0, nonce_bytes), "payload"), out;
  bytes.remove_prefix(nonce_bytes);
  for (std::uint64_t place = 0;; ++place) {
    const bool last = bytes.size() <= chunk + tag;
    auto piece = unboxed(bytes.substr(0, chunk + tag), bytes_of(std::string_view(key)), nonce_of(place, last));
    // Only a text that is empty as a whole may end with an empty chunk.
    if (!piece || (last && piece->empty() && place > 0)) {
      wipe(key);
      wipe(out);
      return std::nullopt;
    }
    out += *piece;
    wipe(*piece);
    if (last) break;
    bytes.remove_prefix(chunk + tag);
  }
  wipe(key);
  return out;
}

}  // namespace

std::string in_base64(std::string_view bytes) { return base64(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> out_of_base64(std::string_view text) {
  return from_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

std::string age_closed(std::string_view text, std::string_view passphrase, int work) {
  std::string file_key = random_bytes(file_key_bytes);
  const std::string salt = random_bytes(salt_bytes), nonce = random_bytes(nonce_bytes);
  const Key under = stretched(passphrase, salt, work);
  std::string out(first_line);
  out.append(stanza).append(base64(salt)).append(" ").append(std::to_string(work)).append("\n");
  out.append(base64(boxed(file_key, under.data(), Nonce{}))).append("\n").append(mac_mark);
  std::string mac_key = derived(file_key, "", "header"), key = derived(file_key, nonce, "payload");
  const std::string mac = hmac(mac_key, out);  // of all so far, the mark included
  out.append(" ").append(base64(mac)).append("\n").append(nonce);
  for (std::uint64_t place = 0;; ++place) {
    const bool last = text.size() <= chunk;
    out += boxed(text.substr(0, chunk), bytes_of(std::string_view(key)), nonce_of(place, last));
    if (last) break;
    text.remove_prefix(chunk);
  }
  for (std::string* secret : {&file_key, &mac_key, &key}) wipe(*secret);
  return out;
}

Expected<std::string> age_opened(std::string_view file, std::string_view passphrase, const std::string& name) {
  const Problem damaged{Fault::file, name, 0, 0, "", "is damaged or cut short", "use another copy of it"};
  const auto head = head_of(file);
  if (!head)
    return Problem{Fault::data,           name, 0, 0, "", "is no file that was sealed under a passphrase",
                   "give the sealed file"};
  if (head->work > most_age_work)
    return Problem{Fault::data, name, 0, 0, "", "asks for more work than this program does", "open it with age itself"};
  const Key under = stretched(passphrase, head->salt, head->work);
  auto file_key = unboxed(head->wrapped_key, under.data(), Nonce{});
  if (!file_key)
    return Problem{Fault::data, name, 0, 0, wrong_secret_key, "This is not the code of this file.", "Look for a slip"};
  std::string mac_key = derived(*file_key, "", "header");
  const bool whole = hmac(mac_key, head->authenticated) == head->mac;
  auto text = whole ? payload_of(head->payload, *file_key) : std::nullopt;
  wipe(mac_key);
  wipe(*file_key);
  if (!text) return damaged;
  return std::move(*text);
}

}  // namespace bowlby::notebook
