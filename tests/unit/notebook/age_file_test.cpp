#include "notebook/age_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "notebook/sealed.hpp"

namespace bowlby::notebook {
namespace {

constexpr int cheap = 10;

std::string diary(std::size_t length) {
  std::string out;
  while (out.size() < length) out += "A line about the evening, number " + std::to_string(out.size()) + ".\n";
  return out.substr(0, length);
}

TEST(AgeFile, opens_again_with_its_code_at_every_length_about_a_chunk) {
  for (const std::size_t length : {0ul, 1ul, 65535ul, 65536ul, 65537ul, 131072ul, 200000ul}) {
    const std::string text = diary(length), file = age_closed(text, "a code told in person", cheap);
    const auto opened = age_opened(file, "a code told in person", "card");
    ASSERT_TRUE(opened) << length;
    EXPECT_EQ(*opened, text);
  }
}

TEST(AgeFile, has_the_form_of_age) {
  const std::string file = age_closed("text", "code code", cheap);
  ASSERT_TRUE(file.starts_with("age-encryption.org/v1\n-> scrypt "));
  const std::size_t salt = file.find("scrypt ") + 7, work = file.find(' ', salt) + 1;
  EXPECT_EQ(work - 1 - salt, 22u) << "16 bytes without padding";
  EXPECT_EQ(file.substr(work, 3), "10\n");
  EXPECT_EQ(file.find("\n---") - (work + 3), 43u) << "32 bytes without padding";
}

TEST(AgeFile, every_changed_bit_and_every_cut_is_seen) {
  const std::string file = age_closed(diary(300), "a code told in person", 4);
  for (std::size_t i = 0; i < file.size(); ++i) {
    std::string changed = file;
    changed[i] = static_cast<char>(changed[i] ^ (1 << i % 7));
    const auto opened = age_opened(changed, "a code told in person", "card");
    ASSERT_FALSE(opened && *opened != diary(300)) << i;
    // A letter of base64 may carry bits that count for nothing; age and this program refuse those, too.
    ASSERT_FALSE(opened) << i;
    ASSERT_FALSE(age_opened(file.substr(0, i), "a code told in person", "card")) << i;
  }
  EXPECT_FALSE(age_opened(file + "x", "a code told in person", "card"));
}

TEST(AgeFile, a_wrong_code_is_told_from_damage_and_from_another_file) {
  const std::string file = age_closed("text", "a code told in person", cheap);
  const auto wrong = age_opened(file, "another code", "card");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.problems()[0].key, wrong_secret_key);
  std::string damaged = file;
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  const auto told = age_opened(damaged, "a code told in person", "card");
  ASSERT_FALSE(told);
  EXPECT_NE(told.problems()[0].reason.find("damaged"), std::string::npos);
  const auto other = age_opened("{\"entries\": []}", "a code told in person", "card");
  ASSERT_FALSE(other);
  EXPECT_NE(other.problems()[0].reason.find("no file that was sealed"), std::string::npos);
}

TEST(AgeFile, asks_for_no_more_memory_than_it_has) {
  std::string file = age_closed("text", "a code told in person", cheap);
  file.replace(file.find(" 10\n"), 4, " 30\n");
  const auto opened = age_opened(file, "a code told in person", "card");
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.problems()[0].reason.find("more work"), std::string::npos);
}

TEST(AgeFile, bytes_go_to_the_page_and_back) {
  for (const std::string& bytes : {std::string(), std::string("a"), std::string("\0\xff\x10", 3), diary(1000)})
    EXPECT_EQ(out_of_base64(in_base64(bytes)), bytes);
  EXPECT_EQ(in_base64("any"), "YW55");
  EXPECT_EQ(in_base64("an"), "YW4=");
  EXPECT_FALSE(out_of_base64("no base64!"));
}

// The program of that name, where it is installed: it asks for the passphrase on a terminal, which `script` makes.
TEST(AgeFile, is_opened_by_age_itself) {
  if (std::system("command -v age >/dev/null && command -v script >/dev/null") != 0)
    GTEST_SKIP() << "the program age (or script) is not installed (since 2026-11-30)";
  const auto folder = std::filesystem::temp_directory_path() / ("bowlby_age_" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const std::string text = diary(150000), in = (folder / "sealed.age").string(), out = (folder / "text").string();
  std::ofstream(in, std::ios::binary) << age_closed(text, "told in person");
  // Typed when it is asked for, and the terminal stays open until the file is there; but no longer than a minute.
  const std::string said = (folder / "said").string();
  const auto until = [](const std::string& what) {
    return "i=0; while ! { " + what + "; } && [ $i -lt 600 ]; do sleep .1; i=$((i+1)); done; ";
  };
  const std::string command = "(" + until("grep -qs passphrase " + said) + "printf 'told in person\\n'; " +
                              until("[ \"$(wc -c 2>/dev/null <" + out + ")\" = 150000 ]") +
                              ") | script -qfec \"age --decrypt -o " + out + " " + in + "\" /dev/null >" + said +
                              " 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream opened(out, std::ios::binary);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(opened), {}), text);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace bowlby::notebook
