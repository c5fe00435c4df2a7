// A study in memory has the same rows as one on disk.
#include "app/run/in_memory.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "app/run/run_study.hpp"
#include "io/results/schema.hpp"
#include "io/study/file.hpp"

namespace bowlby {
namespace {

constexpr const char* yaml = R"(
name: memory
seed: 5
population: {replicates: 2, founders: 60, years: 24, generations: 2}
waves:
  - {name: adult, instrument: ecr, ages: [20, 23], dropout: 0.2}
  - {name: days, instrument: diary, ages: [21], days: 3}
)";

TEST(InMemory, the_rows_are_those_on_disk_table_by_table) {
  const auto study = parse_study(yaml, "test");
  ASSERT_TRUE(study) << text(study.problems().front());
  const auto folder = std::filesystem::temp_directory_path() / ("bowlby-memory-" + std::to_string(::getpid()));
  RunRequest request;
  request.study = *study;
  request.output = folder.string();
  request.report = false;
  ASSERT_TRUE(run_study(request));
  {
    const auto disk = read_results(folder.string());
    const auto memory = live_in_memory(*study, nullptr);
    ASSERT_TRUE(disk && memory && *memory);
    for (const std::string_view name : io::public_tables()) {
      if (name == "provenance") continue;  // who made it, and when
      const std::string all = "SELECT * FROM \"" + std::string(name) + "\"";
      const auto a = disk->query(all), b = (*memory)->query(all);
      ASSERT_TRUE(a && b) << name;
      EXPECT_EQ(a->columns, b->columns);
      EXPECT_EQ(a->rows, b->rows) << name;
    }
    EXPECT_GT((*memory)->query("SELECT * FROM diary")->rows.size(), 60u);
  }
  std::filesystem::remove_all(folder);
}

TEST(InMemory, who_asks_to_stop_gets_nothing) {
  const auto study = parse_study(yaml, "test");
  const std::atomic<bool> stop{true};
  const auto lived = live_in_memory(*study, &stop);
  ASSERT_TRUE(lived);
  EXPECT_FALSE(*lived);
}

}  // namespace
}  // namespace bowlby
