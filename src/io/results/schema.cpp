#include "io/results/schema.hpp"

#include <algorithm>
#include <iterator>

#include "io/results/plain_tables.hpp"
#include "io/results/rows.hpp"
#include "model/state.hpp"
#include "population/record.hpp"

namespace bowlby::io {

namespace {

constexpr const char* tables = R"(
CREATE TABLE person(id INTEGER NOT NULL, mother INTEGER, father INTEGER, sex TEXT NOT NULL, generation INTEGER NOT NULL,
  born_day INTEGER NOT NULL, died_day INTEGER, arm TEXT, twin_pair INTEGER, zygosity TEXT,
  replicate INTEGER NOT NULL);
CREATE TABLE observation_raw(person INTEGER NOT NULL, wave INTEGER NOT NULL, measure INTEGER NOT NULL, role INTEGER,
  target INTEGER, age_days INTEGER NOT NULL, value REAL, visit INTEGER NOT NULL, replicate INTEGER NOT NULL);
CREATE TABLE invitation_raw(person INTEGER NOT NULL, wave INTEGER NOT NULL, visit INTEGER NOT NULL, day INTEGER NOT NULL,
  outcome INTEGER NOT NULL, replicate INTEGER NOT NULL);
CREATE TABLE outcome(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE visit(wave INTEGER NOT NULL, visit INTEGER NOT NULL, clock TEXT NOT NULL, planned REAL NOT NULL,
  PRIMARY KEY(wave, visit));
CREATE TABLE event_raw(person INTEGER NOT NULL, day INTEGER NOT NULL, kind INTEGER NOT NULL, other INTEGER, value REAL,
  replicate INTEGER NOT NULL);
CREATE TABLE diary_raw(person INTEGER NOT NULL, wave INTEGER NOT NULL, visit INTEGER NOT NULL,
  diary_day INTEGER NOT NULL, day INTEGER NOT NULL, prompt INTEGER NOT NULL, minute INTEGER NOT NULL,
  answered INTEGER NOT NULL, security REAL, distress REAL, bids INTEGER, asked INTEGER, offered INTEGER,
  partner INTEGER, replicate INTEGER NOT NULL);
CREATE TABLE stream(day INTEGER NOT NULL, digest TEXT NOT NULL, living INTEGER NOT NULL,
  replicate INTEGER NOT NULL);
CREATE TABLE measure(id INTEGER PRIMARY KEY, instrument TEXT NOT NULL, scale TEXT NOT NULL, rater TEXT NOT NULL,
  unit TEXT NOT NULL, meaning TEXT NOT NULL, UNIQUE(instrument, scale));
CREATE TABLE event_kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE action(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE wave("index" INTEGER PRIMARY KEY, name TEXT NOT NULL, instrument TEXT NOT NULL, ages TEXT, dates TEXT,
  months TEXT, after TEXT, of TEXT NOT NULL, generations TEXT, about TEXT, share REAL NOT NULL, missing REAL NOT NULL,
  dropout REAL NOT NULL, by TEXT NOT NULL, minutes REAL, days INTEGER, prompts INTEGER,
  together INTEGER,
  coder INTEGER);
CREATE TABLE arm("index" INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, share REAL NOT NULL, response REAL,
  consistency REAL, rebuff REAL, fright REAL);
CREATE TABLE parameter(name TEXT PRIMARY KEY, value REAL NOT NULL, default_value REAL NOT NULL, unit TEXT NOT NULL,
  low REAL NOT NULL, high REAL NOT NULL, source TEXT NOT NULL, meaning TEXT NOT NULL);
CREATE TABLE edge(name TEXT PRIMARY KEY, "from" TEXT NOT NULL, "to" TEXT NOT NULL, "on" INTEGER NOT NULL);
CREATE TABLE provenance(key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE codebook("table" TEXT NOT NULL, "column" TEXT NOT NULL, unit TEXT NOT NULL, meaning TEXT NOT NULL,
  PRIMARY KEY("table", "column"));
CREATE VIEW event AS SELECT e.person, e.day, k.name AS kind, e.other, e.value, e.replicate
  FROM event_raw e JOIN event_kind k ON k.id = e.kind;
)";

// Unions as spells, one row for each of the two; a union that lasted three years stands for a marriage that began a
// year after its start, because the engine knows no weddings. A step is a start (even) or an end (odd) on its day; what
// comes next between the same two tells how a start went on. No windows and no hints here: a view that an older SQLite
// cannot parse makes the whole file unreadable there. `watched_until` is the last day on which both lived.
constexpr const char* kin_views = R"(
CREATE VIEW union_spell AS
  WITH pair AS (
    SELECT person, other, day * 2 + (kind = 'union_end') AS step, replicate FROM event
    WHERE kind IN ('union_start', 'union_end')
    UNION
    SELECT other, person, day * 2 + (kind = 'union_end'), replicate FROM event
    WHERE kind IN ('union_start', 'union_end') AND other IS NOT NULL
  ), spell AS (
    SELECT s.person, s.other, s.step / 2 AS start_day, MIN(n.step) AS next_step, s.replicate FROM pair s
    LEFT JOIN pair n ON n.replicate = s.replicate AND n.person = s.person AND n.other IS s.other AND n.step > s.step
    WHERE s.step % 2 = 0 GROUP BY s.replicate, s.person, s.other, s.step
  ), last AS (SELECT replicate, MAX(day) AS day FROM stream GROUP BY replicate)
  SELECT s.person, s.other, s.start_day, CASE s.next_step % 2 WHEN 1 THEN s.next_step / 2 END AS end_day,
    MIN(last.day, COALESCE(p.died_day, last.day), COALESCE(o.died_day, last.day)) AS watched_until, s.replicate
  FROM spell s JOIN last ON last.replicate = s.replicate
  JOIN person p ON p.replicate = s.replicate AND p.id = s.person
  LEFT JOIN person o ON o.replicate = s.replicate AND o.id = s.other;
CREATE VIEW first_marriage AS
  SELECT person, other, MIN(start_day) + 365 AS start_day, end_day, watched_until, replicate FROM union_spell
  WHERE COALESCE(end_day, watched_until) >= start_day + 1095 GROUP BY replicate, person;
CREATE VIEW twin_pair AS SELECT a.id AS one, b.id AS two, a.zygosity, a.replicate FROM person a
  JOIN person b ON b.twin_pair = a.twin_pair AND b.replicate = a.replicate AND b.id > a.id;
CREATE VIEW parent_child AS
  SELECT mother AS parent, id AS child, 'mother' AS role, replicate FROM person WHERE mother IS NOT NULL
  UNION ALL SELECT father, id, 'father', replicate FROM person WHERE father IS NOT NULL;
)";

// Measure first, then person: serves both a mean over everybody and two measures of one person side by side. What most
// questions ask of people, observations and events stands in the index, so that no row is fetched for it.
// A run that died after this and before its new name makes them again.
constexpr const char* indices = R"(
CREATE UNIQUE INDEX IF NOT EXISTS person_id ON person(id, replicate, mother, father, sex, generation, born_day,
  died_day);
CREATE INDEX IF NOT EXISTS person_mother ON person(mother, replicate, born_day);
CREATE INDEX IF NOT EXISTS person_father ON person(father);
CREATE INDEX IF NOT EXISTS person_twin ON person(twin_pair);
CREATE INDEX IF NOT EXISTS observation_measure ON observation_raw(measure, person, replicate, age_days, role,
  value, wave, visit);
CREATE INDEX IF NOT EXISTS invitation_person ON invitation_raw(person, wave, visit);
CREATE INDEX IF NOT EXISTS event_kind_day ON event_raw(kind, day);
CREATE INDEX IF NOT EXISTS event_person ON event_raw(person, kind, day, replicate);
CREATE INDEX IF NOT EXISTS tie_person ON tie_raw(person);
CREATE INDEX IF NOT EXISTS moment_person ON moment_raw(person, day, minute);
CREATE INDEX IF NOT EXISTS diary_person ON diary_raw(person, day);
CREATE INDEX IF NOT EXISTS course_person ON course(person, age_days);
PRAGMA analysis_limit = 1000;
ANALYZE;
)";

// clang-format off
constexpr const char* column_rows[][4]{
    {"person", "id", "id", "number of the person, unique within a replicate"},
    {"person", "mother", "id", "the mother who gave birth, if she is a person of the run"},
    {"person", "father", "id", "the father, if he is a person of the run"},
    {"person", "sex", "f/m", "female or male"},
    {"person", "generation", "count", "1 founders, 2 their children, 3 their grandchildren"},
    {"person", "born_day", "day", "day of birth, counted from the start of the run"},
    {"person", "died_day", "day", "day of death; empty while alive at the end"},
    {"person", "arm", "name", "group treated alike; descendants carry their mother's at their birth; empty: came to no drawing of arms"},
    {"person", "twin_pair", "id", "number shared by two twins"},
    {"person", "zygosity", "mz/dz", "identical or fraternal; empty for those who are no twins"},
    {"person", "replicate", "count", "which repetition of the study, from 0"},
    {"observation", "person", "id", "who was seen"},
    {"observation", "wave", "name", "visit of the survey"},
    {"observation", "instrument", "name", "instrument used"},
    {"observation", "scale", "name", "scale of the instrument; units and meaning stand under instrument.scale below"},
    {"observation", "rater", "name", "who wrote the number down: coder, interviewer, parent or self"},
    {"observation", "target", "id", "person it is about, if there is one in the run"},
    {"observation", "target_role", "name", "role of that person: mother, father, carer, friend, partner, ex, therapist"},
    {"observation", "age_days", "day", "age of the person at the visit"},
    {"observation", "value", "see scale", "the number written down"},
    {"observation", "visit", "count", "which of the wave's planned visits, from 1"},
    {"observation", "replicate", "count", "as in person"},
    {"invitation", "person", "id", "who was due to be seen"},
    {"invitation", "wave", "name", "visit of the survey"},
    {"invitation", "instrument", "name", "instrument that was to be used"},
    {"invitation", "visit", "count", "which of the wave's planned visits, from 1"},
    {"invitation", "clock", "name", "what the visit was planned by: age, date, or the event it comes after"},
    {"invitation", "planned", "see clock", "age or date in years, or months after the event"},
    {"invitation", "day", "day", "when, counted from the start of the run: a month start on or after the plan"},
    {"invitation", "outcome", "name",
     "answered; refused; not_there: nobody the instrument could be about; dropped_out: lost to the study; died"},
    {"invitation", "replicate", "count", "as in person"},
    {"event", "person", "id", "whom it happened to"},
    {"event", "day", "day", "when, counted from the start of the run"},
    {"event", "kind", "name", "what happened; every kind has a line as event.KIND"},
    {"event", "other", "id", "the other person concerned"},
    {"event", "value", "1", "size, where the kind has one: dose of help, months of therapy, number of the arm drawn"},
    {"event", "replicate", "count", "as in person"},
    {"union_spell", "person", "id", "one of two who live as a couple; each of the two has a row"},
    {"union_spell", "other", "id", "the partner; empty for one who is no person of the run"},
    {"union_spell", "start_day", "day", "when the union began"},
    {"union_spell", "end_day", "day", "when they parted; empty while it lasts or where death ended it"},
    {"union_spell", "watched_until", "day", "last day of the run on which both were alive"},
    {"union_spell", "replicate", "count", "as in person"},
    {"twin_pair", "one", "id", "the twin with the lower number; each pair has one row"},
    {"twin_pair", "two", "id", "the other twin"},
    {"twin_pair", "zygosity", "mz/dz", "as in person"},
    {"twin_pair", "replicate", "count", "as in person"},
    {"parent_child", "parent", "id", "mother or father, if a person of the run"},
    {"parent_child", "child", "id", "their child"},
    {"parent_child", "role", "name", "mother or father"},
    {"parent_child", "replicate", "count", "as in person"},
    {"first_marriage", "person", "id", "who; first union that lasted three years, a stand-in for the first marriage"},
    {"first_marriage", "other", "id", "the partner"},
    {"first_marriage", "start_day", "day", "a year after the union began"},
    {"first_marriage", "end_day", "day", "as in union_spell"},
    {"first_marriage", "watched_until", "day", "as in union_spell"},
    {"first_marriage", "replicate", "count", "as in person"},
    {"diary", "person", "id", "whose diary it is; no row for who was asked and kept none"},
    {"diary", "wave", "name", "visit of the survey"},
    {"diary", "visit", "count", "which of the wave's ages it is for, from 1"},
    {"diary", "diary_day", "count", "day of the diary, from 1"},
    {"diary", "day", "day", "counted from the start of the run"},
    {"diary", "prompt", "count", "prompt of the day, from 1"},
    {"diary", "minute", "min", "minute of the day; the waking day is from 420 to 1380"},
    {"diary", "answered", "0/1", "whether there is an answer; without one the reports are empty"},
    {"diary", "security", "1-7", "felt security at the prompt, with the error of one answer"},
    {"diary", "distress", "1-7", "distress at the prompt, with the error of one answer"},
    {"diary", "bids", "count", "times one asked anybody for comfort since the prompt before"},
    {"diary", "asked", "count", "times the partner asked one for comfort since the prompt before; empty without partner"},
    {"diary", "offered", "count", "times the partner came with comfort unasked since the prompt before; empty without partner"},
    {"diary", "partner", "id", "the person of the run one lives with; empty without"},
    {"diary", "replicate", "count", "as in person"},
    {"stream", "day", "day", "counted from the start of the run"},
    {"stream", "digest", "hex", "fingerprint of the whole state on that day"},
    {"stream", "living", "count", "people alive"},
    {"stream", "replicate", "count", "as in person"},
    {"wave", "index", "count", "number of the visit, from 0"},
    {"wave", "name", "name", "name of the visit; several instruments may share it"},
    {"wave", "instrument", "name", "instrument used"},
    {"wave", "ages", "year", "ages at which it takes place"},
    {"wave", "dates", "year", "or dates, counted from the start of the run"},
    {"wave", "months", "month", "or months after an event"},
    {"wave", "after", "name", "the event that the months come after"},
    {"wave", "of", "name", "person, or both: whoever is due brings the partner"},
    {"wave", "generations", "count", "generations invited, 1 = founders; empty: all"},
    {"wave", "about", "name", "roles asked about; empty: the instrument's own choice"},
    {"wave", "share", "share", "share of people invited"},
    {"wave", "missing", "chance", "chance that an invited person gives no answer"},
    {"wave", "dropout", "chance", "chance to be lost for good at each visit after the first"},
    {"wave", "by", "name", "who is lost: person, or couple (the two together)"},
    {"wave", "minutes", "min", "minutes watched; empty: parameter coder_minutes"},
    {"wave", "days", "day", "length of the diary"},
    {"wave", "prompts", "1/day", "prompts of the diary"},
    {"wave", "together", "day", "partners whose visits are due within so many days keep the diary from the earlier on"},
    {"wave", "coder", "count", "who rated the film, from 1; empty: nothing was filmed"},
    {"arm", "index", "count", "number of the arm, from 0"},
    {"arm", "name", "name", "name of the arm"},
    {"arm", "share", "share", "share of founders"},
    {"arm", "response", "0-1", "mean response of the carers; empty: drawn from the population of carers"},
    {"arm", "consistency", "1", "concentration of responses; empty: drawn"},
    {"arm", "rebuff", "0-1", "share of unmet bids rebuffed; empty: drawn"},
    {"arm", "fright", "0-1", "chance that a contact frightens; empty: drawn"},
    {"parameter", "name", "name", "name of the parameter"},
    {"parameter", "value", "see unit", "value in this run, before edges are cut"},
    {"parameter", "default_value", "see unit", "value in an untouched study"},
    {"parameter", "unit", "name", "unit of the parameter"},
    {"parameter", "low", "see unit", "smallest value allowed"},
    {"parameter", "high", "see unit", "largest value allowed"},
    {"parameter", "source", "id", "claim or evidence it rests on; free: no published value"},
    {"parameter", "meaning", "text", "what it does"},
    {"edge", "name", "name", "name of the causal edge"},
    {"edge", "from", "name", "cause"},
    {"edge", "to", "name", "effect"},
    {"edge", "on", "0/1", "whether it exists in this run"},
    {"provenance", "key", "name", "what is told about the run"},
    {"provenance", "value", "text", "what is told"},
};

// What each kind of event is, and what its `other` and `value` say; in the order of EventKind.
constexpr const char* kind_rows[][2]{
    {"1", "is born; other: the mother"},
    {"1", "dies"},
    {"1", "begins to live with other as a couple; each of the two has a row"},
    {"year", "no longer lives with other as a couple; value: years that they did"},
    {"month", "is apart from the carers; value: months"},
    {"1", "comes to a new home; other: the new carer, if a person of the run"},
    {"1", "the carers answer otherwise from this day on"},
    {"1", "the partner answers otherwise from this day on; other: the partner"},
    {"0-1", "loses other; value: how strong the bond was"},
    {"1", "frightening care begins; no run writes it today"},
    {"month", "starts therapy; other: the therapist; value: months planned"},
    {"1", "therapy ends; other: the therapist"},
    {"1", "practises calming down; value: dose"},
    {"1", "practises asking openly with the partner, who has a row of the same day; value: dose"},
    {"1", "practises noticing kindness; value: dose"},
    {"1", "takes part in a programme for parents; value: dose"},
    {"1", "meets a partner who answers; value: dose"},
    {"count", "comes to the drawing of arms; other: the partner, where couples are drawn; value: number of the arm"},
    {"1", "something hard happens that the study has planned; value: its size"},
    {"1", "finds a friend; other: the friend, if a person of the run"},
    {"1", "a friendship ends; other: the friend"},
    {"1", "turns to a former partner; no run writes it today"},
    {"1", "the level of depressive symptoms comes to 1; value: the level"},
    {"1", "the level of anxiety symptoms comes to 1; value: the level"},
    {"1", "the level of trauma symptoms comes to 1; value: the level"},
    {"1", "the level of substance problems comes to 1; value: the level"},
    {"1", "the level of depressive symptoms falls below a half; value: the level"},
    {"1", "the level of anxiety symptoms falls below a half; value: the level"},
    {"1", "the level of trauma symptoms falls below a half; value: the level"},
    {"1", "the level of substance problems falls below a half; value: the level"},
};
static_assert(std::size(kind_rows) == std::size(event_kind_names));

constexpr std::string_view public_names[]{"person", "observation", "invitation", "event", "union_spell", "first_marriage", "twin_pair", "parent_child",
                                          "tie", "moment", "diary", "course", "stream", "wave", "arm", "edge", "parameter",
                                          "provenance", "codebook"};
// clang-format on

}  // namespace

std::string create_tables() {
  std::string sql = with_types_checked(tables + create_table<TieRow>("tie_raw") +
                                       create_table<MomentRow>("moment_raw") + create_table<CourseRow>("course"));
  sql += "CREATE VIEW observation AS SELECT o.person, w.name AS wave, m.instrument, m.scale, m.rater, o.target, " +
         role_names("o.role") +
         " AS target_role, o.age_days, o.value, o.visit + 1 AS visit, o.replicate FROM observation_raw o "
         "JOIN measure m ON m.id = o.measure LEFT JOIN wave w ON w.\"index\" = o.wave;\n";  // LEFT: left out if not
                                                                                            // asked for
  sql +=
      "CREATE VIEW diary AS SELECT d.person, w.name AS wave, d.visit, d.diary_day, d.day, d.prompt, d.minute, "
      "d.answered, d.security, d.distress, d.bids, d.asked, d.offered, d.partner, d.replicate "
      "FROM diary_raw d JOIN wave w ON w.\"index\" = d.wave;\n";
  sql +=
      "CREATE VIEW invitation AS SELECT i.person, w.name AS wave, w.instrument, i.visit + 1 AS visit, v.clock, "
      "v.planned, "
      "i.day, o.name AS outcome, i.replicate FROM invitation_raw i JOIN wave w ON w.\"index\" = i.wave "
      "JOIN visit v ON v.wave = i.wave AND v.visit = i.visit JOIN outcome o ON o.id = i.outcome;\n";
  sql += create_view<TieRow>("tie", "tie_raw") + create_view<MomentRow>("moment", "moment_raw");
  return sql + kin_views;
}

std::string fill_names() {
  std::string sql;
  const auto row = [&sql](const char* table, int id, std::initializer_list<std::string_view> texts) {
    sql += std::string("INSERT INTO ") + table + " VALUES (";
    if (id >= 0) sql += std::to_string(id) + ", ";
    for (const std::string_view& text : texts) {
      sql += &text == texts.begin() ? "'" : ", '";
      for (const char c : text) sql += c == '\'' ? "''" : std::string(1, c);
      sql += '\'';
    }
    sql += ");\n";
  };
  int id = 0;
  for (const MeasureInfo& m : measure_table)
    row("measure", id++, {m.instrument_name, m.scale, rater(m.instrument), m.unit, m.meaning});
  id = 0;
  for (const char* name : event_kind_names) row("event_kind", id++, {name});
  id = 0;
  for (const char* name : attendance_names) row("outcome", id++, {name});
  for (int a = 0; a < action_count; ++a) row("action", a, {action_name(static_cast<Action>(a))});
  for (const ColumnInfo& c : codebook()) row("codebook", -1, {c.table, c.column, c.unit, c.meaning});
  return sql;
}

std::string create_indices() { return indices; }

std::vector<ColumnInfo> codebook() {
  std::vector<ColumnInfo> rows;
  for (const auto& r : column_rows) rows.push_back({r[0], r[1], r[2], r[3]});
  add_to_codebook<TieRow>(rows, "tie");
  add_to_codebook<MomentRow>(rows, "moment");
  add_to_codebook<CourseRow>(rows, "course");
  const auto place = [](const ColumnInfo& c) { return std::ranges::find(public_names, c.table); };
  std::ranges::stable_sort(rows, {}, place);
  for (std::size_t k = 0; k < std::size(kind_rows); ++k)
    rows.push_back({"event", std::string("event.") + event_kind_names[k], kind_rows[k][0], kind_rows[k][1]});
  for (const MeasureInfo& m : measure_table)
    rows.push_back({"observation", std::string(m.instrument_name) + "." + std::string(m.scale), std::string(m.unit),
                    std::string(m.meaning)});
  return rows;
}

std::span<const std::string_view> public_tables() { return public_names; }

std::string_view rater(Instrument i) {
  switch (i) {
    case Instrument::strange_situation:
    case Instrument::sensitivity:
    case Instrument::behaviour:
    case Instrument::peer:
      return "coder";
    case Instrument::interview:
    case Instrument::reflection:
    case Instrument::symptoms:
      return "interviewer";
    case Instrument::problems:
    case Instrument::temperament:
      return "parent";
    case Instrument::ecr:
    case Instrument::relationship_questionnaire:
    case Instrument::satisfaction:
    case Instrument::diary:
    case Instrument::wellbeing:
    case Instrument::self_esteem:
      return "self";
  }
  return "self";
}

}  // namespace bowlby::io
