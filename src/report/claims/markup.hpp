// Pieces of the claims page: numbers and words safe for HTML, the picture of one experiment, the style sheet.
#pragma once
#include <string>
#include <string_view>

#include "evidence/claim.hpp"

namespace bowlby::report {

// & < > and quotes as entities.
std::string escaped(std::string_view);
// With a sign and as many decimals as fit a number of the size of `scale` (or of x if that is larger).
std::string signed_number(double x, double scale = 0);
// "+0.42 [+0.30, +0.54]", or a dash.
std::string with_interval(const std::optional<evidence::Pooled>&);
// What the numbers of an estimator mean: "standardised difference".
std::string_view unit_words(std::string_view estimator);

// Dots for every seed with and without the edge, means with intervals, and the line at zero.
std::string claim_picture(const evidence::ClaimPart&, const evidence::PartResult&);

// What goes between <style> and </style>.
std::string_view claims_style();
// A page up to its first heading: title, that style and more of it.
std::string page_top(std::string_view title, std::string_view more_style = "");

}  // namespace bowlby::report
