#include "io/files/zip_file.hpp"

#include <zip.h>

namespace bowlby {
namespace {

// The first day a zip can tell.
constexpr zip_uint16_t no_time = 0, no_date = (1 << 5) | 1;

Problem failed(const std::string& path, const std::string& what, const char* why) {
  return {Fault::file,
          path,
          0,
          0,
          what,
          std::string("cannot be archived: ") + why,
          "look for a full disk or a file that cannot be read, then call again"};
}

std::optional<Problem> add(zip_t* zip, const std::string& path, const ZipEntry& e) {
  zip_source_t* source = e.file.empty() ? zip_source_buffer(zip, e.text.data(), e.text.size(), 0)
                                        : zip_source_file(zip, e.file.c_str(), 0, -1);
  if (source == nullptr) return failed(path, e.name, zip_strerror(zip));
  const zip_int64_t at = zip_file_add(zip, e.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (at < 0) {
    zip_source_free(source);
    return failed(path, e.name, zip_strerror(zip));
  }
  if (zip_file_set_dostime(zip, static_cast<zip_uint64_t>(at), no_time, no_date, 0) != 0)
    return failed(path, e.name, zip_strerror(zip));
  return std::nullopt;
}

}  // namespace

std::optional<Problem> write_zip(const std::string& path, const std::vector<ZipEntry>& entries) {
  int code = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (zip == nullptr) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    auto problem = failed(path, "", zip_error_strerror(&error));
    zip_error_fini(&error);
    return problem;
  }
  for (const ZipEntry& e : entries)
    if (auto problem = add(zip, path, e)) {
      zip_discard(zip);
      return problem;
    }
  if (zip_close(zip) == 0) return std::nullopt;  // reads and writes happen here
  auto problem = failed(path, "", zip_strerror(zip));
  zip_discard(zip);
  return problem;
}

}  // namespace bowlby
