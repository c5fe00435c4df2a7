#include "server/app_files.hpp"

#include <zlib.h>

namespace bowlby::server {

const AppFile* app_file(std::string_view path) {
  for (const AppFile& f : app_files())
    if (f.path == path) return &f;
  return nullptr;
}

std::string unpacked(const AppFile& file) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return {};  // 16: a gzip header
  std::string packed(file.packed), out;
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  char buffer[1 << 14];
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END ? out : std::string();
}

}  // namespace bowlby::server
