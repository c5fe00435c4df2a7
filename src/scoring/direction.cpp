#include "scoring/direction.hpp"

#include <cmath>

namespace bowlby::scoring {
namespace {

using Places = std::vector<std::size_t>;

// Normal quantile at .995: with 36 items a sound scale is stopped by chance once in five times at most even where no
// item has to do with any other; real items go together.
constexpr double clearly = 2.576;

bool clearly_negative(double r, std::size_t rows) {
  return r < 0 && std::atanh(r) * std::sqrt(static_cast<double>(rows) - 3) < -clearly;
}

std::string named(const Key& key, const Scale& scale, const Places& places) {
  std::string out;
  for (const std::size_t p : places) out += (out.empty() ? "" : ", ") + key.items[scale.items[p]];
  return out;
}
std::string items_named(const Key& key, const Scale& scale, const Places& places) {
  return (places.size() == 1 ? "item " : "items ") + named(key, scale, places);
}

// Places by the sign they have on the first component, before keying where `raw`.
struct Sides {
  Places positive, negative;
};
Sides sides_of(const Scale& scale, const std::vector<double>& loading, bool raw) {
  Sides s;
  for (std::size_t i = 0; i < loading.size(); ++i) {
    if (loading[i] == 0) continue;
    const bool up = (loading[i] > 0) != (raw && scale.reversed[i]);
    (up ? s.positive : s.negative).push_back(i);
  }
  return s;
}

const char* run(const Places& items) { return items.size() == 1 ? " runs" : " run"; }

void tell_already(const Key& key, const Scale& scale, Direction& d) {
  d.pointing = Pointing::already_reversed;
  for (std::size_t i = 0; i < scale.items.size(); ++i)
    if (scale.reversed[i]) d.suspect.push_back(i);
  const bool one = d.suspect.size() == 1;
  d.reason = items_named(key, scale, d.suspect) + " already " + (one ? "goes" : "go") +
             " the way of the others in the file: " + (one ? "it was" : "they were") +
             " reversed before, and the key reverses " + (one ? "it" : "them") + " a second time";
  d.remedy = "say as_keyed: true beside this key in the map, or bring the answers as they were given";
}

void tell_not(const Key& key, const Scale& scale, const Sides& raw, Direction& d) {
  d.pointing = Pointing::not_reversed;
  const bool fewer_negative = raw.negative.size() <= raw.positive.size();
  d.suspect = fewer_negative ? raw.negative : raw.positive;
  d.reason = "the key reverses nothing, but " + items_named(key, scale, raw.positive) + " run against " +
             items_named(key, scale, raw.negative) + ": one of the two groups was likely not reversed";
  d.remedy = "name the group that is worded the other way under reversed: in the key";
}

void tell_some(const Key& key, const Scale& scale, const Sides& after, Direction& d) {
  d.pointing = Pointing::some;
  d.suspect = after.negative.empty() || after.negative.size() > after.positive.size() ? after.positive : after.negative;
  if (after.negative.empty() || after.positive.empty()) d.suspect = d.against;
  Places missed, twice;
  for (const std::size_t i : d.suspect) (scale.reversed[i] ? twice : missed).push_back(i);
  if (!missed.empty())
    d.reason = items_named(key, scale, missed) + run(missed) + " against the others of the scale: likely not reversed";
  if (!twice.empty())
    d.reason += (missed.empty() ? "" : "; ") + items_named(key, scale, twice) + run(twice) +
                " against the others once the key has reversed them: likely reversed twice";
  d.remedy = "look at their wording and at reversed: in the key, or say direction: tell in the map to go on";
}

}  // namespace

Direction direction_of(const Key& key, const Scale& scale, const evidence::ItemMoments& keyed) {
  Direction d;
  d.item_rest = evidence::item_rest(keyed);
  if (keyed.rows < fewest_rows_to_judge || keyed.items < 3) return d;
  for (std::size_t i = 0; i < d.item_rest.size(); ++i) {
    if (!(d.item_rest[i] < 0)) continue;
    (clearly_negative(d.item_rest[i], keyed.rows) ? d.against : d.doubtful).push_back(i);
  }
  d.pointing = Pointing::sound;
  if (d.against.empty()) return d;
  const std::vector<double> loading = evidence::first_component(keyed);
  const Sides raw = sides_of(scale, loading, true), after = sides_of(scale, loading, false);
  bool any_reversed = false;
  for (const bool r : scale.reversed) any_reversed |= r;
  if (any_reversed && (raw.positive.empty() || raw.negative.empty()))
    tell_already(key, scale, d);
  else if (!any_reversed && raw.positive.size() > 1 && raw.negative.size() > 1)
    tell_not(key, scale, raw, d);
  else
    tell_some(key, scale, after, d);
  return d;
}

}  // namespace bowlby::scoring
