// Where two runs part, told so that a person can read it.
#include "app/run/diff_run.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "app/run/run_study.hpp"
#include "io/study/file.hpp"
#include "model/years/figures.hpp"

namespace bowlby {
namespace {

class DiffRun : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove_all(root_); }
  std::string run(const char* name, const std::string& yaml) const {
    RunRequest request;
    const auto study = parse_study("name: d\nseed: 3\n" + yaml, "test");
    EXPECT_TRUE(study) << (study ? "" : text(study.problems().front()));
    request.study = *study;
    request.output = (root_ / name).string();
    request.report = false;
    request.threads = 1;
    EXPECT_TRUE(run_study(request));
    return request.output;
  }
  std::filesystem::path root_ = std::filesystem::temp_directory_path() / ("bowlby-diff-" + std::to_string(::getpid()));
};

TEST_F(DiffRun, SharesAreToldAsToWhomAndHowMuch) {
  FigureShares s;
  s.of[0] = 3, s.of[1] = 1;
  EXPECT_EQ(shares_text(pack_shares(s)), "mother 12/16, father 4/16");
  EXPECT_EQ(shares_text(pack_shares({})), "nobody to turn to");
}

TEST_F(DiffRun, NoValueIsAPackedWord) {
  const std::string plain = run("a", "population: {founders: 30, years: 27, birth_years: 0}\n");
  const std::string helped = run("b",
                                 "population: {founders: 30, years: 27, birth_years: 0}\n"
                                 "help: [{kind: therapy, age: 25, months: 12}]\n");
  const auto d = diff_run(plain, helped);
  ASSERT_TRUE(d);
  EXPECT_TRUE(d->any);
  EXPECT_EQ(d->year, 25);
  EXPECT_EQ((d->a + d->b).find("e+"), std::string::npos) << d->variable << ": " << d->a << " and " << d->b;
  EXPECT_NE((d->a + d->b).find_first_not_of("0123456789. "), std::string::npos) << d->variable << ": " << d->a;
}

// One founder more shifts the number of every carer from outside; nobody's life is another one for that.
TEST_F(DiffRun, PeopleWhoAreOnlyNumberedOtherwiseAreNoDifference) {
  const auto d =
      diff_run(run("a", "population: {founders: 40, years: 2}\n"), run("b", "population: {founders: 41, years: 2}\n"));
  ASSERT_TRUE(d);
  EXPECT_TRUE(d->any);
  EXPECT_EQ(d->variable.find("tie_other"), std::string::npos) << d->variable << ": " << d->a << " and " << d->b;
  EXPECT_EQ(d->variable, "") << d->a << " and " << d->b;
  EXPECT_EQ(d->why, "number of living people");
}

}  // namespace
}  // namespace bowlby
