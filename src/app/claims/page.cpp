#include "app/claims/page.hpp"

#include <fmt/format.h>

#include "app/build.hpp"
#include "io/embedded.hpp"
#include "io/text/shell.hpp"
#include "num/digest.hpp"
#include "report/claims/page.hpp"

namespace bowlby {

std::string published_words(const std::string& target_id) {
  if (target_id.empty()) return {};
  const auto targets = published_targets();
  if (!targets) return target_id;
  for (const evidence::Target& t : *targets) {
    if (t.id != target_id) continue;
    std::string text = fmt::format("{}: {:.2f} ({})", t.id, t.estimate, evidence::name_of(t.statistic));
    if (t.has_interval()) text += fmt::format(" [{:.2f}, {:.2f}]", *t.ci_low, *t.ci_high);
    return text + ", " + t.quantity;
  }
  return target_id;
}

std::string claims_page_text(const ClaimsRequest& request, const ClaimsSummary& summary) {
  report::ClaimsPage page;
  page.seeds = summary.seeds;
  page.version = build_version();
  page.commit = build_commit();
  page.digest = num::hex(summary.digest);
  page.command = command_for_others(request.command, "out/claims");
  for (const HeadlineOutcome& h : headlines(summary.outcomes))
    if (!h.claims.empty())
      page.headlines.push_back({h.number, std::string(evidence::headline_words(h.number)), h.verdict, h.holds, h.judged,
                                h.fair, h.fair_hold, h.claims});
  const ClaimCounts n = count_claims(summary.outcomes);
  for (const evidence::TestKind kind : evidence::test_kinds) {
    const auto found = n.tests.find(kind);
    const ClaimCounts::Of claims = n.of(kind), tests = found == n.tests.end() ? ClaimCounts::Of{} : found->second;
    page.kinds.push_back({kind, claims.all, claims.hold, tests.all, tests.hold});
  }
  page.not_covered = n.uncovered + n.no_entry;
  for (const ClaimOutcome& o : summary.outcomes) {
    report::ClaimsPageEntry entry{o.claim, o.verdict, o.parts, {}, {}};
    for (const evidence::ClaimPart& p : o.claim.parts) entry.published.push_back(published_words(p.published));
    entry.command = fmt::format("bowlby claims run {} --output out/{}", o.claim.id, o.claim.id);
    if (!request.entries.empty()) entry.command += " --entries " + shell_word(request.entries);
    if (summary.seeds != evidence::full_seeds) entry.command += fmt::format(" --seeds {}", summary.seeds);
    page.entries.push_back(std::move(entry));
  }
  return report::claims_page(page);
}

}  // namespace bowlby
