// Who of a simulated world stands in for whom in the data.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "app/data/mirror.hpp"
#include "num/philox.hpp"

namespace bowlby {
namespace {

// How bad it is to stand in for somebody one is unlike in; nobody is taken who costs more while somebody costs less.
constexpr int answers_more = 1, answers_less = 16, other_arm = 10'000, other_sex = 20'000;
constexpr std::size_t most_groups = 12;  // more would tell nearly everybody apart
constexpr int unlike_cost = other_arm;   // from here on it is told

// A person, or two who live together: the women first where sexes differ.
struct Unit {
  std::size_t first = Seen::nobody, second = Seen::nobody;
  bool pair() const { return second != Seen::nobody; }
};

// What counts in finding a stand-in, of one person.
struct Kind {
  char sex = ' ';
  std::string arm, answered;  // a letter for each group of columns and each diary: y or n
  auto operator<=>(const Kind&) const = default;
};
using Kinds = std::pair<Kind, Kind>;  // of a unit; the second is empty for one alone

class Luck {
 public:
  explicit Luck(std::uint32_t world) : world_(world) {}
  std::size_t below(std::size_t n) {
    const num::Block b = num::philox(drawn_++, 0, 0, 0, num::Key{world_, salt});
    return static_cast<std::size_t>((static_cast<std::uint64_t>(b.w[0]) * n) >> 32);
  }
  template <class T>
  void shuffle(std::vector<T>& all) {
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[below(i)]);
  }

 private:
  static constexpr std::uint32_t salt = 0x4C696B65;
  std::uint32_t world_, drawn_ = 0;
};

int cost(const Kind& data, const Kind& world) {
  int sum = 0;
  if (data.sex != ' ' && data.sex != world.sex) sum += other_sex;
  if (!data.arm.empty() && data.arm != world.arm) sum += other_arm;
  for (std::size_t g = 0; g < data.answered.size(); ++g)
    if (data.answered[g] != world.answered[g]) sum += data.answered[g] == 'y' ? answers_less : answers_more;
  return sum;
}

class Matcher {
 public:
  Matcher(const Seen& data, const MirrorStudy& mirror, const Seen& world, std::uint32_t luck)
      : data_(data), mirror_(mirror), world_(world), luck_(luck) {
    for (const bool by_visit : {true, false}) {
      groups_.clear(), by_visit_ = by_visit;
      for (const auto& c : data.columns) groups_.emplace(group(c), groups_.size());
      if (groups_.size() <= most_groups) break;
    }
    for (std::size_t c = 0; c < data.columns.size(); ++c) find_column(c);
    for (const auto& d : data.diaries) {
      const auto at = std::ranges::find_if(
          world.diaries, [&](const Seen::Diary& w) { return w.wave == d.wave && w.visit == d.visit; });
      diary_.push_back(at == world.diaries.end() ? nullptr : &*at);
    }
    arms_ = std::ranges::any_of(data.people, [&](const Seen::Person& p) {
      return !p.arm.empty() && std::ranges::count(world.people, p.arm, &Seen::Person::arm) > 0;
    });
  }

  StandIns match() {
    const auto wanted = units(data_, true);
    auto there =
        units(world_, std::ranges::any_of(data_.people, [](const auto& p) { return p.partner != Seen::nobody; }));
    luck_.shuffle(there);
    stand_in_.assign(data_.people.size(), Seen::nobody);
    assign(wanted, there);
    lay_out();
    return std::move(out_);
  }

 private:
  using Group = std::tuple<std::string, std::string, std::size_t>;  // of columns that are answered together
  Group group(const Seen::Column& c) const { return {c.wave, c.instrument, by_visit_ ? c.visit : 0}; }

  // World's columns that may hold what a column of the data holds: one, or one for each age.
  void find_column(std::size_t c) {
    const Seen::Column& own = data_.columns[c];
    auto& found = columns_.emplace_back();
    for (const Seen::Column& w : world_.columns)
      if (w.wave == own.wave && w.instrument == own.instrument && w.scale == own.scale &&
          (mirror_.by_age[c] || w.visit == own.visit))
        found.push_back(&w);
  }

  static std::vector<Unit> units(const Seen& seen, bool couples) {
    std::vector<Unit> out;
    for (std::size_t p = 0; p < seen.people.size(); ++p) {
      const std::size_t other = couples ? seen.people[p].partner : Seen::nobody;
      if (other != Seen::nobody && other < p) continue;
      Unit u{p, other};
      if (u.pair() && seen.people[p].sex != 'f' && seen.people[other].sex == 'f') std::swap(u.first, u.second);
      out.push_back(u);
    }
    return out;
  }

