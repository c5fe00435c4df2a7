#include "notebook/header.hpp"

#include <sodium.h>

namespace bowlby::notebook {
namespace {

constexpr std::string_view magic = "blynote1";
constexpr std::uint32_t version = 1, argon2id = crypto_pwhash_ALG_ARGON2ID13;
constexpr std::size_t check_bytes = 32;

void add_number(std::string& to, std::uint64_t x, int bytes) {
  for (int i = 0; i < bytes; ++i) to += static_cast<char>(x >> 8 * i & 0xff);
}

std::uint64_t take_number(std::string_view& from, int bytes) {
  std::uint64_t x = 0;
  for (int i = 0; i < bytes; ++i)
    x |= std::uint64_t{static_cast<unsigned char>(from[static_cast<std::size_t>(i)])} << 8 * i;
  from.remove_prefix(static_cast<std::size_t>(bytes));
  return x;
}

template <std::size_t size>
void take_bytes(std::string_view& from, std::array<char, size>& to) {
  from.copy(to.data(), size);
  from.remove_prefix(size);
}

void add_wrapping(std::string& to, const Wrapping& w) {
  add_number(to, w.cost.operations, 8);
  add_number(to, w.cost.memory, 8);
  to.append(w.salt.data(), w.salt.size()).append(w.nonce.data(), w.nonce.size()).append(w.key.data(), w.key.size());
}

Wrapping take_wrapping(std::string_view& from) {
  Wrapping w;
  w.cost.operations = take_number(from, 8);
  w.cost.memory = take_number(from, 8);
  take_bytes(from, w.salt);
  take_bytes(from, w.nonce);
  take_bytes(from, w.key);
  return w;
}

bool bearable(const Cost& c) {
  return c.operations >= least_cost.operations && c.operations <= most_cost.operations &&
         c.memory >= least_cost.memory && c.memory <= most_cost.memory;
}

std::string check_of(std::string_view bytes) {
  std::string check(check_bytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(check.data()), check.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return check;
}

}  // namespace

std::string written(const Header& header) {
  std::string out(magic);
  add_number(out, version, 4);
  add_number(out, argon2id, 4);
  add_wrapping(out, header.passphrase);
  add_wrapping(out, header.recovery);
  return out + check_of(out);
}

Expected<Header> parse_header(std::string_view file, const std::string& name_for_errors) {
  const auto problem = [&](std::string reason, std::string remedy) {
    return Problem{Fault::data, name_for_errors, 0, 0, "", std::move(reason), std::move(remedy)};
  };
  const std::string older = "open an older generation: the same name with .1 to .5 behind it";
  if (!file.starts_with(magic.substr(0, file.size())) || file.empty())
    return problem("is no notebook", "give the file that `bowlby notebook` made");
  if (file.size() < header_bytes) return problem("is cut short: its header is not whole", older);
  const std::string_view whole = file.substr(0, header_bytes - check_bytes);
  std::string_view rest = whole.substr(magic.size());
  const auto form = take_number(rest, 4);
  const auto method = take_number(rest, 4);
  if (check_of(whole) != file.substr(whole.size(), check_bytes))
    return problem("is damaged: its header is not as it was written. This is no matter of the passphrase", older);
  if (form != version || method != argon2id)
    return problem("was written in a form that this version does not know", "use a newer version of bowlby");
  Header header;
  header.passphrase = take_wrapping(rest);
  header.recovery = take_wrapping(rest);
  if (!bearable(header.passphrase.cost) || !bearable(header.recovery.cost))
    return problem("asks for more work or memory than any notebook of ours", older);
  return header;
}

}  // namespace bowlby::notebook
