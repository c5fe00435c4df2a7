// What every command that takes long does alike: its options, a stop when asked, progress meanwhile, its exit code.
#pragma once
#include <string>

#include "cli/terminal.hpp"

namespace CLI {
class App;
}

namespace bowlby {

struct LongOptions {
  std::string progress = "auto";
  int threads = 0;
  bool resume = false, quiet = false, json = false;
};

// How its options are explained. Without `json` or `resume` there is no such option.
struct LongWords {
  std::string resume, quiet = "no progress", threads = "threads; 0 = all. Never changes the result", json = {};
};
void add_long_options(CLI::App&, LongOptions&, const LongWords&);

// Work laid out in a folder for tasks (docs/sweep.md): its option, and how many cells it has and how they are done.
void add_begin(CLI::App&, bool& begin);
extern const Problem begin_or_resume;  // that cannot both be asked
int told_laid_out(std::size_t cells, const std::string& each, const std::string& dir);

inline constexpr const char* all_kept =
    "Interrupted; everything so far is kept. Continue with the same command and --resume.\n";

// `request` is told what they have in common, then `work` does it; `show` prints what came of it and gives the exit
// code. Work that was asked to stop says `interrupted` instead.
template <class Request, class Done, class Show>
int long_command(const LongOptions& o, const std::string& command_line, Request& request,
                 Expected<Done> (*work)(const Request&), Show&& show, const char* interrupted = all_kept) {
  request.command = command_line;
  request.threads = o.threads;
  request.resume = o.resume;
  request.stop = stop_on_signals();
  const Expected<Done> done = [&] {
    TerminalProgress progress(o.progress == "json" ? ProgressStyle::json
                              : o.quiet            ? ProgressStyle::none
                                                   : ProgressStyle::automatic);
    request.progress = &progress;
    return work(request);
  }();
  if (!done) return complain(done.problems());
  if constexpr (requires { done->note; })
    if (!done->note.empty()) say(done->note + "\n");
  if (!done->stopped) return show(*done);
  say(interrupted);
  return 130;
}

}  // namespace bowlby
