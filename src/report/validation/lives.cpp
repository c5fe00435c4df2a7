#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/claims/markup.hpp"
#include "report/validation/parts.hpp"

namespace bowlby::report {
namespace {

using evidence::MarkRow;
using evidence::Verdict;

std::string band_words(const MarkRow& r) {
  if (!std::isfinite(r.low)) return "at most " + short_number(r.high);
  if (!std::isfinite(r.high)) return "at least " + short_number(r.low);
  return short_number(r.low) + " to " + short_number(r.high);
}

std::string simulated_words(const MarkRow& r) {
  return r.simulated ? interval_words(r.simulated->value, r.simulated->low, r.simulated->high) : "none";
}

std::string article(const MarkRow& r) {
  const auto fact = [](const char* what, const std::string& text) {
    return text.empty() ? std::string() : std::string("<dt>") + what + "</dt><dd>" + escaped(text) + "</dd>";
  };
  std::string out = "<article id=\"" + escaped(r.mark.id) + "\"><header><h3>" + escaped(r.mark.quantity) + "</h3>" +
                    verdict_badge(r.verdict) + "</header><p class=\"soft\"><span class=\"id\">" + escaped(r.mark.id) +
                    "</span> " + escaped(r.mark.topic) + " \u00b7 " + escaped(r.mark.source) +
                    "</p><div class=\"part\"><div><dl class=\"facts\">" + fact("Mark", band_words(r)) +
                    fact("Simulated", simulated_words(r)) + fact("Study", r.study) + fact("Note", r.remark) +
                    "</dl></div>";
  if (r.simulated)
    out += "<figure>" +
           band_picture("Mark " + band_words(r) + ", simulated " + simulated_words(r) + ".", r.low, r.high,
                        std::nullopt, *r.simulated) +
           "<figcaption><p>Above: the band of the mark. Below: simulated, with its 95 % interval.</p></figcaption>"
           "</figure>";
  return out + "</div></article>\n";
}

}  // namespace

std::string lives_section(const std::vector<MarkRow>& rows) {
  if (rows.empty()) return {};
  const auto count = [&](Verdict v) { return std::ranges::count(rows, v, &MarkRow::verdict); };
  std::string out = "<h2 id=\"lives\">Do lives look like lives?</h2><p>" + std::to_string(count(Verdict::inside)) +
                    " of " + std::to_string(count(Verdict::inside) + count(Verdict::outside)) +
                    " marks are met. No fit looks at them. Misses come first, the farthest before the others.</p>\n";
  for (const MarkRow& r : rows) out += article(r);
  return out;
}

}  // namespace bowlby::report
