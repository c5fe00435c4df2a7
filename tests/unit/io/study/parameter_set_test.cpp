// Named parameter sets: what stands in for the defaults, and what goes before what.
#include "io/study/parameter_set.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "io/study/file.hpp"

namespace bowlby {
namespace {

using testing::Contains;
using testing::HasSubstr;

constexpr const char* study = "name: small\nseed: 1\npopulation: {founders: 4, years: 1}\n";

std::string with_set(const std::string& more) { return std::string(study) + more; }

TEST(ParameterSet, every_shipped_set_can_be_read_and_is_called_as_its_file) {
  EXPECT_THAT(parameter_set_names(), Contains("first_guesses"));
  for (const std::string& name : parameter_set_names()) {
    const auto set = read_parameter_set(name);
    ASSERT_TRUE(set) << text(set.problems().front());
    EXPECT_EQ(set->name, name);
    EXPECT_FALSE(set->given.empty());
  }
}

TEST(ParameterSet, the_first_guesses_name_every_parameter) {
  const auto set = read_parameter_set("first_guesses");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->given.size(), parameter_table.size());
}

TEST(ParameterSet, a_file_that_exists_is_a_file_whatever_its_name) {
  for (const char* name : {"a_set_of_my_own.yml", "a_set_of_my_own.txt", "a_set_of_my_own"}) {
    std::ofstream(name) << "name: mine\nparameters: {insistence: 1.5}\n";
    const auto set = read_parameter_set(name);
    std::filesystem::remove(name);
    ASSERT_TRUE(set) << text(set.problems().front());
    EXPECT_EQ(set->name, "mine");
    EXPECT_THAT(text(read_parameter_set(name).problems().front()), HasSubstr(name)) << "gone again";
  }
}

TEST(ParameterSet, what_it_leaves_out_is_the_default) {
  const auto set = parse_parameter_set("name: mine\nparameters: {insistence: 1.5}\n", "mine.yaml");
  ASSERT_TRUE(set);
  EXPECT_EQ(set->params.insistence, 1.5);
  EXPECT_EQ(set->params.stress_size, Params{}.stress_size);
}

TEST(ParameterSet, faults_come_with_their_place_and_the_nearest_name) {
  const auto set = parse_parameter_set("name: mine\nparameters:\n  insistense: 1\n  stress_size: 99\n", "mine.yaml");
  ASSERT_FALSE(set);
  ASSERT_EQ(set.problems().size(), 2u);
  EXPECT_THAT(text(set.problems()[0]), HasSubstr("did you mean insistence"));
  EXPECT_EQ(set.problems()[0].line, 3);
  EXPECT_THAT(text(set.problems()[1]), HasSubstr("out of range"));
}

TEST(ParameterSet, an_unknown_set_is_refused_with_an_offer) {
  const auto set = read_parameter_set("first_gueses");
  ASSERT_FALSE(set);
  EXPECT_THAT(text(set.problems().front()), HasSubstr("first_guesses"));
  EXPECT_FALSE(read_parameter_set("no/such/file.yaml"));
}

TEST(ParameterSet, a_study_names_a_set_and_its_own_values_go_before) {
  const auto read = parse_study(with_set("parameter_set: first_guesses\nparameters: {insistence: 1.25}\n"), "s.yaml");
  ASSERT_TRUE(read) << text(read.problems().front());
  const auto set = read_parameter_set("first_guesses");
  EXPECT_EQ(read->scenario.params.insistence, 1.25);
  EXPECT_EQ(read->scenario.params.stress_size, set->params.stress_size);
  const auto wrong = parse_study(with_set("parameter_set: firstguesses\n"), "s.yaml");
  ASSERT_FALSE(wrong);
  EXPECT_THAT(text(wrong.problems().front()), HasSubstr("did you mean first_guesses"));
}

TEST(ParameterSet, a_set_from_outside_goes_before_the_one_the_study_names) {
  const auto outside = parse_parameter_set("name: mine\nparameters: {stress_size: .123, insistence: 1}\n", "mine.yaml");
  ASSERT_TRUE(outside);
  const auto read =
      parse_study(with_set("parameter_set: first_guesses\nparameters: {insistence: 1.25}\n"), "s.yaml", &*outside);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->scenario.params.stress_size, .123);
  EXPECT_EQ(read->scenario.params.insistence, 1.25);
}

TEST(ParameterSet, a_written_study_needs_no_set) {
  const auto read = parse_study(with_set("parameter_set: first_guesses\n"), "s.yaml");
  ASSERT_TRUE(read);
  const auto again = parse_study(write_study(*read), "again.yaml");
  ASSERT_TRUE(again);
  EXPECT_EQ(write_study(*again), write_study(*read));
}

}  // namespace
}  // namespace bowlby
