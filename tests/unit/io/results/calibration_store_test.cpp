#include "io/results/calibration_store.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace bowlby;

namespace {

class CalibrationStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_ = std::filesystem::temp_directory_path() / ("bowlby_calibration_" + std::to_string(getpid()) + "_" +
                                                     testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(dir_);
  }
  void TearDown() override { std::filesystem::remove_all(dir_); }
  std::string dir() const { return dir_.string(); }

  const std::vector<std::string> targets_{"INF01", "TRN03"};
  std::filesystem::path dir_;
};

}  // namespace

TEST_F(CalibrationStoreTest, ARunComesBackBitByBitAndOnlyForItsInputs) {
  const double odd = 0.1 + 0.2;
  {
    auto store = CalibrationStore::open_new(dir());
    ASSERT_TRUE(store);
    const StoredRun run{"design", 7, 0xF234567890ABCDEFu, {.5}, {"care_mean"}, {odd, std::nan("")}};
    EXPECT_FALSE(store->put(run, targets_));
  }
  auto again = CalibrationStore::open_again(dir());
  ASSERT_TRUE(again);
  const auto found = again->find("design", 7, 0xF234567890ABCDEFu, targets_);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->outputs[0], odd);
  EXPECT_TRUE(std::isnan((*found)->outputs[1]));
  for (const auto& other :
       {again->find("design", 7, 1, targets_), again->find("design", 8, 0xF234567890ABCDEFu, targets_),
        again->find("screen", 7, 0xF234567890ABCDEFu, targets_)}) {
    ASSERT_TRUE(other);
    EXPECT_FALSE(*other);
  }
}

TEST_F(CalibrationStoreTest, ARunPutTwiceIsReplacedWhole) {
  auto store = CalibrationStore::open_new(dir());
  ASSERT_TRUE(store);
  EXPECT_FALSE(store->put({"design", 1, 5, {.5}, {"care_mean"}, {1, 2}}, targets_));
  EXPECT_FALSE(store->put({"design", 1, 6, {.6}, {"insistence"}, {3, 4}}, targets_));
  const auto old = store->find("design", 1, 5, targets_);
  ASSERT_TRUE(old);
  EXPECT_FALSE(*old);
  const auto now = store->find("design", 1, 6, targets_);
  ASSERT_TRUE(now && *now);
  EXPECT_EQ((*now)->outputs, (std::vector<double>{3, 4}));
}

TEST_F(CalibrationStoreTest, NeverOverwritesAndNeverTakesAStrangersFile) {
  { ASSERT_TRUE(CalibrationStore::open_new(dir())); }
  EXPECT_FALSE(CalibrationStore::open_new(dir()));  // not empty any more
  EXPECT_FALSE(CalibrationStore::open_again(dir() + "/nothing"));
  std::ofstream(calibration_path(dir()), std::ios::trunc) << "this is no database at all, only text in its place";
  EXPECT_FALSE(CalibrationStore::open_again(dir()));
}

TEST_F(CalibrationStoreTest, AFileKilledWhileItWasMadeIsMadeAgain) {
  std::filesystem::create_directories(dir());
  std::ofstream(calibration_path(dir())).close();
  auto store = CalibrationStore::open_again(dir());
  ASSERT_TRUE(store) << text(store.problems().front());
  EXPECT_FALSE(store->provenance("seed", "1"));
}

TEST_F(CalibrationStoreTest, TablesAreFilledAnewAndProvenanceIsKept) {
  auto store = CalibrationStore::open_new(dir());
  ASSERT_TRUE(store);
  const std::vector<std::vector<Cell>> rows{{std::string("AMH03"), std::string("anxiety"), std::string("recalled")}};
  EXPECT_FALSE(store->fill("left_out", rows));
  EXPECT_FALSE(store->fill("left_out", rows));  // again: not twice the rows, which the key would refuse
  EXPECT_TRUE(store->fill("left_out", {{std::string("AMH03")}}));  // too few columns
  EXPECT_FALSE(store->provenance("digest", "abc"));
  EXPECT_EQ(*std::as_const(*store).provenance("digest"), "abc");
  EXPECT_EQ(*std::as_const(*store).provenance("nothing"), "");
}
