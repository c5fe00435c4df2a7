#include "report/claims/page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.hpp"
#include "report/claims/markup.hpp"

namespace bowlby::report {
namespace {

using evidence::ClaimVerdict;
using Entry = ClaimsPageEntry;

// A group of entries on the page, gravest first; `id` is its anchor.
struct Group {
  const char *id, *title, *meaning, *tone;
  bool open;  // drawn as a ring instead of a disc, so that colour is not all that tells
  ClaimVerdict verdict;
};
constexpr std::array<Group, 11> groups{{
    {"unmeasured", "Unmeasured", "No seed gave an estimate.", "bad", true, ClaimVerdict::unmeasured},
    {"notshown", "Not shown",
     "The effect is not there in nearly every seed, or what is left without its edge cannot be told from it.", "bad",
     true, ClaimVerdict::not_shown},
    {"restated", "Restated, not tested",
     "The effect is there, but also when the edge that should carry it is cut; each claim tells how much of it.",
     "plain", true, ClaimVerdict::restated},
    {"offset", "Offset",
     "Without its edge the effect turns round: the edge outweighs another, and the claim is not the whole of it.",
     "plain", true, ClaimVerdict::offset},
    {"raised", "At raised strength only",
     "The effect is there where the study raises a strength; at the strengths that are shipped it was not asked.",
     "plain", true, ClaimVerdict::raised},
    {"construction", "By construction",
     "The rule is met, but the coefficient that is cut multiplies what is read out: it could hardly have failed.",
     "plain", false, ClaimVerdict::by_construction},
    {"design", "Set by the design",
     "The rule is met, by groups that were made more than three standard deviations apart.", "plain", false,
     ClaimVerdict::set_by_design},
    {"later", "Not run yet", "This run does not have all of it.", "plain", true, ClaimVerdict::not_run},
    {"quick", "Quick looks", "Too few seeds for a verdict; so far nothing speaks against these.", "plain", false,
     ClaimVerdict::quick_look},
    {"rivals", "Rivals", "Sources disagree; both sides are run and reported, and neither is a verdict on the claim.",
     "plain", false, ClaimVerdict::rivals},
    {"holds", "Holds", "Right sign in at least 19 of 20 seeds, interval off zero, and gone when its edge is cut.",
     "good", false, ClaimVerdict::holds},
}};

const Group& group_of(ClaimVerdict v) {
  return *std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.verdict == v; });
}

bool is_run(const Entry& e) { return !e.claim.parts.empty(); }

// Sign tests stand apart and are never counted as claims.
bool is_claim(const Entry& e) { return !evidence::is_sign_test(e.claim); }

bool any_sign_test(const ClaimsPage& page) { return !std::all_of(page.entries.begin(), page.entries.end(), is_claim); }

int count(const ClaimsPage& page, ClaimVerdict v) {
  return static_cast<int>(std::count_if(page.entries.begin(), page.entries.end(),
                                        [&](const Entry& e) { return is_claim(e) && is_run(e) && e.verdict == v; }));
}

std::string badge(ClaimVerdict v) {
  const Group& g = group_of(v);
  return std::string("<span class=\"verdict ") + g.tone + (g.open ? " open" : "") + "\">" +
         escaped(evidence::name_of(v)) + "</span>";
}

std::string plural(int n, const char* one, const char* many) { return std::to_string(n) + " " + (n == 1 ? one : many); }

std::string of(int some, int all) { return std::to_string(some) + " of " + std::to_string(all); }

std::string link(const std::string& id) { return "<a href=\"#" + escaped(id) + "\">" + escaped(id) + "</a>"; }

std::string fact(const char* what, const std::string& html) {
  return html.empty() ? "" : std::string("<dt>") + what + "</dt><dd>" + html + "</dd>";
}

std::string seed_table(const evidence::PartResult& r) {
  std::string out =
      "<details><summary>Every seed as a table, and the query</summary><div class=\"scroll\"><table>"
      "<caption>Effect in each seed</caption><tr><th class=\"n\">seed</th><th class=\"n\">as it is</th>"
      "<th class=\"n\">with the edge off</th></tr>";
  const auto cell = [](const std::optional<double>& v) {
    return "<td class=\"n\">" + (v ? signed_number(*v) : std::string("none")) + "</td>";
  };
  for (std::size_t i = 0; i < r.with_edge.size(); ++i)
    out += "<tr><td class=\"n\">" + std::to_string(i + 1) + "</td>" + cell(r.with_edge[i]) +
           cell(i < r.without_edge.size() ? r.without_edge[i] : std::nullopt) + "</tr>";
  return out + "</table></div>";
}

