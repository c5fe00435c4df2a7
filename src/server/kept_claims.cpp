#include "server/kept_claims.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace bowlby::server {
namespace {

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  for (const Json& item : list.items) out.push_back(item.text);
  return out;
}

bool same_experiment(const Json& kept, const evidence::ClaimPart& p) {
  // A claim that had one part only did not name it.
  const std::string& name = kept.at("name").text;
  return (name.empty() || name == p.name) && kept.at("study").text == p.study && texts(kept.at("cut")) == p.cut &&
         kept.at("expect").text == (p.expect > 0 ? "+" : "-") && kept.at("estimator").text == p.estimator;
}

std::optional<evidence::Pooled> pooled(const Json& x, int right = 0) {
  if (x.kind != Json::Kind::object) return std::nullopt;
  return evidence::Pooled{x.at("estimate").number, x.at("low").number, x.at("high").number,
                          static_cast<int>(x.at("seeds").number), right};
}

evidence::PartResult result_of(const evidence::ClaimPart& p, const Json& kept_parts) {
  evidence::PartResult r;
  r.verdict = evidence::ClaimVerdict::not_run;
  const auto kept = std::find_if(kept_parts.items.begin(), kept_parts.items.end(),
                                 [&p](const Json& k) { return same_experiment(k, p); });
  if (kept == kept_parts.items.end()) return r;
  r.seeds = static_cast<int>(kept->at("seeds").number);
  r.effect = pooled(kept->at("effect"), static_cast<int>(kept->at("right").number));
  r.ablated = pooled(kept->at("without_edge"));
  // Of the cut runs only their mean is kept; that it has the sign in nearly every seed shows in the verdict of then.
  const auto restated = evidence::name_of(evidence::ClaimVerdict::restated);
  if (r.ablated && kept->at("verdict").text == restated) r.ablated->right = r.seeds;
  r.drop = pooled(kept->at("fall"));
  const bool beside = !p.placebo.empty() && texts(kept->at("placebo")) == p.placebo;
  if (beside) r.placebo = pooled(kept->at("with_placebo"));
  evidence::judge_pooled(r, p.expect, beside);
  if (!beside && !p.placebo.empty() && r.reason.empty()) r.reason = "this run does not have its placebo";
  return r;
}

}  // namespace

std::vector<ClaimOutcome> kept_outcomes(const ClaimBook& book, const Json& run) {
  std::map<std::string, const Json*> done;
  for (const Json& c : run.at("claims").items) done[c.at("id").text] = &c;
  std::vector<ClaimOutcome> all;
  for (const evidence::Claim& claim : book.claims) {
    ClaimOutcome& o = all.emplace_back();
    o.claim = claim;
    const auto kept = done.find(claim.id);
    const Json nothing;
    for (const evidence::ClaimPart& p : claim.parts)
      o.parts.push_back(result_of(p, kept == done.end() ? nothing : kept->second->at("parts")));
    const bool none = std::all_of(o.parts.begin(), o.parts.end(), [](const evidence::PartResult& r) {
      return r.verdict == evidence::ClaimVerdict::not_run;
    });
    o.verdict = none ? evidence::ClaimVerdict::not_run : evidence::verdict_of(claim, o.parts);
  }
  return all;
}

}  // namespace bowlby::server
