#include "io/files/own_name.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace bowlby {

std::string own_name(const std::string& path) {
  char host[256] = {};
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return fmt::format("{}.{}-{}", path, host, ::getpid());
}

}  // namespace bowlby