// "d 0.42, more than three: set by the design"
std::string size_words(const evidence::ClaimPart& p, const evidence::PartResult& r) {
  const auto size = r.effect ? evidence::effect_size(p.estimator, r.effect->value) : std::nullopt;
  if (!size) return {};
  const bool wide = size->letter == 'd' && std::fabs(size->value) > evidence::largest_natural_d;
  return std::string(1, size->letter) + " " + signed_number(size->value) + (wide ? ", set by the design" : "");
}

// What sort of test it is, and why.
std::string kind_facts(const evidence::ClaimPart& p, const evidence::PartResult& r) {
  std::string out = fact("Size", escaped(size_words(p, r)));
  out += fact("Kind of test", std::string(evidence::name_of(evidence::kind_of(p, &r))));
  out += fact("By construction", escaped(p.by_construction));
  out += fact("At raised strength", escaped(p.raised));
  if (!p.placebo.empty())
    out += fact("Placebo", escaped(joined(p.placebo, ", ")) + " off: " + with_interval(r.placebo));
  return out;
}

std::string part_html(const Entry& e, std::size_t at) {
  const evidence::ClaimPart& p = e.claim.parts[at];
  const evidence::PartResult& r = e.results[at];
  std::string out = "<div class=\"part\"><div>";
  if (!p.name.empty())
    out += "<h4>" + escaped(p.says) + "</h4><p>" + badge(r.verdict) + " <span class=\"id\">" + escaped(p.name) +
           "</span></p>";
  out += "<dl class=\"facts\">";
  out += fact("Effect", with_interval(r.effect) + " <span class=\"soft\">" + escaped(unit_words(p.estimator)) +
                            ", expected " + (p.expect > 0 ? "above" : "below") + " zero</span>");
  out += fact("Right sign",
              r.effect ? std::to_string(r.effect->right) + " of " + std::to_string(r.with_edge.size()) + " seeds" : "");
  out += fact("Edge off", with_interval(r.ablated));
  out += fact("Falls by", with_interval(r.drop));
  out += kind_facts(p, r);
  out += fact("Published", at < e.published.size() ? escaped(e.published[at]) : "");
  out += fact("Why not more", escaped(r.reason));
  out += fact("Study", escaped(p.study));
  std::vector<std::string> edges;
  for (const std::string& edge : p.cut) edges.push_back("<code>" + escaped(edge) + "</code>");
  out += fact("Edge under test", joined(edges, ", "));
  out += "</dl>" + seed_table(r) + "<pre>" + escaped(p.readout) + "</pre></details></div>";
  out += "<figure>" + claim_picture(p, r) +
         "<figcaption><p>A dot per seed; bar: 95 % interval of the mean; dashes: zero.</p></figcaption></figure></div>";
  return out;
}

// "001;004" in words.
std::string documents(std::string numbers) {
  const bool several = numbers.find(';') != std::string::npos;
  for (std::size_t at = 0; (at = numbers.find(';', at)) != std::string::npos; at += 2) numbers.replace(at, 1, ", ");
  return (several ? "source documents " : "source document ") + escaped(numbers);
}

std::string article(const Entry& e) {
  const evidence::Claim& c = e.claim;
  std::vector<std::string> marks;
  for (const int h : c.headlines) marks.push_back("H" + std::to_string(h));
  std::string out = "<article id=\"" + escaped(c.id) + "\"><header><h3>" + escaped(c.says) + "</h3>" +
                    badge(e.verdict) + "</header><div class=\"words\"><p class=\"soft\"><span class=\"id\">" +
                    escaped(c.id) + "</span> " + (marks.empty() ? "" : escaped(joined(marks, ", ")) + " \u00b7 ") +
                    (is_claim(e) ? documents(c.source) : escaped(c.source));
  if (c.says != c.words && is_claim(e)) out += " \u00b7 in the table of claims: " + escaped(c.words);
  out += "</p></div>";
  for (std::size_t p = 0; p < c.parts.size(); ++p) out += part_html(e, p);
  return out + "<p class=\"soft\">Run it again: <code>" + escaped(e.command) + "</code></p></article>\n";
}

std::string navigation(const ClaimsPage& page) {
  std::string out =
      "<nav aria-label=\"Parts of this page\"><ul><li><a href=\"#kinds\">Kinds of test</a></li>"
      "<li><a href=\"#headlines\">Headlines</a></li>";
  for (const Group& g : groups)
    if (const int n = count(page, g.verdict); n > 0)
      out += std::string("<li><a href=\"#") + g.id + "\">" + g.title + " (" + std::to_string(n) + ")</a></li>";
  if (any_sign_test(page)) out += "<li><a href=\"#signs\">Sign tests</a></li>";
  return out + "<li><a href=\"#notrun\">Not run</a></li><li><a href=\"#rule\">The rule</a></li></ul></nav>\n";
}

