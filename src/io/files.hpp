// The file system, with problems in place of exceptions and error codes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "studies/problem.hpp"

namespace bowlby {

// Makes a folder (and its parents) or accepts an empty one; anything else is a problem.
std::optional<Problem> make_empty_folder(const std::string& dir);

// The whole file, or a problem. Larger files than `most` bytes are refused.
Expected<std::string> read_whole(const std::string& path, std::size_t most);

// Writes the file whole or not at all: a temporary file beside it, flushed to disk, then renamed over `path`.
std::optional<Problem> write_whole(const std::string& path, std::string_view bytes);

// Flushes a finished file to disk and gives it its final name.
std::optional<Problem> settle(const std::string& from, const std::string& to);

}  // namespace bowlby
