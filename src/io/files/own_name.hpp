// Names for files that several programs may write at once.
#pragma once
#include <string>

namespace bowlby {

// Beside a file: a name that no other program has, on whichever machine it runs.
std::string own_name(const std::string& path);

}  // namespace bowlby