// One sentence, one bar, and the same as a table.
std::string summary(const ClaimsPage& page) {
  int run = 0;
  for (const Entry& e : page.entries) run += is_claim(e) && is_run(e);
  const int rivals = count(page, ClaimVerdict::rivals), judged = run - rivals;
  std::string out = "<p class=\"lead\">";
  out += "Of " + plural(judged, "claim", "claims") + " put to the test, " +
         plural(count(page, ClaimVerdict::holds), "holds", "hold") + ", " +
         std::to_string(count(page, ClaimVerdict::not_shown) + count(page, ClaimVerdict::unmeasured)) +
         " are not shown and " + std::to_string(count(page, ClaimVerdict::restated)) + " are only restated";
  if (const int n = count(page, ClaimVerdict::quick_look); n > 0)
    out += "; " + plural(n, "is a quick look", "are quick looks") + " with too few seeds";
  out += ".";
  if (rivals > 0)
    out += " " + plural(rivals, "more is a conflict", "more are conflicts") + ", reported from both sides.";
  out += "</p><div class=\"shares\" aria-hidden=\"true\">";
  for (auto g = groups.rbegin(); g != groups.rend(); ++g)
    if (const int n = count(page, g->verdict); n > 0)
      out += std::string("<span class=\"fill-") + g->tone + "\" style=\"flex:" + std::to_string(n) + "\"></span>";
  out += "</div><div class=\"scroll\"><table><caption>Claims by verdict</caption>";
  for (auto g = groups.rbegin(); g != groups.rend(); ++g)
    if (const int n = count(page, g->verdict); n > 0)
      out += "<tr><th scope=\"row\">" + badge(g->verdict) + "</th><td class=\"n\">" + std::to_string(n) +
             "</td><td class=\"soft meaning\">" + g->meaning + "</td></tr>";
  return out + "</table></div>\n";
}

// What the tests can say at all, before their verdicts.
std::string kind_table(const ClaimsPage& page) {
  constexpr std::array<const char*, 5> meanings{
      "A chain of steps, at the strengths that are shipped, among ordinary people: it could have failed.",
      "Groups whose care was set by hand, or a study with something else moved.",
      "As before, and the groups end up more than three standard deviations apart.",
      "The coefficient that is cut multiplies what is read out.",
      "The study raises a strength above the shipped one; this never counts as holding."};
  std::string out =
      "<section id=\"kinds\"><h2>How hard the tests are</h2><p class=\"soft\">Each claim stands in the row of its best "
      "test, and where it has fair tests they alone say here whether it holds.</p><div class=\"scroll\"><table><tr>"
      "<th>kind of test</th><th class=\"n\">claims</th><th class=\"n\">hold</th><th class=\"n\">tests</th>"
      "<th class=\"n\">hold</th><th class=\"meaning\">meaning</th></tr>";
  for (const ClaimsPageKind& k : page.kinds) {
    out += "<tr><th scope=\"row\">" + std::string(evidence::name_of(k.kind)) + "</th>";
    for (const int n : {k.claims, k.hold, k.tests, k.tests_hold})
      out += "<td class=\"n\">" + std::to_string(n) + "</td>";
    out += std::string("<td class=\"soft meaning\">") + meanings[static_cast<std::size_t>(k.kind)] + "</td></tr>";
  }
  return out + "<tr><th scope=\"row\">not covered</th><td class=\"n\">" + std::to_string(page.not_covered) +
         "</td></tr></table></div></section>\n";
}

std::string headline_table(const ClaimsPage& page) {
  std::string out =
      "<section id=\"headlines\"><h2>Headlines</h2><p class=\"soft\">A headline holds when none of its claims that are "
      "run fails and at least one fair test among them holds.</p><div class=\"scroll\"><table><tr><th>no.</th>"
      "<th>what it is about</th><th>verdict</th><th class=\"n\">hold</th><th class=\"n\">fair tests hold</th>"
      "<th>claims</th></tr>";
  for (const ClaimsPageHeadline& h : page.headlines) {
    std::vector<std::string> links;
    for (const std::string& id : h.claims) links.push_back(link(id));
    const bool holds = h.verdict == "holds", bad = h.verdict == "not shown";
    out += "<tr><th scope=\"row\">H" + std::to_string(h.number) + "</th><td>" + escaped(h.words) +
           "</td><td><span class=\"verdict " +
           (holds ? "good"
            : bad ? "bad open"
                  : "plain") +
           "\">" + escaped(h.verdict) + "</span></td><td class=\"n\">" + (h.judged > 0 ? of(h.holds, h.judged) : "") +
           "</td><td class=\"n\">" + (h.judged > 0 ? of(h.fair_hold, h.fair) : "") + "</td><td>" + joined(links, " ") +
           "</td></tr>";
  }
  return out + "</table></div></section>\n";
}

