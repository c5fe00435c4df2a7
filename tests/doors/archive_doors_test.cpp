// `bowlby archive`: one zip that others can open and understand, whole or not at all.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

namespace fs = std::filesystem;

const std::string study =
    "name: small\ntitle: A small study\nquestion: Does it end?\nseed: 5\npopulation: {founders: 30, years: 1.2}\n"
    "waves:\n  - {name: q, instrument: strange_situation, ages: 1.05}\n";

std::string lived(const Folder& folder) {
  const Outcome o = bowlby({"run", folder.write("s.yaml", study), "-o", folder / "run", "--quiet"});
  EXPECT_EQ(o.code, 0) << o.err;
  return folder / "run";
}

// Unpacked by a program that knows nothing of ours.
std::string unpacked(const Folder& folder, const std::string& zip) {
  const std::string into = folder / "unpacked";
  fs::remove_all(into);
  const std::string line = "python3 -m zipfile -e '" + zip + "' '" + into + "' && python3 -m zipfile -t '" + zip +
                           "' > '" + (folder / "tested") + "'";
  EXPECT_EQ(std::system(line.c_str()), 0);
  return into;
}

TEST(ArchiveDoor, ARunIsInItWithStudyTablesCodebookReportLicenceAndMetadata) {
  const Folder folder;
  const std::string dir = lived(folder);
  const Outcome o = bowlby({"archive", dir, "--author", "Ann Example", "--licence", "CC0-1.0"});
  ASSERT_EQ(o.code, 0) << o.err;
  const std::string in = unpacked(folder, dir + ".zip");
  for (const char* file : {"README.md", "LICENSE.txt", "study.yaml", "results.sqlite", "report.html", "csv/person.csv",
                           "csv/observation.csv", "csv/codebook.csv", "ro-crate-metadata.json"})
    EXPECT_TRUE(fs::exists(in + "/" + file)) << file;
  EXPECT_EQ(read_file(in + "/results.sqlite"), read_file(dir + "/results.sqlite"));
  EXPECT_EQ(bowlby({"check", in}).code, 0);
  // the study in it gives the same again
  const Outcome again = bowlby({"run", in + "/study.yaml", "-o", folder / "again", "--quiet", "--no-report"});
  EXPECT_NE(read_file(in + "/README.md").find(digest_of(again)), std::string::npos) << again.err;
  EXPECT_FALSE(fs::exists(dir + ".zip.partial"));
}

TEST(ArchiveDoor, ItsMetadataNamesEveryFileAndIsACrate) {
  const Folder folder;
  const std::string dir = lived(folder);
  ASSERT_EQ(bowlby({"archive", dir, "--author", "Ann Example"}).code, 0);
  const std::string in = unpacked(folder, dir + ".zip");
  const auto crate = nlohmann::json::parse(read_file(in + "/ro-crate-metadata.json"));
  EXPECT_EQ(crate.at("@context"), "https://w3id.org/ro/crate/1.1/context");
  std::map<std::string, nlohmann::json> by_id;
  for (const auto& entity : crate.at("@graph"))
    EXPECT_TRUE(by_id.emplace(entity.at("@id").get<std::string>(), entity).second) << entity;
  EXPECT_EQ(by_id.at("ro-crate-metadata.json").at("conformsTo").at("@id"), "https://w3id.org/ro/crate/1.1");
  const auto& root = by_id.at("./");
  EXPECT_EQ(root.at("@type"), "Dataset");
  EXPECT_EQ(root.at("name"), "A small study");
  EXPECT_EQ(root.at("license").at("@id"), "https://spdx.org/licenses/CC-BY-4.0");
  EXPECT_FALSE(root.at("datePublished").get<std::string>().empty());
  EXPECT_EQ(by_id.at(root.at("author")[0].at("@id")).at("name"), "Ann Example");
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(in)) {
    const std::string name = fs::relative(entry.path(), in);
    if (!entry.is_regular_file() || name == "ro-crate-metadata.json") continue;
    ++files;
    ASSERT_TRUE(by_id.contains(name)) << name;
    EXPECT_EQ(by_id.at(name).at("contentSize"), std::to_string(entry.file_size())) << name;
  }
  EXPECT_EQ(root.at("hasPart").size(), files);
}

