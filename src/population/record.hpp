// Records: what a run hands out, row by row. Population fills them, io writes them; neither knows the other.
#pragma once
#include <cstdint>
#include <span>

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

struct TieRow {
  std::uint32_t person, other;
  std::uint8_t role;
  std::int32_t start_day, end_day;  // end_day < 0: still there
  float mu, nu, kappa, phi, bond;
};

struct MomentRow {
  std::uint32_t person;
  std::int32_t day;
  std::uint16_t minute;
  std::uint8_t role, action;
  std::uint32_t figure;
  float stressor, distress_before, distress_after, security, activation, response, rebuff, fright, conflict, mu, nu,
      kappa, phi;
};

struct DiaryRow {                 // one prompt of a diary
  std::uint32_t person, partner;  // with whom the days were lived, or nobody
  std::uint16_t wave, visit;      // index of the study's wave; 1 = at the first of its ages
  std::int32_t day;
  std::uint16_t diary_day, prompt;  // both from 1
  std::uint16_t minute;
  bool answered;
  float security, distress, bids, asked;  // of no meaning without an answer; `asked` none without a partner
};

struct CourseRow {  // one person's slow state once a year
  std::uint32_t person;
  std::int32_t age_days;
  float mu, nu, kappa, phi, security, distress, load, depression, satisfaction;
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
