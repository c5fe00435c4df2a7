// The studio: the server with its jobs, from opening the listener to closing it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/problem.hpp"

namespace bowlby::server {

// The same at every start, so that a link to a setting still leads there tomorrow.
inline constexpr int usual_port = 19070;

struct StudioSetting {
  int port = -1;           // 0: a free one; left out: the usual one, or a free one where that is taken
  std::string state;       // folder of the jobs; empty: the user's own
  std::string study;       // a study file beside the shipped ones, or empty
  std::string entries;     // a folder with claims and their studies in place of the built-in ones, or empty
  std::string help_lines;  // or empty
  std::string token_file;  // holds a token of your own; or empty: a random one
  int threads = 0;
  bool notebook = false;      // with the door to a private notebook
  std::string notebook_file;  // where it is kept; empty: nowhere
};

// Where the jobs of a user are kept: $XDG_STATE_HOME/bowlby or ~/.local/state/bowlby.
std::string default_state_folder();

class Studio {
 public:
  static Expected<Studio> open(const StudioSetting&);
  Studio(Studio&&) noexcept;
  Studio& operator=(Studio&&) = delete;
  ~Studio();

  std::string link();  // a fresh one, if the last was used
  // A file that leads a browser on to link(), for this user alone. A browser is started with its name: everybody on the
  // machine can read the command line of a program. Gone when the studio ends.
  Expected<std::string> link_file();
  // What was not readable among the saved jobs; the studio works without it.
  const std::vector<Problem>& unreadable() const;
  void serve();  // until stop()
  void stop();   // from any thread

 private:
  struct Parts;
  explicit Studio(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

}  // namespace bowlby::server
