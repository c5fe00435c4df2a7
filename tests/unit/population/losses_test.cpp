// Who loses whom, and what it does to both.
#include "model/years/outside.hpp"
#include "population/families.hpp"
#include "population/people.hpp"
#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

Scenario few() {
  Scenario s;
  s.founders = 4;
  s.birth_years = 1e-9;
  return s;
}

struct Village : World {
  Village() : World(few(), published()) {
    bear_founders(*this);
    EXPECT_EQ(living.size(), 4u);
  }
  void bind(std::size_t slot, Role role, double bond) { living.tie_bond[tie(slot, role)] = static_cast<float>(bond); }
  float grief(std::size_t slot) const { return living.separation[slot]; }
};

// Whoever is less sure of others is left with more, and only while the edge is there.
TEST(Losses, of_one_union_go_deeper_for_the_one_who_is_less_sure_of_others) {
  Village w;
  w.living.general_nu[0] = .5f, w.living.general_nu[1] = .1f;
  for (const bool edge : {true, false}) {
    if (!edge) w.params.uncertainty_deepens_grief = 0;
    form_union(w, 0, 1);
    for (const std::size_t i : {0u, 1u}) w.bind(i, Role::partner, .8), w.living.separation[i] = 0;
    end_union(w, 0);
    if (edge)
      EXPECT_GT(w.grief(0), w.grief(1));
    else
      EXPECT_EQ(w.grief(0), w.grief(1));
  }
}

TEST(Losses, of_a_carer_who_is_replaced_are_mourned_too) {
  Village w;
  const Giving home = outside_giving(foster_home(w.params), w.draws_of(0, 0), Purpose::carer_giving, w.params);
  place_child(w, 0, home, false);
  const float of_parents = w.grief(0);
  EXPECT_GT(of_parents, 0);
  w.bind(0, Role::carer, 1);
  place_child(w, 0, home, false);
  EXPECT_GT(w.grief(0), of_parents);
}

}  // namespace
}  // namespace bowlby
