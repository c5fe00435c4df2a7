#include "io/files/checkpoint_file.hpp"

#include <cstring>
#include <fstream>

#include "io/files/files.hpp"
#include "num/digest.hpp"

namespace bowlby {

namespace {

constexpr std::uint64_t magic = 0x3174706B'63796C62u;  // "blyckpt1" in the file
constexpr std::size_t largest_checkpoint = std::size_t{64} << 30;

// What stands before the bytes; little endian, as everything of ours.
struct Head {
  std::uint64_t magic, version, length, digest;
};
static_assert(sizeof(Head) == 32);

std::uint64_t digest_of(std::string_view bytes) {
  num::Digest digest;
  digest.bytes(bytes.data(), bytes.size());
  return digest.result();
}

}  // namespace

std::optional<Problem> write_checkpoint(const std::string& path, std::uint32_t version, std::string_view bytes) {
  const Head head{magic, version, bytes.size(), digest_of(bytes)};
  std::string file(sizeof head, '\0');
  std::memcpy(file.data(), &head, sizeof head);
  file += bytes;
  return write_whole(path, file);
}

Expected<std::string> parse_checkpoint(std::string_view file, std::uint32_t version,
                                       const std::string& name_for_errors) {
  const auto problem = [&](std::string reason) {
    return Problem{Fault::data, name_for_errors, 0, 0, "", std::move(reason), "start the run again in a new folder"};
  };
  Head head;
  if (file.size() < sizeof head) return problem("is too short to be a checkpoint");
  std::memcpy(&head, file.data(), sizeof head);
  if (head.magic != magic) return problem("is not a checkpoint");
  if (head.version != version) return problem("was written by another version of bowlby");
  file.remove_prefix(sizeof head);
  if (head.length != file.size()) return problem("is cut short or too long");
  if (head.digest != digest_of(file)) return problem("is damaged");
  return std::string(file);
}

Expected<std::string> read_checkpoint(const std::string& path, std::uint32_t version) {
  const auto file = read_whole(path, largest_checkpoint);
  if (!file) return file.problems();
  return parse_checkpoint(*file, version, path);
}

std::optional<std::uint64_t> version_of_checkpoint(const std::string& path) {
  Head head;
  std::ifstream file(path, std::ios::binary);
  if (!file.read(reinterpret_cast<char*>(&head), sizeof head) || head.magic != magic) return std::nullopt;
  return head.version;
}

}  // namespace bowlby
