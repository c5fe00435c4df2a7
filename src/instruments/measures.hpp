// Every number an instrument can write down: one row, which is also its line in the codebook of the results.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace bowlby {

enum class Instrument : std::uint8_t {
  strange_situation,
  sensitivity,
  interview,
  ecr,
  relationship_questionnaire,
  symptoms,
  satisfaction,
  diary,
  behaviour,
  peer,
  problems,
  wellbeing,
  temperament,
  self_esteem,
  reflection
};
inline constexpr int instrument_count = static_cast<int>(Instrument::reflection) + 1;

struct MeasureInfo {
  Instrument instrument;
  std::string_view instrument_name, scale, unit, meaning;
};

// clang-format off
#define BOWLBY_MEASURES(X) \
X(strange_situation, class_secure,        "0/1",  "settles through contact and returns to play") \
X(strange_situation, class_avoidant,      "0/1",  "turns away at reunion, attention on the toys") \
X(strange_situation, class_resistant,     "0/1",  "seeks and resists contact, does not settle") \
X(strange_situation, class_disorganized,  "0/1",  "contradictory or frozen behaviour above the coder's cut") \
X(strange_situation, proximity_5,         "1-7",  "proximity seeking, first reunion") \
X(strange_situation, proximity_8,         "1-7",  "proximity seeking, second reunion") \
X(strange_situation, contact_5,           "1-7",  "contact maintaining, first reunion") \
X(strange_situation, contact_8,           "1-7",  "contact maintaining, second reunion") \
X(strange_situation, resistance_5,        "1-7",  "resistance, first reunion") \
X(strange_situation, resistance_8,        "1-7",  "resistance, second reunion") \
X(strange_situation, avoidance_5,         "1-7",  "avoidance, first reunion") \
X(strange_situation, avoidance_8,         "1-7",  "avoidance, second reunion") \
X(strange_situation, disorganization,     "1-9",  "contradictory, frozen or frightened behaviour") \
X(strange_situation, security,            "1",    "continuous security from the scales") \
X(strange_situation, arousal,             "1",    "mean arousal in the separations, unseen by the coder") \
X(strange_situation, crying,              "share","time crying in the separations") \
X(strange_situation, exploration_2,       "share","time exploring with the carer present") \
X(sensitivity,       observed,            "1-9",  "coded sensitivity of the carer") \
X(sensitivity,       observed_2h,         "1-9",  "coded sensitivity over four times the minutes") \
X(sensitivity,       observed_8h,         "1-9",  "coded sensitivity over sixteen times the minutes") \
X(sensitivity,       frightening,         "1-9",  "coded frightening or contradictory care") \
X(sensitivity,       rebuffing,           "1-9",  "coded rejecting care") \
X(interview,         class_autonomous,    "0/1",  "coherent about early care, three-way") \
X(interview,         class_dismissing,    "0/1",  "plays early care down, three-way") \
X(interview,         class_preoccupied,   "0/1",  "caught up in early care, three-way") \
X(interview,         unresolved,          "0/1",  "lapses around loss or fright") \
X(interview,         coherence,           "1-9",  "coherence of the account") \
X(ecr,               anxiety_mean,        "1-5",  "mean of 18 keyed answers") \
X(ecr,               avoidance_mean,      "1-5",  "mean of 18 keyed answers") \
X(ecr,               anxiety_theta,       "1",    "expected a posteriori score") \
X(ecr,               avoidance_theta,     "1",    "expected a posteriori score") \
X(ecr,               style_cut_3,         "1-4",  "quadrant at the scale midpoint: 1 low-low 2 anxious 3 avoidant 4 both") \
X(relationship_questionnaire, anxiety,    "1-7",  "anxiety about one named figure") \
X(relationship_questionnaire, avoidance,  "1-7",  "avoidance of one named figure") \
X(relationship_questionnaire, class_secure,   "0/1", "picks the secure description") \
X(relationship_questionnaire, class_avoidant, "0/1", "picks the avoidant description") \
X(relationship_questionnaire, class_anxious,  "0/1", "picks the anxious description") \
X(symptoms,          depression,          "count","depressive symptoms, 0-9") \
X(symptoms,          anxiety,             "count","anxiety symptoms, 0-9") \
X(symptoms,          trauma,              "count","trauma symptoms, 0-9") \
X(symptoms,          substance,           "count","substance problems, 0-9") \
X(symptoms,          diagnosis_depression,"0/1",  "five or more depressive symptoms this year") \
X(symptoms,          diagnosis_anxiety,   "0/1",  "five or more anxiety symptoms this year") \
X(symptoms,          diagnosis_trauma,    "0/1",  "five or more trauma symptoms this year") \
X(symptoms,          diagnosis_substance, "0/1",  "five or more substance problems this year") \
X(symptoms,          lifetime_depression, "0/1",  "ever reached the depression level") \
X(symptoms,          negative_mental_health, "1", "standardised sum of symptom counts") \
X(satisfaction,      score,               "1-7",  "satisfaction with the partnership") \
X(diary,             security,            "1-7",  "mean felt security over the prompts") \
X(diary,             distress,            "1-7",  "mean distress over the prompts") \
X(diary,             security_swing,      "points of 7", "standard deviation of felt security over the answered prompts, free of the error of an answer, on the scale of diary.security; empty below two answers") \
X(diary,             bids,                "1/day","bids noted per day") \
X(diary,             prompts_answered,    "share","prompts answered") \
X(behaviour,         bids,                "1/day","open bids for comfort") \
X(behaviour,         presses,             "1/day","insistent bids") \
X(behaviour,         withdrawals,         "1/day","moments of holding back while distressed") \
X(behaviour,         contacts_ex,         "1/day","contact acts toward an ex-partner") \
X(behaviour,         withdrawn,           "0-1",  "how far withdrawn from the partner") \
X(peer,              competence,          "1",    "social competence with peers, standardised") \
X(problems,          externalizing,       "1",    "externalising behaviour, standardised") \
X(problems,          internalizing,       "1",    "internalising behaviour, standardised") \
X(wellbeing,         score,               "1-7",  "positive mental health") \
X(temperament,       negative,            "1",    "parent-rated negative temperament, standardised") \
X(self_esteem,       score,               "1-4",  "worth in one's own eyes, mean of the answers") \
X(reflection,        score,               "-1-9", "reflective functioning, coded from an interview")
// clang-format on

