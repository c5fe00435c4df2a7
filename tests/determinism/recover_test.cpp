// Recovery has the same bits for any number of threads, and in any company of sizes and lengths.
#include <sstream>

#include "determinism/runs.hpp"

namespace bowlby::determinism {
namespace {

// Every estimate of one size and length, as written.
std::string people(const std::string& folder, const std::string& head) {
  std::string out;
  std::istringstream in(doors::read_file(folder + "/people.tsv"));
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(head)) out += line + "\n";
  return out;
}

Outcome recover(const std::string& folder, const Arguments& more) {
  Outcome o = doors::bowlby(with({"recover", "--quiet", "--output", folder}, more));
  EXPECT_EQ(o.code, 0) << o.err;
  return o;
}

TEST(Recover, ThreadsChangeNothing) {
  const Folder folder;
  const Arguments small{"--people", "13", "--days", "20"};
  const Outcome one = recover(folder / "one", with(small, {"--threads", "1"}));
  const Outcome four = recover(folder / "four", with(small, {"--threads", "4"}));
  EXPECT_EQ(doors::digest_of(one).size(), 16u) << one.out;
  EXPECT_EQ(doors::digest_of(one), doors::digest_of(four));
  for (const char* name : {"people.tsv", "recovery.tsv", "recovery.svg"})
    EXPECT_EQ(doors::read_file(folder / "one/" + name), doors::read_file(folder / "four/" + name)) << name;
}

TEST(Recover, CompanyChangesNothing) {
  const Folder folder;
  recover(folder / "alone", {"--people", "11", "--days", "15"});
  recover(folder / "company", {"--people", "11,14", "--days", "8,15"});
  const std::string alone = people(folder / "alone", "15\t11\t");
  EXPECT_EQ(std::ranges::count(alone, '\n'), 110);
  EXPECT_EQ(alone, people(folder / "company", "15\t11\t"));
}

}  // namespace
}  // namespace bowlby::determinism
