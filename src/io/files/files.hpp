// The file system, with problems in place of exceptions and error codes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace bowlby {

// Makes a folder and its parents, or finds it there already.
std::optional<Problem> make_folder(const std::string& dir);

// A problem unless the folder is empty or not there. Where `begun` lies in it, --resume is offered.
std::optional<Problem> must_be_free(const std::string& dir, const std::string& begun = {});

// Makes a folder (and its parents) or accepts an empty one; anything else is a problem.
std::optional<Problem> make_empty_folder(const std::string& dir, const std::string& begun = {});

// Makes an empty file that was not there: whoever else wants the same one is told so, and never the other way round.
std::optional<Problem> create_new(const std::string& path);

// The whole file, or a problem. Larger files than `most` bytes are refused.
Expected<std::string> read_whole(const std::string& path, std::size_t most);

// Writes the file whole or not at all: a temporary file beside it, flushed to disk, then renamed over `path`.
std::optional<Problem> write_whole(const std::string& path, std::string_view bytes);

// Brings a file or folder to the disk.
std::optional<Problem> flush(const std::string& path);

// Flushes a finished file or folder to disk and gives it its final name.
std::optional<Problem> settle(const std::string& from, const std::string& to);

}  // namespace bowlby
