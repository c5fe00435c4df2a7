// What a session of claims looks like on a terminal.
#include <fmt/format.h>

#include <array>
#include <map>

#include "app/claims/claims.hpp"
#include "app/columns.hpp"
#include "base/text.hpp"
#include "io/embedded.hpp"

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

std::string outcome_line(const std::array<std::string, 9>& cells) {
  return left(cells[0], 6) + left(clipped(cells[1], 38), 40) + right(cells[2], 24) + right(cells[3], 8) +
         right(cells[4], 8) + right(cells[5], 24) + "  " + left(cells[6], 22) + left(cells[7], 19) + cells[8] + "\n";
}

// "d 0.42"
std::string size_text(const evidence::ClaimPart& p, const evidence::PartResult& r) {
  const auto size = r.effect ? evidence::effect_size(p.estimator, r.effect->value) : std::nullopt;
  return size ? fmt::format("{} {:.2f}", size->letter, size->value) : "-";
}

// What came out of a claim, one line a part, with the reason below it.
std::string outcome_lines(const ClaimOutcome& o) {
  std::string out;
  for (std::size_t p = 0; p < o.parts.size(); ++p) {
    const evidence::PartResult& r = o.parts[p];
    const evidence::ClaimPart& part = o.claim.parts[p];
    const std::string what = (part.name.empty() ? "" : part.name + ": ") + words_of(o.claim, p);
    out += outcome_line({p == 0 ? o.claim.id : "", what, interval(r.effect), size_text(part, r),
                         fmt::format("{}/{}", r.effect ? r.effect->right : 0, r.seeds), interval(r.ablated),
                         std::string(evidence::name_of(r.verdict)),
                         std::string(evidence::name_of(evidence::kind_of(part, &r))), published(part.published)});
    if (!r.reason.empty()) out += fmt::format("{:<6}{}\n", "", r.reason);
    if (!part.raised.empty()) out += fmt::format("{:<6}raised: {}\n", "", part.raised);
    if (r.placebo) out += fmt::format("{:<6}placebo ({}): {}\n", "", joined(part.placebo, ", "), interval(r.placebo));
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

// What can be told before anything is run: the best test of each claim, and the rules of tests that are not kept yet.
std::string by_kind_text(const ClaimBook& book) {
  std::map<evidence::TestKind, int> claims, tests;
  int parts = 0, narrow = 0, beside = 0;
  for (const evidence::Claim& c : book.claims) {
    if (evidence::is_sign_test(c) || c.parts.empty() || c.rivals) continue;
    ++claims[evidence::kind_of(c)];
    for (const evidence::ClaimPart& p : c.parts) {
      ++parts;
      ++tests[evidence::kind_of(p)];
      narrow += p.cut.size() <= evidence::most_edges_cut;
      beside += !p.placebo.empty();
    }
  }
  std::string out;
  for (const evidence::TestKind kind : evidence::test_kinds)
    if (kind != evidence::TestKind::set_by_design)  // known only from a run
      out += left(std::string(evidence::name_of(kind)), 19) +
             fmt::format("{:>4} claims at best {:>5} tests\n", claims[kind], tests[kind]);
  return out + fmt::format("{} of {} tests cut at most two edges, {} have a placebo\n", narrow, parts, beside);
}

// Each claim in one row: what its best test is, and whether it holds by it.
std::string kinds_text(const ClaimCounts& c) {
  std::string out =
      left("kind of test", 24) + right("claims", 8) + right("hold", 8) + right("tests", 8) + right("hold", 8) + "\n";
  const auto number = [](int n) { return right(std::to_string(n), 8); };
  for (const evidence::TestKind kind : evidence::test_kinds) {
    const auto found = c.tests.find(kind);
    const ClaimCounts::Of claims = c.of(kind), tests = found == c.tests.end() ? ClaimCounts::Of{} : found->second;
    out += left(std::string(evidence::name_of(kind)), 24) + number(claims.all) + number(claims.hold) +
           number(tests.all) + number(tests.hold) + "\n";
  }
  return out + left("not covered", 24) + number(c.uncovered + c.no_entry) + "\n";
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
  out += by_kind_text(book);
  out +=
      fmt::format("{} claims: {} are run, {} more as rivals, {} covered by tests, {} uncovered, {} without an entry\n",
                  claims, run, rivals, by_tests, uncovered, none);
  if (sign_tests > 0) out += fmt::format("{} sign tests: {} are run\n", sign_tests, signs_run);
  return out;
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
    line("placebo", joined(part.placebo, ", "));
    line("kind", std::string(evidence::name_of(evidence::kind_of(part))));
    line("because", part.by_construction);
    line("raised", part.raised);
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
  std::string out = outcome_line({"claim", "says", "estimate", "size", "seeds", "without the edge", "verdict",
                                  "kind of test", "published"}),
              signs;
  for (const ClaimOutcome& o : s.outcomes) (evidence::is_sign_test(o.claim) ? signs : out) += outcome_lines(o);
  if (!signs.empty()) out += "\nsign tests, beside the claims\n" + signs;
  const ClaimCounts c = count_claims(s.outcomes);
  out += "\n" + kinds_text(c);
  out += fmt::format("Of {} claims:", c.claims);
  for (const auto& [verdict, count] : c.verdicts)
    out += fmt::format(" {} {},", count, verdict == evidence::ClaimVerdict::holds ? "hold" : name_of(verdict));
  out += fmt::format(" {} covered by tests, {} uncovered, {} without an entry\n", c.by_tests, c.uncovered, c.no_entry);
  out += sign_test_counts(s.outcomes);
  for (const HeadlineOutcome& h : headlines(s.outcomes))
    if (!h.claims.empty())
      out +=
          fmt::format("  H{:<4}{:<22}{:<10}{:<18}{}\n", h.number, h.verdict, fmt::format("{} of {}", h.holds, h.judged),
                      fmt::format("{} of {} fair", h.fair_hold, h.fair), joined(h.claims, " "));
  return out;
}

}  // namespace bowlby