  Kind kind_of_data(std::size_t p) const {
    Kind k{data_.people[p].sex, arms_ ? data_.people[p].arm : std::string(), std::string(groups_.size(), 'n')};
    for (const auto& c : data_.columns)
      if (!std::isnan(c.value[p])) k.answered[groups_.at(group(c))] = 'y';
    for (const auto& d : data_.diaries) k.answered += d.answered[p].empty() ? 'n' : 'y';
    return k;
  }

  Kind kind_in_world(std::size_t p) const {
    Kind k{world_.people[p].sex, arms_ ? world_.people[p].arm : std::string(), std::string(groups_.size(), 'n')};
    for (std::size_t c = 0; c < columns_.size(); ++c)
      for (const Seen::Column* w : columns_[c])
        if (!std::isnan(w->value[p])) k.answered[groups_.at(group(data_.columns[c]))] = 'y';
    for (const Seen::Diary* d : diary_) k.answered += d && !d->answered[p].empty() ? 'y' : 'n';
    return k;
  }

  template <class Of>
  static std::map<Kinds, std::vector<Unit>> sorted(const std::vector<Unit>& units, Of&& of) {
    std::map<Kinds, std::vector<Unit>> out;
    for (const Unit& u : units) out[{of(u.first), u.pair() ? of(u.second) : Kind()}].push_back(u);
    return out;
  }

  // From the cheapest match to the dearest. Couples that are not needed as such stand in one by one at last.
  void assign(const std::vector<Unit>& wanted, const std::vector<Unit>& there) {
    auto data = sorted(wanted, [this](std::size_t p) { return kind_of_data(p); });
    auto world = sorted(there, [this](std::size_t p) { return kind_in_world(p); });
    pass(data, world, true);
    pass(data, world, false);
    std::vector<Unit> rest_of_data, rest_of_world;
    const auto part = [](const auto& from, std::vector<Unit>& into) {
      for (const auto& [kinds, units] : from)
        for (const Unit& u : units) {
          into.push_back({u.first, Seen::nobody});
          if (u.pair()) into.push_back({u.second, Seen::nobody});
        }
    };
    part(data, rest_of_data), part(world, rest_of_world);
    if (rest_of_data.empty()) return;
    for (const Unit& u : rest_of_data) out_.unlike += data_.people[u.first].partner != Seen::nobody ? 1 : 0;
    luck_.shuffle(rest_of_world);
    data = sorted(rest_of_data, [this](std::size_t p) { return kind_of_data(p); });
    world = sorted(rest_of_world, [this](std::size_t p) { return kind_in_world(p); });
    pass(data, world, false);
    for (const auto& [kinds, units] : data) out_.lacking += units.size();
  }

  using Sorted = std::map<Kinds, std::vector<Unit>>;
  void pass(Sorted& data, Sorted& world, bool pairs) {
    struct Match {
      int cost;
      Sorted::iterator data, world;
    };
    std::vector<Match> matches;
    for (auto d = data.begin(); d != data.end(); ++d)
      for (auto w = world.begin(); w != world.end(); ++w)
        if (d->second.front().pair() == pairs && w->second.front().pair() == pairs)
          matches.push_back(
              {cost(d->first.first, w->first.first) + (pairs ? cost(d->first.second, w->first.second) : 0), d, w});
    std::ranges::stable_sort(matches, {}, &Match::cost);
    for (const Match& m : matches) {
      const std::size_t count = std::min(m.data->second.size(), m.world->second.size());
      if (m.cost >= unlike_cost) out_.unlike += count * (pairs ? 2 : 1);
      take(m.data->second, m.world->second, count);
    }
    std::erase_if(data, [](const auto& d) { return d.second.empty(); });
    std::erase_if(world, [](const auto& w) { return w.second.empty(); });
  }

  // Of the last `count` of each, who answered more in diaries stands in for who did so.
  void take(std::vector<Unit>& data, std::vector<Unit>& world, std::size_t count) {
    const auto last = static_cast<std::ptrdiff_t>(count);
    const auto counted = [](const std::vector<const Seen::Diary*>& diaries, const Unit& u) {
      std::size_t sum = 0;
      for (const Seen::Diary* d : diaries)
        if (d) sum += d->answered[u.first].size() + (u.pair() ? d->answered[u.second].size() : 0);
      return sum;
    };
    std::vector<const Seen::Diary*> own;
    for (const auto& d : data_.diaries) own.push_back(&d);
    if (!own.empty()) {
      std::stable_sort(data.end() - last, data.end(),
                       [&](const Unit& a, const Unit& b) { return counted(own, a) < counted(own, b); });
      std::stable_sort(world.end() - last, world.end(),
                       [&](const Unit& a, const Unit& b) { return counted(diary_, a) < counted(diary_, b); });
    }
    for (std::size_t i = 0; i < count; ++i) {
      stand_in_[data.back().first] = world.back().first;
      if (data.back().pair()) stand_in_[data.back().second] = world.back().second;
      data.pop_back(), world.pop_back();
    }
  }

