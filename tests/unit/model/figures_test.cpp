#include "model/years/figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bowlby {
namespace {

struct Net {
  bool has[role_count]{};
  Tie ties[role_count]{};
  Net& with(Role r, double bond = .5) {
    has[static_cast<int>(r)] = true;
    ties[static_cast<int>(r)].bond = bond;
    return *this;
  }
  FigureShares at(double age, double separation = 0, bool apart = false) const {
    return figure_shares(age, has, ties, separation, apart, Params{});
  }
};
double of(const FigureShares& s, Role r) { return s.of[static_cast<int>(r)]; }
double whole(const FigureShares& s) {
  double t = 0;
  for (const double x : s.of) t += x;
  return t;
}

TEST(Figures, infants_turn_to_the_first_carer_most) {
  const Params p;
  const FigureShares s = Net{}.with(Role::mother).with(Role::father).at(0);
  EXPECT_NEAR(of(s, Role::mother) / whole(s), p.primary_carer_share, 1e-12);
  EXPECT_NEAR(of(s, Role::father) / whole(s), 1 - p.primary_carer_share, 1e-12);
}

TEST(Figures, a_placed_child_turns_to_the_new_carer_first) {
  const FigureShares s = Net{}.with(Role::mother).with(Role::carer).at(3);
  EXPECT_GT(of(s, Role::carer), of(s, Role::mother));
}

TEST(Figures, a_parent_elsewhere_is_asked_less) {
  const Net net = Net{}.with(Role::mother).with(Role::father);
  EXPECT_LT(of(net.at(5, 0, true), Role::father), of(net.at(5), Role::father));
  EXPECT_EQ(of(net.at(5, 0, true), Role::mother), of(net.at(5), Role::mother));
}

TEST(Figures, a_friend_closer_than_the_closest_counts_no_more) {
  const auto share = [](double bond) {
    return of(Net{}.with(Role::mother).with(Role::friend_a, bond).at(30), Role::friend_a);
  };
  EXPECT_GT(share(closest_friend), share(.5 * closest_friend));
  EXPECT_EQ(share(2 * closest_friend), share(closest_friend));
}

TEST(Figures, protest_grows_no_further_than_with_one_whole_bond_lost) {
  const Net net = Net{}.with(Role::friend_a).with(Role::ex_partner);
  EXPECT_GT(of(net.at(30, 1), Role::ex_partner), of(net.at(30, .5), Role::ex_partner));
  EXPECT_EQ(of(net.at(30, 1.2), Role::ex_partner), of(net.at(30, 1), Role::ex_partner));
}

TEST(Figures, peers_take_over_with_age_and_bond) {
  const Net net = Net{}.with(Role::mother).with(Role::friend_a).with(Role::partner, 1.5);
  const FigureShares child = net.at(4), adult = net.at(35);
  EXPECT_GT(of(child, Role::mother), of(child, Role::friend_a));
  EXPECT_GT(of(adult, Role::partner), of(adult, Role::mother));
  EXPECT_GT(of(net.at(35), Role::partner),
            of(Net{}.with(Role::mother).with(Role::friend_a).with(Role::partner, .1).at(35), Role::partner));
}

TEST(Figures, protest_lasts_as_long_as_the_loss) {
  const Net net = Net{}.with(Role::friend_a).with(Role::ex_partner, 1);
  EXPECT_EQ(of(net.at(30, 0), Role::ex_partner), 0);
  EXPECT_GT(of(net.at(30, .5), Role::ex_partner), 0);
  EXPECT_GT(of(net.at(30, 1), Role::ex_partner), of(net.at(30, .5), Role::ex_partner));
}

TEST(Figures, a_therapist_gets_the_stated_share_of_the_whole) {
  const Params p;
  const FigureShares s = Net{}.with(Role::mother).with(Role::partner, 1).with(Role::therapist).at(40);
  EXPECT_NEAR(of(s, Role::therapist) / whole(s), p.help_weight, 1e-12);
}

TEST(Figures, packed_shares_are_the_shares_to_a_sixteenth) {
  const Net net =
      Net{}.with(Role::mother).with(Role::father).with(Role::friend_a).with(Role::partner, 1.2).with(Role::therapist);
  for (double age = 0; age < 80; age += 3.7) {
    const FigureShares s = net.at(age);
    const std::uint64_t packed = pack_shares(s);
    int count[role_count] = {};
    for (unsigned n = 0; n < 16; ++n) {
      const int slot = packed_slot(packed, n);
      ASSERT_LT(slot, role_count);
      ++count[slot];
    }
    for (int r = 0; r < role_count; ++r) {
      EXPECT_NEAR(count[r] / 16.0, s.of[r] / whole(s), 1.0 / 16 + 1e-12) << r << " at " << age;
      if (!net.has[r]) {
        EXPECT_EQ(count[r], 0);
      }
    }
  }
}

TEST(Figures, one_figure_has_every_sixteenth_and_nobody_is_marked) {
  const std::uint64_t only = pack_shares(Net{}.with(Role::friend_b).at(30));
  for (unsigned n = 0; n < 16; ++n) EXPECT_EQ(packed_slot(only, n), static_cast<int>(Role::friend_b));
  EXPECT_EQ(pack_shares(Net{}.at(30)), ~std::uint64_t{0});
}

}  // namespace
}  // namespace bowlby
