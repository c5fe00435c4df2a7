// The header of a notebook: how its key is wrapped, once under the passphrase and once under the printed recovery code.
//
//   bytes  what
//       8  "blynote1"
//       4  1, the version of the form; 4: 2, Argon2id
//   2 x    operations 8, memory 8, salt 16, nonce 24, wrapped key 48: the passphrase, then the recovery code
//      32  check: BLAKE2b of all before it. It has no key: it tells a damaged header from a wrong passphrase, no more.
//
// Then the sealed text (sealed.hpp). All numbers are little endian.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby::notebook {

// What trying one passphrase costs (Argon2id). A header may ask for no more than this machine can be asked for.
struct Cost {
  std::uint64_t operations, memory;
};
inline constexpr Cost moderate{3, std::uint64_t{256} << 20};  // of libsodium: near a second and 256 MB
inline constexpr Cost most_cost{16, std::uint64_t{1} << 30}, least_cost{1, std::uint64_t{8} << 20};

struct Wrapping {
  Cost cost = moderate;
  std::array<char, 16> salt{};
  std::array<char, 24> nonce{};
  std::array<char, 48> key{};
};

struct Header {
  Wrapping passphrase, recovery;
};

inline constexpr std::size_t most_bytes = std::size_t{32} << 20;  // of a whole notebook
inline constexpr std::size_t header_bytes = 8 + 4 + 4 + 2 * (8 + 8 + 16 + 24 + 48) + 32;

std::string written(const Header&);
// A problem tells what is wrong with the file; a passphrase was not asked for yet.
Expected<Header> parse_header(std::string_view file, const std::string& name_for_errors);

}  // namespace bowlby::notebook
