// The terminal: how progress and problems look to a person, and the same as lines for a machine.
#pragma once
#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "app/progress.hpp"
#include "base/problem.hpp"

namespace bowlby {

enum class ProgressStyle { automatic, none, json };

// A bar on a terminal; a line now and then elsewhere; JSON lines on standard error if asked.
class TerminalProgress final : public ProgressSink {
 public:
  explicit TerminalProgress(ProgressStyle);
  ~TerminalProgress() override;
  void report(const Progress&) override;

 private:
  static std::string runs(const Progress&);
  ProgressStyle style_;
  bool terminal_, drawn_ = false;
  std::chrono::steady_clock::time_point last_line_;
};

// To standard error. That nobody reads it any more (a terminal that was closed) ends nothing.
void say(const std::string&);

// Set by Ctrl-C, by an end that is asked for, and by a terminal that is closed or a connection that is lost.
const std::atomic<bool>* stop_on_signals();

// Set by SIGUSR1, which a cluster sends some time before a limit: what is in hand is finished, and nothing else begun.
const std::atomic<bool>* enough_on_signal();

// Prints every problem to standard error; returns the exit code of the gravest.
int complain(const std::vector<Problem>&);

std::string count_text(double);     // 1234567 -> "1.23 M"
std::string duration_text(double);  // seconds -> "1 min 05 s"

}  // namespace bowlby
