// What was built: version, commit, compiler.
#pragma once
#include <string_view>

namespace bowlby {

std::string_view build_version();
std::string_view build_commit();  // "unknown" outside a checkout
std::string_view build_compiler();

}  // namespace bowlby
