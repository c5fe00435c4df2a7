// Records: what a run hands out, row by row. Population fills them, io writes them; neither knows the other.
#pragma once
#include <cstdint>
#include <span>

#include "model/lists.hpp"

namespace bowlby {

inline constexpr std::uint32_t nobody = 0xFFFFFFFFu;

// clang-format off
#define BOWLBY_EVENT_KINDS(X)                                                                              \
  X(birth)                                                                                                 \
  X(death)                                                                                                 \
  X(union_start) X(union_end) X(separation) X(placement) X(carer_change) X(partner_change) X(loss) X(abuse) X(therapy_start) \
      X(therapy_end) X(regulation) X(couple_work) X(gratitude) X(parenting) X(secure_partner) X(enrolment) X(pulse) X(friend_start) X(friend_end) X(contact_ex) X(onset_depression) \
          X(onset_anxiety) X(onset_trauma) X(onset_substance) X(remission_depression) X(remission_anxiety) \
              X(remission_trauma) X(remission_substance)
// clang-format on
enum class EventKind : std::uint8_t {
#define BOWLBY_KIND(name) name,
  BOWLBY_EVENT_KINDS(BOWLBY_KIND)
#undef BOWLBY_KIND
};
inline constexpr const char* event_kind_names[]{
#define BOWLBY_KIND(name) #name,
    BOWLBY_EVENT_KINDS(BOWLBY_KIND)
#undef BOWLBY_KIND
};

struct EventRow {
  std::uint32_t person;
  std::int32_t day;
  EventKind kind;
  std::uint32_t other;  // or nobody
  float value;
};

struct PersonRow {
  std::uint32_t id, mother, father;  // outside figures are not persons: nobody
  bool female;
  std::uint8_t generation, arm;
  std::int32_t born_day, died_day;  // died_day < 0: alive at the end
  std::uint32_t twin_pair;          // or nobody
  bool identical;
};

struct ObservationRow {
  std::uint32_t person;
  std::uint16_t wave, measure;  // indices into the study's waves and the measure table
  std::uint16_t visit;          // which of the wave's visits, from 0
  std::uint8_t role;            // figure it is about, 255 = none
  std::uint32_t target;         // person id of that figure, or nobody
  std::int32_t age_days;
  float value;
};

// clang-format off
#define BOWLBY_ATTENDANCES(X) X(answered) X(refused) X(not_there) X(dropped_out) X(died)
// clang-format on
enum class Attendance : std::uint8_t {
#define BOWLBY_ATTENDANCE(name) name,
  BOWLBY_ATTENDANCES(BOWLBY_ATTENDANCE)
#undef BOWLBY_ATTENDANCE
};
inline constexpr const char* attendance_names[]{
#define BOWLBY_ATTENDANCE(name) #name,
    BOWLBY_ATTENDANCES(BOWLBY_ATTENDANCE)
#undef BOWLBY_ATTENDANCE
};

struct InvitationRow {  // one person at one visit of one wave, whatever came of it
  std::uint32_t person;
  std::uint16_t wave, visit;
  std::int32_t day;
  Attendance outcome;
};

// Rows that are told from a list, one line for each column: BOWLBY_CELL(name, unit, kind, meaning). Member, column of
// the results, view and codebook follow from the line. Whatever the model's own lists hold comes by them.
// clang-format off
namespace cells {  // kinds of columns: what is held here; how it is stored is for io to say
template <class T> struct Kind { using type = T; };
struct id : Kind<std::uint32_t> {};           // a person
struct someone : Kind<std::uint32_t> {};      // a person, or nobody
struct day : Kind<std::int32_t> {};
struct later : Kind<std::int32_t> {};         // a day; below 0: not yet
struct minute : Kind<std::uint16_t> {};
struct role : Kind<std::uint8_t> {};
struct role_or_none : Kind<std::uint8_t> {};  // none: role_count and more
struct action : Kind<std::uint8_t> {};
struct real : Kind<float> {};
}  // namespace cells

#define BOWLBY_REAL(name, unit, first, meaning) BOWLBY_CELL(name, unit, real, meaning)
#define BOWLBY_REAL_AT_END(name, unit, first, meaning) BOWLBY_REAL(name, unit, first, meaning "; at the end of the tie or the run")
#define BOWLBY_REAL_AFTER(name, unit, first, meaning) BOWLBY_REAL(name, unit, first, meaning "; of this figure, after the moment")
#define BOWLBY_REAL_OF_ALL(name, unit, first, meaning) BOWLBY_REAL(name, unit, first, meaning "; of people in general")

#define BOWLBY_TIE_ROW \
BOWLBY_CELL(person,    "id",   id,      "who turns to somebody") \
BOWLBY_CELL(other,     "id",   someone, "whom; empty for figures who are no persons of the run") \
BOWLBY_CELL(role,      "name", role,    "role of the other") \
BOWLBY_CELL(start_day, "day",  day,     "when it began") \
BOWLBY_CELL(end_day,   "day",  later,   "when it ended; empty while it lasts") \
BOWLBY_BELIEF(BOWLBY_REAL_AT_END) \
BOWLBY_TIE(BOWLBY_REAL)

#define BOWLBY_MOMENT_ROW \
BOWLBY_CELL(person,          "id",   id,           "whose moment it is") \
BOWLBY_CELL(day,             "day",  day,          "counted from the start of the run") \
BOWLBY_CELL(minute,          "min",  minute,       "minute of the day") \
BOWLBY_CELL(role,            "name", role_or_none, "role of the figure at hand") \
BOWLBY_CELL(figure,          "id",   someone,      "the figure, if a person of the run") \
BOWLBY_CELL(action,          "name", action,       "what the person did: explore, open bid, press, hold") \
BOWLBY_CELL(stressor,        "1",    real,         "size of what happened, in units of distress") \
BOWLBY_CELL(distress_before, "1",    real,         "distress as the last moment or the night had left it") \
BOWLBY_CELL(distress_after,  "1",    real,         "distress when it ended") \
BOWLBY_CELL(security,        "0-1",  real,         "felt security") \
BOWLBY_OUTCOME(BOWLBY_REAL) \
BOWLBY_BELIEF(BOWLBY_REAL_AFTER)

#define BOWLBY_COURSE_ROW \
BOWLBY_CELL(person,       "id",  id,   "whose life it is") \
BOWLBY_CELL(age_days,     "day", day,  "age") \
BOWLBY_BELIEF(BOWLBY_REAL_OF_ALL) \
BOWLBY_CELL(security,     "0-1", real, "felt security, slow mean") \
BOWLBY_CELL(distress,     "1",   real, "distress, slow mean") \
BOWLBY_CELL(load,         "1",   real, "load") \
BOWLBY_CELL(depression,   "1",   real, "depressive symptoms, latent level") \
BOWLBY_CELL(satisfaction, "1",   real, "satisfaction with the partnership, latent level") \
BOWLBY_CELL(worth,        "0-1", real, "worth in one's own eyes") \
BOWLBY_CELL(reflection,   "sd",  real, "how far one sees feelings for what they are")
// clang-format on

#define BOWLBY_CELL(name, unit, kind, meaning) cells::kind::type name;
struct TieRow {
  BOWLBY_TIE_ROW
  void each(auto&& f) const;
};
struct MomentRow {
  BOWLBY_MOMENT_ROW
  void each(auto&& f) const;
};
struct CourseRow {  // one person's slow state once a year
  BOWLBY_COURSE_ROW
  void each(auto&& f) const;
};
#undef BOWLBY_CELL

// Hands every column to f(kind, name, unit, meaning, value), in order.
#define BOWLBY_CELL(name, unit, kind, meaning) f(cells::kind{}, #name, unit, meaning, name);
void TieRow::each(auto&& f) const { BOWLBY_TIE_ROW }
void MomentRow::each(auto&& f) const { BOWLBY_MOMENT_ROW }
void CourseRow::each(auto&& f) const { BOWLBY_COURSE_ROW }
#undef BOWLBY_CELL

struct DiaryRow {                 // one prompt of a diary
  std::uint32_t person, partner;  // with whom the days were lived, or nobody
  std::uint16_t wave, visit;      // index of the study's wave; 1 = at the first of its ages
  std::int32_t day;
  std::uint16_t diary_day, prompt;  // both from 1
  std::uint16_t minute;
  bool answered;
  float security, distress, bids, asked,
      offered;  // of no meaning without an answer; the last two none without a partner
};

struct StreamRow {  // digest of the whole state, for diff-run
  std::int32_t day;
  std::uint64_t digest;
  std::uint32_t living;
};

// Where rows go. Called from one thread, in an order that depends on nothing but the study and the seed.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void events(std::span<const EventRow>) = 0;
  virtual void observations(std::span<const ObservationRow>) = 0;
  virtual void invitations(std::span<const InvitationRow>) {}
  virtual void ties(std::span<const TieRow>) = 0;
  virtual void moments(std::span<const MomentRow>) = 0;
  virtual void diary(std::span<const DiaryRow>) = 0;
  virtual void courses(std::span<const CourseRow>) = 0;
  virtual void people(std::span<const PersonRow>) = 0;
  virtual void stream(const StreamRow&) = 0;
};

}  // namespace bowlby
