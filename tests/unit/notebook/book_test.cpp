#include "notebook/book.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "io/files/files.hpp"

namespace bowlby::notebook {
namespace {

namespace fs = std::filesystem;

class BookOnDisk : public ::testing::Test {
 protected:
  BookOnDisk() {
    std::string name = (fs::temp_directory_path() / "bowlby_book_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    path_ = (folder_ / "my.note").string();
  }
  ~BookOnDisk() override { fs::remove_all(folder_); }

  Book made(std::string_view text = "0") {
    auto book = Book::create(path_, "four words and more", text, least_cost);
    EXPECT_TRUE(book);
    code_ = book->recovery_code;
    return std::move(book->book);
  }
  std::string lying_there(int age = 0) const {
    const std::string path = age == 0 ? path_ : generation_path(path_, age);
    const auto book = Book::open(path, With::passphrase, "four words and more");
    return book ? book->text() : text(book.problems()[0]);
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
  }

  fs::path folder_;
  std::string path_, code_;
};

TEST_F(BookOnDisk, is_there_again_with_either_secret) {
  auto book = made("first");
  ASSERT_FALSE(book.save("second"));
  EXPECT_EQ(lying_there(), "second");
  const auto by_code = Book::open(path_, With::recovery_code, code_);
  ASSERT_TRUE(by_code);
  EXPECT_EQ(by_code->text(), "second");
}

TEST_F(BookOnDisk, never_takes_the_place_of_a_file_that_is_there) {
  std::ofstream(path_) << "something else";
  EXPECT_FALSE(Book::create(path_, "four words and more", "", least_cost));
  std::ifstream still(path_);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(still), {}), "something else");
}

TEST_F(BookOnDisk, is_closed_to_others_whatever_the_shells_mask) {
  const mode_t before = ::umask(0);
  auto book = made();
  EXPECT_FALSE(book.save("1"));
  ::umask(before);
  for (const std::string& name : names()) {
    struct stat found {};
    ASSERT_EQ(::stat((folder_ / name).c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u) << name;
  }
}

TEST_F(BookOnDisk, the_last_five_sittings_lie_beside_it) {
  { auto first = made("sitting 0"); }
  for (int sitting = 1; sitting <= 7; ++sitting) {
    auto book = Book::open(path_, With::passphrase, "four words and more");
    ASSERT_TRUE(book);
    for (const char* line : {", a line", ", another", ""})
      ASSERT_FALSE(book->save("sitting " + std::to_string(sitting) + line));
  }
  EXPECT_EQ(lying_there(), "sitting 7");
  for (int age = 1; age <= generations; ++age) EXPECT_EQ(lying_there(age), "sitting " + std::to_string(7 - age));
  EXPECT_EQ(names(),
            (std::vector<std::string>{"my.note", "my.note.1", "my.note.2", "my.note.3", "my.note.4", "my.note.5"}));
}

TEST_F(BookOnDisk, what_another_program_wrote_meanwhile_is_not_overwritten) {
  auto here = made();
  auto elsewhere = Book::open(path_, With::passphrase, "four words and more");
  ASSERT_TRUE(elsewhere);
  ASSERT_FALSE(elsewhere->save("from elsewhere"));
  const auto problem = here.save("from here");
  ASSERT_TRUE(problem);
  EXPECT_NE(text(*problem).find("changed by another program"), std::string::npos);
  EXPECT_EQ(lying_there(), "from elsewhere");
}

TEST_F(BookOnDisk, a_save_that_fails_leaves_it_as_it_was) {
  auto book = made("before");
  rlimit usual{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &usual), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tiny{100, usual.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tiny), 0);
  const auto problem = book.save("after");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &usual), 0);
  std::signal(SIGXFSZ, handler);
  ASSERT_TRUE(problem);
  EXPECT_EQ(lying_there(), "before");
  EXPECT_EQ(book.text(), "before");
  EXPECT_EQ(names(), std::vector<std::string>{"my.note"});
  EXPECT_FALSE(book.save("after"));
  EXPECT_EQ(lying_there(), "after");
}