// Expectations no row of the table words, gravest first as the claims are; those held by tests last.
std::string sign_tests(const ClaimsPage& page) {
  if (!any_sign_test(page)) return {};
  std::string
      out =
          "<section id=\"signs\"><h2>Sign tests</h2><p class=\"soft\">Expectations from elsewhere that no row of the "
          "table words, judged by the same rule and counted apart.</p>\n",
      rest;
  for (const Group& g : groups)
    for (const Entry& e : page.entries)
      if (!is_claim(e) && is_run(e) && e.verdict == g.verdict) out += article(e);
  for (const Entry& e : page.entries)
    if (!is_claim(e) && !is_run(e))
      rest += "<li id=\"" + escaped(e.claim.id) + "\"><span class=\"id\">" + escaped(e.claim.id) + "</span> " +
              escaped(e.claim.words) + " <span class=\"soft\">" + escaped(e.claim.uncovered) + "</span></li>";
  return out + (rest.empty() ? "" : "<ul class=\"rows\">" + rest + "</ul>") + "</section>\n";
}

std::string not_run(const ClaimsPage& page) {
  std::string reasons, missing;
  for (const Entry& e : page.entries) {
    if (is_run(e) || !is_claim(e)) continue;
    const std::string row = "<li id=\"" + escaped(e.claim.id) + "\"><span class=\"id\">" + escaped(e.claim.id) +
                            "</span> " + escaped(e.claim.words);
    if (e.claim.uncovered.empty())
      missing += row + "</li>";
    else
      reasons += row + " <span class=\"soft\">" + escaped(e.claim.uncovered) + "</span></li>";
  }
  std::string out = "<section id=\"notrun\"><h2>Not run</h2>";
  if (reasons.empty() && missing.empty()) return out + "<p>Nothing was left out.</p></section>\n";
  if (!reasons.empty()) out += "<ul class=\"rows\">" + reasons + "</ul>";
  if (!missing.empty()) out += "<h3>Without an entry so far</h3><ul class=\"rows\">" + missing + "</ul>";
  return out + "</section>\n";
}

std::string rule(const ClaimsPage& page) {
  return "<section id=\"rule\"><h2>The rule</h2><p>Each claim names a study, a readout, the sign it expects and the "
         "edge of the theory that must carry the effect. The study is run with " +
         std::to_string(page.seeds) +
         " seeds as it is, and with the same seeds and that edge cut. A claim holds when the sign is right in at least "
         "19 of 20 seeds, the 95 % interval of the mean over seeds is off zero, and without the edge the mean cannot "
         "be told from zero or is at most a fifth of what it was, the fall itself being off zero. Where the effect "
         "turns "
         "round without its edge it is offset. Where a placebo is named, cutting that neighbour must leave the effect "
         "within a fifth. Everything else is not shown, or restated where the effect is there without its edge too. "
         "What "
         "a study shows at raised strength never makes a claim hold. A readout sees what instruments and "
         "counted "
         "behaviour show, never the parameter that was changed. That a claim holds here says that the theory as "
         "written implies it, not that it is true of people.</p><dl class=\"facts\">" +
         fact("Program", escaped("bowlby " + page.version + " (" + page.commit + ")")) +
         fact("Command", "<code>" + escaped(page.command) + "</code>") +
         fact("Digest", "<code>" + escaped(page.digest) + "</code>") + "</dl></section>\n";
}

}  // namespace

std::string claims_page(const ClaimsPage& page) {
  std::string out = page_top("Claims put to the test");
  out += "<h1>Claims put to the test</h1>";
  out += summary(page) + navigation(page) + kind_table(page) + headline_table(page);
  for (const Group& g : groups) {
    if (count(page, g.verdict) == 0) continue;
    out +=
        std::string("<section id=\"") + g.id + "\"><h2>" + g.title + "</h2><p class=\"soft\">" + g.meaning + "</p>\n";
    for (const Entry& e : page.entries)
      if (is_claim(e) && is_run(e) && e.verdict == g.verdict) out += article(e);
    out += "</section>\n";
  }
  return out + sign_tests(page) + not_run(page) + rule(page) + "</main></body></html>\n";
}

}  // namespace bowlby::report
