// What must hold between people at every moment of a life together.
#include <algorithm>
#include <set>

#include "worlds.hpp"

namespace bowlby {
namespace {

using namespace test;

// Runs a family saga and calls look(world) after every quarter of a year.
template <class F>
void watch(const Scenario& s, Kept& kept, F look) {
  Engine run(s, published(), {});
  while (!run.done()) {
    run.step_month(nullptr, &kept);
    if (run.world().month % 3 == 0) look(run.world());
  }
  run.hand_over(kept);
}

bool close_kin(const Registry& r, std::uint32_t a, std::uint32_t b) {
  const auto shares = [&](const std::vector<std::uint32_t>& parent) {
    return parent[a] != nobody && parent[a] == parent[b];
  };
  return r.mother[a] == b || r.father[a] == b || r.mother[b] == a || r.father[b] == a || shares(r.mother) ||
         shares(r.father);
}

std::uint32_t figure(const World& w, std::size_t slot, Role role) { return w.living.tie_other[w.tie(slot, role)]; }

class Saga : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    kept_ = std::make_unique<Kept>();
    watch(lively(220, 62, 3), *kept_, [](const World& w) { look(w); });
  }
  static void TearDownTestSuite() { kept_.reset(); }

  static void look(const World& w) {
    const Registry& r = w.registry;
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      const std::uint32_t id = w.living.id[i];
      if (!w.is_living(id)) {
        for (int k = 0; k < role_count; ++k)
          EXPECT_EQ(figure(w, i, static_cast<Role>(k)), nobody) << "the dead keep no ties";
        continue;
      }
      EXPECT_EQ(r.slot[id], i);
      look_at_partner(w, i, id);
      look_at_friends(w, i, id);
      EXPECT_NE(figure(w, i, Role::mother), id);
      for (const Role role : {Role::mother, Role::father, Role::carer, Role::friend_a, Role::friend_b, Role::partner}) {
        const std::uint32_t g = figure(w, i, role);
        if (g != nobody) {
          EXPECT_NE(r.kind[g], static_cast<std::uint8_t>(Kind::dead)) << "a dead figure is still turned to";
        }
      }
    }
  }

  static void look_at_partner(const World& w, std::size_t i, std::uint32_t id) {
    const std::uint32_t p = figure(w, i, Role::partner);
    if (p == nobody) return;
    ++couples_seen_;
    ASSERT_TRUE(w.is_living(p));
    EXPECT_EQ(figure(w, w.registry.slot[p], Role::partner), id) << "partners are each other's partner";
    EXPECT_NE(p, id);
    EXPECT_FALSE(close_kin(w.registry, id, p)) << "kin do not pair";
    same_sex_ += w.registry.female[id] == w.registry.female[p] ? 1 : 0;
    EXPECT_GE(w.age_of(i), 16.0);
  }

  static void look_at_friends(const World& w, std::size_t i, std::uint32_t id) {
    const std::uint32_t a = figure(w, i, Role::friend_a), b = figure(w, i, Role::friend_b);
    if (a != nobody) {
      EXPECT_NE(a, b) << "one friend, two slots";
    }
    for (const std::uint32_t f : {a, b}) {
      if (f == nobody) continue;
      ++friends_seen_;
      ASSERT_TRUE(w.is_living(f));
      const std::size_t j = w.registry.slot[f];
      EXPECT_TRUE(figure(w, j, Role::friend_a) == id || figure(w, j, Role::friend_b) == id)
          << "friends are each other's friend";
    }
  }

  static const PersonRow& person(std::uint32_t id) {
    static std::map<std::uint32_t, PersonRow> by_id;
    if (by_id.size() != kept_->people_.size())
      for (const PersonRow& p : kept_->people_) by_id[p.id] = p;
    return by_id.at(id);
  }

  static inline std::unique_ptr<Kept> kept_;
  static inline long couples_seen_ = 0, friends_seen_ = 0, same_sex_ = 0;
};

TEST_F(Saga, TiesBetweenEqualsAreMutual) {
  EXPECT_GT(couples_seen_, 1000);
  EXPECT_GT(friends_seen_, 1000);
  EXPECT_GT(couples_seen_ - same_sex_, same_sex_) << "most seek the other sex";
}

TEST_F(Saga, ChildrenHaveALivingMotherOfBearingAge) {
  int children = 0;
  for (const PersonRow& p : kept_->people_) {
    if (p.generation == 1) {
      EXPECT_EQ(p.mother, nobody) << "founders' carers are outside";
      continue;
    }
    ++children;
    const PersonRow& mother = person(p.mother);
    EXPECT_TRUE(mother.female);
    EXPECT_EQ(p.generation, mother.generation + 1);
    EXPECT_EQ(p.arm, mother.arm);
    EXPECT_TRUE(mother.died_day < 0 || mother.died_day > p.born_day) << "born of a dead mother";
    const double age = (p.born_day - mother.born_day) / 365.0;
    EXPECT_GE(age, 15);
    EXPECT_LE(age, 50.1);
    if (p.father == nobody) continue;
    const PersonRow& father = person(p.father);
    EXPECT_FALSE(father.female);
    EXPECT_TRUE(father.died_day < 0 || father.died_day >= p.born_day);
  }
  EXPECT_GT(children, 150);
}

