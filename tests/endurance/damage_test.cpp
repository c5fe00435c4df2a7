// A finished file in which one byte is another: found each time, whatever byte it is. 20 of them in the short form, 200
// with BOWLBY_ENDURANCE=full.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>

#include "doors/program.hpp"

namespace bowlby::doors {
namespace {

const std::string tiny =
    "name: tiny\nseed: 3\npopulation: {founders: 40, years: 3}\n"
    "waves:\n  - {name: infancy, instrument: strange_situation, ages: 1.05}\n"
    "record: {courses: 40, moments: 4, moments_from: 0, moments_until: 1}\n";

void overwrite(const std::string& path, std::size_t at, char byte) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at)).put(byte);
}

TEST(Damage, OfAFinishedFileIsFoundWhereverItIs) {
  const Folder folder;
  ASSERT_EQ(bowlby({"run", folder.write("tiny.yaml", tiny), "-q", "--no-report", "-o", folder / "run"}).code, 0);
  const std::string path = folder / "run/results.sqlite", whole = read_file(path);
  const Outcome sound = bowlby({"check", folder / "run"});
  ASSERT_EQ(sound.code, 0) << sound.err;
  EXPECT_NE(sound.out.find("sound"), std::string::npos);
  std::filesystem::copy(folder / "run", folder / "same", std::filesystem::copy_options::recursive);
  EXPECT_EQ(bowlby({"diff-run", folder / "run", folder / "same"}).code, 0);

  std::mt19937_64 luck(20261129);
  const int tries = std::getenv("BOWLBY_ENDURANCE") ? 200 : 20;
  int found = 0, named = 0, silent = 0;
  for (int i = 0; i < tries; ++i) {
    const std::size_t at = luck() % whole.size();
    const char byte = static_cast<char>(whole[at] ^ static_cast<char>(1u << luck() % 8));
    overwrite(path, at, byte);
    const Outcome o = bowlby({"check", folder / "run"});
    EXPECT_EQ(o.code, 65) << "byte " << at << ": " << o.out << o.err;
    found += o.code == 65;
    named += o.err.find("is not as it was written") != std::string::npos;
    // no command works on with other numbers and says nothing
    if (o.err.find("every table is as it was written") == std::string::npos) {
      silent += bowlby({"diff-run", folder / "run", folder / "same"}).code == 0;
      if (i < 5) silent += bowlby({"export", folder / "run", folder / ("csv" + std::to_string(i))}).code == 0;
      if (i < 5) silent += bowlby({"report", folder / "run"}).code == 0;
    }
    overwrite(path, at, whole[at]);
  }
  EXPECT_EQ(silent, 0);
  std::printf("## %d damages, %d found, of %d the table is named\n", tries, found, named);
  EXPECT_EQ(bowlby({"check", folder / "run"}).code, 0) << "as it was";
}

TEST(Damage, OfAnUnfinishedFileIsFoundWhenItIsResumed) {
  const Folder folder;
  const std::string output = folder / "run";
  const Arguments command{"run",         folder.write("tiny.yaml", tiny), "-q", "--people", "400",
                          "--no-report", "--checkpoint-seconds",          "0",  "-o",       output};
  Running run(folder, command);
  while (run.alive() && !std::filesystem::exists(output + "/run.checkpoint")) ::usleep(2000);
  for (int i = 0; i < 20 && run.alive(); ++i) ::usleep(5000);
  run.signal(SIGTERM);
  ASSERT_EQ(run.wait().code, 130);
  const std::string path = output + "/results.sqlite.partial", whole = read_file(path);
  Arguments resume = command;
  resume.emplace_back("--resume");
  std::mt19937_64 luck(7);
  int refused = 0;
  const int tries = std::getenv("BOWLBY_ENDURANCE") ? 40 : 5;
  for (int i = 0; i < tries; ++i) {
    const std::size_t at = whole.size() / 2 + luck() % (whole.size() / 2);  // where the rows are
    overwrite(path, at, static_cast<char>(whole[at] ^ 1));
    const std::string damaged = read_file(path);
    std::filesystem::copy(output, folder / "copy", std::filesystem::copy_options::recursive);
    Arguments elsewhere = resume;
    *std::find(elsewhere.begin(), elsewhere.end(), output) = folder / "copy";
    const Outcome o = bowlby(elsewhere);
    if (o.code != 0) {
      EXPECT_EQ(o.code, 65) << o.err;
      ++refused;
    } else {  // a byte that holds nothing
      EXPECT_EQ(bowlby({"check", folder / "copy"}).code, 0) << at;
    }
    std::filesystem::remove_all(folder / "copy");
    overwrite(path, at, whole[at]);
  }
  EXPECT_GT(refused, tries / 2);
  std::printf("## %d damages of an unfinished file, %d refused\n", tries, refused);
}

}  // namespace
}  // namespace bowlby::doors
