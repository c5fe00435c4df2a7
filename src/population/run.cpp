// The schedule of a month, and what it may rely on.
//
//   count     who has young children; what their pressing costs      reads all        one thread
//   month     beliefs generalise, symptoms move, intents form        own rows only    all threads
//   settle    deaths, unions, births, therapies, meetings            all rows         one thread, order of ids
//   figures   to whom each person turns                              own rows only    all threads
//   observe   surveys and courses                                    nothing          all threads
//   days      for each day: live, and put up how one is next morning own rows only    all threads
//
// A step that runs on all threads reads only what an earlier step has finished, and writes only rows of its block;
// draws are addressed by person and day. Hence the bits depend on the scenario and the seed, and on nothing else.
#include "population/run.hpp"

#include <algorithm>
#include <span>

#include "model/years/figures.hpp"
#include "num/digest.hpp"
#include "population/families.hpp"
#include "population/people.hpp"

namespace bowlby {

Run::Run(Scenario s, LifeTables t, RunOptions o) : Run(World(std::move(s), t), o) {}

Run::Run(World w, RunOptions o)
    : world_(std::move(w)), options_(o), pool_(o.threads), step_(day_step(o.isa)), draw_month_(month_drawing(o.isa)) {
  options_.block = std::clamp<std::size_t>(options_.block, 1, max_block);
  for (int t = 0; t < pool_.threads(); ++t) {
    scratch_.push_back(make_day_scratch());
    month_draws_.push_back(std::make_unique<MonthDraws>());
  }
}

std::int32_t Run::last_month() const { return static_cast<std::int32_t>(world_.scenario.years * months_per_year + .5); }

namespace {
// Keeps the month's events of the kinds that visits wait for.
void follow(World& w) {
  if (w.scenario.followed == 0) return;
  for (const EventRow& e : w.pending_events)
    if (e.kind != EventKind::enrolment && w.scenario.followed >> static_cast<unsigned>(e.kind) & 1)
      w.happened.push_back({e.person, w.month, e.kind});
}
}  // namespace

template <class F>
void Run::blocks(F work) {
  const std::size_t n = world_.living.size(), each = options_.block;
  pool_.for_each_block((n + each - 1) / each,
                       [&](std::size_t b, int worker) { work(b, b * each, std::min(each, n - b * each), worker); });
}

void Run::step_month(Observer* observer, Recorder* recorder) {
  World& w = world_;
  w.pending_events.clear();
  const std::size_t n = w.living.size(), each = options_.block;

  count_children(w, young_, carer_load_);
  intents_.assign(n, 0);
  block_events_.assign((n + each - 1) / each, {});
  blocks([&](std::size_t b, std::size_t first, std::size_t count, int worker) {
    const std::size_t at = static_cast<std::size_t>(worker);
    draw_month_(w.living, first, count, w.key.key, w.today(), options_.moments, *scratch_[at], *month_draws_[at]);
    month_step(w, {first, count, &intents_, &young_, &carer_load_, month_draws_[at].get(), &block_events_[b],
                   options_.moments});
  });
  for (const auto& events : block_events_)
    w.pending_events.insert(w.pending_events.end(), events.begin(), events.end());

  settle_month(w, intents_);
  bear_founders(w);
  follow(w);
  if (options_.moments)
    blocks([&](std::size_t, std::size_t first, std::size_t count, int) { choose_figures(w, first, count); });

  if (observer) observer->month(w, pool_);
  if (recorder) recorder->events(w.pending_events);
  for (auto* counter : {&w.living.bids, &w.living.presses, &w.living.holds, &w.living.conflicts, &w.living.ex_contacts,
                        &w.living.presses_received})
    std::fill(counter->begin(), counter->end(), 0.0f);

  live_days(w.today(), month_start(w.month + 1));
  if (recorder && w.scenario.record_moments > 0) {
    std::vector<MomentRow> rows;
    for (auto& log : logs_) {
      rows.insert(rows.end(), log.rows.begin(), log.rows.end());
      log.rows.clear();
    }
    std::stable_sort(rows.begin(), rows.end(), [](const MomentRow& a, const MomentRow& b) {
      return std::tie(a.person, a.day, a.minute) < std::tie(b.person, b.day, b.minute);
    });
    recorder->moments(rows);
  }
  ++w.month;
  if (w.month % months_per_year == 0) compact(w);
}

void Run::live_days(std::int32_t from, std::int32_t until) {
  World& w = world_;
  if (!options_.moments || w.living.size() == 0) return;
  const std::size_t n = w.living.size(), each = options_.block;
  logs_.resize(std::max(logs_.size(), (n + each - 1) / each));
  const Scenario& s = w.scenario;
  for (auto& log : logs_) {
    log.below_id = s.record_moments;
    log.from_age = static_cast<std::int32_t>(s.moments_from * days_per_year);
    log.until_age = static_cast<std::int32_t>(s.moments_until * days_per_year);
  }
  const RoleOffsets offset = role_offsets(w.params);
  const auto publish_mornings = [&] {
    blocks([&](std::size_t, std::size_t first, std::size_t count, int) {
      publish_morning(w.living, w.registry, first, count);
    });
  };
  publish_mornings();
  put_up(w.registry, boards_);
  for (std::int32_t day = from; day < until; ++day) {
    // what the registry says of the morning is read only between the days: by the month, and by who looks on
    if (day > from && (day + 1 == until || after_day)) publish_mornings();
    const Notice* const notices = boards_.of(day).data();
    Notice* const next = boards_.of(day + 1).data();
    blocks([&](std::size_t b, std::size_t first, std::size_t count, int worker) {
      const DayBlock block{&w.living, &w.registry, notices, next, &w.params, offset.of, w.key.key, day, first, count};
      step_(block, *scratch_[static_cast<std::size_t>(worker)], s.record_moments > 0 ? &logs_[b] : nullptr);
    });
    w.person_days += static_cast<double>(n);
    if (after_day) after_day(w, day);
  }
}

void Run::hand_over(Recorder& recorder) const {
  const World& w = world_;
  const Registry& r = w.registry;
  std::vector<PersonRow> people;
  for (std::uint32_t id = 0; id < r.size(); ++id) {
    const auto kind = static_cast<Kind>(r.kind[id]);
    if (kind == Kind::outside || kind == Kind::unborn) continue;
    const auto person = [&r](std::uint32_t other) {
      return other == nobody || static_cast<Kind>(r.kind[other]) == Kind::outside ? nobody : other;
    };
    const bool twin = w.scenario.twins && r.generation[id] == 1;
    people.push_back({id, person(r.mother[id]), person(r.father[id]), r.female[id] != 0, r.generation[id], r.arm[id],
                      r.birth_day[id], r.death_day[id], twin ? id / 2 : nobody, twin && id / 2 % 2 == 0});
  }
  recorder.people(people);
  std::vector<TieRow> ties;
  for (std::size_t i = 0; i < w.living.size(); ++i)
    for (int k = 0; k < role_count; ++k) {
      const std::size_t t = w.tie(i, static_cast<Role>(k));
      if (w.living.tie_other[t] == nobody) continue;
      const std::int32_t since = k <= 1 ? w.birth_day_of(i)
                                 : static_cast<Role>(k) == Role::partner && !w.is_courting(i)
                                     ? static_cast<std::int32_t>(w.living.union_start[i])
                                     : -1;
      ties.push_back({w.living.id[i], w.living.tie_other[t], static_cast<std::uint8_t>(k), since, -1,
                      w.living.tie_mu[t], w.living.tie_nu[t], w.living.tie_kappa[t], w.living.tie_phi[t],
                      w.living.tie_bond[t], w.living.tie_fit[t]});
    }
  recorder.ties(ties);
}

namespace {
template <class T>
std::uint64_t column_digest(const std::vector<T>& column) {
  num::Digest d;
  d.bytes(column.data(), column.size() * sizeof(T));
  return d.result();
}
}  // namespace

std::uint64_t state_digest(const World& w) {
  num::Digest digest;
  digest.word(static_cast<std::uint64_t>(w.month));
  for_each_column(w.living, [&digest](const char*, const auto& c, int) { digest.word(column_digest(c)); });
  for_each_registry_column(w.registry, [&digest](const char*, const auto& c) { digest.word(column_digest(c)); });
  return digest.result();
}

}  // namespace bowlby
