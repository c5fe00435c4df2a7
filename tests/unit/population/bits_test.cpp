// The same bits for any block, thread and instruction set, and from a checkpoint as from the beginning.
#include <cstring>

#include "population/checkpoint.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

struct Way {
  int threads;
  std::size_t block;
  Isa isa;
};

std::uint64_t digest_by(const Way& way, Kept* kept) {
  RunOptions o;
  o.threads = way.threads;
  o.block = way.block;
  o.isa = way.isa;
  Scenario s = lively(150, 24);
  s.record_moments = 10;
  s.moments_from = 1;
  s.moments_until = 1.2;
  Engine run(s, published(), o);
  run_to_end(run, nullptr, kept);
  return state_digest(run.world());
}

bool same_bytes(const std::vector<EventRow>& a, const std::vector<EventRow>& b) {
  const auto equal = [](const EventRow& x, const EventRow& y) {
    return x.person == y.person && x.day == y.day && x.kind == y.kind && x.other == y.other &&
           std::memcmp(&x.value, &y.value, sizeof x.value) == 0;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

TEST(Bits, DoNotDependOnBlocksThreadsOrInstructionSet) {
  Kept plain;
  const std::uint64_t digest = digest_by({1, 256, Isa::base}, &plain);
  ASSERT_GT(plain.events_.size(), 300u);
  ASSERT_GT(plain.moments_.size(), 300u);
  std::vector<Way> ways{{1, 1, best_isa()},  {1, 7, best_isa()}, {2, 33, best_isa()},
                        {3, 64, best_isa()}, {7, 16, Isa::base}, {2, 512, best_isa()}};
  for (const Isa isa : {Isa::v3, Isa::v4})
    if (isa_available(isa)) ways.push_back({1, 100, isa});
  for (const Way& way : ways) {
    Kept kept;
    EXPECT_EQ(digest_by(way, &kept), digest)
        << way.threads << " threads, blocks of " << way.block << ", " << isa_name(way.isa);
    EXPECT_TRUE(same_bytes(kept.events_, plain.events_)) << way.threads << " threads, blocks of " << way.block;
    ASSERT_EQ(kept.moments_.size(), plain.moments_.size());
    for (std::size_t i = 0; i < kept.moments_.size(); ++i) {
      EXPECT_EQ(kept.moments_[i].person, plain.moments_[i].person);
      EXPECT_EQ(std::memcmp(&kept.moments_[i].stressor, &plain.moments_[i].stressor, 13 * sizeof(float)), 0) << i;
    }
  }
  Kept nothing;
  EXPECT_EQ(digest_by({1, 256, best_isa()}, nullptr), digest) << "recording changes nothing";
}

TEST(Bits, SeedReplicateAndEveryParameterMatter) {
  const auto digest_of = [](const Scenario& s) {
    Engine run(s, published(), {});
    run_to_end(run);
    return state_digest(run.world());
  };
  const Scenario plain = lively(40, 1.5);
  const std::uint64_t digest = digest_of(plain);
  EXPECT_EQ(digest_of(plain), digest);
  Scenario seed = plain, replicate = plain, parameter = plain;
  seed.seed += 1;
  replicate.replicate = 1;
  parameter.params.stress_size = .8000001;
  EXPECT_NE(digest_of(seed), digest);
  EXPECT_NE(digest_of(replicate), digest);
  EXPECT_NE(digest_of(parameter), digest);
}

// More founders leave the first ones' luck alone: a person's draws are the person's.
TEST(Bits, AnotherFounderChangesNobodyElse) {
  const auto live = [](std::uint32_t founders) {
    Scenario s = quiet(founders, 2);
    Engine run(s, published(), {});
    run_to_end(run);
    return run.world().living;
  };
  const Living few = live(20), many = live(35);
  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_EQ(few.id[i], many.id[i]);
    EXPECT_EQ(few.temperament[i], many.temperament[i]);
    EXPECT_EQ(few.general_mu[i], many.general_mu[i]);
    EXPECT_EQ(few.distress[i], many.distress[i]);
  }
}

TEST(Checkpoint, ContinuesToTheSameBits) {
  const Scenario s = lively(120, 26);
  RunOptions options;
  Engine whole(s, published(), options);
  std::vector<std::byte> saved;
  std::uint64_t at_save = 0;
  while (!whole.done()) {
    if (whole.world().month == 13 * months_per_year + 5) {  // in the middle of a year, with dead rows not yet dropped
      saved = save_world(whole.world());
      at_save = state_digest(whole.world());
    }
    whole.step_month(nullptr, nullptr);
  }
  World world(s, published());
  ASSERT_TRUE(restore_world(world, saved));
  EXPECT_EQ(state_digest(world), at_save);
  EXPECT_EQ(save_world(world), saved);
  options.threads = 3;
  options.block = 17;
  Engine rest(std::move(world), options);
  run_to_end(rest);
  EXPECT_EQ(state_digest(rest.world()), state_digest(whole.world()));
  EXPECT_EQ(rest.world().person_days, whole.world().person_days);
}

TEST(Checkpoint, AnyCutOrSurplusIsRefused) {
  const Scenario s = lively(6, 3, 1);
  Engine run(s, published(), {});
  for (int m = 0; m < 20; ++m) run.step_month(nullptr, nullptr);
  const std::vector<std::byte> saved = save_world(run.world());
  for (std::size_t n = 0; n < saved.size(); n += n < 64 ? 1 : 37) {
    World world(s, published());
    EXPECT_FALSE(restore_world(world, std::span(saved).first(n))) << n << " of " << saved.size() << " bytes";
  }
  std::vector<std::byte> longer = saved;
  longer.push_back(std::byte{0});
  World world(s, published());
  EXPECT_FALSE(restore_world(world, longer));
}

TEST(Checkpoint, AWorldOfAnotherScenarioIsRefused) {
  Engine run(lively(20, 3, 1), published(), {});
  run_to_end(run);
  World smaller(lively(6, 3, 1), published());
  EXPECT_FALSE(restore_world(smaller, save_world(run.world())));
}

// A length field that lies must not make us ask for all the memory there is.
TEST(Checkpoint, LyingLengthsAreRefused) {
  const Scenario s = lively(6, 3, 1);
  Engine run(s, published(), {});
  for (int m = 0; m < 14; ++m) run.step_month(nullptr, nullptr);
  const std::vector<std::byte> saved = save_world(run.world());
  const std::size_t first_length = sizeof(std::int32_t) + sizeof(std::uint32_t) + sizeof(double);
  for (const std::uint64_t lie : {~std::uint64_t{0}, std::uint64_t{1} << 61, std::uint64_t{7}, std::uint64_t{0}}) {
    std::vector<std::byte> bytes = saved;
    std::memcpy(bytes.data() + first_length, &lie, sizeof lie);
    World world(s, published());
    EXPECT_FALSE(restore_world(world, bytes)) << lie;
  }
}

TEST(Compaction, KeepsOrderAndIds) {
  Scenario s = lively(400, 60, 1);
  Engine run(s, published(), demography_alone());
  bool somebody_died = false;
  while (!run.done()) {
    run.step_month(nullptr, nullptr);
    const World& w = run.world();
    if (w.month % months_per_year != 0) continue;
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      ASSERT_TRUE(w.is_living(w.living.id[i])) << "a dead row outlived the year";
      ASSERT_EQ(w.registry.slot[w.living.id[i]], i);
      if (i > 0) {
        ASSERT_LT(w.living.id[i - 1], w.living.id[i]);
      }
    }
    for_each_column(w.living, [&](const char* name, const auto& column, int per) {
      ASSERT_EQ(column.size(), w.living.size() * static_cast<std::size_t>(per)) << name;
    });
    somebody_died |= w.living.size() < w.founders_born;
  }
  EXPECT_TRUE(somebody_died);
}

// What a person costs: about half a kilobyte alive, 64 bytes once dead.
TEST(Memory, HalfAKilobyteAPerson) {
  Living l;
  double living = 0, registry = 0;
  for_each_column(l, [&living](const char*, const auto& column, int per) {
    living += per * static_cast<double>(sizeof column[0]);
  });
  Registry r;
  for_each_registry_column(r, [&registry](const char*, const auto& column) { registry += sizeof column[0]; });
  EXPECT_LE(living, 540);
  EXPECT_LE(registry, 64) << "kept for the dead too";
}

}  // namespace
}  // namespace bowlby
