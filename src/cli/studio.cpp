// The studio, with the notebook or without: starts the server, prints its link, opens a browser, ends in order.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "cli/commands.hpp"
#include "cli/numbers.hpp"
#include "cli/terminal.hpp"
#include "server/studio.hpp"

extern char** environ;

namespace bowlby {
namespace {

std::atomic<bool> end_asked{false};
void ask_to_end(int) { end_asked.store(true); }

struct Options {
  server::StudioSetting studio;
  bool no_open = false;
};

// A browser can be shown only where there is a screen.
bool has_screen() { return std::getenv("DISPLAY") || std::getenv("WAYLAND_DISPLAY"); }

// Whether a browser was asked; it goes its own way.
bool open_browser(server::Studio& studio) {
  std::string program = "xdg-open", address;
  const auto file = studio.link_file();
  if (!file) return complain(file.problems()), false;
  address = std::filesystem::absolute(*file).string();
  char* arguments[]{program.data(), address.data(), nullptr};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&quiet, fd, "/dev/null", O_RDWR, 0);
  pid_t pid = 0;
  const bool started = ::posix_spawnp(&pid, program.c_str(), &quiet, nullptr, arguments, environ) == 0;
  posix_spawn_file_actions_destroy(&quiet);
  return started;
}

// Until the end is asked for; Enter in the terminal prints another link, as each works once.
void wait_for_end(server::Studio& studio) {
  while (!end_asked.load()) {
    // In the background (`bowlby studio &`) what is typed is meant for others, and reading it would stop us.
    const bool ours = isatty(STDIN_FILENO) != 0 && ::tcgetpgrp(STDIN_FILENO) == ::getpgrp();
    pollfd keys{ours ? STDIN_FILENO : -1, POLLIN, 0};
    if (::poll(&keys, 1, 200) <= 0 || (keys.revents & POLLIN) == 0) continue;
    if (::tcgetpgrp(STDIN_FILENO) != ::getpgrp()) continue;  // sent to the background meanwhile
    char line[256];
    if (::read(STDIN_FILENO, line, sizeof line) <= 0) return;
    fmt::print("{}\n", studio.link());
    std::fflush(stdout);
  }
}

// What is written in a notebook is in this program's memory while it is open: a crash must not leave it in a file, nor
// may another program of this user look into it.
void keep_memory_private() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

int run(const Options& o) {
  if (o.studio.notebook) keep_memory_private();
  auto studio = server::Studio::open(o.studio);
  if (!studio) return complain(studio.problems());
  if (!studio->unreadable().empty()) complain(studio->unreadable());
  std::signal(SIGINT, ask_to_end);
  std::signal(SIGTERM, ask_to_end);
  if (std::signal(SIGHUP, ask_to_end) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  const std::string link = studio->link();
  fmt::print("{}\n", link);
  std::fflush(stdout);
  std::thread server([&studio] { studio->serve(); });
  const bool shown = !o.no_open && has_screen() && open_browser(*studio);
  say(fmt::format("The studio is {}.{} Ctrl-C ends it.\n",
                  shown ? "opening in your browser; if nothing shows there, open the link"
                        : "ready: open the link in a browser of this machine",
                  o.studio.token_file.empty() ? " The link works once; Enter prints another." : ""));
  wait_for_end(*studio);
  say("Ending; jobs that are not done go on with the next start.\n");
  studio->stop();
  server.join();
  return 0;
}

}  // namespace

namespace {

void add_server(CLI::App* studio, const std::shared_ptr<Options>& o) {
  add_number(*studio, "--port", o->studio.port, io::Limits<int>{0, 65535},
             "port; 0 = a free one. Left out: 19070, or a free one where that is taken");
  studio->add_flag("--no-open", o->no_open, "print the link and open no browser");
  studio->add_option("--state", o->studio.state,
                     "folder for jobs and their results ($XDG_STATE_HOME/bowlby or ~/.local/state/bowlby)");
  studio->add_option("--help-lines", o->studio.help_lines,
                     "your own table of places to turn to, in the form of evidence/help_lines.tsv");
  add_threads(*studio, o->studio.threads);
  studio->add_option("--token-file", o->studio.token_file,
                     "for tests and scripts: a file with a token of your own, which works more than once");
}

}  // namespace

void add_studio(CLI::App& app, Chosen& chosen) {
  auto o = std::make_shared<Options>();
  CLI::App* studio = app.add_subcommand("studio", "Open the studio: a web page of this machine, on the real engine");
  add_server(studio, o);
  studio->add_option("--study", o->studio.study, "a study file to offer beside the shipped ones");
  studio->add_option("--entries", o->studio.entries,
                     "read entries and studies of claims from FOLDER/evidence/claims and FOLDER/studies/claims instead "
                     "of the built-in ones");
  studio->footer(
      "Examples:\n"
      "  bowlby studio\n"
      "  bowlby studio --study my_study.yaml --port 8080\n"
      "  bowlby studio --no-open --state out/studio");
  studio->callback([o, &chosen] { chosen = [o] { return run(*o); }; });
}

void add_notebook(CLI::App& app, Chosen& chosen) {
  auto o = std::make_shared<Options>();
  o->studio.notebook = true;
  CLI::App* book = app.add_subcommand("notebook", "Open the studio with a private notebook in one encrypted file");
  book->add_option("FILE", o->studio.notebook_file,
                   "the notebook, or where a new one is to be; left out: nothing is kept");
  add_server(book, o);
  book->footer(
      "The page asks for a passphrase, or makes one notebook and shows a recovery code to print. Without both, nobody\n"
      "can open the file. Nothing leaves this machine. After ten idle minutes the notebook locks itself.\n"
      "Examples:\n"
      "  bowlby notebook my.note\n"
      "  bowlby notebook\n"
      "  bowlby notebook --no-open --port 8080 my.note");
  book->callback([o, &chosen] { chosen = [o] { return run(*o); }; });
}

}  // namespace bowlby
