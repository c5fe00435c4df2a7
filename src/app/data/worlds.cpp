#include "app/data/worlds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "app/run/in_memory.hpp"
#include "io/study/file.hpp"
#include "num/digest.hpp"

namespace bowlby {
namespace {

// Worlds are replicates of the study far behind those that anybody runs, so that no world is the data themselves.
constexpr std::uint32_t first_world = 5000;
constexpr double worth_doubling = .7;  // what must be left of those without a stand-in, at most

Problem nothing_in_common(const std::string& data, const std::vector<std::string>& unknown,
                          const std::vector<std::string>& only) {
  std::string why = "holds no answers that the model gives, too";
  if (!unknown.empty()) why += fmt::format(" ({} it has not, or on another range)", fmt::join(unknown, ", "));
  return {Fault::data,
          data,
          0,
          0,
          only.empty() ? "" : "--only",
          why,
          "score it with a key that has the model's instrument, scale and range (docs/data.md)"};
}

}  // namespace

std::string LivedWorld::text() const { return fmt::format("{}-{}", lacking, unlike); }

void LivedWorld::read(const std::string& counts) {
  lacking = std::strtoul(counts.c_str(), nullptr, 10);
  if (const std::size_t line = counts.find('-'); line != std::string::npos)
    unlike = std::strtoul(counts.c_str() + line + 1, nullptr, 10);
}

Expected<WorldsLikeData> WorldsLikeData::of(const WorldsRequest& r) {
  WorldsLikeData out(r);
  const auto reader = read_results(r.data, true);
  if (!reader) return reader.problems().front();
  auto seen = read_seen(*reader, {r.only, std::nullopt});
  if (!seen) return seen.problems().front();
  out.data_ = std::move(*seen);
  out.features_ = features_of(out.data_);
  std::erase_if(out.features_, [](const Feature& f) { return !f.value; });
  if (out.features_.empty()) return nothing_in_common(r.data, out.data_.unknown, r.only);
  out.name_ = reader->provenance("study_name").value_or(r.data);
  auto mirror = mirror_study(r.study, out.data_, r.age);
  if (!mirror) return mirror.problems();
  out.mirror_ = std::move(*mirror);
  out.least_ = out.mirror_.study.scenario.founders;
  return out;
}

std::size_t WorldsLikeData::couples() const {
  return static_cast<std::size_t>(
             std::ranges::count_if(data_.people, [](const auto& p) { return p.partner != Seen::nobody; })) /
         2;
}

std::vector<evidence::Maybe> WorldsLikeData::values() const {
  std::vector<evidence::Maybe> out;
  for (const Feature& f : features_) out.push_back(f.value);
  return out;
}

std::string WorldsLikeData::study_text() const {
  num::Digest digest;
  for (const Feature& f : features_) {
    const std::string line = f.id + fmt::format("={:.17g}\n", f.value ? f.value->value : Seen::none);
    digest.bytes(line.data(), line.size());
  }
  return write_study(mirror_.study) + "# data " + num::hex(digest.result()) + "\n";
}

Expected<std::optional<StandIns>> WorldsLikeData::lived(std::uint32_t number, const Params* params) const {
  Study study = mirror_.study;
  if (params) study.scenario.params = *params;
  study.replicates = first_world + number + 1;
  const auto run = live_in_memory(study, stop_, first_world + number);
  if (!run) return run.problems();
  if (!*run) return std::optional<StandIns>();
  const auto seen = read_seen(**run, {{}, mirror_.couples_at});
  if (!seen) return seen.problems();
  return std::optional(stand_in(data_, mirror_, *seen, number));
}

LivedWorld WorldsLikeData::measured(const StandIns& s) const {
  std::map<std::string, evidence::Maybe> by_id;
  for (const Feature& f : features_of(s.seen)) by_id[f.id] = f.value;
  LivedWorld out{{}, s.lacking, s.unlike};
  for (const Feature& f : features_) out.values.push_back(by_id[f.id]);
  return out;
}

Expected<std::optional<LivedWorld>> WorldsLikeData::world(std::uint32_t number, const Params* params) const {
  const auto s = lived(number, params);
  if (!s) return s.problems();
  return *s ? std::optional(measured(**s)) : std::nullopt;
}

Expected<std::optional<LivedWorld>> WorldsLikeData::look_how_many() {
  std::size_t without = 0;
  std::optional<StandIns> best;
  for (std::uint32_t times = 1; times <= most_times; times *= 2) {
    auto one = lived(0, nullptr);
    if (!one) return one.problems();
    if (!*one) return std::optional<LivedWorld>();
    const std::size_t now = (*one)->lacking + (*one)->unlike;
    if (best && static_cast<double>(now) > worth_doubling * static_cast<double>(without)) {
      mirror_.study.scenario.founders /= 2;
      break;
    }
    best = std::move(**one), without = now;
    if (without == 0 || times == most_times || mirror_.study.scenario.founders > study_limits::founders.high / 2) break;
    mirror_.study.scenario.founders *= 2;
  }
  if (best->lacking == data_.people.size())
    return Problem{Fault::data,
                   "",
                   0,
                   0,
                   mirror_.study.name,
                   "nobody in it answers what the people of the data answered",
                   "take a study with these instruments, arms and ages"};
  return stopped() ? std::optional<LivedWorld>() : std::optional(measured(*best));
}

}  // namespace bowlby
