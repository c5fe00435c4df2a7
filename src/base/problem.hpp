// Problems: what is wrong with an input, where, and what to do about it. Faults of the user, never of the program.
#pragma once
#include <string>
#include <variant>
#include <vector>

namespace bowlby {

// Whose fault, and so which exit code: usage 64, data 65, file 66; internal 70 is ours.
enum class Fault : int { usage = 64, data = 65, file = 66, internal = 70 };

struct Problem {
  Fault fault = Fault::data;
  std::string file;  // or empty
  int line = 0;      // 1-based, 0 = not known
  int column = 0;
  std::string key;     // the key, option or table concerned, or empty
  std::string reason;  // what is wrong
  std::string remedy;  // what to do; may offer the nearest right name
};

// "file:line:column: key: reason; remedy"
std::string text(const Problem&);

template <class T>
class Expected {
 public:
  Expected(T value) : held_(std::move(value)) {}
  Expected(Problem p) : held_(std::vector<Problem>{std::move(p)}) {}
  Expected(std::vector<Problem> p) : held_(std::move(p)) {}
  explicit operator bool() const { return held_.index() == 0; }
  T& operator*() { return std::get<0>(held_); }
  const T& operator*() const { return std::get<0>(held_); }
  T* operator->() { return &std::get<0>(held_); }
  const T* operator->() const { return &std::get<0>(held_); }
  const std::vector<Problem>& problems() const { return std::get<1>(held_); }

 private:
  std::variant<T, std::vector<Problem>> held_;
};

// The name in `known` nearest to `given` (edit distance at most a third of its length), or empty.
std::string nearest_name(const std::string& given, const std::vector<std::string>& known);

}  // namespace bowlby
