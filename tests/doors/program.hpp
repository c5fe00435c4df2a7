// The program as its users meet it: started with arguments, watched from outside, killed if need be.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bowlby::doors {

struct Outcome {
  int code = -1;         // exit code, or 128 + signal
  std::string out, err;  // what it wrote
};

using Arguments = std::vector<std::string>;

// A folder that goes away with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const std::filesystem::path& path() const { return path_; }
  // Writes a file and returns its path.
  std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

// The program while it runs. Standard output and error go to files in `folder`.
class Running {
 public:
  Running(const Folder& folder, const Arguments&, const std::map<std::string, std::string>& limits = {},
          const std::map<std::string, std::string>& environment = {});
  ~Running();
  bool alive();
  void signal(int);
  Outcome wait();
  std::string out_so_far() const;
  std::string err_so_far() const;
  pid_t pid() const { return pid_; }

 private:
  std::string out_, err_;
  pid_t pid_;
  int status_ = 0;
  bool ended_ = false;
};

// Runs the program to its end. Limits: "file_size" in bytes (as a full disk would stop a file), "user" to run as
// nobody, so that permissions count even when the tests run as root, "output" for another file as standard output,
// "processes" (which counts for nobody only) and "memory" in bytes.
Outcome bowlby(const Arguments&, const std::map<std::string, std::string>& limits = {});

// HEX of the last line, `digest HEX`, or empty.
std::string digest_of(const Outcome&);

std::string read_file(const std::string& path);
std::string study_path(const std::string& name);  // of a shipped study

}  // namespace bowlby::doors
