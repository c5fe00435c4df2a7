// The bit contract: whatever may not change a result does not change it, and what must change it does.
#include <nlohmann/json.hpp>

#include "determinism/runs.hpp"
#include "population/day.hpp"

namespace bowlby::determinism {
namespace {

class Matrix : public testing::Test {
 protected:
  // The plain run that every other is held against: one thread, everything recorded.
  static void SetUpTestSuite() {
    folder_ = std::make_unique<Folder>();
    digest_ = digest_with(*folder_ / "plain", {"--threads", "1"});
    tables_ = tables_of(*folder_ / "plain", *folder_, "plain.csv");
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static void expect_same(const Arguments& options, bool same_rows = true) {
    const Folder folder;
    EXPECT_EQ(digest_with(folder / "run", options), digest_) << testing::PrintToString(options);
    if (same_rows) expect_same_tables(tables_of(folder / "run", folder, "run.csv"), tables_);
  }
  static void expect_other(const Arguments& options) {
    const Folder folder;
    EXPECT_NE(digest_with(folder / "run", options), digest_) << testing::PrintToString(options);
  }

  static inline std::unique_ptr<Folder> folder_;
  static inline std::string digest_;
  static inline std::map<std::string, std::string> tables_;
};

TEST_F(Matrix, ThreadsChangeNothing) {
  for (const char* threads : {"1", "2", "3", "7"}) expect_same({"--threads", threads, "--block", "32"});
}

TEST_F(Matrix, BlocksChangeNothing) {
  for (const char* block : {"1", "7", "64", "256", "512"}) expect_same({"--threads", "2", "--block", block});
}

TEST_F(Matrix, InstructionSetsChangeNothing) {
  int tried = 0;
  for (const auto& [name, isa] : {std::pair{"base", Isa::base}, {"v3", Isa::v3}, {"v4", Isa::v4}}) {
    if (!isa_available(isa)) {
      std::printf("this processor has no %s: not tried\n", isa_name(isa));
      continue;
    }
    ++tried;
    expect_same({"--isa", name});
  }
  EXPECT_GE(tried, 1);
}

TEST_F(Matrix, RecordingAndCheckpointsChangeNothing) {
  expect_same({"--no-record"}, false);
  expect_same({"--checkpoint-seconds", "0.2"});
}

TEST_F(Matrix, SeedsParametersAndEdgesChangeIt) {
  expect_other({"--seed", "12"});
  expect_other({"--set", "stress_size=0.8000001"});
  expect_other({"--off", "uncertainty_to_press"});
  expect_other({"--people", "131"});
}

// A replicate is a run of its own luck; the first of several is the single one.
TEST_F(Matrix, ReplicatesHaveTheirOwnLuck) {
  const Folder folder;
  const std::string digest = digest_with(folder / "run", {"--replicates", "2", "--threads", "2"});
  EXPECT_NE(digest, digest_);
  doors::bowlby({"export", folder / "run", folder / "csv"});
  std::ifstream file(folder / "csv/stream.csv");
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  ASSERT_EQ(line.substr(0, 11), "day,digest,");
  std::vector<std::string> digests[2];
  while (std::getline(file, line)) {
    if (line.ends_with('\r')) line.pop_back();
    const int replicate = line.ends_with(",1") ? 1 : 0;
    digests[replicate].push_back(line.substr(0, line.rfind(',')));
  }
  ASSERT_EQ(digests[0].size(), digests[1].size());
  ASSERT_GT(digests[0].size(), 30u);
  for (std::size_t y = 0; y < digests[0].size(); ++y) {
    EXPECT_NE(digests[0][y], digests[1][y]);
    EXPECT_NE(tables_.at("stream").find(digests[0][y]), std::string::npos) << "year " << y << " of the first replicate";
  }
}

TEST_F(Matrix, DiffRunFindsNothingBetweenEqualRuns) {
  const Folder folder;
  digest_with(folder / "run", {"--threads", "3", "--block", "5"});
  const Outcome o = doors::bowlby({"diff-run", *folder_ / "plain", folder / "run"});
  EXPECT_EQ(o.code, 0) << o.err;
  EXPECT_EQ(o.out, "no difference\n");
}

TEST_F(Matrix, DiffRunNamesPersonDayAndVariable) {
  const Folder folder;
  digest_with(folder / "run", {"--set", "stress_size=0.9"});
  const Outcome o = doors::bowlby({"diff-run", *folder_ / "plain", folder / "run"});
  EXPECT_EQ(o.code, 1) << o.err;
  EXPECT_NE(o.out.find("person "), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("day 0 (year 0)"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("distress: "), std::string::npos) << o.out;
}

// A help that changes at 24 leaves everybody younger untouched: the first difference comes when the oldest are 24.
TEST_F(Matrix, DiffRunFindsALateDifference) {
  const Folder folder;
  std::string text = doors::read_file(small_study);
  const std::size_t at = text.find("kind: parenting, age: 24, share: .5");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 35, "kind: parenting, age: 24, share: .1");
  const std::string study = folder.write("late.yaml", text);
  const Outcome run = doors::bowlby({"run", study, "--no-report", "--quiet", "--output", folder / "run"});
  ASSERT_EQ(run.code, 0) << run.err;
  const Outcome o = doors::bowlby({"diff-run", *folder_ / "plain", folder / "run"});
  EXPECT_EQ(o.code, 1) << o.err;
  EXPECT_NE(o.out.find("(year 24)"), std::string::npos) << o.out;
  EXPECT_NE(o.out.find("help_parenting"), std::string::npos) << o.out;
}

// The published table. A digest may change only when the theory, a number or a draw changes; then it is renewed with
// tools/check/digests.py and the reason stands in CHANGELOG.md.
TEST(PublishedDigests, AreMet) {
  const auto table =
      nlohmann::json::parse(doors::read_file(std::string(BOWLBY_SOURCE_DIR) + "/tests/determinism/digests.json"));
  ASSERT_GE(table.at("digests").size(), 8u);
  for (const auto& row : table.at("digests")) {
    const Folder folder;
    Arguments arguments{"run",         std::string(BOWLBY_SOURCE_DIR) + "/" + row.at("study").get<std::string>(),
                        "--no-report", "--quiet",
                        "--output",    folder / "run",
                        "--people",    std::to_string(row.at("people").get<int>())};
    if (row.contains("seed")) arguments = with(arguments, {"--seed", std::to_string(row.at("seed").get<long>())});
    const Outcome o = doors::bowlby(arguments);
    ASSERT_EQ(o.code, 0) << o.err;
    EXPECT_EQ(doors::digest_of(o), row.at("digest").get<std::string>())
        << row.dump()
        << "\nIf this change of results is meant, say why in CHANGELOG.md and run tools/check/digests.py --renew";
  }
}

}  // namespace
}  // namespace bowlby::determinism
