#include "notebook/secret.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace bowlby::notebook {
namespace {

// Without I, L, O and U: nothing in print is taken for something else.
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t drawn = 24, group = 5;

// Odd weights modulo 32: any one wrong letter changes it.
std::size_t slip_letter(std::string_view code) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < drawn; ++i) sum += (2 * i + 1) * letters.find(code[i]);
  return sum % letters.size();
}

std::string in_groups(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % group == 0) out += '-';
    out += code[i];
  }
  return out;
}

unsigned char* guarded() {
  auto* bytes = sodium_init() < 0 ? nullptr : static_cast<unsigned char*>(sodium_malloc(key_bytes));
  if (bytes == nullptr) throw std::bad_alloc();
  return bytes;
}

}  // namespace

Key::Key() : bytes_(guarded()) { randombytes_buf(bytes_, key_bytes); }

Key::Key(std::string_view bytes) : bytes_(guarded()) {
  std::fill_n(bytes_, key_bytes, static_cast<unsigned char>(0));
  std::copy_n(bytes.begin(), std::min(bytes.size(), key_bytes), bytes_);
}

Key::~Key() { sodium_free(bytes_); }

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

std::string new_recovery_code() {
  if (sodium_init() < 0) throw std::bad_alloc();
  std::string code;
  for (std::size_t i = 0; i < drawn; ++i) code += letters[randombytes_uniform(static_cast<unsigned>(letters.size()))];
  code += letters[slip_letter(code)];
  return in_groups(code);
}

std::string read_recovery_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r') continue;
    if (letters.find(c) == std::string_view::npos) return {};
    code += c;
  }
  if (code.size() != drawn + 1 || letters[slip_letter(code)] != code.back()) return {};
  return in_groups(code);
}

}  // namespace bowlby::notebook
