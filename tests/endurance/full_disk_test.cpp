// A studio whose file system fills up, whatever it is writing then: it says so, nothing that was made goes away, and
// with room again the same order ends alike. A few sizes in the short form, 18 with BOWLBY_ENDURANCE=full.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "endurance/blows.hpp"
#include "server/client.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string order = R"({"kind":"run","study":"strange_situation","people":60,"seed":7})";

// A file system of its own, in memory.
class Disk {
 public:
  explicit Disk(const std::string& path) : path_(path) { fs::create_directories(path); }
  ~Disk() {
    if (there_) ::umount2(path_.c_str(), MNT_DETACH);
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  bool size(long kilobytes) {
    const std::string size = "size=" + std::to_string(kilobytes) + "k";
    if (::mount("none", path_.c_str(), "tmpfs", there_ ? MS_REMOUNT : 0, size.c_str()) != 0) return false;
    return there_ = true;
  }

 private:
  std::string path_;
  bool there_ = false;
};

// What was written whole in this folder and below, by name.
std::vector<std::string> finished_files(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code none;
  for (const auto& at : fs::recursive_directory_iterator(folder, none))
    if (at.path().filename() == "results.sqlite" || at.path().filename() == "report.html" ||
        at.path().filename() == "job.json")
      out.push_back(at.path());
  return out;
}

struct Counts {
  int sizes = 0, unopened = 0, refused = 0, failed = 0, noted = 0, untouched = 0, alike = 0;
};

// Words for an order or a job that could not be kept or done.
void expect_words(const nlohmann::json& answer, const std::string& where) {
  ASSERT_FALSE(answer.is_discarded()) << where;
  ASSERT_FALSE(answer.at("problems").empty()) << where << answer;
  for (const auto& p : answer.at("problems")) EXPECT_FALSE(p.at("remedy").empty()) << where << p;
}

// The job's last state while the disk was too small, if there came to be a job.
nlohmann::json crowded(const std::string& state, const std::string& where, Counts& counts) {
  try {
    Studio studio(state, {});
    const Answer taken = studio.ask("POST", "/api/jobs", order);
    if (taken.status != 201) {
      EXPECT_EQ(taken.status, 500) << where;
      expect_words(nlohmann::json::parse(taken.body, nullptr, false), where);
      ++counts.refused;
      return {};
    }
    const auto job = nlohmann::json::parse(studio.finished(field(taken.body, "id")), nullptr, false);
    EXPECT_TRUE(studio.answers()) << where;
    return job;
  } catch (const std::runtime_error& no_link) {
    EXPECT_NE(std::string(no_link.what()).find("; "), std::string::npos) << where << no_link.what();
    ++counts.unopened;
    return {};
  }
}

void fill(long kilobytes, const std::string& digest, Counts& counts) {
  const Folder folder;
  Disk disk(folder / "disk");
  if (!disk.size(kilobytes)) return;
  const std::string where = std::to_string(kilobytes) + " kB: ", state = folder / "disk/state";
  ++counts.sizes;
  const nlohmann::json job = crowded(state, where, counts);
  const auto kept = finished_files(state);
  if (!job.is_null()) {
    const bool done = job.at("state") == "done";
    EXPECT_TRUE(done || job.at("state") == "failed") << where << job;
    if (!done || !job.at("problems").empty()) expect_words(job, where);
    EXPECT_EQ(done, fs::exists(state + "/jobs/" + job.at("id").get<std::string>() + "/run/results.sqlite")) << where;
    counts.failed += !done;
    counts.noted += done && !job.at("problems").empty();
    counts.untouched += done && job.at("problems").empty();
  }
  ASSERT_TRUE(disk.size(65'536)) << where;
  Studio studio(state, {});
  const auto list = nlohmann::json::parse(studio.ask("GET", "/api/jobs").body);
  EXPECT_EQ(list.at("jobs").size(), job.is_null() ? 0u : 1u) << where << "lost or doubled";
  for (const std::string& path : kept) EXPECT_TRUE(fs::exists(path)) << where << path;
  // what failed is ordered anew; what is done, or was not told of its end, is there
  std::string id = job.is_null() ? "" : job.at("id").get<std::string>();
  auto last = id.empty() ? nlohmann::json() : nlohmann::json::parse(studio.finished(id));
  if (id.empty() || last.at("state") == "failed") {
    id = field(studio.ask("POST", "/api/jobs", order).body, "id");
    last = nlohmann::json::parse(studio.finished(id));
  }
  EXPECT_EQ(last.at("state"), "done") << where << last;
  EXPECT_EQ(last.at("digest"), digest) << where;
  counts.alike += last.at("digest") == digest;
}

TEST(FullDisk, AStudioSaysSoAndLosesNothing) {
  const Folder folder;
  {
    Disk probe(folder / "probe");
    if (::getuid() != 0 || !probe.size(64))
      GTEST_SKIP() << "mounting a small file system needs root (since 2026-11-29; "
                      "StudioJob.* fails single writes in its place)";
  }
  long needed = 0;
  std::string digest;
  {
    Studio studio(folder / "state", {});
    const std::string id = field(studio.ask("POST", "/api/jobs", order).body, "id");
    digest = field(studio.finished(id), "digest");
    for (const auto& at : fs::recursive_directory_iterator(folder / "state"))
      if (at.is_regular_file()) needed += static_cast<long>(at.file_size() / 4096 + 1) * 4;
  }
  ASSERT_FALSE(digest.empty());
  const int sizes = all_of_them() ? 18 : 4;
  Counts counts;
  for (int i = 0; i < sizes; ++i) fill(std::max(4L, needed * (i + 1) / sizes - 8), digest, counts);
  fill(8, digest, counts);  // hardly anything
  EXPECT_EQ(counts.alike, counts.sizes);
  EXPECT_GT(counts.failed + counts.noted, sizes / 4) << "the disk never got full";
  std::printf(
      "## a studio on %d small file systems (%ld kB needed): %d not opened, %d orders refused, %d jobs failed, "
      "%d done with a note, %d had room; with room again %d ended alike\n",
      counts.sizes, needed, counts.unopened, counts.refused, counts.failed, counts.noted, counts.untouched,
      counts.alike);
}

}  // namespace
}  // namespace bowlby::doors
