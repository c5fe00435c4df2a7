// Checkpoint files: bytes of a run that is to be continued, guarded against truncation, damage and other versions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby {

// Replaces the file at once; the old checkpoint stays until the new one is on disk. `version` is the caller's: bytes of
// one version are never handed to another.
std::optional<Problem> write_checkpoint(const std::string& path, std::uint32_t version, std::string_view bytes);

// The bytes, exactly as written.
Expected<std::string> read_checkpoint(const std::string& path, std::uint32_t version);
Expected<std::string> parse_checkpoint(std::string_view file, std::uint32_t version,
                                       const std::string& name_for_errors);

// Whose bytes they are, if the file can be read and is a checkpoint.
std::optional<std::uint64_t> version_of_checkpoint(const std::string& path);

}  // namespace bowlby
