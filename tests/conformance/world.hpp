// World: whoever can live a scripted case. The slow reference, the model's functions, every build of the population and
// the diaries pass the same file of cases.
#pragma once
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "reference/life.hpp"

namespace bowlby::reference {
inline void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }
}  // namespace bowlby::reference

namespace bowlby::conformance {

using reference::Case;
using reference::Trajectory;

class World {
 public:
  virtual ~World() = default;
  virtual std::string name() const = 0;
  // How far a value may lie from the reference's: absolute, or relative above one. Actions must be equal.
  virtual double tolerance() const = 0;
  virtual Trajectory live(const Case&) const = 0;
  // Whether it can live this one at all; a diary sees no month's step.
  virtual bool lives(const Case&) const { return true; }
  // Whether it keeps the time of a moment in whole minutes.
  virtual bool whole_minutes() const { return false; }
  // Whether this machine can run it.
  virtual bool available() const { return true; }
};

// What a world may not say of a moment: which figure, and which action but whether it was a bid. Numbers that it does
// not say are no numbers.
inline constexpr int unknown = -2, some_bid = -2, no_bid = -3;

struct Maker {
  const char* name;
  std::unique_ptr<World> (*make)();
};
inline void PrintTo(const Maker& m, std::ostream* out) { *out << m.name; }

// Every world to be held against the reference.
std::vector<Maker> worlds();
// The cases, each with a name.
std::vector<Case> cases();

}  // namespace bowlby::conformance
