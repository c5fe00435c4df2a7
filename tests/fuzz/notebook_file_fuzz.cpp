// Any bytes either begin with the header of a notebook, which is written again just so, or are a problem; and no bytes
// are a sealed text under a key that did not seal them.
#include <cstdint>
#include <cstdlib>

#include "notebook/sealed.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bowlby;
  const std::string_view file(reinterpret_cast<const char*>(data), size);
  const auto header = notebook::parse_header(file, "fuzz.note");
  if (!header) return header.problems().empty() ? std::abort(), 0 : 0;
  if (notebook::written(*header) != file.substr(0, notebook::header_bytes)) std::abort();
  const notebook::Seal seal(*header, notebook::Key("not the key"));
  if (seal.text_of(file, "fuzz.note")) std::abort();
  return 0;
}
