// What stands in a notebook: entries in the order they came, each of a kind, with the time it was saved. What a kind
// holds is its room's matter; here only its size is looked at.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "io/text/json_tree.hpp"

namespace bowlby::notebook {

inline constexpr std::size_t longest_entry = std::size_t{64} << 10, most_entries = 20000;

class Entries {
 public:
  static Expected<Entries> read(std::string_view text, const std::string& name_for_errors);
  std::string text() const;

  const std::vector<Json>& all() const { return all_; }
  // The entry as it stands now. `saved` is the time in words of ISO 8601.
  Expected<Json> add(const std::string& kind, Json content, const std::string& saved);
  // Entries of a notebook, as text() gave them, behind those here; what stands here already is left out. Either
  // all are taken or none. How many were new.
  Expected<std::size_t> take(const Json& list);
  Expected<Json> change(std::string_view id, Json content, const std::string& saved);
  bool remove(std::string_view id);

 private:
  Json* find(std::string_view id);
  std::vector<Json> all_;
  double next_ = 1;
};

}  // namespace bowlby::notebook
