// What leaves the notebook sealed under a code, and what comes in so: in the format of `age`, as base64 for the page.
#pragma once
#include <string>
#include <string_view>

#include "io/text/json_tree.hpp"
#include "server/http.hpp"

namespace bowlby::server {

// {"file": base64}
Response sealed_answer(std::string_view text, const std::string& code, int work);

// From {"file": base64, "code": ...} to {"text": ...}
Response unsealed_answer(const Json& body);

}  // namespace bowlby::server
