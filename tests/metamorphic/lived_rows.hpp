// What a study writes down, as one digest a month: two studies are alike if all of these are.
#pragma once
#include <cstring>
#include <limits>

#include "metamorphic/towns.hpp"
#include "num/digest.hpp"

namespace bowlby::metamorphic {

// Takes the digest of every value of every row, in the order in which they come; but for the events by which a study's
// own deeds are told: to be told is not to act.
class Rows final : public Recorder {
 public:
  void events(std::span<const EventRow> rows) override {
    for (const EventRow& e : rows)
      if (!tells_of_the_study(e.kind)) take(e.person, e.day, static_cast<int>(e.kind), e.other, e.value);
  }
  void observations(std::span<const ObservationRow> rows) override {
    for (const ObservationRow& o : rows) take(o.person, o.wave, o.measure, o.role, o.target, o.age_days, o.value);
  }
  void ties(std::span<const TieRow> rows) override {
    for (const TieRow& t : rows) take_all(t);
  }
  void moments(std::span<const MomentRow> rows) override {
    for (const MomentRow& m : rows) take_all(m);
  }
  void diary(std::span<const DiaryRow> rows) override {
    for (const DiaryRow& d : rows)
      take(d.person, d.partner, d.wave, d.visit, d.day, d.diary_day, d.prompt, d.minute, d.answered, d.security,
           d.distress, d.bids, d.asked, d.offered);
  }
  void courses(std::span<const CourseRow> rows) override {
    for (const CourseRow& c : rows) take_all(c);
  }
  void people(std::span<const PersonRow> rows) override {
    for (const PersonRow& p : rows)
      take(p.id, p.mother, p.father, p.female, p.generation, p.arm, p.born_day, p.died_day, p.twin_pair, p.identical);
  }
  void stream(const StreamRow&) override {}
  std::uint64_t so_far() const { return digest_.result(); }

 private:
  static bool tells_of_the_study(EventKind kind) {
    using enum EventKind;
    return (kind >= regulation && kind <= enrolment) || kind == pulse || kind == separation || kind == carer_change ||
           kind == partner_change;
  }
  void take_all(const auto& row) {
    row.each([this](auto, const char*, const char*, const char*, auto value) { one(value); });
  }
  template <class... T>
  void take(T... values) {
    (one(values), ...);
  }
  template <class T>
  void one(T value) {
    digest_.bytes(&value, sizeof value);
  }
  num::Digest digest_;
};

using Months = std::vector<std::uint64_t>;  // entry m: digest of all rows until then

// Lives a study, all replicates of it. With `like` it stops as soon as a month differs.
inline Months live_rows(const Study& study, const Months* like = nullptr) {
  Months months;
  const auto differs = [&] {
    return like != nullptr && (months.size() > like->size() || months.back() != (*like)[months.size() - 1]);
  };
  Rows rows;
  Scenario s = study.scenario;
  for (s.replicate = 0; s.replicate < study.replicates; ++s.replicate) {
    RunOptions options;
    options.threads = 1;
    Engine run(s, test::published(), options);
    Survey survey(study, rows);
    while (!run.done()) {
      run.step_month(&survey, &rows);
      months.push_back(rows.so_far());
      if (differs()) return months;
    }
    run.hand_over(rows);
    months.push_back(rows.so_far());
    if (differs()) return months;
  }
  return months;
}

inline bool changes(const Study& study, const Months& plain) { return live_rows(study, &plain) != plain; }

}  // namespace bowlby::metamorphic
