// Folders that only their owner may look into.
#include "io/files/private_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace bowlby {
namespace {

namespace fs = std::filesystem;

class PrivateFolder : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = (fs::temp_directory_path() / ("bowlby-private-" + std::to_string(::getpid()))).string();
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }
  static mode_t mode(const std::string& path) {
    struct stat found {};
    ::stat(path.c_str(), &found);
    return found.st_mode & 0777;
  }
  std::string dir_;
};

TEST_F(PrivateFolder, IsMadeForItsOwnerOnly) {
  EXPECT_FALSE(make_private_folder(dir_ + "/a/b"));
  EXPECT_EQ(mode(dir_ + "/a/b"), 0700u);
  EXPECT_FALSE(make_private_folder(dir_ + "/a/b")) << "once more";
}

TEST_F(PrivateFolder, AnOpenOneIsClosedWhereItIsOurs) {
  fs::create_directories(dir_ + "/jobs");
  ::chmod(dir_.c_str(), 0777);
  EXPECT_FALSE(make_private_folder(dir_, "jobs"));
  EXPECT_EQ(mode(dir_), 0700u);
}

TEST_F(PrivateFolder, OneThatServesOtherEndsIsLeftAsItIsOrRefused) {
  fs::create_directories(dir_ + "/other");
  ::chmod(dir_.c_str(), 0755);
  EXPECT_FALSE(make_private_folder(dir_, "jobs"));
  EXPECT_EQ(mode(dir_), 0755u);
  ::chmod(dir_.c_str(), 0777);
  EXPECT_TRUE(make_private_folder(dir_, "jobs"));
}

TEST_F(PrivateFolder, OneOfAnotherUserIsRefused) {
  fs::create_directories(dir_ + "/jobs");
  const std::string of_another = ::geteuid() == 0 ? dir_ : "/";  // only root can give a folder away
  if (::geteuid() == 0) {
    ASSERT_EQ(::chown(dir_.c_str(), 65534, 65534), 0);
  }
  const auto problem = make_private_folder(of_another, "jobs");
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->reason.find("another user"), std::string::npos);
}

}  // namespace
}  // namespace bowlby