enum class Measure : std::uint16_t {
#define BOWLBY_MEASURE(instrument, scale, unit, meaning) instrument##_##scale,
  BOWLBY_MEASURES(BOWLBY_MEASURE)
#undef BOWLBY_MEASURE
};

inline constexpr std::array measure_table{
#define BOWLBY_MEASURE(instrument, scale, unit, meaning) \
  MeasureInfo{Instrument::instrument, #instrument, #scale, unit, meaning},
    BOWLBY_MEASURES(BOWLBY_MEASURE)
#undef BOWLBY_MEASURE
};

// Of a measure of the table.
constexpr const MeasureInfo& info(Measure m) { return measure_table[static_cast<std::size_t>(m)]; }

// Answers to single items, of the instruments that draw them. They are measures behind those of the table, are called
// item_1, item_2, ..., and are written down only where a wave asks for them (`items`).
struct ItemInfo {
  Instrument instrument;
  std::string_view instrument_name, unit;
  int count;
};
inline constexpr std::array item_table{
    ItemInfo{Instrument::ecr, "ecr", "1-5", 36},
    ItemInfo{Instrument::relationship_questionnaire, "relationship_questionnaire", "1-7", 9}};
inline constexpr std::string_view item_prefix = "item_", item_meaning = "answer as it was given";

constexpr bool has_items(Instrument i) {
  for (const ItemInfo& each : item_table)
    if (each.instrument == i) return true;
  return false;
}
// An item of an instrument that has some, counted from 1.
constexpr Measure item_measure(Instrument i, int number) {
  std::size_t at = measure_table.size() + static_cast<std::size_t>(number) - 1;
  for (const ItemInfo& each : item_table) {
    if (each.instrument == i) break;
    at += static_cast<std::size_t>(each.count);
  }
  return static_cast<Measure>(at);
}
inline constexpr std::size_t measures_and_items = measure_table.size() + [] {
  std::size_t count = 0;
  for (const ItemInfo& each : item_table) count += static_cast<std::size_t>(each.count);
  return count;
}();

}  // namespace bowlby
