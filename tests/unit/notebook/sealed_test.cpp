#include "notebook/sealed.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

namespace bowlby::notebook {
namespace {

constexpr Cost cheap = least_cost;

std::string told(const Problem& p) { return text(p); }

std::string diary(std::size_t length) {
  std::string out;
  while (out.size() < length) out += "A line about the evening, number " + std::to_string(out.size()) + ".\n";
  return out.substr(0, length);
}

// The text, or nothing and the problem told in `why`.
Expected<std::string> opened(std::string_view file, With with, std::string_view secret) {
  const auto seal = Seal::open(file, with, secret, "my.note");
  if (!seal) return seal.problems();
  return seal->text_of(file, "my.note");
}

TEST(Sealed, opens_again_with_the_passphrase_and_with_the_recovery_code) {
  const auto made = Seal::make("four words and more", cheap);
  for (const std::size_t length : {0ul, 1ul, chunk_bytes - 1, chunk_bytes, chunk_bytes + 1, 5 * chunk_bytes + 77}) {
    const std::string text = diary(length), file = made.seal.close(text);
    const auto by_passphrase = opened(file, With::passphrase, "four words and more");
    const auto by_code = opened(file, With::recovery_code, made.recovery_code);
    ASSERT_TRUE(by_passphrase && by_code) << length;
    EXPECT_EQ(*by_passphrase, text);
    EXPECT_EQ(*by_code, text);
  }
}

TEST(Sealed, asks_for_libsodiums_moderate_work_unless_told_otherwise) {
  const auto made = Seal::make("four words and more");
  const auto header = parse_header(made.seal.close(""), "my.note");
  ASSERT_TRUE(header);
  for (const Wrapping& w : {header->passphrase, header->recovery}) {
    EXPECT_EQ(w.cost.operations, 3u);
    EXPECT_EQ(w.cost.memory, 268435456u);
  }
  EXPECT_NE(header->passphrase.salt, header->recovery.salt);
}

TEST(Sealed, a_wrong_passphrase_is_told_from_damage) {
  const auto made = Seal::make("four words and more", cheap);
  std::string file = made.seal.close("text");
  const auto wrong = opened(file, With::passphrase, "four words and one");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.problems()[0].key, wrong_secret_key);
  EXPECT_NE(told(wrong.problems()[0]).find("not the passphrase"), std::string::npos);
  const auto code_as_passphrase = opened(file, With::passphrase, made.recovery_code);
  ASSERT_FALSE(code_as_passphrase);
  file[100] = static_cast<char>(file[100] ^ 1);
  for (const char* secret : {"four words and more", "another"}) {
    const auto damaged = opened(file, With::passphrase, secret);
    ASSERT_FALSE(damaged);
    EXPECT_NE(damaged.problems()[0].key, wrong_secret_key);
    EXPECT_NE(told(damaged.problems()[0]).find("is damaged"), std::string::npos);
  }
}

TEST(Sealed, a_code_of_another_notebook_is_told_from_a_slip_of_the_pen) {
  const auto made = Seal::make("four words and more", cheap), other = Seal::make("four words and more", cheap);
  const std::string file = made.seal.close("text");
  const auto another = opened(file, With::recovery_code, other.recovery_code);
  ASSERT_FALSE(another);
  EXPECT_NE(told(another.problems()[0]).find("another notebook"), std::string::npos);
  std::string slip = made.recovery_code;
  slip[7] = slip[7] == '8' ? '9' : '8';
  const auto slipped = opened(file, With::recovery_code, slip);
  ASSERT_FALSE(slipped);
  EXPECT_NE(told(slipped.problems()[0]).find("a character"), std::string::npos);
}

// 500 places with BOWLBY_ENDURANCE (`make endurance`).
TEST(Sealed, one_changed_bit_anywhere_is_seen_and_never_another_diary) {
  const auto made = Seal::make("four words and more", cheap);
  const std::string file = made.seal.close(diary(3 * chunk_bytes));
  const std::size_t places = std::getenv("BOWLBY_ENDURANCE") == nullptr ? 60 : 500;
  for (std::size_t i = 0; i < places; ++i) {
    std::string changed = file;
    const std::size_t at = i * (file.size() - 1) / (places - 1);
    changed[at] = static_cast<char>(changed[at] ^ 1 << i % 8);
    const auto result = opened(changed, With::passphrase, "four words and more");
    ASSERT_FALSE(result) << "byte " << at;
    EXPECT_NE(result.problems()[0].key, wrong_secret_key) << "byte " << at;
  }
  std::printf("## a notebook with one bit changed at %zu places: each is seen, none opens\n", places);
}

TEST(Sealed, what_is_cut_short_is_seen_at_every_chunk_and_within_the_header) {
  const auto made = Seal::make("four words and more", cheap);
  const std::string file = made.seal.close(diary(6 * chunk_bytes));
  std::vector<std::size_t> lengths{0, 1, 7, 8, 16, header_bytes - 1, header_bytes, header_bytes + 24, file.size() - 1};
  for (std::size_t at = header_bytes + 24; at < file.size(); at += chunk_bytes + 17)
    for (const std::size_t length : {at - 1, at, at + 1}) lengths.push_back(length);
  for (const std::size_t length : lengths) {
    const auto result = opened(file.substr(0, length), With::passphrase, "four words and more");
    ASSERT_FALSE(result) << length;
    EXPECT_NE(result.problems()[0].key, wrong_secret_key) << length;
  }
}

TEST(Sealed, chunks_cannot_be_added_left_out_or_put_in_another_order) {
  const auto made = Seal::make("four words and more", cheap);
  const std::string file = made.seal.close(diary(3 * chunk_bytes));
  const std::size_t first = header_bytes + 24, size = chunk_bytes + 17;
  const std::string head = file.substr(0, first), a = file.substr(first, size), b = file.substr(first + size, size),
                    rest = file.substr(first + 2 * size);
  ASSERT_TRUE(opened(head + a + b + rest, With::passphrase, "four words and more"));
  for (const std::string& body :
       {b + a + rest, a + rest, b + rest, a + a + b + rest, a + b + rest + a, a + b + rest + "x"})
    EXPECT_FALSE(opened(head + body, With::passphrase, "four words and more"));
}

TEST(Sealed, another_header_does_not_fit_even_if_it_wraps_the_same_key) {
  Header ours, other;
  other.passphrase.salt[0] = 1;
  const Seal seal(ours, Key("the same key"));
  const std::string file = seal.close("text");
  ASSERT_TRUE(seal.text_of(file, "my.note"));
  const std::string changed = written(other) + file.substr(header_bytes);
  EXPECT_FALSE(Seal(other, Key("the same key")).text_of(changed, "my.note"));
}

TEST(Sealed, a_header_that_asks_for_too_much_or_too_little_work_is_refused_before_it_is_done) {
  Header header;
  for (const Cost cost : {Cost{3, std::uint64_t{1} << 40}, Cost{1000, 1 << 24}, Cost{0, 1 << 24}, Cost{3, 1}}) {
    header.passphrase.cost = cost;
    const auto read = parse_header(written(header), "my.note");
    ASSERT_FALSE(read);
    EXPECT_NE(told(read.problems()[0]).find("asks for more work"), std::string::npos);
  }
  header.passphrase.cost = cheap;
  EXPECT_TRUE(parse_header(written(header), "my.note"));
}

TEST(Sealed, another_file_is_called_no_notebook) {
  for (const std::string& other : {std::string(), std::string("SQLite format 3"), std::string(1000, 'x')}) {
    const auto read = parse_header(other, "my.note");
    ASSERT_FALSE(read);
    EXPECT_NE(told(read.problems()[0]).find("is no notebook"), std::string::npos);
  }
}

TEST(Sealed, the_bytes_tell_neither_words_nor_how_many) {
  const auto made = Seal::make("four words and more", cheap);
  const std::string once = made.seal.close("marmalade sky"), again = made.seal.close("marmalade sky");
  EXPECT_EQ(once.find("marmalade"), std::string::npos);
  EXPECT_NE(once.substr(header_bytes), again.substr(header_bytes));
  EXPECT_EQ(once.size(), made.seal.close("a much longer line than that one was").size());
}

TEST(RecoveryCode, is_read_however_it_was_typed) {
  const std::string code = new_recovery_code();
  ASSERT_EQ(code.size(), 29u);
  std::string typed;
  for (const char c : code) {
    if (c == '-')
      typed += "  ";
    else if (c == '0')
      typed += 'o';
    else if (c == '1')
      typed += 'l';
    else
      typed += static_cast<char>(c >= 'A' ? c - 'A' + 'a' : c);
  }
  EXPECT_EQ(read_recovery_code(typed), code);
  EXPECT_NE(new_recovery_code(), code);
}

TEST(RecoveryCode, one_wrong_character_anywhere_is_seen) {
  const std::string code = new_recovery_code();
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '-') continue;
    for (const char other : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
      if (other == code[i]) continue;
      std::string slip = code;
      slip[i] = other;
      EXPECT_EQ(read_recovery_code(slip), "") << i;
    }
  }
  EXPECT_EQ(read_recovery_code(code.substr(1)), "");
  EXPECT_EQ(read_recovery_code(code + "A"), "");
  EXPECT_EQ(read_recovery_code("u" + code.substr(1)), "");
}

}  // namespace
}  // namespace bowlby::notebook
