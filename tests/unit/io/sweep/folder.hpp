// A folder of its own for a test, gone with it.
#pragma once
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace bowlby {

class SweptFolder {
 public:
  SweptFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "bowlby-sweep-XXXXXX").string();
    if (::mkdtemp(name.data())) path_ = name;
  }
  ~SweptFolder() { std::filesystem::remove_all(path_); }
  SweptFolder(const SweptFolder&) = delete;
  SweptFolder& operator=(const SweptFolder&) = delete;

  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  std::string read(const std::string& name) const {
    std::ifstream in(*this / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(*this / name, std::ios::binary) << text;
  }

 private:
  std::string path_;
};

}  // namespace bowlby
