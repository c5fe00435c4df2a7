// Nothing that a study finds depends on how many people are simulated: many towns of N / 8 people against few of N.
//
// Equivalence and not only the lack of a difference: the 95 per cent interval of the difference must lie within the
// margin: 3 points for a share, .15 standard deviations for a mean, .1 for a correlation. While it does not, more
// people are lived, up to a limit. At the limit, a difference beyond chance fails whatever the margin, and so does one
// that was asked of enough people and is not within it. What too few people tell (a second visit of a quarter of the
// sample) is named as such; of `couples`, what the study is about has to be told (`must_be_told`).
//
//   ctest --test-dir build -R SampleSize                 all shipped studies, some minutes on two cores
//   BOWLBY_FULL=1 build/test_metamorphic --gtest_filter='*SampleSize*'   twice the people from the start, and every
//   number
//
// Tried against what it is for: with src/population/meetings.cpp as it was before commit 9948dd8 (`git show
// 9948dd8^:src/population/meetings.cpp`, compiled and linked before the engine's own) `couples` fails: .65 in a union
// at 30 in towns of 300, .41 in towns of 2,400.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "metamorphic/towns.hpp"

namespace bowlby::metamorphic {
namespace {

constexpr std::uint32_t small_town = 300, large_town = 2400, towns_per_large = large_town / small_town;
constexpr std::uint32_t most_for_what_must_be_told = 16;  // 38,400 people of either kind
constexpr double share_margin = .03, mean_margin = .15, correlation_margin = .1;
// A difference is beyond chance past so many standard errors. There are about 150 outcomes and 32 small towns at
// least to tell the error from, so that chance alone passes it about once in a hundred whole tests.
constexpr double beyond_chance = 4.5;

bool full() { return std::getenv("BOWLBY_FULL") != nullptr; }
std::uint32_t most_large() { return full() ? 8 : 4; }  // 19,200 or 9,600 people of either kind

// The study without what costs time and tells nothing here: records, diaries, and the years after forty (after thirty
// in the short form, which leaves the share in a union at forty to the full one and to meetings_test).
Study trimmed(const std::string& name) {
  Study study = shipped_study(name);
  Scenario& s = study.scenario;
  s.record_moments = s.record_courses = 0;
  s.years = std::min(s.years, full() ? 41.1 : 31.1);
  std::erase_if(study.waves, [](const Wave& w) { return w.instrument == Instrument::diary; });
  for (Wave& w : study.waves) {
    std::erase_if(w.ages, [&s](double age) { return age >= s.years - s.birth_years; });
    if (w.ages.size() > 2) w.ages = {w.ages.front(), w.ages.back()};
    if (w.months.size() > 2) w.months = {w.months.front(), w.months.back()};
  }
  std::erase_if(study.waves, [](const Wave& w) { return visits_of(w) == 0; });
  return study;
}

double margin_of(const Outcome& o) {
  if (o.scale == Scale::share) return share_margin;
  return o.scale == Scale::mean ? mean_margin * o.sums.sd() : correlation_margin;
}

enum class Verdict { alike, unlike, open };

struct Compared {
  Estimate few, many;  // people per town
  double margin = 0, error = 0;
  double off() const { return std::abs(few.value - many.value); }
  double half() const { return 1.96 * error; }
  Verdict verdict() const {
    if (off() + half() <= margin) return Verdict::alike;
    // a half of a third of the margin leaves room for four standard errors of chance
    return off() > beyond_chance * error || half() <= margin / 3 ? Verdict::unlike : Verdict::open;
  }
};

// What the issue of sample size was about: `couples` has to tell it.
bool must_be_told(const std::string& study, const std::string& outcome) {
  return study == "couples" && (outcome.starts_with("in a union") || outcome.starts_with("age at the first union") ||
                                outcome.starts_with("partners at 30"));
}

class Towns {
 public:
  explicit Towns(const Study& study) : small_(study), large_(study) {
    small_.scenario.founders = small_town;
    large_.scenario.founders = large_town;
  }
  // Lives until `large` large towns are there, and as many people in small ones. No two towns share their luck.
  void grow(std::uint32_t large) {
    const auto more = [](std::vector<Outcomes>& to, std::vector<Outcomes> from) {
      for (Outcomes& o : from) to.push_back(std::move(o));
    };
    const auto have = static_cast<std::uint32_t>(many_.size());
    more(few_, live_towns(small_, have * towns_per_large, (large - have) * towns_per_large));
    more(many_, live_towns(large_, 1000 + have, large - have));
  }
  std::size_t large() const { return many_.size(); }

