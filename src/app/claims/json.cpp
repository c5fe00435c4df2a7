// What a session of claims looks like to a machine.
#include <algorithm>
#include <optional>
#include <span>

#include "app/claims/claims.hpp"
#include "base/json.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

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

void entry_fields(JsonWriter& json, const evidence::Claim& c, std::span<const evidence::PartResult> results) {
  json.field("id", c.id);
  json.field("sign_test", evidence::is_sign_test(c));
  json.field("headlines", c.headlines);
  json.field("source", c.source);
  json.field("words", c.words);
  json.field("says", c.says);
  json.field("rivals", c.rivals);
  json.field("uncovered", c.uncovered.empty() && c.parts.empty() ? "no entry yet" : text_or_null(c.uncovered));
  json.field("kind", c.parts.empty() ? std::optional<std::string_view>() : name_of(evidence::kind_of(c, results)));
}

void part_fields(JsonWriter& json, const evidence::ClaimPart& p) {
  json.field("name", p.name);
  json.field("says", p.says);
  json.field("study", p.study);
  json.field("cut", p.cut);
  json.field("expect", p.expect > 0 ? "+" : "-");
  json.field("estimator", p.estimator);
  json.field("placebo", p.placebo);
  json.field("ordinary", p.ordinary);
  json.field("by_construction", text_or_null(p.by_construction));
  json.field("raised", text_or_null(p.raised));
  json.field("published", text_or_null(p.published));
}

void outcome_fields(JsonWriter& json, const evidence::ClaimPart& p, const evidence::PartResult& r) {
  json.field("right", r.effect ? r.effect->right : 0);
  json.field("seeds", r.seeds);
  pooled(json, "effect", r.effect);
  pooled(json, "without_edge", r.ablated);
  pooled(json, "fall", r.drop);
  if (!p.placebo.empty()) pooled(json, "with_placebo", r.placebo);
  json.field("kind", name_of(evidence::kind_of(p, &r)));
  const auto size = r.effect ? evidence::effect_size(p.estimator, r.effect->value) : std::nullopt;
  json.key("size");
  if (size)
    json.object([&] {
      json.field("letter", std::string(1, size->letter));
      json.field("value", size->value);
    });
  else
    json.value(nullptr);
  json.field("verdict", evidence::name_of(r.verdict));
  json.field("reason", r.reason);
}

// The counts of rule and kind; each claim is in one of them.
void counts_fields(JsonWriter& json, const std::vector<ClaimOutcome>& outcomes) {
  using evidence::ClaimVerdict;
  using evidence::TestKind;
  const ClaimCounts n = count_claims(outcomes);
  const ClaimCounts::Of fair = n.of(TestKind::fair), made = n.of(TestKind::made);
  json.field("claims", n.claims);
  json.field("fair_hold", fair.hold);
  json.field("fair_not", fair.all - fair.hold);
  json.field("made_hold", made.hold);
  json.field("made_not", made.all - made.hold);
  json.field("set_by_design", n.of(TestKind::set_by_design).all);
  json.field("raised_only", n.of(TestKind::raised).all);
  json.field("by_construction", n.of(TestKind::by_construction).all);
  json.field("rivals", n.with(ClaimVerdict::rivals));
  json.field("not_run", n.with(ClaimVerdict::not_run));
  json.field("by_tests", n.by_tests);
  json.field("not_covered", n.uncovered + n.no_entry);
}

void outcomes_fields(JsonWriter& json, const std::vector<ClaimOutcome>& outcomes) {
  json.key("counts");
  json.object([&] { counts_fields(json, outcomes); });
  json.key("claims");
  json.lines(outcomes, [&](const ClaimOutcome& o) {
    json.object([&] {
      entry_fields(json, o.claim, o.parts);
      json.field("verdict", text_or_null(o.parts.empty() ? "" : evidence::name_of(o.verdict)));
      json.key("parts");
      json.list(o.parts, [&](const evidence::PartResult& r) {
        const evidence::ClaimPart& p = o.claim.parts[static_cast<std::size_t>(&r - o.parts.data())];
        json.line(4);
        json.object([&] {
          part_fields(json, p);
          outcome_fields(json, p, r);
        });
      });
    });
  });
  auto judged = headlines(outcomes);
  std::erase_if(judged, [](const HeadlineOutcome& h) { return h.claims.empty(); });
  json.key("headlines");
  json.lines(judged, [&](const HeadlineOutcome& h) {
    json.object([&] {
      json.field("headline", h.number);
      json.field("verdict", h.verdict);
      json.field("holds", h.holds);
      json.field("judged", h.judged);
      json.field("fair", h.fair);
      json.field("fair_hold", h.fair_hold);
    });
  });
}

}  // namespace

std::string list_json(const ClaimBook& book) {
  JsonWriter json(JsonWriter::Spaces::some);
  json.lines(book.claims, [&](const evidence::Claim& c) {
    json.object([&] {
      entry_fields(json, c, {});
      json.key("parts");
      json.list(c.parts, [&](const evidence::ClaimPart& p) {
        json.object([&] {
          part_fields(json, p);
          json.field("kind", name_of(evidence::kind_of(p)));
        });
      });
    });
  });
  return json.take() + "\n";
}

std::string outcome_json(const ClaimsSummary& s) {
  JsonWriter json(JsonWriter::Spaces::some, JsonWriter::shortest);
  json.object([&] {
    json.field("digest", num::hex(s.digest));
    json.field("seeds", s.seeds);
    outcomes_fields(json, s.outcomes);
  });
  return json.take() + "\n";
}

std::string outcomes_json(const std::vector<ClaimOutcome>& outcomes) {
  JsonWriter json(JsonWriter::Spaces::some, JsonWriter::shortest);
  json.object([&] { outcomes_fields(json, outcomes); });
  return json.take() + "\n";
}

}  // namespace bowlby
