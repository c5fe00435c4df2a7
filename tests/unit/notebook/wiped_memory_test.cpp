#include "notebook/wiped_memory.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "notebook/entries.hpp"

namespace bowlby::notebook {
namespace {

// How often the word, told letter by letter plus one so that this program holds it nowhere else, stands in the memory
// that this program may write to.
std::size_t found_in_memory(std::string_view shifted) {
  std::ifstream maps("/proc/self/maps"), memory("/proc/self/mem", std::ios::binary);
  std::size_t found = 0;
  std::string line;
  std::vector<char> bytes;
  while (std::getline(maps, line)) {
    std::uintptr_t from = 0, to = 0;
    char rights[5] = {};
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &from, &to, rights) != 3 || rights[0] != 'r' || rights[1] != 'w')
      continue;
    if (line.find("[v") != std::string::npos || to - from > (std::size_t{64} << 20)) continue;
    bytes.assign(to - from, 0);
    memory.clear();
    memory.seekg(static_cast<std::streamoff>(from));
    memory.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    for (std::size_t i = 0; i + shifted.size() <= static_cast<std::size_t>(memory.gcount()); ++i) {
      if (reinterpret_cast<const char*>(from) + i >= bytes.data() &&
          reinterpret_cast<const char*>(from) + i < bytes.data() + bytes.size())
        continue;  // our own copy
      std::size_t k = 0;
      while (k < shifted.size() && bytes[i + k] + 1 == shifted[k]) ++k;
      if (k == shifted.size()) ++found;
    }
    std::fill(bytes.begin(), bytes.end(), '\0');
  }
  return found;
}

// "marrowglint sentinel dusk and dawn", each letter plus one.
constexpr std::string_view shifted = "nbsspxhmjou!tfoujofm!evtl!boe!ebxo";

[[gnu::noinline]] std::string word() {
  std::string out(shifted);
  for (char& c : out) c = static_cast<char>(c - 1);
  return out;
}

// What this test's own functions left there is no memory that was freed.
[[gnu::noinline]] void write_over_the_stack() {
  volatile char below[1 << 16];
  for (volatile char& c : below) c = 0;
}

[[gnu::noinline]] void write_a_diary() {
  Entries entries;
  for (int i = 0; i < 50; ++i) {
    Json content;
    content.set("words", Json::of(word() + std::to_string(i)));
    ASSERT_TRUE(entries.add("diary", content, "2026-11-30T10:00:00Z"));
  }
  const auto again = Entries::read(entries.text(), "my.note");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->all().size(), 50u);
  EXPECT_GT(found_in_memory(shifted), 50u) << "the search finds what is there";
}

TEST(WipedMemory, what_was_in_an_entry_is_gone_with_it_and_with_every_copy) {
  wipe_what_is_freed();
  write_a_diary();
  write_over_the_stack();
  EXPECT_EQ(found_in_memory(shifted), 0u);
}

TEST(WipedMemory, memory_of_every_kind_is_given_and_taken) {
  struct alignas(64) Wide {
    char bytes[64];
  };
  for (int i = 0; i < 100; ++i) {
    const std::vector<Wide> wide(static_cast<std::size_t>(i + 1));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(wide.data()) % 64, 0u);
    const std::vector<int> numbers(static_cast<std::size_t>(i), 7);
    delete new int(3);
    delete[] new char[static_cast<std::size_t>(i)];
    ::operator delete(::operator new(0));
    // A stable sort takes its room without exceptions and gives it back with them.
    ::operator delete(::operator new(static_cast<std::size_t>(i), std::nothrow));
    delete new (std::nothrow) Wide;
  }
}

}  // namespace
}  // namespace bowlby::notebook
