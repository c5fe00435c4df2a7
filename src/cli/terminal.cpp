#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

#include "base/json.hpp"

namespace bowlby {

namespace {

std::atomic<bool> stop_asked{false};
void ask_to_stop(int) { stop_asked.store(true); }
std::atomic<bool> enough_said{false};
void say_enough(int) { enough_said.store(true); }

}  // namespace

void say(const std::string& words) { std::fputs(words.c_str(), stderr); }

const std::atomic<bool>* stop_on_signals() {
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  if (std::signal(SIGHUP, ask_to_stop) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);  // as nohup wants it
  return &stop_asked;
}

const std::atomic<bool>* enough_on_signal() {
  std::signal(SIGUSR1, say_enough);
  return &enough_said;
}

TerminalProgress::TerminalProgress(ProgressStyle style)
    : style_(style), terminal_(isatty(STDERR_FILENO) != 0), last_line_(std::chrono::steady_clock::now()) {}

TerminalProgress::~TerminalProgress() {
  if (drawn_) say("\r\033[K");
}

// The line of a session of many runs.
std::string TerminalProgress::runs(const Progress& p) { return fmt::format("run {} of {}  {}", p.done, p.of, p.what); }

namespace {
std::string json_line(const Progress& p) {
  JsonWriter json(JsonWriter::Spaces::some);
  const auto fixed = [&json](const char* name, double x, int decimals) {
    json.key(name);
    json.raw(fmt::format("{:.{}f}", x, decimals));
  };
  json.object([&] {
    json.field("phase", p.phase);
    fixed("fraction", p.fraction, 4);
    if (p.of > 0) {
      json.field("done", p.done);
      json.field("of", p.of);
      json.field("study", p.what);
    } else {
      fixed("year", p.year, 2);
      fixed("living", p.living, 0);
      fixed("person_days", p.person_days, 0);
      fixed("rate", p.rate, 0);
    }
    fixed("seconds", p.seconds, 1);
    fixed("seconds_left", p.seconds_left, 1);
  });
  return json.take() + "\n";
}
}  // namespace

void TerminalProgress::report(const Progress& p) {
  if (style_ == ProgressStyle::none) return;
  if (style_ == ProgressStyle::json) return say(json_line(p));
  const std::string now_at = p.of > 0 ? runs(p)
                                      : fmt::format("year {:.0f}  {} living  {} person-days/s", p.year,
                                                    count_text(p.living), count_text(p.rate));
  const std::string left = p.seconds_left >= 0 ? duration_text(p.seconds_left) + " left" : "";
  if (p.phase == "report") {
    std::fputs(terminal_ ? "\r\033[Kwriting the report ..." : "writing the report ...\n", stderr);
    drawn_ = terminal_;
    return;
  }
  if (terminal_) {
    constexpr int width = 28;
    const int full = std::clamp(static_cast<int>(p.fraction * width + .5), 0, width);
    std::string bar;
    for (int i = 0; i < width; ++i) bar += i < full ? "█" : "░";
    say(fmt::format("\r\033[K{} {:3.0f} %  {}  {}", bar, 100 * p.fraction, now_at, left));
    std::fflush(stderr);
    drawn_ = true;
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (now - last_line_ < std::chrono::seconds(5)) return;
  last_line_ = now;
  say(fmt::format("{:3.0f} %  {}  {}\n", 100 * p.fraction, now_at, left));
}

int complain(const std::vector<Problem>& problems) {
  int code = static_cast<int>(Fault::internal);
  if (!problems.empty()) code = 0;
  for (const Problem& p : problems) {
    say(fmt::format("bowlby: {}\n", text(p)));
    code = std::max(code, static_cast<int>(p.fault));
  }
  return code;
}

std::string count_text(double x) {
  if (x >= 1e9) return fmt::format("{:.2f} G", x / 1e9);
  if (x >= 1e6) return fmt::format("{:.2f} M", x / 1e6);
  if (x >= 1e4) return fmt::format("{:.1f} k", x / 1e3);
  return fmt::format("{:.0f}", x);
}

std::string duration_text(double seconds) {
  const long s = static_cast<long>(seconds + .5);
  if (s >= 3600) return fmt::format("{} h {:02} min", s / 3600, s % 3600 / 60);
  if (s >= 60) return fmt::format("{} min {:02} s", s / 60, s % 60);
  return fmt::format("{} s", s);
}

}  // namespace bowlby