TEST(ArchiveDoor, NothingIsOverwrittenUnlessItIsAskedAndTwiceGivesTheSameBytes) {
  const Folder folder;
  const std::string dir = lived(folder), zip = folder / "it.zip";
  ASSERT_EQ(bowlby({"archive", dir, "-o", zip}).code, 0);
  const std::string first = read_file(zip);
  EXPECT_EQ(bowlby({"archive", dir, "-o", zip}).code, 66);
  std::ofstream(zip) << "mine";
  EXPECT_EQ(bowlby({"archive", dir, "-o", zip}).code, 66);
  EXPECT_EQ(read_file(zip), "mine");
  EXPECT_EQ(bowlby({"archive", dir, "-o", zip, "--replace"}).code, 0);
  EXPECT_EQ(read_file(zip), first);
}

TEST(ArchiveDoor, ItIsWholeOrNotThere) {
  const Folder folder, logs;
  const std::string dir = lived(folder), zip = folder / "it.zip";
  ASSERT_EQ(bowlby({"archive", dir, "-o", zip}).code, 0);
  const std::string whole = read_file(zip);
  int killed = 0;
  for (int delay = 0; delay < 60; delay += 4) {
    fs::remove(zip);
    Running once(logs, {"archive", dir, "-o", zip});
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    if (once.alive()) once.signal(SIGKILL);
    killed += once.wait().code == 128 + SIGKILL;
    if (fs::exists(zip)) {
      EXPECT_EQ(read_file(zip), whole);
    }
  }
  EXPECT_GT(killed, 0);
  fs::remove(zip);
  EXPECT_EQ(bowlby({"archive", dir, "-o", zip}).code, 0);
  EXPECT_EQ(read_file(zip), whole);
  fs::remove(zip);
  const Outcome full = bowlby({"archive", dir, "-o", zip}, {{"file_size", "20000"}});
  EXPECT_EQ(full.code, 66) << full.err;
  EXPECT_FALSE(fs::exists(zip));
  EXPECT_FALSE(fs::exists(zip + ".partial"));
}

TEST(ArchiveDoor, DamagedResultsAndWhatIsNoneAreRefused) {
  const Folder folder;
  const std::string dir = lived(folder);
  EXPECT_EQ(bowlby({"archive", folder / "nothing"}).code, 66);
  fs::create_directories(folder / "empty");
  EXPECT_NE(bowlby({"archive", folder / "empty"}).code, 0);
  EXPECT_FALSE(fs::exists(folder / "empty.zip"));
  EXPECT_EQ(bowlby({"archive", dir, "--licence", "what you like"}).code, 64);
  const std::string line = "sqlite3 '" + dir + "/results.sqlite' \"UPDATE person SET born_day = born_day + 1\"";
  ASSERT_EQ(std::system(line.c_str()), 0);
  EXPECT_EQ(bowlby({"archive", dir}).code, 65);
  EXPECT_FALSE(fs::exists(dir + ".zip"));
}

TEST(ArchiveDoor, AnImportSaysThatItHoldsRealPeopleAndASweepHasItsTable) {
  const Folder folder;
  folder.write(
      "key.yaml",
      "name: worry\nrange: [1, 5]\nitems: 2\nscales:\n  - {name: worry, items: [1, 2], scores: {worry: mean}}\n");
  const std::string map =
      folder.write("map.yaml", "name: mine\nid: id\ninstruments:\n  - {key: ./key.yaml, items: Q}\n");
  std::string rows = "id,Q1,Q2\n";
  for (int i = 1; i < 30; ++i)
    rows += std::to_string(i) + "," + std::to_string(1 + i % 5) + "," + std::to_string(1 + (i + i / 7) % 5) + "\n";
  const Outcome data = bowlby({"data", "import", folder.write("a.csv", rows), "--map", map, "-o", folder / "data"});
  ASSERT_EQ(data.code, 0) << data.err;
  const Outcome people = bowlby({"archive", folder / "data"});
  EXPECT_EQ(people.code, 0) << people.err;
  EXPECT_NE(people.err.find("real people"), std::string::npos) << people.err;
  const std::string in = unpacked(folder, folder / "data.zip");
  EXPECT_TRUE(fs::exists(in + "/data_sheet.md"));
  const std::string sweep = folder / "sweep";
  ASSERT_EQ(
      bowlby({"sweep", "plan", folder.write("s.yaml", study), "--seeds", "1", "--measure", "alive", "-o", sweep}).code,
      0);
  EXPECT_EQ(bowlby({"archive", sweep}).code, 66);  // nothing is gathered yet
  ASSERT_EQ(bowlby({"sweep", "work", sweep, "--quiet"}).code, 0);
  ASSERT_EQ(bowlby({"sweep", "gather", sweep}).code, 0);
  ASSERT_EQ(bowlby({"archive", sweep}).code, 0);
  EXPECT_TRUE(fs::exists(unpacked(folder, sweep + ".zip") + "/table.csv"));
}

}  // namespace
}  // namespace bowlby::doors
