// The published digests of scenes: the same on every machine, for any compiler and any number of threads.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "doors/program.hpp"

namespace bowlby::determinism {
namespace {

TEST(PublishedDigests, OfScenesAreMetForAnyNumberOfThreads) {
  const auto table =
      nlohmann::json::parse(doors::read_file(std::string(BOWLBY_SOURCE_DIR) + "/tests/determinism/digests.json"));
  ASSERT_GE(table.at("scenes").size(), 4u);
  for (const auto& row : table.at("scenes"))
    for (const char* threads : {"1", "3"}) {
      const doors::Folder folder;
      const auto kind = row.at("kind").get<std::string>();
      const std::string request = folder.write("request.json", row.at("request").dump());
      const doors::Outcome o = doors::bowlby({"scene", kind, "--request", request, "--threads", threads});
      ASSERT_EQ(o.code, 0) << o.err;
      EXPECT_EQ(doors::digest_of(o), row.at("digest").get<std::string>())
          << kind << " with " << threads << " threads"
          << "\nIf this change of results is meant, say why in CHANGELOG.md and run tools/check/digests.py --renew";
    }
}

}  // namespace
}  // namespace bowlby::determinism
