#include "instruments/diary/unseen.hpp"

#include "instruments/diary/full.hpp"
#include "instruments/diary/noisy.hpp"
#include "instruments/diary/prompts.hpp"
#include "model/day.hpp"
#include "num/sums.hpp"

namespace bowlby {
namespace {

constexpr double never = 1e9;  // an hour
constexpr double slip = .05, other_counts = 3;
constexpr int open_bid = 1;
constexpr std::size_t twins = 8, soothing = 1, haven = 2;

bool told(double x) noexcept { return x == x; }

// Whether a prompt shows that something has happened.
bool shows(const SeenPrompt& seen, double level, double noise) noexcept {
  constexpr double clearly = 2, off_its_level = 3;  // standard deviations of a report
  return (told(seen.distress) && seen.distress > 1 + clearly * noise) || (told(seen.bids) && seen.bids > 0) ||
         (told(seen.security) && num::abs(seen.security - level) > off_its_level * noise);
}

std::uint64_t shares_of(const Subject& s, const Params& p) noexcept {
  return pack_shares(figure_shares(s.age_years, s.has, s.ties, s.person.separation, false, p));
}

// What one brings to a moment, over all figures by how often one turns to them.
struct Company {
  Tie tie;
  Giver giver;
};
Company company_of(const Subject& s, const Params& p) noexcept {
  const std::uint64_t shares = shares_of(s, p);
  Company out{{}, {0, 0, 0, 0, 0, 0, 0, 0}};
  for (unsigned n = 0; n < sixteenths; ++n) {
    const int r = shares == nobody_near ? -1 : packed_slot(shares, n);
    const Tie tie = r < 0 ? Tie{} : s.ties[r];
    const Giver giver = r < 0 ? empty_room : s.figures[r];
#define BOWLBY_ADD(name, ...) out.tie.belief.name += tie.belief.name / sixteenths;
    BOWLBY_BELIEF(BOWLBY_ADD)
#undef BOWLBY_ADD
#define BOWLBY_ADD(name, ...) out.tie.name += tie.name / sixteenths;
    BOWLBY_TIE(BOWLBY_ADD)
#undef BOWLBY_ADD
#define BOWLBY_ADD(name, ...) out.giver.name += giver.name / sixteenths;
    BOWLBY_GIVER(BOWLBY_ADD)
#undef BOWLBY_ADD
  }
  return out;
}

// What comes back to an open bid, over all figures.
double mean_answer(const Subject& s, const Traits& t, const Params& p) noexcept {
  const std::uint64_t shares = shares_of(s, p);
  double sum = 0;
  for (unsigned n = 0; n < sixteenths; ++n) {
    const Giver& giver = shares == nobody_near ? empty_room : s.figures[packed_slot(shares, n)];
    sum += num::normal_cdf(response_mean(giver, open_bid, t.clarity, p));
  }
  return sum / sixteenths;
}

}  // namespace

// Draws of one guess on the way to one prompt: no guess shares them, whomever it was drawn from.
struct UnseenDays::Fortune {
  Draws on(int day) const noexcept {
    Draws out = draws;
    out.day = static_cast<std::uint32_t>(day);
    return out;
  }
  Draws draws;
};

WriterTruth writer_truth(const Subject& s, const Params& p) noexcept {
  const Traits t = traits_of(s.person, p);
  return {t.threshold, soothing_rate(t.soothing, s.person.coregulation, p), t.haven,
          unbounded(haven, mean_answer(s, t, p)) - unbounded(haven, t.haven)};
}

double unbounded(std::size_t trait, double value) noexcept {
  constexpr double least = 1e-6;
  if (trait == soothing) return num::log(num::max(value, least));
  return trait == haven ? num::normal_quantile(num::clamp(value, least, 1 - least)) : value;
}
double bounded(std::size_t trait, double at) noexcept {
  return trait == soothing ? num::exp(at) : trait == haven ? num::normal_cdf(at) : at;
}

Writer usual_writer(std::span<const Subject> people, const Params& p) noexcept {
  Writer out{};
  const double n = static_cast<double>(people.size());
#define BOWLBY_NOTHING(name, ...) sum.name = 0;
  Traits& sum = out.traits;
  BOWLBY_TRAITS(BOWLBY_NOTHING)
#undef BOWLBY_NOTHING
  out.mood = {0, 0, 0, 0, 0, 0};
  out.figure = {0, 0, 0, 0, 0, 0, 0, 0};
  for (const Subject& s : people) {
    const Traits t = traits_of(s.person, p);
    const Mood mood = mood_of(s.person);
    const Company with = company_of(s, p);
    out.moment_rate += s.person.moment_rate / n;
#define BOWLBY_ADD(name, ...) out.traits.name += t.name / n;
    BOWLBY_TRAITS(BOWLBY_ADD)
#undef BOWLBY_ADD
#define BOWLBY_ADD(name, ...) out.mood.name += mood.name / n;
    BOWLBY_MOOD(BOWLBY_ADD)
#undef BOWLBY_ADD
#define BOWLBY_ADD(name, ...) out.tie.belief.name += with.tie.belief.name / n;
    BOWLBY_BELIEF(BOWLBY_ADD)
#undef BOWLBY_ADD
#define BOWLBY_ADD(name, ...) out.tie.name += with.tie.name / n;
    BOWLBY_TIE(BOWLBY_ADD)
#undef BOWLBY_ADD
#define BOWLBY_ADD(name, ...) out.figure.name += with.giver.name / n;
    BOWLBY_GIVER(BOWLBY_ADD)
#undef BOWLBY_ADD
  }
  out.mood.active = 0;
  return out;
}

Writer with_traits(const Writer& usual, const WriterTruth& at, const Params& p) noexcept {
  Writer out = usual;
  Traits& t = out.traits;
  t.threshold = at[0];
  t.soothing = at[1] / soothing_rate(1, usual.mood.coregulation, p);
  t.haven = at[2];
  t.coping = coped_alone(at[1], p);
  out.mood.security = t.haven;
  out.mood.distress = distress_alone(0, t.soothing, t.separation, day_hours, p);
  out.tie.belief.mu = t.haven;
  const double others = response_mean(usual.figure, open_bid, t.clarity, p) - usual.figure.mean;
  out.figure.mean = unbounded(haven, t.haven) + at[3] - others;
  return out;
}

UnseenDays::UnseenDays(std::span<const SeenPrompt> seen, int prompts_a_day, double noise, const Params& p,
                       const Draws& luck)
    : seen_(seen), busy_(seen.size()), shows_(seen.size()), prompts_(prompts_a_day), noise_(noise), p_(p), luck_(luck) {
  num::Moments level;
  for (const SeenPrompt& s : seen)
    if (told(s.security)) level.add(s.security);
  for (std::size_t k = seen.size(); k-- > 0;) {
    shows_[k] = shows(seen[k], level.mean, noise);
    const bool more = k + 1 < seen.size() && seen[k + 1].day == seen[k].day;
    busy_[k] = (more ? busy_[k + 1] : 0) + (shows_[k] ? 1 : 0);
  }
}

UnseenLife UnseenDays::begin(const Writer& w) noexcept {
  UnseenLife life;
  life.mood = w.mood;
  life.tie = w.tie;
  return life;
}

void UnseenDays::wake(UnseenLife& life, const Writer& w, const Fortune& f, int busy, double& weight) const noexcept {
  ++life.day;
  const Draws today = f.on(life.day);
  const double rate = w.moment_rate + busy;
  life.moments = moments_today(today.uniform(Purpose::day), rate);
  life.count = busy > 0 ? num::log(w.moment_rate / rate) : 0;
  weight += busy;
  life.next = 1, life.ended = 0;
  life.hour =
      life.moments < 1 ? never : hour_of_moment(1, life.moments, num::unit(today.block(Purpose::moment_a, 1).w[0]));
}

// What the moments lived on the way count.
double UnseenDays::live_until(UnseenLife& life, double hour, double count_from, const Writer& w,
                              const Fortune& f) const noexcept {
  life.bids = 0;
  double weight = 0;
  while (life.hour <= hour) {
    const Draws today = f.on(life.day);
    MomentDraws draw = moment_of_day(today, life.next, life.moments, life.ended, p_).draw;
    draw.hours = num::max(0.0, life.hour - life.ended);  // the hour was drawn when the moment before had ended
    const Moment m = moment_step(life.mood, life.tie, w.traits, w.figure, draw, p_);
    if (asked_for(m) > 0 && life.hour > count_from) ++life.bids;
    weight += life.count;
    life.ended = life.hour + p_.contact_hours;
    ++life.next;
    const auto e = static_cast<std::uint32_t>(life.next);
    life.hour = life.next > life.moments
                    ? never
                    : hour_of_moment(life.next, life.moments, num::unit(today.block(Purpose::moment_a, e).w[0]));
  }
  return weight;
}

void UnseenDays::sleep(UnseenLife& life, const Writer& w) const noexcept {
  night(life.mood, w.traits.soothing, w.traits.separation, w.traits.haven, num::max(0.0, day_hours - life.ended), p_);
}

double UnseenDays::log_seen(const Feeling& felt, int bids, const SeenPrompt& seen) const noexcept {
  double sum = 0;
  if (told(seen.security)) sum += log_noisy(seen.security, 1 + points * felt.security, noise_, 1, 7);
  if (told(seen.distress)) sum += log_noisy(seen.distress, 1 + points * (1 - num::exp(-felt.distress)), noise_, 1, 7);
  if (told(seen.bids)) sum += num::log(bids == seen.bids ? 1 - slip : slip / other_counts);
  return sum;
}

// `twin` 0 is the guess itself.
UnseenDays::Fortune UnseenDays::fortune(std::size_t guess, std::size_t k, std::size_t twin) const noexcept {
  const std::uint64_t own = num::mix64((static_cast<std::uint64_t>(guess) << 32 | (k + 1) << 8 | twin) ^
                                       (static_cast<std::uint64_t>(luck_.stream[1]) << 32 | luck_.stream[0]));
  return {{luck_.key, {static_cast<std::uint32_t>(own), static_cast<std::uint32_t>(own >> 32)}, 0}};
}

UnseenDays::Sight UnseenDays::seen_at(UnseenLife life, double hour, double count_from, const SeenPrompt& seen,
                                      const Writer& w, const Fortune& f) const noexcept {
  const double lived = live_until(life, hour, count_from, w, f);
  const Feeling felt = felt_after(life.mood, w.traits, num::max(0.0, hour - life.ended), p_);
  life.felt = felt.distress;
  return {lived + log_seen(felt, life.bids, seen), life};
}

double UnseenDays::quiet(UnseenLife& life, double hour, std::size_t k, const Writer& w) noexcept {
  const Mood& m = life.mood;
  Quiet& q = quiet_;
  if (q.k != k || q.distress != m.distress || q.security != m.security || q.coregulation != m.coregulation ||
      q.ended != life.ended) {
    const Feeling felt = felt_after(m, w.traits, num::max(0.0, hour - life.ended), p_);
    q = {k, m.distress, m.security, m.coregulation, life.ended, felt.distress, log_seen(felt, 0, seen_[k])};
  }
  life.bids = 0, life.felt = q.felt;
  return q.weight;
}

double UnseenDays::step(UnseenLife& life, const Writer& w, std::size_t guess, std::size_t k) noexcept {
  const SeenPrompt& seen = seen_[k];
  const Fortune own = fortune(guess, k, 0);
  double weight = 0;
  while (life.day < seen.day) {
    if (life.day > 0) {
      weight += live_until(life, day_hours, 0, w, own);
      sleep(life, w);
    }
    wake(life, w, own, life.day + 1 == seen.day ? busy_[k] : 0, weight);
  }
  weight += look(life, w, guess, k);
  // no prompt will wait for what is left of the last day
  return k + 1 < seen_.size() ? weight : weight + (life.moments + 1 - life.next) * life.count;
}

// From wherever the guess is today to the k-th prompt.
double UnseenDays::look(UnseenLife& life, const Writer& w, std::size_t guess, std::size_t k) noexcept {
  const SeenPrompt& seen = seen_[k];
  const double hour = hour_of_prompt(seen.prompt, prompts_);
  const double from = seen.prompt > 1 ? hour_of_prompt(seen.prompt - 1, prompts_) : 0;
  if (life.hour > hour) return quiet(life, hour, k, w);
  if (!shows_[k]) {
    const Sight one = seen_at(life, hour, from, seen, w, fortune(guess, k, 0));
    life = one.life;
    return one.weight;
  }
  // something happens on the way: several ways that it may go, and one of them goes on
  Sight all[twins];
  double best = -1e300, total = 0, chances[twins];
  for (std::size_t t = 0; t < twins; ++t) {
    all[t] = seen_at(life, hour, from, seen, w, fortune(guess, k, t + 1));
    best = num::max(best, all[t].weight);
  }
  for (std::size_t t = 0; t < twins; ++t) total += chances[t] = num::exp(all[t].weight - best);
  double at = total * fortune(guess, k, 0).on(0).uniform(Purpose::sample);
  std::size_t chosen = 0;
  while (chosen + 1 < twins && (at -= chances[chosen]) > 0) ++chosen;
  life = all[chosen].life;
  return best + num::log(total / twins);
}

}  // namespace bowlby
