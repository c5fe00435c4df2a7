#include "io/study/file.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "io/files/file_kind.hpp"
#include "io/files/files.hpp"
#include "io/study/design.hpp"
#include "io/study/names.hpp"
#include "io/study/population.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

using namespace io;

namespace {

// In place of a number that was refused: every comparison with it is false, so it draws no second complaint.
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t largest_file = 1 << 20;

// Reads one study; each function below reads the block of its name.
class StudyReader {
 public:
  StudyReader(Problems& problems, const ParameterSet* set, const StudyChanges& changes)
      : problems_(problems), outside_set_(set != nullptr), changes_(changes) {
    if (set != nullptr) study_.scenario.params = set->params;
  }
  Study read(const Node& root);

 private:
  void arms(const Field&);
  void groups(const Field&);
  void events(const Field&);
  void help(const Field&);
  void waves(const Field&);
  void wave(const Field&);
  void wave_lists(const Block&, Wave&);
  void wave_options(const Block&, const std::vector<Instrument>&, Wave&);
  void parameters(const Fields&);
  void off(const Field&);
  void record(const Field&);
  void arm_name(const Fields&, std::string&);
  void for_adults(const Fields& in, double age, double least);
  void whole_months(const Fields& in, double lasts);
  double age(const Field&);

  Problems& problems_;
  bool outside_set_;
  const StudyChanges& changes_;
  // False once a value of it was refused or its key misspelt: nothing else is then judged by what stands in its place.
  bool years_known_ = true, generations_known_ = true, arms_known_ = true;
  Study study_;
  Names arm_names_;
  std::set<std::string> waves_seen_;
  const AgeReader read_age_ = [this](const Field& f) { return age(f); };
};

template <class Visit>
void entries(const Field& field, Visit&& visit) {
  for (const Field& item : field.list()) visit(item);
}

Study StudyReader::read(const Node& root) {
  const Block in(problems_, root, "", "");
  if (const auto f = in.require("name"))
    if (const auto v = f->name()) study_.name = *v;
  in.line("title", study_.title);
  in.line("question", study_.question);
  if (const auto f = in.require("seed"))
    if (const auto v = f->whole(study_limits::seed.low, study_limits::seed.high)) study_.scenario.seed = *v;
  if (changes_.seed) study_.scenario.seed = *changes_.seed;
  // Horizon, generations and arms first: later blocks are judged by them.
  const PopulationKnown known = read_population(in, changes_, study_);
  years_known_ = known.years;
  generations_known_ = known.generations;
  const std::size_t before_arms = problems_.count();
  if (const auto f = in.find("arms")) arms(*f);
  arms_known_ = problems_.count() == before_arms && (in.has("arms") || !in.misspelt());
  if (const auto f = in.find("events")) events(*f);
  if (const auto f = in.find("help")) help(*f);
  parameters(in);
  if (const auto v = in.word("rung", "rung"))
    study_.scenario.edges = EdgeSet::rung(static_cast<int>(*v % (top_rung + 1)));
  if (const auto f = in.find("off")) off(*f);
  if (const auto f = in.find("waves")) waves(*f);
  if (const auto f = in.find("record")) record(*f);
  return std::move(study_);
}

// A list of groups drawn by person at birth, or a mapping that says how they are drawn.
void StudyReader::arms(const Field& field) {
  if (field.node().kind != Node::Kind::map) return groups(field);
  const Block in(problems_, field, "arms");
  read_assignment(in, study_.scenario);
  if (const auto f = in.require("groups")) groups(*f);
}

void StudyReader::groups(const Field& field) {
  std::vector<Arm>& arms = study_.scenario.arms;
  arms.clear();
  const std::size_t before = problems_.count();
  std::size_t shares = 0;
  entries(field, [&](const Field& item) {
    const Block in(problems_, item, "groups");
    Arm arm;
    if (const auto f = in.require("name"))
      if (const auto v = f->name()) {
        if (std::find(arm_names_.begin(), arm_names_.end(), *v) != arm_names_.end())
          f->problem("this arm is already there", "give every arm its own name");
        else
          arm_names_.push_back(*v);
        arm.name = *v;
      }
    if (in.has("share")) ++shares;
    in.number("share", arm.share);
    if (const auto f = in.find("care")) {
      arm.care = read_care(problems_, *f);
      if (study_.scenario.assignment.at != ArmTime::birth)
        f->problem("nobody grows up in an arm that is drawn later", "say under population.care what all grow up with");
    }
    arms.push_back(std::move(arm));
  });
  double sum = 0;
  for (const Arm& arm : arms) sum += arm.share;
  if (arms.empty() || arms.size() > 250) return field.problem("needs 1 to 250 arms", "or leave arms out altogether");
  if (shares != 0 && shares != arms.size())
    return field.problem("some arms have a share and some have none", "give every arm a share, or none");
  if (!(sum > 0)) return field.problem("the shares are all nothing", "give at least one arm a share above 0");
  // Three times .33 is meant as thirds; more or less than that would silently be another sample than was asked for.
  if (shares != 0 && std::abs(sum - 1) > .0101 && problems_.count() == before)
    return field.problem("the shares add up to " + number_text(std::round(sum * 1e6) / 1e6),
                         "make them add up to 1, or leave all of them out for equal parts");
  // Shares that already sum to one stay as they are, so that a written study reads back the same.
  if (std::abs(sum - 1) > 1e-12)
    for (Arm& arm : arms) arm.share /= sum;
}

void StudyReader::arm_name(const Fields& in, std::string& arm) {
  const auto f = in.find("arm");
  if (!f) return;
  if (!arms_known_) return static_cast<void>(f->name());
  if (arm_names_.empty()) return f->problem("the study has no arms", "add arms, or leave arm out to mean everyone");
  if (const auto at = f->one_of(arm_names_, "arm")) arm = arm_names_[*at];
}

// Something at an age nobody reaches within the years run would silently never happen.
double StudyReader::age(const Field& field) {
  const double age = field.number(study_key("events", "age").low, study_key("events", "age").high).value_or(no_number);
  if (years_known_ && age >= study_.scenario.years)
    field.problem(
        "nobody reaches the age of " + number_text(age) + " in " + number_text(study_.scenario.years) + " years",
        changes_.years ? "raise --years above it" : "raise population.years above it");
  return age;
}

// What belongs to couples and parents is for adults.
void StudyReader::for_adults(const Fields& in, double age, double least) {
  if (const auto f = in.find("age"); f && age < least)
    f->problem("is too young: nobody under " + number_text(least) + " has a partner or a child",
               "choose an age from " + number_text(least) + " on");
}

// Life goes by months: a part of one would silently be lived as a whole one.
void StudyReader::whole_months(const Fields& in, double lasts) {
  const auto f = in.find("months");
  if (!(std::abs(lasts - std::round(lasts)) >= 1e-9)) return;
  const std::string reason =
      "would last " + number_text(std::round(lasts * 1e6) / 1e6) + " months, and only whole months can be lived";
  if (f)
    f->problem(reason,
               in.has("dose") ? "choose months and dose so that they give a whole number" : "choose a whole number");
  else if (const auto dose = in.find("dose"))
    dose->problem(reason, "add months so that months times dose is a whole number");
}

void StudyReader::events(const Field& field) {
  entries(field, [&](const Field& item) {
    const Block in(problems_, item, "events");
    LifeEvent event;
    in.require("kind");
    const auto kind = in.word("kind", "kind of event");
    if (!in.number("months", event.months)) event.months = no_number;
    in.number("share", event.share);
    arm_name(in, event.arm);
    read_when(in, study_.scenario, event.arm, read_age_, event.age, event.after);
    if (const auto f = in.find("care")) event.care = read_care(problems_, *f);
    if (!kind) return;
    event.kind = static_cast<LifeEventKind>(*kind);
    for_adults(in, event.age, least_age(event.kind));
    judge_two(in, study_.scenario, concerns_two(event.kind), event.arm);
    using enum LifeEventKind;
    in.Fields::number("size", event.size, 0, event.kind == pulse ? study_key("events", "size").high : 1);
    const auto only = [&](const char* key, bool fits, const char* who) {
      if (const auto f = in.find(key); f && !fits)
        f->problem("means nothing for " + event_kinds()[*kind], std::string("leave it out; it belongs to ") + who);
    };
    only("months", event.kind == separation || event.kind == institution, "separation and institution");
    only("size", event.kind == separation || event.kind == pulse, "separation and pulse");
    const bool changes = event.kind == care_change || event.kind == partner_change;
    only("care", event.kind == placement || event.kind == institution || changes,
         "placement, institution, care_change and partner_change");
    if (const auto f = in.find("months"); f && event.kind == institution && event.months == 0)
      f->problem("is no length", "leave months out for a stay without an end");
    whole_months(in, event.months);
    if (event.kind == separation && !in.has("months")) item.problem("says not how long it lasts", "add months");
    if (changes && !in.has("care")) item.problem("says not what the new care is", "add care");
    study_.scenario.events.push_back(std::move(event));
  });
}

void StudyReader::help(const Field& field) {
  entries(field, [&](const Field& item) {
    const Block in(problems_, item, "help");
    Help help;
    in.require("kind");
    const auto kind = in.word("kind", "kind of help");
    if (kind) help.kind = static_cast<HelpKind>(*kind);
    if (!in.number("months", help.months)) help.months = no_number;
    if (!in.number("dose", help.dose)) help.dose = no_number;
    in.number("share", help.share);
    arm_name(in, help.arm);
    read_when(in, study_.scenario, help.arm, read_age_, help.age, help.after);
    if (!kind) return;
    for_adults(in, help.age, least_age(help.kind));
    judge_two(in, study_.scenario, concerns_two(help.kind), help.arm);
    if (const auto f = in.find("months"); f && help.kind != HelpKind::therapy)
      f->problem("only therapy has a length", "leave it out; dose says how much help there is");
    if (help.kind == HelpKind::therapy) whole_months(in, help.months * help.dose);
    study_.scenario.help.push_back(std::move(help));
  });
}

// A set asked for from outside goes before the one the file names; the file's own values go before both.
void StudyReader::parameters(const Fields& in) {
  if (const auto f = in.find("parameter_set"))
    if (const auto at = f->one_of(parameter_set_names(), "parameter set"); at && !outside_set_)
      if (const auto set = read_parameter_set(parameter_set_names()[*at])) study_.scenario.params = set->params;
  if (const auto f = in.find("parameters")) read_values(*f, problems_, study_.scenario.params);
}

void StudyReader::off(const Field& field) {
  entries(field, [&](const Field& item) {
    if (const auto edge = item.one_of(edge_names(), "edge")) study_.scenario.edges.cut(static_cast<int>(*edge));
  });
}

void StudyReader::waves(const Field& field) {
  entries(field, [&](const Field& item) { wave(item); });
  study_.waves = for_each_coder(field, study_.waves);
  if (study_.waves.size() > Field::most_items) field.problem("has too many visits", "at most 1000 make sense");
}

// One entry may name several instruments of the same visit; each becomes a wave of its own.
void StudyReader::wave(const Field& item) {
  const Block in(problems_, item, "waves");
  Wave wave;
  const auto name = in.require("name");
  if (name) wave.name = name->name().value_or("");
  std::vector<Instrument> instruments;
  if (const auto f = in.require("instrument")) {
    for (const Field& one : f->list(true))
      if (const auto v = one.one_of(instrument_names(), "instrument")) {
        if (wave.name.empty() || waves_seen_.insert(wave.name + " " + instrument_names()[*v]).second)
          instruments.push_back(static_cast<Instrument>(*v));
        else
          one.problem("the wave " + wave.name + " already has this instrument", "give the other visit its own name");
      }
    if (f->node().kind == Node::Kind::list && f->node().items.empty()) f->problem("is empty", "name an instrument");
  }
  wave_lists(in, wave);
  wave_options(in, instruments, wave);
  for (const Instrument instrument : instruments) {
    wave.instrument = instrument;
    study_.waves.push_back(wave);
  }
}

void StudyReader::wave_lists(const Block& in, Wave& wave) {
  read_clock(in, study_.scenario, read_age_, wave);
  if (const auto f = in.find("generations")) {
    for (const Field& one : f->list(true))
      if (const auto v =
              one.whole(1, generations_known_ ? study_.scenario.generations : study_limits::generations.high)) {
        if (!wave.generations.empty() && *v <= wave.generations.back())
          one.problem("generations must rise", "sort them and keep each once");
        wave.generations.push_back(*v);
      }
    if (f->node().kind == Node::Kind::list && f->node().items.empty())
      f->problem("is empty", "name a generation, or leave it out to mean all");
  }
}

void StudyReader::wave_options(const Block& in, const std::vector<Instrument>& instruments, Wave& wave) {
  const auto only = [&](const char* key, auto fits, const char* who) {
    const auto misfit = std::find_if_not(instruments.begin(), instruments.end(), fits);
    if (const auto f = in.find(key); f && misfit != instruments.end())
      f->problem("means nothing for " + instrument_names()[static_cast<std::size_t>(*misfit)],
                 std::string("leave it out, or give that instrument a wave of its own; it belongs to ") + who);
  };
  in.number("share", wave.share);
  in.number("missing", wave.missing);
  in.number("minutes", wave.minutes);
  in.whole<int>("days", wave.days);
  in.whole<int>("prompts", wave.prompts);
  wave.together = wave.days;  // whoever is asked while the partner's diary goes on keeps it with the partner
  in.whole<int>("together", wave.together);
  in.truth("items", wave.items);
  in.whole<int>("coders", wave.coder);
  if (const auto f = in.find("about"))
    for (const Field& one : f->list(true))
      if (const auto v = one.one_of(about_names(), "role")) {
        const int role = about_role(*v);
        if (std::find(wave.about.begin(), wave.about.end(), role) != wave.about.end())
          one.problem("this role is already there", "keep each once");
        wave.about.push_back(role);
        if (!is_parental(static_cast<Role>(role)))
          if (std::any_of(instruments.begin(), instruments.end(),
                          [](Instrument i) { return i != Instrument::relationship_questionnaire; }))
            one.problem("this instrument watches a carer and child", "choose mother, father or carer");
      }
  only("about", has_about, "strange_situation, sensitivity and relationship_questionnaire");
  only(
      "minutes", [](Instrument i) { return i == Instrument::sensitivity; }, "sensitivity");
  only("items", has_items, "ecr and relationship_questionnaire, which draw answers item by item");
  only(
      "coders", [](Instrument i) { return i == Instrument::strange_situation; },
      "strange_situation, whose coder errs apart from what is filmed");
  const auto diary = [](Instrument i) { return i == Instrument::diary; };
  only("days", diary, "diary");
  only("prompts", diary, "diary");
  only("together", diary, "diary");
}

void StudyReader::record(const Field& field) {
  const Block in(problems_, field, "record");
  Scenario& s = study_.scenario;
  in.whole<std::uint32_t>("moments", s.record_moments);
  const bool from_known = in.number("moments_from", s.moments_from);
  const bool until_known = in.number("moments_until", s.moments_until);
  in.whole<std::uint32_t>("courses", s.record_courses);
  if (from_known && until_known && s.record_moments > 0 && !(s.moments_from < s.moments_until))
    field.problem("no time is left for the moments to be recorded",
                  "give moments_from and a later moments_until (ages)");
}

}  // namespace