  void lay_out() {
    Seen& to = out_.seen;
    to.people = data_.people;
    for (std::size_t p = 0; p < to.people.size(); ++p)
      if (stand_in_[p] == Seen::nobody) to.people[p].partner = Seen::nobody;
    for (std::size_t p = 0; p < to.people.size(); ++p) {
      const std::size_t other = data_.people[p].partner;
      if (other == Seen::nobody || stand_in_[p] == Seen::nobody) continue;
      if (stand_in_[other] == Seen::nobody || world_.people[stand_in_[p]].partner != stand_in_[other])
        to.people[p].partner = Seen::nobody;
    }
    for (std::size_t c = 0; c < data_.columns.size(); ++c) column(c);
    for (std::size_t d = 0; d < data_.diaries.size(); ++d) diary(d);
  }

  void column(std::size_t c) {
    const Seen::Column& own = data_.columns[c];
    Seen::Column to = own;
    to.value.assign(own.value.size(), Seen::none), to.age.assign(own.value.size(), Seen::none);
    for (std::size_t p = 0; p < own.value.size(); ++p) {
      if (std::isnan(own.value[p]) || stand_in_[p] == Seen::nobody || columns_[c].empty()) continue;
      const Seen::Column* from = columns_[c].front();
      if (!std::isnan(own.age[p])) {
        double nearest = 1e300;
        for (const Seen::Column* w : columns_[c]) {
          const double away = std::fabs(w->age[stand_in_[p]] - own.age[p]);
          if (away < nearest) nearest = away, from = w;  // never where the age is not known
        }
      }
      to.value[p] = from->value[stand_in_[p]], to.age[p] = from->age[stand_in_[p]];
    }
    out_.seen.columns.push_back(std::move(to));
  }

  void diary(std::size_t d) {
    const Seen::Diary& own = data_.diaries[d];
    Seen::Diary to = own;
    for (std::size_t p = 0; p < own.answered.size(); ++p) {
      to.answered[p].clear();
      if (own.answered[p].empty() || stand_in_[p] == Seen::nobody || !diary_[d]) continue;
      to.answered[p] = with_gaps(diary_[d]->answered[stand_in_[p]], own.answered[p]);
    }
    out_.seen.diaries.push_back(std::move(to));
  }

  // What is answered beyond the data's number goes first where the data have their gaps.
  std::vector<Seen::Prompt> with_gaps(const std::vector<Seen::Prompt>& prompts, const std::vector<Seen::Prompt>& like) {
    if (prompts.size() <= like.size()) return prompts;
    std::vector<std::size_t> at_a_gap;
    for (std::size_t i = 0; i < prompts.size(); ++i)
      if (std::ranges::none_of(
              like, [&](const Seen::Prompt& l) { return l.day == prompts[i].day && l.prompt == prompts[i].prompt; }))
        at_a_gap.push_back(i);
    luck_.shuffle(at_a_gap);
    at_a_gap.resize(std::min(at_a_gap.size(), prompts.size() - like.size()));
    std::vector<Seen::Prompt> out;
    for (std::size_t i = 0; i < prompts.size(); ++i)
      if (std::ranges::count(at_a_gap, i) == 0) out.push_back(prompts[i]);
    return out;
  }

  const Seen& data_;
  const MirrorStudy& mirror_;
  const Seen& world_;
  Luck luck_;
  std::map<Group, std::size_t> groups_;
  bool by_visit_ = true;
  std::vector<std::vector<const Seen::Column*>> columns_;  // by column of the data
  std::vector<const Seen::Diary*> diary_;                  // by diary of the data
  bool arms_ = false;
  std::vector<std::size_t> stand_in_;  // by person of the data
  StandIns out_;
};

}  // namespace

StandIns stand_in(const Seen& data, const MirrorStudy& mirror, const Seen& world, std::uint32_t luck) {
  return Matcher(data, mirror, world, luck).match();
}

}  // namespace bowlby
