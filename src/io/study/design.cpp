#include "io/study/design.hpp"

#include <algorithm>

#include "io/study/names.hpp"
#include "population/record.hpp"

namespace bowlby::io {
namespace {

// A list whose items must rise, each read by `read`.
template <class T, class Read>
void rising(const Field& list, const char* what, std::vector<T>& out, Read&& read) {
  for (const Field& one : list.list(true))
    if (const std::optional<T> v = read(one)) {
      if (!out.empty() && *v <= out.back())
        one.problem(std::string(what) + " must rise", "sort them and keep each once");
      out.push_back(*v);
    }
  if (out.empty() && list.node().kind == Node::Kind::list) list.problem("is empty", "give at least one");
}

void read_at(const Field& at, Assignment& a) {
  if (at.node().text == "birth") return;
  if (at.node().text == "union") {
    a.at = ArmTime::union_start;
    return;
  }
  if (at.node().kind == Node::Kind::scalar && !to_number(at.node().text))
    return at.problem(shown(at.node().text) + " is no time at which arms are drawn",
                      "write birth, union, or an age in years");
  a.at = ArmTime::age;
  const StudyKey& key = study_key("arms", "at");
  const double least = a.unit == ArmUnit::couple ? least_union_age : 0;
  if (const auto v = at.number(key.low, key.high)) {
    a.age = *v;
    if (*v < least)
      at.problem("is too young: nobody under " + number_text(least) + " has a partner",
                 "choose an age from " + number_text(least) + " on");
  }
}

}  // namespace

Care read_care(Problems& problems, const Field& field) {
  const Block in(problems, field, "care");
  Care care;
  in.number("response", care.response);
  in.number("consistency", care.consistency);
  in.number("rebuff", care.rebuff);
  in.number("fright", care.fright);
  if (!care.response && !care.consistency && !care.rebuff && !care.fright && field.node().items.empty())
    field.problem("says nothing", "give response, consistency, rebuff or fright, or leave care out");
  return care;
}

void read_assignment(const Block& in, Scenario& s) {
  Assignment& a = s.assignment;
  if (const auto v = in.word("assign", "unit")) a.unit = *v == 0 ? ArmUnit::person : ArmUnit::couple;
  if (const auto f = in.find("at")) read_at(*f, a);
  const bool couple = a.unit == ArmUnit::couple;
  if (couple && a.at == ArmTime::birth)
    in.find(in.has("at") ? "at" : "assign")
        ->problem("nobody is born as one of a couple", "add at: an age, or union, the time at which couples are drawn");
  if (a.at == ArmTime::age && a.age >= s.years)
    in.find("at")->problem("nobody reaches that age in " + number_text(s.years) + " years",
                           "raise population.years above it");
  in.whole<int>("months", a.months);
  in.truth("alone", a.alone);
  in.truth("mixed", a.mixed);
  const auto only = [&](const char* key, bool fits, const char* where) {
    if (const auto f = in.find(key); f && !fits)
      f->problem("means nothing here", std::string("it belongs to ") + where);
  };
  only("months", a.at == ArmTime::union_start, "at: union, as the months that two have lived together");
  only("alone", couple, "assign: couple, and says whether people who live alone take part");
  only("mixed", !couple, "assign: person; couples share their arm");
}

void read_when(const Fields& in, const Scenario& s, const std::string& arm, const AgeReader& read_age, double& age,
               std::optional<int>& after) {
  const auto f = in.find("after");
  if (!f) {
    const auto at = in.require("age");
    if (at) age = read_age(*at);
    if (at && !arm.empty() && s.assignment.at == ArmTime::age && age < s.assignment.age)
      at->problem("comes before the arms are drawn, at " + number_text(s.assignment.age), "choose a later age");
    return;
  }
  if (in.has("age")) return f->problem("says when, as age does", "give one of the two");
  if (s.assignment.at == ArmTime::birth)
    return f->problem("counts months from the drawing of the arms, and these are drawn at birth",
                      "give age, or have the arms drawn later (arms: {at: ...})");
  const StudyKey& key = study_key("help", "after");
  after = f->whole<int>(static_cast<int>(key.low), static_cast<int>(key.high)).value_or(0);
}

void judge_two(const Fields& in, const Scenario& s, bool concerns_two, const std::string& arm) {
  if (!concerns_two || arm.empty() || s.assignment.unit == ArmUnit::couple || s.assignment.mixed) return;
  in.find("arm")->problem("befalls both of two who live together, and arms drawn by person may part the two",
                          "draw them by couple (arms: {assign: couple, ...}), or say that they are mixed: true");
}

void read_clock(const Block& in, Scenario& s, const AgeReader& read_age, Wave& wave) {
  const auto ages = in.find("ages"), dates = in.find("dates"), months = in.find("months");
  if (!ages && !dates && !months) in.require("ages");
  const auto other = ages && (dates || months) ? (dates ? dates : months) : dates && months ? months : std::nullopt;
  if (other) other->problem("is a second clock", "give one of ages, dates, and months (with after)");
  if (ages) rising(*ages, "ages", wave.ages, [&](const Field& f) { return std::optional(read_age(f)); });
  if (dates && !other)
    rising(*dates, "dates", wave.dates, [&](const Field& f) {
      const StudyKey& key = study_key("waves", "dates");
      const auto v = f.number(key.low, key.high);
      if (v && *v >= s.years)
        f.problem("lies beyond the " + number_text(s.years) + " years run", "raise population.years above it");
      return v;
    });
  if (months && !other)
    rising(*months, "months", wave.months, [&](const Field& f) {
      const StudyKey& key = study_key("waves", "months");
      return f.whole<int>(static_cast<int>(key.low), static_cast<int>(key.high));
    });
  const auto after = in.find("after");
  if (after && !months) after->problem("means nothing without months", "add months: how long after the event");
  if (months && !after) months->problem("counts from nothing", "add after: the kind of event, as union_start");
  if (after && months)
    if (const auto v = in.word("after", "kind of event")) {
      wave.after = static_cast<EventKind>(*v);
      s.followed |= std::uint64_t{1} << *v;
      if (wave.after == EventKind::enrolment && s.assignment.at == ArmTime::birth)
        after->problem("is the drawing of the arms, and these are drawn at birth",
                       "have them drawn later (arms: {at: ...})");
    }
  if (const auto v = in.word("of", "way to be seen")) wave.both = *v == 1;
  in.number("dropout", wave.dropout);
  if (const auto v = in.word("by", "unit")) {
    wave.by_couple = *v == 1;
    if (!in.has("dropout"))
      in.find("by")->problem("means nothing without dropout", "add dropout: the chance to be lost");
  }
}

std::vector<Wave> for_each_coder(const Field& waves, const std::vector<Wave>& read) {
  std::vector<Wave> out;
  const auto there = [](const std::vector<Wave>& list, const Wave& w) {
    return std::any_of(list.begin(), list.end(),
                       [&](const Wave& o) { return o.name == w.name && o.instrument == w.instrument; });
  };
  for (const Wave& w : read) {
    out.push_back(w);
    out.back().coder = 1;
    for (int c = 2; c <= w.coder; ++c) {
      out.push_back(rated_by(w, c));
      if (there(read, out.back()))
        waves.problem("a wave is called " + out.back().name + ", as the ratings of coder " + std::to_string(c) +
                          " of " + w.name + " are",
                      "give it another name");
    }
  }
  return out;
}

}  // namespace bowlby::io
