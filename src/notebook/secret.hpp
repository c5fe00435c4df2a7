// The key of a notebook, in memory that is not swapped out and is wiped when it goes.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace bowlby::notebook {

inline constexpr std::size_t key_bytes = 32;

class Key {
 public:
  Key();  // random
  explicit Key(std::string_view bytes);
  Key(const Key&) = delete;
  Key(Key&& other) noexcept : bytes_(std::exchange(other.bytes_, nullptr)) {}
  Key& operator=(const Key&) = delete;
  Key& operator=(Key&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~Key();
  unsigned char* data() { return bytes_; }
  const unsigned char* data() const { return bytes_; }

 private:
  unsigned char* bytes_;
};

// Overwrites what was secret; the compiler may not leave it out.
void wipe(std::string&);

// 24 characters drawn at random (120 bits) and one that tells of a slip, in groups of five: to be printed.
std::string new_recovery_code();

// As it was printed, from however it was typed: small letters, other gaps, O for 0, I or L for 1. Empty if a character
// is wrong or missing: then it is a slip of the pen, no wrong code.
std::string read_recovery_code(std::string_view typed);

}  // namespace bowlby::notebook
