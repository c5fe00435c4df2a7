// Which checkpoints a run goes on from.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>

#include "app/build.hpp"
#include "app/run/opening.hpp"
#include "app/run/run_study.hpp"
#include "io/files/checkpoint_file.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

TEST(Resume, ACheckpointOfAnotherBuildIsRefused) {
  const auto study = parse_study("name: resumed\nseed: 3\npopulation: {founders: 20, years: 1}\n", "test");
  ASSERT_TRUE(study);
  const std::string dir = std::filesystem::temp_directory_path() / ("bowlby-resume-" + std::to_string(::getpid()));
  const std::string checkpoint = dir + "/run.checkpoint";
  std::atomic<bool> stop{true};
  RunRequest request;
  request.study = *study;
  request.output = dir;
  request.report = false;
  request.threads = 1;
  request.stop = &stop;
  const auto begun = run_study(request);
  ASSERT_TRUE(begun);
  ASSERT_TRUE(begun->stopped);
  EXPECT_FALSE(checkpoint_of_another(dir, *study));

  const std::uint32_t version = static_cast<std::uint32_t>(*version_of_checkpoint(checkpoint));
  const auto own = read_checkpoint(checkpoint, version);
  ASSERT_TRUE(own);
  std::string other = *own;
  const std::uint64_t hash = resume_hash(*study, std::string(build_commit()) + "-other");
  std::memcpy(other.data(), &hash, sizeof hash);
  ASSERT_FALSE(write_checkpoint(checkpoint, version, other));
  stop = false;
  request.resume = true;
  EXPECT_TRUE(checkpoint_of_another(dir, *study));
  const auto refused = run_study(request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problems().front().fault, Fault::data);

  const std::uint64_t same = resume_hash(*study, build_commit());
  EXPECT_EQ(std::memcmp(own->data(), &same, sizeof same), 0) << "the checkpoint bears the build that wrote it";
  ASSERT_FALSE(write_checkpoint(checkpoint, version, *own));
  EXPECT_TRUE(run_study(request)) << "its own build goes on";
  std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace bowlby
