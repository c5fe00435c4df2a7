// Key files: YAML in, a scoring::Key out. The shipped keys/*.yaml show every word at work.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "scoring/key.hpp"

namespace bowlby::io {

std::vector<std::string> shipped_keys();

// A shipped key by name, or a file: a relative path begins at `folder`.
Expected<scoring::Key> read_key(const std::string& name_or_path, const std::string& folder = {});
Expected<scoring::Key> parse_key(std::string_view text, const std::string& name_for_errors);

}  // namespace bowlby::io
