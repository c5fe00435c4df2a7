// `bowlby studio &`: what is typed in the terminal then is meant for others, and must not stop the studio.
#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

constexpr int ended_well = 0, was_stopped = 7, ended_badly = 8;

[[noreturn]] void become_studio(int terminal, const std::string& out, const std::string& state) {
  ::setpgid(0, 0);  // a job of its own, in the background
  const int words = ::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(terminal, STDIN_FILENO);
  ::dup2(words, STDOUT_FILENO);
  ::dup2(words, STDERR_FILENO);
  ::execl(BOWLBY_PROGRAM, "bowlby", "studio", "--no-open", "--port", "0", "--state", state.c_str(), nullptr);
  ::_exit(127);
}

// What a shell does: the terminal is its own, the studio is a job in the background. Watches it for three seconds from
// the moment at which it is ready and something was typed.
[[noreturn]] void become_shell(int terminal, int master, const std::string& out, const std::string& state) {
  ::setsid();
  ::ioctl(terminal, TIOCSCTTY, 0);
  ::signal(SIGTTOU, SIG_IGN);
  const pid_t studio = ::fork();
  if (studio == 0) become_studio(terminal, out, state);
  ::setpgid(studio, studio);
  ::tcsetpgrp(terminal, ::getpgrp());
  int status = 0;
  const auto state_of = [&] { return ::waitpid(studio, &status, WNOHANG | WUNTRACED); };
  for (int i = 0; i < 1500 && read_file(out).find("ready") == std::string::npos; ++i) ::usleep(20'000);
  if (::write(master, "ls\n", 3) != 3) ::_exit(ended_badly);
  for (int i = 0; i < 150; ++i) {
    if (state_of() == studio) {
      ::kill(studio, SIGKILL);
      ::_exit(WIFSTOPPED(status) ? was_stopped : ended_badly);
    }
    ::usleep(20'000);
  }
  ::kill(studio, SIGTERM);
  ::waitpid(studio, &status, 0);
  ::_exit(WIFEXITED(status) && WEXITSTATUS(status) == 0 ? ended_well : ended_badly);
}

TEST(Terminal, AStudioInTheBackgroundIsNotStoppedByWhatIsTyped) {
  const Folder folder;
  int master = -1, terminal = -1;
  ASSERT_EQ(::openpty(&master, &terminal, nullptr, nullptr, nullptr), 0);
  const pid_t shell = ::fork();
  ASSERT_GE(shell, 0);
  if (shell == 0) become_shell(terminal, master, folder / "out", folder / "state");
  int status = 0;
  ::waitpid(shell, &status, 0);
  ::close(master);
  ::close(terminal);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_NE(WEXITSTATUS(status), was_stopped) << "stopped, as if it read a terminal that is not its own";
  EXPECT_EQ(WEXITSTATUS(status), ended_well) << read_file(folder / "out");
}

}  // namespace
}  // namespace bowlby::doors
