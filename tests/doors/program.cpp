#include "doors/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace bowlby::doors {
namespace {

std::atomic<int> counter{0};

[[noreturn]] void become_program(const Arguments& arguments, const std::string& out, const std::string& err,
                                 const std::map<std::string, std::string>& limits,
                                 const std::map<std::string, std::string>& environment) {
  const auto full = limits.find("output");
  const std::string out_path = full == limits.end() ? out : full->second;
  const int out_fd = ::open(out_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int err_fd = ::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const int in_fd = ::open("/dev/null", O_RDONLY);
  if (out_fd < 0 || err_fd < 0 || in_fd < 0) ::_exit(126);
  ::dup2(in_fd, STDIN_FILENO);
  ::dup2(out_fd, STDOUT_FILENO);
  ::dup2(err_fd, STDERR_FILENO);
  if (const auto it = limits.find("file_size"); it != limits.end()) {
    const rlim_t bytes = std::stoul(it->second);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::signal(SIGXFSZ, SIG_IGN);
  }
  for (const auto& [name, what] : {std::pair{"processes", RLIMIT_NPROC}, std::pair{"memory", RLIMIT_AS}})
    if (const auto it = limits.find(name); it != limits.end()) {
      const rlim_t most = std::stoul(it->second);
      const rlimit limit{most, most};
      ::setrlimit(what, &limit);
    }
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
  if (limits.contains("user") && ::getuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(126);
  std::vector<char*> argv{const_cast<char*>(BOWLBY_PROGRAM)};
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  ::execv(BOWLBY_PROGRAM, argv.data());
  ::_exit(127);
}

}  // namespace

Folder::Folder()
    : path_(std::filesystem::temp_directory_path() /
            ("bowlby-test-" + std::to_string(::getpid()) + "-" + std::to_string(counter++))) {
  std::filesystem::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& text) const {
  const std::string path = *this / name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

Running::Running(const Folder& folder, const Arguments& arguments, const std::map<std::string, std::string>& limits,
                 const std::map<std::string, std::string>& environment) {
  const std::string mark = std::to_string(counter++);
  out_ = folder / ("out." + mark);
  err_ = folder / ("err." + mark);
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("fork failed");
  if (pid_ == 0) become_program(arguments, out_, err_, limits, environment);
}

Running::~Running() {
  if (ended_) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, &status_, 0);
}

bool Running::alive() {
  if (!ended_ && ::waitpid(pid_, &status_, WNOHANG) == pid_) ended_ = true;
  return !ended_;
}

void Running::signal(int number) {
  if (alive()) ::kill(pid_, number);
}

Outcome Running::wait() {
  if (!ended_) ::waitpid(pid_, &status_, 0);
  ended_ = true;
  const int code = WIFSIGNALED(status_) ? 128 + WTERMSIG(status_) : WEXITSTATUS(status_);
  return {code, read_file(out_), read_file(err_)};
}

std::string Running::out_so_far() const { return read_file(out_); }
std::string Running::err_so_far() const { return read_file(err_); }

Outcome bowlby(const Arguments& arguments, const std::map<std::string, std::string>& limits) {
  const Folder folder;
  return Running(folder, arguments, limits).wait();
}

std::string digest_of(const Outcome& o) {
  std::string text = o.out;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::size_t line = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
  const std::string mark = "digest ";
  return text.compare(line, mark.size(), mark) == 0 ? text.substr(line + mark.size()) : "";
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string study_path(const std::string& name) {
  return std::string(BOWLBY_SOURCE_DIR) + "/studies/" + name + ".yaml";
}

}  // namespace bowlby::doors
