// The page: every file of it is a byte array of the program, compressed when the program was built. No file of the disk
// is ever served by name.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace bowlby::server {

struct AppFile {
  std::string_view path;  // as it is asked for: "/assets/app-1a2b.js"; the page itself is "/"
  std::string_view type;
  std::string_view tag;     // hash of its bytes
  bool lasting;             // its name changes with its bytes
  std::string_view packed;  // gzip
};
std::span<const AppFile> app_files();  // written by tools/generate/embed_app.mjs

const AppFile* app_file(std::string_view path);

// The bytes as they were before they were packed, for the rare client that cannot unpack.
std::string unpacked(const AppFile&);

}  // namespace bowlby::server
