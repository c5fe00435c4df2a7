// A folder for what is nobody else's business.
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"

namespace bowlby {

// Makes the folder, or takes one that is there, so that only this user can look into it. One of another user is
// refused, and so is one that others may write to and that holds more than `ours` (a name of ours in it, "jobs").
std::optional<Problem> make_private_folder(const std::string& dir, const std::string& ours = {});

}  // namespace bowlby
