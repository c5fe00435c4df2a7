#include "io/files/checkpoint_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "io/files/files.hpp"

namespace bowlby {
namespace {

namespace fs = std::filesystem;

class CheckpointFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "bowlby-checkpoint-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
    path_ = (root_ / "checkpoint").string();
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string raw() const { return *read_whole(path_, 1 << 20); }
  fs::path root_;
  std::string path_;
};

TEST_F(CheckpointFile, BytesComeBack) {
  const std::string bytes("state\0of the run\xff", 17);
  for (const std::string& b : {bytes, std::string(), std::string(100'000, 'z')}) {
    ASSERT_FALSE(write_checkpoint(path_, 3, b));
    const auto back = read_checkpoint(path_, 3);
    ASSERT_TRUE(back) << text(back.problems()[0]);
    EXPECT_EQ(*back, b);
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(root_), {}), 1) << "no temporary file stays";
}

TEST_F(CheckpointFile, EveryCutAndEveryFlippedByteIsSeen) {
  ASSERT_FALSE(write_checkpoint(path_, 3, "a small state, seventeen words or so"));
  const std::string good = raw();
  ASSERT_TRUE(parse_checkpoint(good, 3, "c"));
  for (std::size_t cut = 0; cut < good.size(); ++cut)
    EXPECT_FALSE(parse_checkpoint(good.substr(0, cut), 3, "c")) << cut;
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const int bit : {0, 7}) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      const auto back = parse_checkpoint(bad, 3, "c");
      ASSERT_FALSE(back) << at;
      EXPECT_EQ(back.problems()[0].fault, Fault::data);
    }
  EXPECT_FALSE(parse_checkpoint(good + "x", 3, "c"));
  const auto other = parse_checkpoint(good, 4, "c");
  ASSERT_FALSE(other);
  EXPECT_NE(text(other.problems()[0]).find("another version"), std::string::npos);
}

TEST_F(CheckpointFile, AMissingFileIsAFileProblem) {
  const auto back = read_checkpoint(path_, 3);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.problems()[0].fault, Fault::file);
}

TEST_F(CheckpointFile, AFailedWriteKeepsTheOldOne) {
  ASSERT_FALSE(write_checkpoint(path_, 3, "old"));
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto p = write_checkpoint(path_, 3, std::string(100'000, 'n'));
    ::_exit(p && p->fault == Fault::file ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  const auto back = read_checkpoint(path_, 3);
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(root_), {}), 1) << "no temporary file stays";
}

TEST_F(CheckpointFile, WriteWholeNamesThePlaceItCannotWrite) {
  for (const char* path : {"/proc/bowlby-test", "/nowhere/at/all"}) {
    const auto p = write_whole(path, "x");
    ASSERT_TRUE(p);
    EXPECT_EQ(p->fault, Fault::file);
    EXPECT_EQ(p->file, path);
  }
  EXPECT_FALSE(write_whole(path_, "x"));
  EXPECT_FALSE(write_whole(path_, "yy"));
  EXPECT_EQ(raw(), "yy");
}

}  // namespace
}  // namespace bowlby
