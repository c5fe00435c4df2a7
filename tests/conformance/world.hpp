// World: whoever can live a scripted case. The slow reference, the model's functions and every build of the population
// pass the same file of cases.
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
};

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
