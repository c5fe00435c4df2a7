// What a session of claims looks like on a terminal and to a machine.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "app/claims/claims.hpp"
#include "app/columns.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "io/embedded.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

std::string headline_text(const evidence::Claim& c) {
  std::vector<std::string> names;
  for (const int h : c.headlines) names.push_back("H" + std::to_string(h));
  return joined(names, " ");
}

const std::string& words_of(const evidence::Claim& c, std::size_t part) {
  return c.parts[part].says.empty() ? c.says : c.parts[part].says;
}

std::string interval(const std::optional<evidence::Pooled>& p) {
  return p ? fmt::format("{:+.2f} [{:+.2f}, {:+.2f}]", p->value, p->low, p->high) : "-";
}

std::string published(const std::string& id) {
  if (id.empty()) return {};
  const auto targets = published_targets();
  if (!targets) return id;
  for (const evidence::Target& t : *targets)
    if (t.id == id) return fmt::format("{} {} {:.2f}", id, evidence::name_of(t.statistic), t.estimate);
  return id;
}

void pooled(JsonWriter& json, const char* name, const std::optional<evidence::Pooled>& p) {
  json.key(name);
  if (!p) return json.value(nullptr);
  json.object([&] {
    json.field("estimate", p->value);
    json.field("low", p->low);
    json.field("high", p->high);
    json.field("seeds", p->seeds);
  });
}

void entry_fields(JsonWriter& json, const evidence::Claim& c) {
  json.field("id", c.id);
  json.field("sign_test", evidence::is_sign_test(c));
  json.field("headlines", c.headlines);
  json.field("source", c.source);
  json.field("words", c.words);
  json.field("says", c.says);
  json.field("rivals", c.rivals);
  json.field("uncovered", c.uncovered.empty() && c.parts.empty() ? "no entry yet" : text_or_null(c.uncovered));
}

void part_fields(JsonWriter& json, const evidence::ClaimPart& p) {
  json.field("name", p.name);
  json.field("says", p.says);
  json.field("study", p.study);
  json.field("cut", p.cut);
  json.field("expect", p.expect > 0 ? "+" : "-");
  json.field("estimator", p.estimator);
  json.field("published", text_or_null(p.published));
}

void outcome_fields(JsonWriter& json, const evidence::PartResult& r) {
  json.field("right", r.effect ? r.effect->right : 0);
  json.field("seeds", r.with_edge.size());
  pooled(json, "effect", r.effect);
  pooled(json, "without_edge", r.ablated);
  pooled(json, "fall", r.drop);
  json.field("verdict", evidence::name_of(r.verdict));
  json.field("reason", r.reason);
}

const char* uncovered_word(const evidence::Claim& c) {
  return c.uncovered.empty() ? "no entry yet" : evidence::covered_by_tests(c) ? "covered by tests" : "uncovered";
}

// An entry in the list, one line a part.
std::string list_lines(const evidence::Claim& c) {
  const std::string marks = headline_text(c);
  if (c.parts.empty())
    return fmt::format("{}{}{}{}\n", left(c.id, 6), left(marks, 8),
                       evidence::covered_by_tests(c) ? "" : std::string(uncovered_word(c)) + ": ",
                       c.uncovered.empty() ? c.words : c.uncovered);
  std::string out;
  for (std::size_t p = 0; p < c.parts.size(); ++p)
    out += left(p == 0 ? c.id : "", 6) + left(p == 0 ? marks : "", 8) + left(c.parts[p].study, 16) + words_of(c, p) +
           "  (without " + joined(c.parts[p].cut, ", ") + ")\n";
  return out;
}

std::string outcome_line(const std::array<std::string, 7>& cells) {
  return left(cells[0], 6) + left(clipped(cells[1], 38), 40) + right(cells[2], 24) + right(cells[3], 8) +
         right(cells[4], 24) + "  " + left(cells[5], 20) + cells[6] + "\n";
}

// What came out of a claim, one line a part, with the reason below it.
std::string outcome_lines(const ClaimOutcome& o) {
  std::string out;
  for (std::size_t p = 0; p < o.parts.size(); ++p) {
    const evidence::PartResult& r = o.parts[p];
    const std::string what = (o.claim.parts[p].name.empty() ? "" : o.claim.parts[p].name + ": ") + words_of(o.claim, p);
    out += outcome_line({p == 0 ? o.claim.id : "", what, interval(r.effect),
                         fmt::format("{}/{}", r.effect ? r.effect->right : 0, r.with_edge.size()), interval(r.ablated),
                         std::string(evidence::name_of(r.verdict)), published(o.claim.parts[p].published)});
    if (!r.reason.empty()) out += fmt::format("{:<6}{}\n", "", r.reason);
  }
  return out;
}

// "6 sign tests: 3 not shown, 2 restated, not tested, 1 not run"
std::string sign_test_counts(const std::vector<ClaimOutcome>& outcomes) {
  int all = 0, not_run = 0;
  std::map<std::string_view, int> by_verdict;
  for (const ClaimOutcome& o : outcomes) {
    if (!evidence::is_sign_test(o.claim)) continue;
    ++all;
    ++(o.claim.parts.empty() ? not_run : by_verdict[evidence::name_of(o.verdict)]);
  }
  if (all == 0) return {};
  std::string out;
  for (const auto& [verdict, count] : by_verdict)
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", verdict, count);
  if (not_run > 0) out += fmt::format("{}not run: {}", out.empty() ? "" : "; ", not_run);
  return fmt::format("Beside them {} sign tests: {}\n", all, out);
}

}  // namespace