TEST_F(BookOnDisk, a_link_to_it_stays_a_link) {
  made("first");
  const std::string link = (folder_ / "link.note").string();
  fs::create_symlink(path_, link);
  auto book = Book::open(link, With::passphrase, "four words and more");
  ASSERT_TRUE(book);
  ASSERT_FALSE(book->save("second"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(lying_there(), "second");
}

TEST_F(BookOnDisk, removing_it_leaves_no_generation_behind) {
  auto book = made();
  ASSERT_FALSE(book.save("1"));
  std::ofstream(path_ + ".next") << "left by a killed program";
  std::ofstream(folder_ / "another.note") << "not ours";
  ASSERT_FALSE(remove_book(path_));
  EXPECT_EQ(names(), std::vector<std::string>{"another.note"});
}

TEST_F(BookOnDisk, is_written_anew_where_it_was_taken_away_meanwhile) {
  auto book = made("first");
  fs::remove(path_);
  ASSERT_FALSE(book.save("second"));
  EXPECT_EQ(lying_there(), "second");
}

TEST_F(BookOnDisk, a_new_passphrase_shuts_out_the_old_one_the_old_code_and_the_older_copies) {
  auto book = made("first");
  ASSERT_FALSE(book.save("second"));
  const std::string before = code_;
  EXPECT_FALSE(book.renew(With::passphrase, "a guess of mine", "five other words now", least_cost));
  EXPECT_EQ(lying_there(), "second");
  const auto code = book.renew(With::passphrase, "four words and more", "five other words now", least_cost);
  ASSERT_TRUE(code);
  EXPECT_EQ(names(), std::vector<std::string>{"my.note"});
  EXPECT_NE(lying_there().find("not the passphrase"), std::string::npos);
  EXPECT_FALSE(Book::open(path_, With::recovery_code, before));
  EXPECT_TRUE(Book::open(path_, With::recovery_code, *code));
  ASSERT_FALSE(book.save("third"));
  const auto again = Book::open(path_, With::passphrase, "five other words now");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text(), "third");
}

// One child saves 1, 2, 3, ... and says each number once it is saved; it is killed in the midst of it.
// 300 times with BOWLBY_ENDURANCE (`make endurance`).
TEST_F(BookOnDisk, a_program_killed_while_saving_loses_nothing_that_was_said_to_be_saved) {
  const int kills = std::getenv("BOWLBY_ENDURANCE") == nullptr ? 20 : 300;
  made("0");
  int last = 0;
  for (int kill = 0; kill < kills; ++kill) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(pipe[0]);
      auto book = Book::open(path_, With::passphrase, "four words and more");
      for (int n = last + 1; book; ++n) {
        if (book->save(std::to_string(n))) ::_exit(1);
        if (::write(pipe[1], &n, sizeof n) != sizeof n) ::_exit(1);
      }
      ::_exit(1);
    }
    ::close(pipe[1]);
    // Somewhere within a save, however long one takes on this disk just now.
    int said = last;
    std::chrono::duration<double, std::micro> one{};
    for (int wait = 0; wait < 2; ++wait) {
      const auto began = std::chrono::steady_clock::now();
      ASSERT_EQ(::read(pipe[0], &said, sizeof said), static_cast<ssize_t>(sizeof said));
      one = std::chrono::steady_clock::now() - began;
    }
    ::usleep(static_cast<useconds_t>(one.count() * (kill * 7 % 20) / 20));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    for (int n = 0; ::read(pipe[0], &n, sizeof n) == sizeof n;) said = n;
    ::close(pipe[0]);
    const std::string now = lying_there();
    ASSERT_TRUE(now == std::to_string(said) || now == std::to_string(said + 1)) << now << " after " << said;
    last = std::stoi(now);
    for (int age = 1; age <= generations; ++age) {
      const bool whole = !fs::exists(generation_path(path_, age)) ||
                         lying_there(age).find_first_not_of("0123456789") == std::string::npos;
      ASSERT_TRUE(whole) << lying_there(age);
    }
  }
  std::printf("## a notebook whose program was killed %d times in the midst of %d saves: nothing saved was lost\n",
              kills, last);
}

}  // namespace
}  // namespace bowlby::notebook
