#include "app/persons/diaries.hpp"

#include <algorithm>
#include <cmath>

#include "instruments/diary/prompts.hpp"

namespace bowlby {
namespace {

// The widest steps that all answers of the sample keep to.
double grain_of(const std::vector<SampleDiaries::One>& people) {
  constexpr double steps[]{1, .5, 1.0 / 3, .25, .2, .1};
  constexpr double near = 1e-3;  // an answer kept in single precision, or with three decimals
  const auto fits = [](double value, double step) {
    const double at = (value - 1) / step;
    return std::isnan(value) || std::fabs(at - std::round(at)) * step < near;
  };
  for (const double step : steps)
    if (std::ranges::all_of(people, [&](const SampleDiaries::One& one) {
          return std::ranges::all_of(
              one.prompts, [&](const SeenPrompt& s) { return fits(s.security, step) && fits(s.distress, step); });
        }))
      return step;
  return 0;
}

double in_steps(double value, double step) { return step > 0 ? 1 + step * std::round((value - 1) / step) : value; }

}  // namespace

double SampleDiaries::answered() const {
  double n = 0;
  for (const One& one : people) n += static_cast<double>(one.prompts.size());
  return people.empty() ? 0 : n / (static_cast<double>(people.size()) * days * prompts);
}

double SampleDiaries::noise() const { return std::sqrt(prompt_noise * prompt_noise + grain * grain / 12); }

Expected<SampleDiaries> sample_diaries(const Seen& data, const std::string& name) {
  const auto kept = [](const Seen::Diary& d) {
    return std::ranges::count_if(d.answered, [](const auto& prompts) { return !prompts.empty(); });
  };
  const auto best = std::ranges::max_element(data.diaries, {}, kept);
  const Problem none{Fault::data,
                     name,
                     0,
                     0,
                     "--persons",
                     "has no diary of felt security and distress",
                     "score it with a key called diary (docs/data.md), or fit the sample without --persons"};
  if (best == data.diaries.end()) return none;
  SampleDiaries out;
  out.wave = best->wave, out.visit = best->visit;
  out.days = best->days, out.prompts = best->prompts;
  out.other = data.diaries.size() - 1;
  int first = 1;  // in some files prompts are counted from 0
  for (const auto& prompts : best->answered)
    for (const Seen::Prompt& s : prompts) first = std::min(first, s.prompt);
  out.prompts += 1 - first;
  for (std::size_t p = 0; p < best->answered.size(); ++p) {
    SampleDiaries::One one{data.people[p].replicate, data.people[p].id, {}};
    for (const Seen::Prompt& s : best->answered[p])
      if (!std::isnan(s.security) || !std::isnan(s.distress))
        one.prompts.push_back({s.day, s.prompt + 1 - first, s.security, s.distress, s.bids});
    if (one.prompts.empty()) continue;
    if (one.prompts.size() < fewest_prompts)
      ++out.too_few;
    else
      out.people.push_back(std::move(one));
  }
  if (out.people.empty()) return none;
  out.grain = grain_of(out.people);
  return out;
}

std::vector<SeenPrompt> like_that_of(const SampleDiaries& sample, const SampleDiaries::One& one,
                                     std::span<const DiaryPrompt> lines) {
  std::vector<SeenPrompt> out;
  for (const SeenPrompt& like : one.prompts) {
    const DiaryPrompt& line = lines[static_cast<std::size_t>((like.day - 1) * sample.prompts + like.prompt - 1)];
    SeenPrompt s = like;
    if (!std::isnan(s.security)) s.security = in_steps(static_cast<double>(line.security), sample.grain);
    if (!std::isnan(s.distress)) s.distress = in_steps(static_cast<double>(line.distress), sample.grain);
    if (!std::isnan(s.bids)) s.bids = static_cast<double>(line.bids);
    out.push_back(s);
  }
  return out;
}

}  // namespace bowlby
