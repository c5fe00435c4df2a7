// Another user of the machine who looks at every command line 200 times a second while a studio opens a browser, and
// who tries to read what it keeps: he sees nothing. 2 studios in the short form, 20 with BOWLBY_ENDURANCE=full.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <csignal>
#include <filesystem>
#include <set>

#include "endurance/blows.hpp"
#include "server/client.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

// Looks until it is told to stop; every user may read these files.
class Spy {
 public:
  Spy() : looking_([this] { look(); }) {}
  ~Spy() { stop(); }
  Spy(const Spy&) = delete;
  Spy& operator=(const Spy&) = delete;
  void stop() {
    over_.store(true);
    if (looking_.joinable()) looking_.join();
  }
  // After stop(): the command lines that held `word`. Others on the machine may have links of their own.
  [[nodiscard]] std::vector<std::string> with(const std::string& word) const {
    std::vector<std::string> lines;
    for (const std::string& line : seen_)
      if (line.find(word) != std::string::npos) lines.push_back(line);
    return lines;
  }
  int looks = 0;

 private:
  void look() {
    for (; !over_.load(); ::usleep(5000), ++looks) {
      std::error_code gone;
      for (const auto& at : fs::directory_iterator("/proc", gone)) {
        const std::string name = at.path().filename();
        if (std::isdigit(static_cast<unsigned char>(name.front())) == 0) continue;
        seen_.insert(read_file(at.path() / "cmdline"));
      }
    }
  }
  std::set<std::string> seen_;
  std::atomic<bool> over_{false};
  std::thread looking_;
};

// The token in the private page that the browser is given.
std::string token_in(const std::string& page) {
  const std::string text = read_file(page), before = "token=";
  const std::size_t at = text.find(before);
  if (at == std::string::npos) return {};
  const std::size_t from = at + before.size();
  return text.substr(from, text.find_first_of("\"'&<> \n", from) - from);
}

// As nobody: how many of these can be opened.
int opened_by_a_stranger(const std::vector<std::string>& paths) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(100);
    int opened = 0;
    for (const std::string& path : paths) opened += ::access(path.c_str(), R_OK) == 0;
    ::_exit(opened);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

TEST(Spy, SeesNoLinkAndReadsNothing) {
  const Folder folder;
  const std::string path = std::getenv("PATH");
  const int studios = all_of_them() ? 20 : 2;
  int looks = 0, links = 0, read = 0;
  for (int i = 0; i < studios; ++i) {
    const std::string bin = folder / ("bin" + std::to_string(i));
    fs::create_directories(bin);
    const std::string stand_in =
        folder.write("bin" + std::to_string(i) + "/xdg-open", "#!/bin/sh\nsleep .2\necho \"$@\" > \"${0%/*}/said\"\n");
    fs::permissions(stand_in, fs::perms::owner_all);
    const std::string state = folder / ("state" + std::to_string(i));
    Spy spy;
    Running studio(folder, {"studio", "--state", state}, {}, {{"PATH", bin + ":" + path}, {"DISPLAY", ":none"}});
    for (int k = 0; k < 3000 && read_file(bin + "/said").find('\n') == std::string::npos; ++k) ::usleep(10'000);
    std::string said = read_file(bin + "/said");
    ASSERT_TRUE(said.ends_with('\n')) << studio.err_so_far();
    said.pop_back();
    const std::string token = token_in(said);
    ASSERT_GE(token.size(), 16u) << "no link in " << said;
    if (::getuid() == 0) read += opened_by_a_stranger({said, state, state + "/jobs", state + "/lock"});
    spy.stop();
    const std::vector<std::string> lines = spy.with(token);
    for (const std::string& line : lines) ADD_FAILURE() << line;
    links += static_cast<int>(lines.size());
    looks += spy.looks;
  }
  EXPECT_EQ(read, 0) << "files that another user may read";
  EXPECT_GT(looks, studios * 5) << "he hardly looked";
  std::printf("## a spy at %d studios: %d looks at all command lines, %d links seen, %d files read\n", studios, looks,
              links, read);
}

// Else the other test would pass with a blind spy.
TEST(Spy, WouldSeeALinkOnACommandLine) {
  Spy spy;
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl("/bin/sh", "sh", "-c", "sleep .3; :", "http://127.0.0.1:1/?token=for-all-to-see", nullptr);
    ::_exit(127);
  }
  ::waitpid(child, nullptr, 0);
  spy.stop();
  EXPECT_EQ(spy.with("for-all-to-see").size(), 1u);
  EXPECT_TRUE(spy.with("of-somebody-else").empty());
}

}  // namespace
}  // namespace bowlby::doors
