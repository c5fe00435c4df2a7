#include "model/edges.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <set>
#include <string>

#include "unit/model/people.hpp"

namespace bowlby {
namespace {

const EdgeInfo& edge(int e) { return edge_table[static_cast<std::size_t>(e)]; }

TEST(Edges, cutting_an_edge_neutralises_its_carrier_and_nothing_else) {
  for (int e = 0; e < edge_count; ++e) {
    EdgeSet s = EdgeSet::all();
    s.cut(e);
    const Params before, after = s.apply(before);
    EXPECT_EQ(after.*(edge(e).carrier), edge(e).neutral) << edge(e).name;
    for (const ParamInfo& row : parameter_table) {
      if (row.field != edge(e).carrier) {
        EXPECT_EQ(after.*(row.field), before.*(row.field)) << edge(e).name << " moved " << row.name;
      }
    }
  }
}

TEST(Edges, every_default_differs_from_neutral_and_neutral_lies_in_bounds) {
  for (int e = 0; e < edge_count; ++e) {
    const Params p;
    EXPECT_NE(p.*(edge(e).carrier), edge(e).neutral) << edge(e).name << " does nothing by default";
    bool found = false;
    for (const ParamInfo& row : parameter_table)
      if (row.field == edge(e).carrier) {
        found = true;
        EXPECT_LE(row.low, edge(e).neutral) << edge(e).name;
        EXPECT_GE(row.high, edge(e).neutral) << edge(e).name;
      }
    EXPECT_TRUE(found) << edge(e).name;
  }
}

TEST(Edges, no_two_edges_share_a_carrier) {
  for (int e = 0; e < edge_count; ++e)
    for (int f = e + 1; f < edge_count; ++f)
      EXPECT_FALSE(edge(e).carrier == edge(f).carrier) << edge(e).name << ' ' << edge(f).name;
}

TEST(Edges, rungs_nest_and_end_with_the_whole) {
  for (int r = 0; r < top_rung; ++r) {
    const EdgeSet low = EdgeSet::rung(r), high = EdgeSet::rung(r + 1);
    int added = 0;
    for (int e = 0; e < edge_count; ++e) {
      EXPECT_TRUE(!low.has(e) || high.has(e)) << edge(e).name;
      added += !low.has(e) && high.has(e) ? 1 : 0;
    }
    EXPECT_GT(added, 0) << "rung " << r + 1 << " adds nothing";
  }
  EXPECT_TRUE(EdgeSet::rung(top_rung) == EdgeSet::all());
  EXPECT_EQ(rung_meaning.size(), static_cast<std::size_t>(top_rung + 1));
}

TEST(Edges, applying_twice_changes_nothing_more) {
  const EdgeSet s = EdgeSet::rung(2);
  const Params once = s.apply(Params{}), twice = s.apply(once);
  EXPECT_EQ(std::memcmp(&once, &twice, sizeof once), 0);
}

TEST(Edges, are_found_by_name) {
  for (int e = 0; e < edge_count; ++e) EXPECT_EQ(find_edge(edge(e).name), e);
  EXPECT_EQ(find_edge("no_such_edge"), -1);
}

// What the moment does on a rung: only the mechanisms of that rung leave traces.
TEST(Edges, early_rungs_know_no_rebuff_fright_or_unpredictability) {
  for (const int rung : {0, 1, 2}) {
    const Params p = EdgeSet::rung(rung).apply(Params{});
    const Traits t = made::traits(p);
    const Giver g = made::giver(.4, 1, .9, .8);
    Mood mood;
    Tie tie{{.5, .2, .1, .05}, 0};
    for (std::uint32_t k = 0; k < 400; ++k) {
      const Moment m = moment_step(mood, tie, t, g, made::moment(made::draws(2), k, 2, p), p);
      EXPECT_EQ(m.conflict, 0);
    }
    EXPECT_EQ(tie.belief.nu, .2);
    EXPECT_EQ(tie.belief.kappa, .1);
    EXPECT_EQ(tie.belief.phi, .05);
    EXPECT_EQ(tie.bond, 0);
  }
}

TEST(Parameters, rows_are_named_bounded_sourced_and_found) {
  std::set<std::string> names;
  for (const ParamInfo& row : parameter_table) {
    EXPECT_TRUE(names.insert(std::string(row.name)).second) << row.name;
    EXPECT_LE(row.low, row.value) << row.name;
    EXPECT_LE(row.value, row.high) << row.name;
    EXPECT_LT(row.low, row.high) << row.name;
    EXPECT_FALSE(row.unit.empty()) << row.name;
    EXPECT_FALSE(row.source.empty()) << row.name;
    EXPECT_FALSE(row.meaning.empty()) << row.name;
    if (row.scale == Scale::log) {
      EXPECT_GT(row.low, 0) << row.name;
    }
    if (row.scale == Scale::prob) {
      EXPECT_GE(row.low, 0) << row.name;
      EXPECT_LE(row.high, 1) << row.name;
    }
    EXPECT_EQ(find_parameter(row.name), &row);
    const Params p;
    EXPECT_EQ(p.*(row.field), row.value) << row.name;
  }
  EXPECT_EQ(find_parameter("no_such_parameter"), nullptr);
}

TEST(Parameters, sources_are_claims_evidence_equations_or_declared_free) {
  for (const ParamInfo& row : parameter_table) {
    const std::string s(row.source);
    const bool equation = s.rfind("eq ", 0) == 0, free = s == "free";
    const bool id = s.size() >= 2 && s[0] >= 'A' && s[0] <= 'Z' && s.find_first_of("0123456789") != std::string::npos;
    EXPECT_TRUE(equation || free || id) << row.name << ": " << s;
  }
}

// A spread belongs to a parameter it spreads.
TEST(Parameters, every_sd_has_its_mean) {
  for (const ParamInfo& row : parameter_table) {
    const std::string name(row.name);
    if (name.size() < 4 || name.substr(name.size() - 3) != "_sd") continue;
    const std::string base = name.substr(0, name.size() - 3);
    if (base == "life_stress" || base == "symptom_propensity" || base == "tie_fit")
      continue;  // spreads of quantities with mean zero
    EXPECT_NE(find_parameter(base), nullptr) << name;
  }
}

}  // namespace
}  // namespace bowlby
