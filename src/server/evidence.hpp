// What is known from outside and how the engine does against it, as the evidence room asks for it. Verdicts come from
// runs that are committed under evidence/results/ and travel inside the program; where there is none, the answer says
// "not run yet".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/validate/compare.hpp"
#include "base/problem.hpp"

namespace bowlby::server {

// The claims that can be run; those of a folder have no verdicts that travelled inside the program.
Expected<std::string> claims_json(const std::string& entries = {});
std::string claims_command(const std::string& id, const std::string& entries);
Expected<std::string> targets_json();  // misses first

// The same rows for one run of the user's own.
std::string compared_json(const std::vector<Comparison>&, const std::string& command);

// Places to turn to: the table inside the program, or the user's own file of the same form.
Expected<std::string> help_lines_json(const std::string& file = {});

// The value of the first "digest" in an answer, or empty.
std::string digest_in(std::string_view json);

}  // namespace bowlby::server
