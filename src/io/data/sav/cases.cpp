#include "io/data/sav/cases.hpp"

#include <zlib.h>

#include "io/data/answer_table.hpp"

namespace bowlby::io {
namespace {

constexpr std::uint8_t last_number = 251, end_of_cases = 252, literal = 253, blanks = 254, missing = 255;
constexpr std::int64_t most_of_a_block = 64 << 20,
                       tightest = 1100;  // bytes out of one byte, a little above zlib's best

}  // namespace

SavCases::SavCases(SavBytes& in, const SavDictionary& d)
    : in_(in), compression_(d.compression), bias_(d.bias), packed_("", in.file()) {
  if (compression_ == SavCompression::zlib) unpack_blocks();
}

// All blocks first: their list stands behind them.
void SavCases::unpack_blocks() {
  const std::size_t begin = in_.at();
  in_.number<std::int64_t>("the head of its blocks");
  const auto list = in_.number<std::int64_t>("the head of its blocks");
  in_.number<std::int64_t>("the head of its blocks");
  if (!in_.good()) return;
  const std::size_t first = in_.at(), end = in_.at() + in_.left();
  const auto no_list = [&](std::size_t at, const char* why) {
    in_.fail(at, why, "write the file again, or give it as .sav or CSV");
  };
  if (list < static_cast<std::int64_t>(first) || list > static_cast<std::int64_t>(end))
    return no_list(begin + 8, "the list of its blocks lies outside the file");
  in_.go_to(static_cast<std::size_t>(list));
  in_.take(16, "the list of its blocks");
  in_.number<std::int32_t>("the list of its blocks");
  const auto blocks = in_.number<std::int32_t>("the list of its blocks");
  for (std::int32_t b = 0; b < blocks && in_.good(); ++b) {
    const std::size_t at = in_.at();
    in_.number<std::int64_t>("the list of its blocks");
    const auto offset = in_.number<std::int64_t>("the list of its blocks");
    const auto size = in_.number<std::int32_t>("the list of its blocks");
    const auto packed = in_.number<std::int32_t>("the list of its blocks");
    if (!in_.good()) return;
    if (offset < static_cast<std::int64_t>(first) || packed < 0 || offset > list - packed)
      return no_list(at + 8, "a block lies outside the file");
    if (size < 0 || size > most_of_a_block || size > packed * tightest ||
        inflated_.size() + static_cast<std::size_t>(size) > largest_data_file)
      return no_list(at + 16, "a block tells of more bytes than can be in it");
    const std::size_t before = inflated_.size();
    inflated_.resize(before + static_cast<std::size_t>(size));
    const std::size_t back = in_.at();
    in_.go_to(static_cast<std::size_t>(offset));
    const std::string_view from = in_.take(static_cast<std::size_t>(packed), "a block");
    in_.go_to(back);
    auto made = static_cast<uLongf>(size);
    if (!in_.good()) return;
    if (::uncompress(reinterpret_cast<Bytef*>(inflated_.data() + before), &made,
                     reinterpret_cast<const Bytef*>(from.data()), static_cast<uLong>(packed)) != Z_OK ||
        made != static_cast<uLongf>(size))
      return no_list(static_cast<std::size_t>(offset), "a block cannot be unpacked");
  }
  const bool swapped = in_.swapped;
  packed_ = SavBytes(inflated_, in_.file() + " (unpacked)");
  packed_.swapped = swapped;
}

bool SavCases::next(SavElement& e) {
  SavBytes& bytes = from();
  if (ended_ || !in_.good() || !bytes.good()) return false;
  if (compression_ == SavCompression::none) {
    if (bytes.left() == 0) return false;
    e = {SavElement::Kind::bytes, 0, bytes.take(8, "a case")};
    return bytes.good();
  }
  for (;;) {
    if (command_ == commands_.size()) {
      if (bytes.left() == 0) return false;
      const std::string_view eight = bytes.take(8, "a case");
      if (!bytes.good()) return false;
      for (std::size_t k = 0; k < eight.size(); ++k) commands_[k] = static_cast<std::uint8_t>(eight[k]);
      command_ = 0;
    }
    const std::uint8_t command = commands_[command_++];
    if (command == 0) continue;  // filled up
    if (command <= last_number)
      e = {SavElement::Kind::number, command - bias_, {}};
    else if (command == literal)
      e = {SavElement::Kind::bytes, 0, bytes.take(8, "a case")};
    else if (command == blanks)
      e = {SavElement::Kind::blanks, 0, {}};
    else if (command == missing)
      e = {};
    ended_ = command == end_of_cases;
    return !ended_ && bytes.good();
  }
}

}  // namespace bowlby::io