std::string list_text(const ClaimBook& book) {
  std::string out, signs;
  int claims = 0, run = 0, rivals = 0, by_tests = 0, uncovered = 0, none = 0, sign_tests = 0, signs_run = 0;
  for (const evidence::Claim& c : book.claims) {
    if (evidence::is_sign_test(c)) {
      signs += list_lines(c);
      ++sign_tests;
      signs_run += !c.parts.empty();
      continue;
    }
    out += list_lines(c);
    ++claims;
    run += !c.parts.empty() && !c.rivals;
    rivals += c.rivals;
    by_tests += evidence::covered_by_tests(c);
    uncovered += !c.uncovered.empty() && !evidence::covered_by_tests(c);
    none += c.parts.empty() && c.uncovered.empty();
  }
  if (sign_tests > 0) out += "\nsign tests, beside the claims\n" + signs + "\n";
  out +=
      fmt::format("{} claims: {} are run, {} more as rivals, {} covered by tests, {} uncovered, {} without an entry\n",
                  claims, run, rivals, by_tests, uncovered, none);
  if (sign_tests > 0) out += fmt::format("{} sign tests: {} are run\n", sign_tests, signs_run);
  return out;
}

std::string list_json(const ClaimBook& book) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.lines(book.claims, [&](const evidence::Claim& c) {
    json.object([&] {
      entry_fields(json, c);
      json.key("parts");
      json.list(c.parts, [&](const evidence::ClaimPart& p) { json.object([&] { part_fields(json, p); }); });
    });
  });
  return json.take() + "\n";
}

std::string show_text(const evidence::Claim& c) {
  std::string out = fmt::format("{}  {}\n", c.id, c.words);
  const auto line = [&out](const char* what, const std::string& text) {
    if (!text.empty()) out += fmt::format("  {:<11}{}\n", what, text);
  };
  line("headlines", headline_text(c));
  line("source", c.source);
  line("tags", c.tags);
  line("direction", c.direction);
  if (c.parts.empty()) line(uncovered_word(c), c.uncovered);
  if (c.rivals) line("conflict", "rival hypotheses; both are run and reported, there is no single verdict");
  for (std::size_t p = 0; p < c.parts.size(); ++p) {
    const evidence::ClaimPart& part = c.parts[p];
    out += part.name.empty() ? "\n" : fmt::format("\n  {}\n", part.name);
    line("says", words_of(c, p));
    line("study", part.study);
    line("without", joined(part.cut, ", "));
    line("expects", part.expect > 0 ? "+" : "-");
    line("estimator", part.estimator);
    line("published", published(part.published));
    std::string sql = "    " + part.readout;
    for (std::size_t at = 0; (at = sql.find('\n', at)) != std::string::npos; at += 5) sql.replace(at, 1, "\n    ");
    out += sql + "\n";
  }
  if (c.parts.empty()) return out;  // no experiment, so none is offered
  return out + fmt::format("\nrun it: bowlby claims run {} --output out/{}\n", c.id, c.id);
}

std::string outcome_text(const ClaimsSummary& s) {
  std::string out = outcome_line({"claim", "says", "estimate", "seeds", "without the edge", "verdict", "published"}),
              signs;
  for (const ClaimOutcome& o : s.outcomes) (evidence::is_sign_test(o.claim) ? signs : out) += outcome_lines(o);
  if (!signs.empty()) out += "\nsign tests, beside the claims\n" + signs;
  const ClaimCounts c = count_claims(s.outcomes);
  out += fmt::format("\nOf {} claims: {} hold, {} not shown, {} restated, {} rivals", c.claims, c.holds, c.not_shown,
                     c.restated, c.rivals);
  if (c.quick_look > 0) out += fmt::format(", {} quick looks", c.quick_look);
  if (c.unmeasured > 0) out += fmt::format(", {} unmeasured", c.unmeasured);
  out += fmt::format(", {} covered by tests, {} uncovered, {} without an entry\n", c.by_tests, c.uncovered, c.no_entry);
  out += sign_test_counts(s.outcomes);
  for (const HeadlineOutcome& h : headlines(s.outcomes))
    if (!h.claims.empty())
      out += fmt::format("  H{:<4}{:<22}{:<10}{}\n", h.number, h.verdict, fmt::format("{} of {}", h.holds, h.judged),
                         joined(h.claims, " "));
  return out;
}

std::string outcome_json(const ClaimsSummary& s) {
  JsonWriter json(JsonWriter::Spaces::some, JsonWriter::shortest);
  json.object([&] {
    json.field("digest", num::hex(s.digest));
    json.field("seeds", s.seeds);
    json.key("claims");
    json.lines(s.outcomes, [&](const ClaimOutcome& o) {
      json.object([&] {
        entry_fields(json, o.claim);
        json.field("verdict", text_or_null(o.parts.empty() ? "" : evidence::name_of(o.verdict)));
        json.key("parts");
        json.list(o.parts, [&](const evidence::PartResult& r) {
          json.line(4);
          json.object([&] {
            part_fields(json, o.claim.parts[static_cast<std::size_t>(&r - o.parts.data())]);
            outcome_fields(json, r);
          });
        });
      });
    });
    auto judged = headlines(s.outcomes);
    std::erase_if(judged, [](const HeadlineOutcome& h) { return h.claims.empty(); });
    json.key("headlines");
    json.lines(judged, [&](const HeadlineOutcome& h) {
      json.object([&] {
        json.field("headline", h.number);
        json.field("verdict", h.verdict);
        json.field("holds", h.holds);
        json.field("judged", h.judged);
      });
    });
  });
  return json.take() + "\n";
}

}  // namespace bowlby
