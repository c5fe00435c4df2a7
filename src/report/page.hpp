// The HTML report: its data as plain values (data.hpp, made from studio/api/report.json) and the page around them. The
// caller fills the data (by SQL over the result file); this layer opens no file and knows no study. A section that
// stays empty is not shown, so one page serves every study.
#pragma once

#include <string>

#include "report/data.hpp"

namespace bowlby::report {

// The page's data as one JSON text, same bytes for the same values. Numbers carry seven significant digits
// (a picture needs no more; the result file has them all); NaN and infinities become null; `<` is written
// \u003c, so the text can stand inside a script element.
std::string to_json(const PageData& page);

// The whole report: the built page with the data put in its place. Self-contained HTML.
std::string render(const PageData& page);

}  // namespace bowlby::report
