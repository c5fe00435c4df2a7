// What is born of two parents, and whom one takes: the reference's sentences against the model's.
#include <gtest/gtest.h>

#include "conformance/worlds.hpp"
#include "model/edges.hpp"
#include "model/years/birth.hpp"
#include "model/years/couple.hpp"

namespace bowlby::conformance {
namespace {

reference::Numbers numbers_of(const Params& p) {
  reference::Numbers n;
  for (const ParamInfo& row : parameter_table) n[std::string(row.name)] = p.*(row.field);
  return n;
}

std::vector<double> normals(std::uint64_t stream, int count) {
  const Draws draws{RunKey::of(5, 0).key, {static_cast<std::uint32_t>(stream), 0}, 0};
  std::vector<double> z;
  for (std::uint32_t i = 0; static_cast<int>(z.size()) < count; ++i) z.push_back(draws.normal(Purpose::traits, i));
  return z;
}

Person parent(std::uint64_t stream) {
  const std::vector<double> z = normals(stream, 5);
  Person s;
  s.gene_anxiety = z[0], s.gene_avoidance = z[1], s.gene_mood = z[2], s.gene_telling = z[3], s.temperament = z[4];
  return s;
}

void expect_same(const Person& a, const Person& b) {
#define BOWLBY_FIELD(name, ...) EXPECT_NEAR(a.name, b.name, 1e-13) << #name;
  BOWLBY_PERSON_COLUMNS(BOWLBY_FIELD)
#undef BOWLBY_FIELD
}

class Born : public testing::TestWithParam<bool> {};

TEST_P(Born, as_the_reference_says_of_any_two_parents) {
  const Params p = GetParam() ? Params{} : EdgeSet::rung(3).apply(Params{});
  for (std::uint64_t n = 1; n <= 200; ++n) {
    const bool abused = n % 5 == 0;
    const Person mother = parent(3 * n), father = parent(3 * n + 1);
    const std::vector<double> luck = normals(7 * n, 6), own = normals(12 * n, 12);
    BirthLuck birth;
    for (std::size_t i = 0; i < own.size(); ++i) birth.z[i] = own[i];
    birth.temperament = luck[5];
    birth.abuse = abused ? p.abuse_rate / 2 : 1;
    Person child = newborn(genes_of_child(mother, father, luck.data(), p), birth, true, p);
    EXPECT_EQ(child.last_birth, long_ago);
    child.last_birth = 0;  // births are no part of the reference
    expect_same(child, person_of(reference::born(told(mother), told(father), luck, own, abused, numbers_of(p))));
  }
}
INSTANTIATE_TEST_SUITE_P(Theories, Born, testing::Bool(),
                         [](const auto& whole) { return whole.param ? "whole" : "third_rung"; });

TEST(Match, is_as_useful_as_the_reference_says) {
  const Params p;
  const reference::Numbers numbers = numbers_of(p);
  for (std::uint64_t n = 1; n <= 200; ++n) {
    const std::vector<double> z = normals(n, 11);
    const Belief own{z[0], z[1], z[2], z[3]}, other{z[4], z[5], z[6], z[7]};
    EXPECT_NEAR(match_utility(own, other, z[8], z[9], z[10], p),
                reference::utility(out(own), out(other), z[8], z[9], z[10], numbers), 1e-13);
    const double age = 18 + static_cast<double>(n) / 4;
    EXPECT_NEAR(standards_at(age, p), reference::standards(age, numbers), 1e-14);
  }
}

}  // namespace
}  // namespace bowlby::conformance
