#include "io/results/claims_store.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace bowlby {
namespace {

namespace fs = std::filesystem;

class ClaimsStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = fs::temp_directory_path() / ("bowlby-claims-store-" + std::to_string(getpid()));
    fs::remove_all(dir_);
  }
  void TearDown() override { fs::remove_all(dir_); }
  std::string dir() const { return dir_.string(); }

 private:
  fs::path dir_;
};

ClaimValue value(const std::string& claim, std::uint64_t seed, std::optional<double> v) {
  return {claim, "part", "edge", seed, v, 100, "s", "r"};
}

TEST_F(ClaimsStoreTest, RowsComeBackSortedAndToTheBit) {
  {
    auto store = ClaimsStore::open_new(dir());
    ASSERT_TRUE(store);
    EXPECT_FALSE(store->put(std::vector{value("C2", 1, 1. / 3), value("C1", ~0ull, std::nullopt)}));
    EXPECT_FALSE(store->put(std::vector{value("C1", 2, -0.0), value("C2", 1, 2. / 3)})) << "the later row counts";
  }
  auto store = ClaimsStore::open_again(dir());
  ASSERT_TRUE(store);
  const auto rows = store->values();
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[0].claim, "C1");
  EXPECT_EQ((*rows)[0].seed, ~0ull) << "seeds beyond the signed range sort first and survive";
  EXPECT_FALSE((*rows)[0].value);
  EXPECT_EQ((*rows)[2].value, 2. / 3);
  EXPECT_EQ((*rows)[2].part, "part");
  EXPECT_EQ((*rows)[2].cut, "edge");
  EXPECT_EQ((*rows)[2].n, 100u);
  EXPECT_EQ((*rows)[2].study + (*rows)[2].readout, "sr");
}

TEST_F(ClaimsStoreTest, KeepsOnlyWhatIsWanted) {
  auto store = ClaimsStore::open_new(dir());
  ASSERT_TRUE(store);
  EXPECT_FALSE(store->put(std::vector{value("C1", 1, 1), value("C1", 2, 2), value("C2", 1, 3)}));
  EXPECT_FALSE(store->keep([](const ClaimValue& v) { return v.claim == "C1" && v.seed == 2; }));
  const auto rows = store->values();
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 1u);
  EXPECT_EQ(rows->front().value, 2);
}

TEST_F(ClaimsStoreTest, NothingIsOverwrittenAndOnlyOneWrites) {
  auto store = ClaimsStore::open_new(dir());
  ASSERT_TRUE(store);
  const auto second = ClaimsStore::open_new(dir());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.problems().front().fault, Fault::file);
  EXPECT_FALSE(ClaimsStore::open_again(dir())) << "the first still holds it";
}

TEST_F(ClaimsStoreTest, MissingAndForeignFilesAreRefused) {
  const auto missing = ClaimsStore::open_again(dir());
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.problems().front().fault, Fault::file);
  EXPECT_FALSE(fs::exists(dir())) << "a refusal makes no folder";
  fs::create_directories(dir());
  std::ofstream(claims_path(dir())) << "no database at all, only words that go on for a while";
  const auto foreign = ClaimsStore::open_again(dir());
  ASSERT_FALSE(foreign);
  EXPECT_TRUE(foreign.problems().front().fault == Fault::data || foreign.problems().front().fault == Fault::file);
}

TEST_F(ClaimsStoreTest, AFileKilledWhileItWasMadeIsMadeAgain) {
  fs::create_directories(dir());
  std::ofstream(claims_path(dir())).close();
  auto store = ClaimsStore::open_again(dir());
  ASSERT_TRUE(store) << text(store.problems().front());
  const auto rows = store->values();
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->empty());
}

TEST_F(ClaimsStoreTest, VerdictsOfTheLastSessionStand) {
  auto store = ClaimsStore::open_new(dir());
  ASSERT_TRUE(store);
  evidence::Claim c;
  c.id = "C1";
  c.headlines = {1, 11};
  c.parts.resize(1);
  c.parts[0].readout = "SELECT 1";
  const std::vector results{evidence::judge_part(1, evidence::SeedValues(20, 1.0), evidence::SeedValues(20))};
  const std::vector lines{ClaimLine{&c, results, evidence::ClaimVerdict::not_shown}};
  EXPECT_FALSE(store->verdicts(lines));
  EXPECT_FALSE(store->verdicts(lines)) << "the same once more replaces itself";
  EXPECT_FALSE(store->provenance("digest", "a"));
  EXPECT_FALSE(store->provenance("digest", "b"));
}

}  // namespace
}  // namespace bowlby
