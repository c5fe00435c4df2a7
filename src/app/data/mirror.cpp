// The study changed so that its people are seen as those of the data were.
#include "app/data/mirror.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "instruments/measures.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

constexpr double days_of_a_year = 365, spare_years = .2;
constexpr std::size_t most_ages = 120;
constexpr int partners_together = 3650;  // days

std::optional<Instrument> instrument_named(const std::string& name) {
  for (const MeasureInfo& m : measure_table)
    if (m.instrument_name == name) return m.instrument;
  return std::nullopt;
}

std::vector<double> told(const std::vector<double>& values) {
  std::vector<double> out;
  std::ranges::copy_if(values, std::back_inserter(out), [](double v) { return std::isfinite(v); });
  return out;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

class Maker {
 public:
  Maker(const Study& base, const Seen& data, std::optional<double> age) : base_(base), data_(data), age_(age) {
    out_.study = base;
    out_.study.waves.clear();
    out_.study.replicates = 1;
    out_.study.scenario.record_moments = out_.study.scenario.record_courses = 0;
    out_.by_age.assign(data.columns.size(), false);
  }

  Expected<MirrorStudy> make() {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_wave;
    for (std::size_t c = 0; c < data_.columns.size(); ++c)
      by_wave[{data_.columns[c].wave, data_.columns[c].instrument}].push_back(c);
    for (const auto& [place, columns] : by_wave)
      if (auto problem = answers(place.first, *instrument_named(place.second), columns)) return *problem;
    std::map<std::string, std::vector<const Seen::Diary*>> diaries;
    for (const Seen::Diary& d : data_.diaries) diaries[d.wave].push_back(&d);
    for (const auto& [wave, all] : diaries)
      if (auto problem = diary(wave, all)) return *problem;
    films();
    lengthen();
    enough_people();
    couples();
    // The whole is judged as a file would be: an instrument at an age for which it is not made, say.
    const auto judged = parse_study(write_study(out_.study), "the study with the waves of the data");
    if (!judged) return judged.problems();
    return std::move(out_);
  }

 private:
  const Wave* own(const std::string& name, Instrument instrument, std::size_t visits) const {
    const auto at = std::ranges::find_if(base_.waves, [&](const Wave& w) {
      return w.name == name && w.instrument == instrument && visits_of(w) == visits;
    });
    return at == base_.waves.end() ? nullptr : &*at;
  }

  Wave new_wave(const std::string& name, Instrument instrument) {
    Wave wave{};
    wave.name = name, wave.instrument = instrument;
    wave.generations = {1};
    added_ = true;
    return wave;
  }

  // All ages at which somebody was seen.
  std::vector<double> ages_of(const std::vector<std::size_t>& columns) const {
    std::vector<double> all;
    for (const std::size_t c : columns) {
      const auto some = told(data_.columns[c].age);
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }

  std::optional<Problem> no_age(const std::string& wave) const {
    return Problem{Fault::usage,
                   "",
                   0,
                   0,
                   "--age",
                   "the data tell no age, and the study has no wave " + wave + " of its own with this instrument",
                   "say how old they were: --age 30"};
  }

  std::optional<Problem> answers(const std::string& name, Instrument instrument,
                                 const std::vector<std::size_t>& columns) {
    std::size_t visits = 0;
    for (const std::size_t c : columns) visits = std::max(visits, data_.columns[c].visit);
    if (const Wave* wave = own(name, instrument, visits)) {
      out_.study.waves.push_back(*wave);
      return std::nullopt;
    }
    std::set<double> years;
    for (const double age : ages_of(columns)) years.insert(std::round(age));
    if (age_) years = {*age_};
    if (years.empty()) return no_age(name);
    if (years.size() > most_ages)
      return Problem{Fault::data,
                     "",
                     0,
                     0,
                     name,
                     fmt::format("people were seen at {} ages", years.size()),
                     "mend the ages: range: in the map"};
    Wave wave = new_wave(name, instrument);
    wave.ages.assign(years.begin(), years.end());
    out_.study.waves.push_back(wave);
    for (const std::size_t c : columns) out_.by_age[c] = true;
    out_.remarks.push_back(fmt::format(
        "{}.{} is asked of founders at {:.4g}{}", name, data_.columns[columns[0]].instrument, *years.begin(),
        years.size() > 1 ? fmt::format(" to {:.4g} years, as in the data", *years.rbegin()) : std::string(" years")));
    return std::nullopt;
  }

  std::optional<Problem> diary(const std::string& name, const std::vector<const Seen::Diary*>& all) {
    int days = 0, prompts = 0;
    std::size_t visits = 0;
    for (const Seen::Diary* d : all)
      days = std::max(days, d->days), prompts = std::max(prompts, d->prompts), visits = std::max(visits, d->visit);
    Wave wave;
    if (const Wave* there = own(name, Instrument::diary, visits)) {
      wave = *there;
    } else {
      wave = new_wave(name, Instrument::diary);
      std::vector<double> ages;
      for (const Seen::Diary* d : all) {
        const auto some = told(d->age);
        ages.insert(ages.end(), some.begin(), some.end());
      }
      if (!age_ && ages.empty()) return no_age(name);
      wave.ages = {age_ ? *age_ : std::round(median(ages))};
      out_.remarks.push_back(fmt::format("the diary {} is kept by founders at {:.4g} years", name, wave.ages[0]));
      wave.together = partners_together;
    }
    if (wave.days != days || wave.prompts != prompts)
      out_.remarks.push_back(
          fmt::format("the diary {} has {} days and {} prompts, as in the data", name, days, prompts));
    wave.days = days, wave.prompts = prompts;
    out_.study.waves.push_back(wave);
    fewer_gaps(all, days * prompts);
    return std::nullopt;
  }

  // Where the data have fewer gaps than the study would leave, the study leaves fewer, too.
  void fewer_gaps(const std::vector<const Seen::Diary*>& all, int asked) {
    double answered = 0, people = 0;
    for (const Seen::Diary* d : all)
      for (const auto& prompts : d->answered)
        if (!prompts.empty()) answered += static_cast<double>(prompts.size()), people += 1;
    double& missing = out_.study.scenario.params.diary_missing;
    const double gaps = 1 - answered / (people * asked);
    if (gaps >= missing) return;
    out_.remarks.push_back(fmt::format("diary_missing is {:.3g} in place of {:.3g}, as the data have fewer gaps",
                                       std::max(gaps, 0.0), missing));
    missing = std::max(gaps, 0.0);
  }

  // A rating from a film needs the wave that was filmed.
  void films() {
    for (std::size_t w = 0; w < out_.study.waves.size(); ++w) {
      const std::string film = out_.study.waves[w].film_of;
      if (film.empty() || std::ranges::count(out_.study.waves, film, &Wave::name) > 0) continue;
      const auto at = std::ranges::find(base_.waves, film, &Wave::name);
      if (at != base_.waves.end()) out_.study.waves.insert(out_.study.waves.begin(), *at), ++w;
    }
  }

  void lengthen() {
    double last = 0;
    for (const Wave& w : out_.study.waves)
      for (const double age : w.ages)
        last = std::max(last, age + (w.instrument == Instrument::diary ? w.days / days_of_a_year : 0));
    Scenario& s = out_.study.scenario;
    const double needed = last + s.birth_years + spare_years;
    if (!added_ || s.years >= needed) return;
    out_.remarks.push_back(fmt::format("lives {:.4g} years in place of {:.4g}", needed, s.years));
    s.years = needed;
  }

  void enough_people() {
    const auto wanted = static_cast<std::uint32_t>(data_.people.size() + data_.people.size() / 4 + 1);
    std::uint32_t& founders = out_.study.scenario.founders;
    founders = std::max({founders, wanted, std::uint32_t{2}});
    if (out_.study.scenario.twins) founders += founders % 2;
  }

  void couples() {
    std::vector<double> ages;
    for (std::size_t c = 0; c < data_.columns.size(); ++c) {
      if (!out_.by_age[c]) return;  // the study's own clock says when they were seen
      for (std::size_t p = 0; p < data_.people.size(); ++p)
        if (data_.people[p].partner != Seen::nobody && std::isfinite(data_.columns[c].age[p]))
          ages.push_back(data_.columns[c].age[p]);
    }
    if (!ages.empty())
      out_.couples_at = median(ages);
    else if (age_)
      out_.couples_at = age_;
  }

  const Study& base_;
  const Seen& data_;
  std::optional<double> age_;
  MirrorStudy out_;
  bool added_ = false;  // waves that the study does not have
};

}  // namespace

Expected<MirrorStudy> mirror_study(const Study& study, const Seen& data, std::optional<double> age) {
  return Maker(study, data, age).make();
}

}  // namespace bowlby