TEST_F(Saga, NobodyBearsBeyondTheLastGeneration) {
  int last = 0;
  for (const PersonRow& p : kept_->people_) last = std::max<int>(last, p.generation);
  EXPECT_EQ(last, 3);
}

TEST_F(Saga, BirthsOfOneMotherKeepTheirDistance) {
  std::map<std::uint32_t, std::vector<std::int32_t>> births;
  for (const PersonRow& p : kept_->people_)
    if (p.generation > 1) births[p.mother].push_back(p.born_day);
  for (auto& [mother, days] : births) {
    std::sort(days.begin(), days.end());
    for (std::size_t i = 1; i < days.size(); ++i)
      EXPECT_GE(days[i] - days[i - 1], (Params{}.birth_interval_floor - 1) * 365 / 12) << mother;
  }
}

TEST_F(Saga, NobodyActsBeforeBirthOrAfterDeath) {
  for (const EventRow& e : kept_->events_) {
    const PersonRow& p = person(e.person);
    EXPECT_GE(e.day, p.born_day) << event_kind_names[static_cast<int>(e.kind)];
    if (p.died_day >= 0) {
      EXPECT_LE(e.day, p.died_day) << event_kind_names[static_cast<int>(e.kind)];
    }
  }
}

TEST_F(Saga, BirthAndDeathAreToldOnceAndAsTheyStand) {
  std::map<std::uint32_t, int> born, died;
  for (const EventRow& e : kept_->of(EventKind::birth)) {
    ++born[e.person];
    EXPECT_EQ(e.day, person(e.person).born_day);
  }
  for (const EventRow& e : kept_->of(EventKind::death)) {
    ++died[e.person];
    EXPECT_EQ(e.day, person(e.person).died_day);
  }
  for (const PersonRow& p : kept_->people_) {
    EXPECT_EQ(born[p.id], 1);
    EXPECT_EQ(died[p.id], p.died_day >= 0 ? 1 : 0);
  }
  EXPECT_GT(died.size(), 5u);
}

// Told unions alternate: one begins only where none is, ends only where one is, on both sides on one day.
TEST_F(Saga, UnionsBeginAndEndInTurn) {
  std::map<std::uint32_t, std::uint32_t> with;
  int ended = 0;
  for (const EventRow& e : kept_->events_) {
    if (e.kind == EventKind::union_start) {
      EXPECT_FALSE(with.contains(e.person)) << "two unions at once";
      with[e.person] = e.other;
    } else if (e.kind == EventKind::union_end) {
      ASSERT_TRUE(with.contains(e.person));
      EXPECT_EQ(with[e.person], e.other);
      with.erase(e.person);
      ++ended;
    } else if (e.kind == EventKind::loss && with.contains(e.person) && with[e.person] == e.other) {
      with.erase(e.person);
    } else if (e.kind == EventKind::death) {
      with.erase(e.person);
    }
  }
  EXPECT_GT(ended, 20);
  for (const auto& [person, partner] : with) EXPECT_TRUE(with.contains(partner) && with.at(partner) == person);
}

TEST_F(Saga, LivingChildrenAreCaredFor) {
  // every child under 18 has somebody in a parental slot within a month of losing the last one
  Kept kept;
  int orphans = 0, children = 0;
  Scenario s = lively(150, 40, 2);
  s.params.mortality_scale = 10;  // many orphans
  Engine run(s, published(), demography_alone());
  std::set<std::uint32_t> alone;
  while (!run.done()) {
    run.step_month(nullptr, &kept);
    const World& w = run.world();
    std::set<std::uint32_t> now;
    for (std::size_t i = 0; i < w.living.size(); ++i) {
      const std::uint32_t id = w.living.id[i];
      if (!w.is_living(id) || w.age_of(i) >= 17.9) continue;
      ++children;
      if (figure(w, i, Role::mother) == nobody && figure(w, i, Role::father) == nobody &&
          figure(w, i, Role::carer) == nobody) {
        now.insert(id);
        EXPECT_FALSE(alone.contains(id)) << "alone for more than a month";
        ++orphans;
      }
    }
    alone = now;
  }
  EXPECT_GT(children, 1000);
  EXPECT_GT(orphans, 0) << "the test met no orphan";
}

TEST(People, IdsSlotsAndKindsAgree) {
  Engine run(lively(80, 30), published(), demography_alone());
  run_to_end(run);
  const World& w = run.world();
  std::size_t living = 0;
  for (std::uint32_t id = 0; id < w.registry.size(); ++id) {
    const auto kind = static_cast<Kind>(w.registry.kind[id]);
    if (kind == Kind::living) {
      ++living;
      ASSERT_LT(w.registry.slot[id], w.living.size());
      EXPECT_EQ(w.living.id[w.registry.slot[id]], id);
      EXPECT_EQ(w.registry.death_day[id], -1);
    } else if (kind == Kind::dead) {
      EXPECT_GE(w.registry.death_day[id], w.registry.birth_day[id]);
    }
  }
  EXPECT_EQ(living, w.living.size());
}

}  // namespace
}  // namespace bowlby
