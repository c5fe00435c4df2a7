#include "io/study/names.hpp"

#include <algorithm>

#include "population/record.hpp"
#include "population/scenario.hpp"

namespace bowlby::io {

namespace {

template <std::size_t N>
std::vector<std::string> strings(const char* const (&names)[N]) {
  return {names, names + N};
}

}  // namespace

const std::vector<std::string>& event_kinds() {
  static const auto names = strings(life_event_names);
  return names;
}

const std::vector<std::string>& help_kinds() {
  static const auto names = strings(help_names);
  return names;
}

const std::vector<std::string>& happening_kinds() {
  static const auto names = strings(event_kind_names);
  return names;
}

const std::vector<std::string>& instrument_names() {
  static const auto names = [] {
    std::vector<std::string> out;
    for (const MeasureInfo& m : measure_table) {
      const auto at = static_cast<std::size_t>(m.instrument);
      if (out.size() <= at) out.resize(at + 1);
      out[at] = m.instrument_name;
    }
    return out;
  }();
  return names;
}

const std::vector<std::string>& about_names() {
  static const auto names = [] {
    std::vector<std::string> out;
    for (int r = 0; r < role_count; ++r)
      if (const char* name = role_name(static_cast<Role>(r)); std::find(out.begin(), out.end(), name) == out.end())
        out.emplace_back(name);
    return out;
  }();
  return names;
}

int about_role(std::size_t index_of_name) {
  int role = 0;
  while (about_names()[index_of_name] != role_name(static_cast<Role>(role))) ++role;
  return role;
}

bool has_about(Instrument i) {
  return i == Instrument::strange_situation || i == Instrument::sensitivity ||
         i == Instrument::relationship_questionnaire;
}

}  // namespace bowlby::io