  std::vector<std::string> outcomes() const {
    std::vector<std::string> names;
    for (const auto& [name, outcome] : many_.front()) names.push_back(name);
    return names;
  }
  // The chance error is taken from the small towns, which are enough to tell it, and holds for as many people in large
  // ones.
  Compared compare(const std::string& what) const {
    Compared c{estimate(few_, what), estimate(many_, what), margin_of(many_.front().at(what))};
    c.error = std::sqrt(1 + c.few.n / c.many.n) * c.few.error;
    return c;
  }

 private:
  Study small_, large_;
  std::vector<Outcomes> few_, many_;
};

class SampleSize : public testing::TestWithParam<std::string> {};

// Whether more people are to be asked of it; judges it if not.
bool goes_on(const Towns& towns, const std::string& study, const std::string& what, int& untold) {
  const Compared c = towns.compare(what);
  const bool must = must_be_told(study, what);
  const bool last = towns.large() >= (must ? most_for_what_must_be_told : most_large());
  const bool more = c.verdict() != Verdict::alike && !last;
  const bool too_few = last && !must && c.verdict() == Verdict::open;
  if (full() || c.verdict() != Verdict::alike)
    std::printf("%-55s %8.4f %8.4f  interval +-%.4f margin %.4f  n %6.0f %6.0f%s\n", what.c_str(), c.few.value,
                c.many.value, c.half(), c.margin, c.few.n, c.many.n,
                more      ? "  (more people)"
                : too_few ? "  (too few to tell)"
                          : "");
  untold += too_few;
  if (!more && !too_few) {
    EXPECT_EQ(c.verdict(), Verdict::alike)
        << study << ", " << what << ": " << c.few.value << " in towns of " << small_town << ", " << c.many.value
        << " in towns of " << large_town << ", interval of the difference +-" << c.half() << ", margin " << c.margin;
  }
  return more;
}

TEST_P(SampleSize, DoesNotMoveWhatTheStudyFinds) {
  Towns towns(trimmed(GetParam()));
  towns.grow(full() ? 4 : 2);
  std::vector<std::string> open = towns.outcomes();
  ASSERT_FALSE(open.empty());
  int untold = 0;
  for (;;) {
    std::erase_if(open, [&](const std::string& what) { return !goes_on(towns, GetParam(), what, untold); });
    if (open.empty()) break;
    towns.grow(static_cast<std::uint32_t>(towns.large()) * 2);
  }
  std::printf("%zu outcomes, %zu people of either kind, %d outcomes that too few people tell\n",
              towns.outcomes().size(), towns.large() * large_town, untold);
  EXPECT_LE(untold * 2, static_cast<int>(towns.outcomes().size())) << "the test tells too little";
}

INSTANTIATE_TEST_SUITE_P(Studies, SampleSize, testing::ValuesIn(shipped),
                         [](const testing::TestParamInfo<std::string>& p) { return p.param; });

// The list above is the folder.
TEST(SampleSizeStudies, AreAllThatRunTakes) {
  std::vector<std::string> found;
  for (const auto& file : std::filesystem::directory_iterator(std::string(BOWLBY_SOURCE_DIR) + "/studies"))
    if (file.path().extension() == ".yaml" && read_study(file.path().string()))
      found.push_back(file.path().stem().string());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, (std::vector<std::string>{"breakup", "couples", "generations", "lives", "programme", "rearing",
                                             "strange_situation", "therapy", "transmission_gap", "twins"}));
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), std::set<std::string>(shipped.begin(), shipped.end()));
}

}  // namespace
}  // namespace bowlby::metamorphic
