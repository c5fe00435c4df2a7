// The built page, embedded when the program is built (embed_page.cmake): HTML, script and style in one text,
// with `/*DATA*/` where the data goes.
#pragma once

#include <string_view>

namespace bowlby::report {

std::string_view page_template() noexcept;

}  // namespace bowlby::report
