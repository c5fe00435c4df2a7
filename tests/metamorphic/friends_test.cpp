// Who has friends must not depend on how many others are simulated, nor on how close together they are born.
#include "metamorphic/towns.hpp"

namespace bowlby::metamorphic {
namespace {

// Friends alone: nothing happens to people but growing up, and little of that.
Study friends_alone(std::uint32_t founders, double birth_years) {
  Study study;
  study.scenario = test::quiet(founders, 12.1 + birth_years);
  study.scenario.friends = true;
  study.scenario.birth_years = birth_years;
  study.scenario.params.moments_per_day_adult = study.scenario.params.moments_per_day_infant = .01;
  return study;
}

// The 95 per cent interval of the difference lies within three points; the chance error is that of the small towns.
void expect_alike(const std::vector<Outcomes>& few, const std::vector<Outcomes>& many) {
  for (const std::string what : {"a friend at 12", "two friends at 12"}) {
    const Estimate a = estimate(few, what), b = estimate(many, what);
    EXPECT_LT(std::abs(a.value - b.value) + 1.96 * std::sqrt(2.0) * a.error, .03)
        << what << ": " << a.value << " and " << b.value << ", error " << a.error;
    EXPECT_GT(a.value, .3) << what;
    EXPECT_LT(a.value, .97) << what;
  }
}

TEST(Friends, DoNotDependOnHowManyPeopleAreSimulated) {
  const auto few = live_towns(friends_alone(60, 0), 0, 200), many = live_towns(friends_alone(6000, 0), 900, 2);
  expect_alike(few, many);
}

TEST(Friends, DoNotDependOnHowCloseTogetherPeopleAreBorn) {
  expect_alike(live_towns(friends_alone(500, 3), 0, 18), live_towns(friends_alone(500, 0), 900, 18));
}

}  // namespace
}  // namespace bowlby::metamorphic
