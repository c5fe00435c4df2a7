// What was built: version, commit, compiler.
#pragma once
#include <string>
#include <string_view>

namespace bowlby {

std::string_view build_version();
std::string_view build_commit();  // "unknown" outside a checkout
std::string_view build_compiler();
// How to cite results made by that version (with or without the program's name before it) and commit. Authors, title
// and year are those of CITATION.cff.
std::string citation(std::string_view version, std::string_view commit);

}  // namespace bowlby
