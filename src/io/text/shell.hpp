// Commands as text that a shell takes back: what is printed can be pasted.
#pragma once
#include <string>
#include <vector>

namespace bowlby {

// One argument as a POSIX shell needs it: as it is where nothing in it is special, else in single quotes.
std::string shell_word(const std::string&);
std::string shell_line(const std::vector<std::string>&);

// The arguments of a line that shell_line wrote.
std::vector<std::string> shell_arguments(const std::string& line);

// The same line without an option that takes no value.
std::string without_flag(const std::string& line, const std::string& flag);

// A recorded command as a report may pass it on: without what concerns the writer's machine alone. The output folder,
// --resume and the looks of progress are left out, and of a path that leads through somebody's folders only the last
// name stays. `output`: a folder to name in place of the writer's, for commands that cannot be without one.
std::string command_for_others(const std::string& line, const std::string& output = {});

}  // namespace bowlby