Expected<Study> parse_study(std::string_view text, const std::string& name_for_errors, const ParameterSet* set,
                            const StudyChanges& changes) {
  Problems problems(name_for_errors);
  if (text.size() > largest_file) {
    problems.add(0, 0, "", "is larger than 1 MiB", "a study file is a page or two");
    return problems.take();
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.add(1, 1, "", "the file is empty", "start from one of the shipped studies");
    return problems.take();
  }
  const Node root = parse_yaml(text, problems);
  if (root.kind == Node::Kind::empty) {
    if (problems.none()) problems.add(1, 1, "", "the file says nothing", "start from one of the shipped studies");
    return problems.take();
  }
  Study study = StudyReader(problems, set, changes).read(root);
  if (!problems.none()) return problems.take();
  study.source = text;
  return study;
}

Expected<Study> read_study(const std::string& path, const ParameterSet* set, const StudyChanges& changes) {
  const auto other = [&path] { return other_kind(path, FileKind::study); };
  const auto text = read_whole(path, largest_file);
  if (!text) {
    const auto is = other();
    return is ? std::vector{*is} : text.problems();
  }
  auto study = parse_study(*text, path, set, changes);
  if (study) return study;
  if (const auto is = other()) return *is;
  return study;
}

}  // namespace bowlby
