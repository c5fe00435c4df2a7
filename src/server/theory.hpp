// The theory on paper, as the evidence room asks for it: parameters, edges, equations, studies, and what is running.
#pragma once
#include <string>
#include <string_view>

#include "server/orders.hpp"

namespace bowlby::server {

std::string about_json();
std::string parameters_json();
std::string edges_json();
Expected<std::string> studies_json(const StudyShelf&);

// Written by tools/generate/equations.py from the headers of the mechanisms when the program is built.
std::string_view equations_json();

}  // namespace bowlby::server
