#include "report/validation/page.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "report/claims/markup.hpp"
#include "report/validation/parts.hpp"

namespace bowlby::report {
namespace {

using evidence::ValidationRow;
using evidence::Verdict;

std::string published_words(const ValidationRow& r) {
  if (r.target.statistic == evidence::Statistic::sign)
    return r.target.estimate > 0 ? "above zero" : r.target.estimate < 0 ? "below zero" : "no difference";
  return interval_words(r.target.estimate, r.target.ci_low, r.target.ci_high);
}

std::string simulated_words(const ValidationRow& r) {
  return r.simulated ? interval_words(r.simulated->value, r.simulated->low, r.simulated->high) : "none";
}

std::string picture(const ValidationRow& r) {
  return band_picture("Published " + published_words(r) + ", simulated " + simulated_words(r) + ".", r.judgement.low,
                      r.judgement.high, r.target.estimate, *r.simulated);
}

std::string row(const ValidationRow& r) {
  std::string out = "<article id=\"" + escaped(r.target.id) + "\"><header><h3>" + escaped(r.target.quantity) + "</h3>" +
                    verdict_badge(r.judgement.verdict) + "</header><p class=\"soft\"><span class=\"id\">" +
                    escaped(r.target.id) + "</span> " + escaped(r.target.population) + " \u00b7 " +
                    escaped(r.target.source) + "</p><div class=\"part\"><div>";
  const auto fact = [](const char* what, const std::string& text) {
    return text.empty() ? std::string() : std::string("<dt>") + what + "</dt><dd>" + escaped(text) + "</dd>";
  };
  const auto error = standardised_error(r);
  out += "<dl class=\"facts\">" + fact("Published", published_words(r)) + fact("Simulated", simulated_words(r)) +
         fact("Apart", error ? short_number(*error) + " standard errors" : "") +
         fact("Statistic", std::string(evidence::name_of(r.target.statistic))) +
         fact("Fitted", evidence::fitted(r.target) ? "yes" : "no") + fact("Study", r.study) + fact("Note", r.remark) +
         "</dl></div><figure>" + picture(r) +
         "<figcaption><p>Above: published, with the band that counts as inside. Below: simulated, with its 95 % "
         "interval.</p></figcaption></figure></div></article>\n";
  return out;
}

// Rows with a verdict, by domain, in the order in which domains first appear (that of the worst miss).
std::string group(const ValidationPage& page, Verdict verdict, const char* id, const char* title) {
  std::vector<std::string> domains;
  for (const ValidationRow& r : page.rows)
    if (r.judgement.verdict == verdict && std::find(domains.begin(), domains.end(), r.target.domain) == domains.end())
      domains.push_back(r.target.domain);
  if (domains.empty()) return {};
  std::string out = std::string("<h2 id=\"") + id + "\">" + title + "</h2>\n";
  for (const std::string& domain : domains) {
    std::string words = domain;
    std::replace(words.begin(), words.end(), '_', ' ');
    out += "<h3>" + escaped(words) + "</h3>\n";
    for (const ValidationRow& r : page.rows)
      if (r.judgement.verdict == verdict && r.target.domain == domain) out += row(r);
  }
  return out;
}

std::string summary_row(const char* what, const evidence::ValidationSummary& s) {
  std::string worst;
  for (const auto& id : s.worst)
    worst += (worst.empty() ? "" : " ") + ("<a href=\"#" + escaped(id) + "\">" + escaped(id) + "</a>");
  return std::string("<tr><th>") + what + "</th><td class=\"n\">" + std::to_string(s.rows) + "</td><td class=\"n\">" +
         std::to_string(s.measured) + "</td><td class=\"n\">" + std::to_string(s.inside) + "</td><td class=\"n\">" +
         short_number(s.root_mean_square) + "</td><td>" + worst + "</td></tr>";
}

std::string summary(const ValidationPage& page) {
  const int measured = page.fitted.measured + page.unfitted.measured,
            inside = page.fitted.inside + page.unfitted.inside;
  return "<p class=\"lead\">" + std::to_string(measured) + " published numbers were measured on simulated people; " +
         std::to_string(inside) + " of them lie inside the published interval, " + std::to_string(measured - inside) +
         " do not.</p><div class=\"scroll\"><table><caption>Fitted rows were looked at while parameters were chosen; "
         "unfitted rows were not, so only they test the model.</caption><tr><th></th><th class=\"n\">rows</th><th "
         "class=\"n\">measured</th><th class=\"n\">inside</th><th class=\"n\">typical distance (standard errors)</th>"
         "<th>furthest</th></tr>" +
         summary_row("fitted", page.fitted) + summary_row("unfitted", page.unfitted) + "</table></div>\n";
}

std::string structure(const ValidationPage& page) {
  std::string out =
      "<h2 id=\"structure\">What no fit may break</h2><div class=\"scroll\"><table><tr><th>relation</th>"
      "<th>values</th><th>verdict</th></tr>";
  for (const ValidationPageCheck& c : page.structure) {
    std::string values;
    for (const evidence::CheckValue& v : c.values)
      values += "<div class=\"value\">" + escaped(v.name) + ": " +
                (v.value ? interval_words(*v.value, v.low, v.high) : "none") + "</div>";
    const char* kind = c.verdict == "holds" ? "good" : c.verdict == "broken" ? "bad" : "plain open";
    out += "<tr><td class=\"says\">" + escaped(c.says) + "</td><td>" + values + "</td><td><span class=\"verdict " +
           kind + "\">" + escaped(c.verdict) + "</span></td></tr>";
  }
  return out + "</table></div>\n";
}

std::string unmeasured(const ValidationPage& page) {
  std::string out =
      "<h2 id=\"unmeasured\">Not measured, and why</h2><div class=\"scroll\"><table><tr><th>id</th>"
      "<th>quantity</th><th>reason</th></tr>";
  for (const ValidationRow& r : page.rows)
    if (r.judgement.verdict == Verdict::unmeasured)
      out += "<tr id=\"" + escaped(r.target.id) + "\"><td class=\"id\">" + escaped(r.target.id) + "</td><td>" +
             escaped(r.target.quantity) + "</td><td>" + escaped(r.unmeasured) + "</td></tr>";
  return out + "</table></div>\n";
}

std::string provenance(const ValidationPage& page) {
  std::string out = "<h2 id=\"again\">Run it again</h2><p><code>" + escaped(page.command) +
                    "</code></p><p class=\"soft\">bowlby " + escaped(page.version) + " (" + escaped(page.commit) +
                    ")</p><ul class=\"rows\">";
  for (const auto& [study, digest] : page.digests)
    out += "<li>" + escaped(study) + " <code>" + escaped(digest) + "</code></li>";
  return out + "</ul>";
}

}  // namespace

std::string validation_page(const ValidationPage& page) {
  std::string out = page_top("Validation: published and simulated numbers",
                             "svg .band{fill:var(--with);fill-opacity:.12}"
                             ".value{padding-left:1em;text-indent:-1em}.says{min-width:10em;width:45%}");
  out += "<h1>Published and simulated</h1>\n";
  const bool numbers = !page.rows.empty();  // none where lives alone were asked for
  if (numbers) out += summary(page);
  out += "<nav aria-label=\"Parts of this page\"><ul>";
  if (numbers) out += "<li><a href=\"#structure\">What no fit may break</a></li>";
  if (!page.lives.empty()) out += "<li><a href=\"#lives\">Lives</a></li>";
  if (numbers)
    out +=
        "<li><a href=\"#missed\">Missed</a></li><li><a href=\"#inside\">Inside</a></li><li><a "
        "href=\"#unmeasured\">Not measured</a></li>";
  out += "<li><a href=\"#again\">Run it again</a></li></ul></nav>\n";
  if (numbers) out += structure(page);
  out += lives_section(page.lives);
  if (numbers)
    out += group(page, Verdict::outside, "missed", "Missed") + group(page, Verdict::inside, "inside", "Inside") +
           unmeasured(page);
  out += provenance(page);
  return out + "</main></body></html>\n";
}

}  // namespace bowlby::report
