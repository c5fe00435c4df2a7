// A study lived without files: one digest, however it was cut into pieces, and however often it lives.
#include "studies/live.hpp"

#include "population/checkpoint.hpp"
#include "unit/population/worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Study small_study() {
  Study study;
  study.scenario.founders = 40;
  study.scenario.years = 3;
  study.replicates = 2;
  return study;
}

TEST(Live, the_digest_chains_the_states_of_all_replicates_year_by_year) {
  Study study = small_study();
  Kept kept;
  std::vector<std::uint32_t> begun;
  LiveOptions options;
  options.replicate = [&](std::uint32_t r) { begun.push_back(r); };
  const Lived both = live(study, published(), kept, options);
  EXPECT_FALSE(both.stopped);
  EXPECT_EQ(begun, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(both.so_far.replicate, 2u);
  EXPECT_GT(both.so_far.person_days, 2 * 40 * 365 * 1.);
  study.replicates = 1;
  const Lived one = live(study, published(), kept);
  EXPECT_NE(one.so_far.chain, both.so_far.chain);
}

TEST(Live, stopped_anywhere_and_gone_on_with_it_ends_alike) {
  const Study study = small_study();
  Kept kept;
  const Lived whole = live(study, published(), kept);
  for (const int stop_after : {1, 11, 12, 36, 40}) {
    int months = 0;
    std::vector<std::byte> saved;
    LiveOptions options;
    options.month = [&](const Engine& run, const LivedSoFar&) {
      if (++months < stop_after) return true;
      saved = save_world(run.world());
      return false;
    };
    const Lived part = live(study, published(), kept, options);
    EXPECT_TRUE(part.stopped);
    LiveOptions on;
    on.from = part.so_far;
    Scenario scenario = study.scenario;
    scenario.replicate = part.so_far.replicate;
    on.world.emplace(scenario, published());
    ASSERT_TRUE(restore_world(*on.world, saved));
    const Lived rest = live(study, published(), kept, std::move(on));
    EXPECT_EQ(rest.so_far.chain, whole.so_far.chain) << "stopped after month " << stop_after;
    EXPECT_EQ(rest.so_far.person_days, whole.so_far.person_days);
  }
}

}  // namespace
}  // namespace bowlby
