#include "app/data/answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "app/data/features.hpp"
#include "app/data/import.hpp"
#include "app/scene/answer.hpp"
#include "evidence/estimators.hpp"
#include "instruments/measures.hpp"

namespace bowlby {
namespace {

using evidence::Maybe;

constexpr std::size_t most_spreads = 24, most_groups = 12, most_beside = 12, most_courses = 12;
constexpr std::size_t most_points = 1500, most_bars = 40, few = 60, least_of_group = 2, least_of_pairs = 3,
                      few_scales = 4;

struct Member {
  std::string sex, arm;
  double couple = 0;  // a number that both partners have; of one alone a number of its own
};

// All answers to one scale in one wave, visit by visit.
struct Series {
  std::string wave, instrument, scale, unit;
  std::vector<double> visit, person, value;
  std::vector<std::string> visits;  // what each is called, where there are several

  [[nodiscard]] std::string name() const { return instrument == scale ? scale : instrument + " " + scale; }
  [[nodiscard]] std::string words() const { return name() + " (" + wave + ")"; }
  // Each person's mean over the visits.
  [[nodiscard]] std::map<double, double> means() const {
    std::map<double, std::pair<double, double>> sums;
    for (std::size_t i = 0; i < value.size(); ++i) sums[person[i]].first += value[i], sums[person[i]].second += 1;
    std::map<double, double> out;
    for (const auto& [who, sum] : sums) out[who] = sum.first / sum.second;
    return out;
  }
};

class Drawer {
 public:
  explicit Drawer(const ResultsReader& reader) : reader_(reader) {}

  Expected<report::AnswersPage> draw() {
    read_people();
    read_series();
    if (!problems_.empty()) return problems_;
    heading();
    for (const Series& s : series_) spread(s);
    for (std::size_t i = 0; i < series_.size(); ++i) groups(i), course(i);
    beside();
    for (const Series& s : series_) partners(s);
    cut(page_.spreads, most_spreads, "scales"), cut(page_.groups, most_groups, "scales by group");
    cut(page_.visits, most_courses, "courses"), cut(page_.beside, most_beside, "pairs of scales");
    cut(page_.partners, most_groups, "scales of partners");
    return std::move(page_);
  }

 private:
  template <typename T>
  void note(const Expected<T>& read) {
    if (!read && problems_.empty()) problems_ = read.problems();
  }

  template <typename Picture>
  void cut(std::vector<Picture>& pictures, std::size_t most, const char* what) {
    if (pictures.size() <= most) return;
    page_.notes.push_back(fmt::format("{} of {} {} are drawn; all are in the results.", most, pictures.size(), what));
    pictures.resize(most);
  }

  void read_people() {
    const auto people = reader_.query("SELECT id, sex, arm FROM person ORDER BY id");
    const auto couples = reader_.query("SELECT person, value FROM told WHERE \"column\" = 'couple' ORDER BY person");
    note(people), note(couples);
    if (!people || !couples) return;
    for (std::size_t i = 0; i < people->rows.size(); ++i) {
      const double id = people->number(i, 0).value_or(0);
      people_[id] = {people->text(i, 1), people->text(i, 2), -id};
    }
    std::map<std::string, std::vector<double>> members;
    for (std::size_t i = 0; i < couples->rows.size(); ++i)
      if (!couples->text(i, 1).empty()) members[couples->text(i, 1)].push_back(couples->number(i, 0).value_or(0));
    for (const auto& [name, of] : members) {
      if (of.size() != 2) continue;
      couples_.emplace_back(of[0], of[1]);
      for (const double who : of) people_[who].couple = static_cast<double>(couples_.size());
    }
  }

  void read_series() {
    const auto visits = reader_.query("SELECT wave, visit, clock FROM visit");
    const auto kinds = reader_.query(
        "SELECT DISTINCT o.wave, o.measure, w.name, m.instrument, m.scale, m.unit FROM observation_raw o "
        "JOIN wave w ON w.\"index\" = o.wave JOIN measure m ON m.id = o.measure ORDER BY o.wave, o.measure");
    note(visits), note(kinds);
    if (!visits || !kinds) return;
    for (std::size_t k = 0; k < kinds->rows.size(); ++k) {
      Series s{kinds->text(k, 2), kinds->text(k, 3), kinds->text(k, 4), kinds->text(k, 5), {}, {}, {}, {}};
      if (!leading_scale(s.scale, s.unit) || s.scale.starts_with(item_prefix) || s.scale.ends_with("_deviation"))
        continue;
      const auto rows = reader_.numbers(
          "SELECT visit, person, value FROM observation_raw WHERE wave = ? AND measure = ? AND value IS NOT NULL "
          "ORDER BY visit, person",
          {kinds->number(k, 0).value_or(0), kinds->number(k, 1).value_or(0)});
      note(rows);
      if (!rows || rows->front().empty()) continue;
      s.visit = (*rows)[0], s.person = (*rows)[1], s.value = (*rows)[2];
      for (std::size_t v = 0; v < visits->rows.size(); ++v)
        if (visits->number(v, 0) == kinds->number(k, 0)) s.visits.push_back(visits->text(v, 2));
      series_.push_back(std::move(s));
    }
  }

  void heading() {
    page_.title = reader_.provenance("study_title").value_or("");
    if (page_.title.empty()) page_.title = reader_.provenance("study_name").value_or("");
    const auto count = [](std::size_t n, const char* one, const char* many) {
      return count_text(static_cast<int>(n), one, many);
    };
    page_.lead = "Answers of " + count(people_.size(), "person", "people");
    if (!couples_.empty()) page_.lead += ", " + count(couples_.size(), "couple", "couples") + " among them";
    std::map<std::string, std::size_t> arms;
    for (const auto& [id, p] : people_)
      if (!p.arm.empty()) ++arms[p.arm];
    std::string told;
    for (const auto& [arm, n] : arms) told += fmt::format("{}{} ({})", told.empty() ? "" : ", ", arm, n);
    if (arms.size() > 1) page_.lead += "; groups: " + told;
    page_.lead += ".";
    page_.sheet = reader_.provenance(sheet_key).value_or("");
  }

  // Of partners, and of one person's visits, the answers hang together: the interval minds that.
  [[nodiscard]] Maybe mean(const std::vector<double>& values, const std::vector<double>& people) const {
    std::vector<double> cluster;
    for (const double who : people) cluster.push_back(people_.at(who).couple);
    return evidence::estimate("mean", {{"value", "cluster"}, {values, std::move(cluster)}});
  }

  void spread(const Series& s) {
    report::AnswerSpread out;
    out.words = s.words();
    out.people = s.value.size();
    out.mean = mean(s.value, s.person);
    const auto sd = evidence::standard_deviation(s.value);
    out.sd = sd ? sd->value : std::numeric_limits<double>::quiet_NaN();
    const auto [least, greatest] = std::ranges::minmax(s.value);
    const auto ends = ends_of(s.unit);
    out.low = ends ? std::min(ends->first, least) : least;
    out.high = ends ? std::max(ends->second, greatest) : greatest;
    if (out.high <= out.low) out.high = out.low + 1;
    out.whole = std::ranges::all_of(s.value, [](double v) { return v == std::floor(v); }) &&
                out.low == std::floor(out.low) && out.high - out.low < static_cast<double>(most_bars);
    const double bars = out.whole ? std::floor(out.high - out.low) + 1 : s.value.size() < few ? 10 : 20;
    out.bars.assign(static_cast<std::size_t>(bars), 0);
    for (const double v : s.value) {
      const double place = out.whole ? v - out.low : bars * (v - out.low) / (out.high - out.low);
      ++out.bars[static_cast<std::size_t>(std::clamp(place, 0.0, bars - 1))];
    }
    page_.spreads.push_back(std::move(out));
  }

  // Values and people of one visit.
  static std::pair<std::vector<double>, std::vector<double>> of_visit(const Series& s, double visit) {
    std::pair<std::vector<double>, std::vector<double>> out;
    for (std::size_t i = 0; i < s.value.size(); ++i)
      if (s.visit[i] == visit) out.first.push_back(s.value[i]), out.second.push_back(s.person[i]);
    return out;
  }
  static std::string visit_words(const Series& s, double visit) {
    const auto at = static_cast<std::size_t>(visit);
    return at < s.visits.size() ? s.visits[at] : fmt::format("{}", at + 1);
  }
  [[nodiscard]] bool later(std::size_t i) const {
    return std::any_of(series_.begin() + static_cast<std::ptrdiff_t>(i) + 1, series_.end(),
                       [&](const Series& s) { return s.name() == series_[i].name(); });
  }

  // Of the last wave that has the scale, at its last visit.
  void groups(std::size_t i) {
    const Series& s = series_[i];
    if (later(i)) return;
    const double last = s.visit.back();
    const auto [values, who] = of_visit(s, last);
    std::map<std::string, std::pair<std::vector<double>, std::vector<double>>> by_arm;
    for (std::size_t k = 0; k < values.size(); ++k)
      if (const std::string& arm = people_.at(who[k]).arm; !arm.empty())
        by_arm[arm].first.push_back(values[k]), by_arm[arm].second.push_back(who[k]);
    report::AnswerMeans out = means_of(s.words(), s.value);
    if (s.visit.front() != last) out.words += ", " + visit_words(s, last);
    for (const auto& [arm, of] : by_arm)
      if (of.first.size() >= least_of_group) out.rows.emplace_back(arm, mean(of.first, of.second));
    keep(std::move(out), page_.groups);
  }

  // All visits of the scale, wave after wave; told once, where the scale is met first.
  void course(std::size_t first) {
    for (std::size_t i = 0; i < first; ++i)
      if (series_[i].name() == series_[first].name()) return;
    report::AnswerMeans out = means_of(series_[first].name(), series_[first].value);
    out.course = true;
    const bool waves = later(first);
    for (const Series& s : series_) {
      if (s.name() != series_[first].name()) continue;
      std::vector<double> visits = s.visit;
      visits.erase(std::ranges::unique(visits).begin(), visits.end());
      for (const double v : visits) {
        const auto [values, who] = of_visit(s, v);
        std::string label = visits.size() > 1 ? visit_words(s, v) : "";
        if (waves) label = s.wave + (label.empty() ? "" : " " + label);
        out.rows.emplace_back(label, mean(values, who));
      }
    }
    keep(std::move(out), page_.visits);
  }

  static report::AnswerMeans means_of(const std::string& words, const std::vector<double>& values) {
    const auto middle = evidence::mean(values), sd = evidence::standard_deviation(values);
    if (!middle || !sd) return {words, false, values.front(), values.front(), {}};
    return {words, false, middle->value - sd->value, middle->value + sd->value, {}};
  }

  static void keep(report::AnswerMeans means, std::vector<report::AnswerMeans>& to) {
    const auto told = std::ranges::count_if(means.rows, [](const auto& row) { return row.second.has_value(); });
    if (told > 1) to.push_back(std::move(means));
  }

  // `cluster`: by pair, where one couple has two; empty where a pair is a couple.
  void points(report::AnswerPairs out, const evidence::Sample& sample, const char* estimator,
              std::vector<report::AnswerPairs>& to) {
    const std::vector<double>&x = sample.columns[0], &y = sample.columns[1];
    if (x.size() < least_of_pairs) return;
    out.correlation = evidence::estimate(estimator, sample);
    out.of = x.size();
    const std::size_t count = std::min(x.size(), most_points);
    for (std::size_t k = 0; k < count; ++k) out.points.emplace_back(x[k * x.size() / count], y[k * x.size() / count]);
    to.push_back(std::move(out));
  }

  // Scales of one wave: of one instrument, or all with all where they are few.
  void beside() {
    std::map<std::string, std::size_t> of_wave;
    for (const Series& s : series_) ++of_wave[s.wave];
    for (std::size_t i = 0; i < series_.size(); ++i)
      for (std::size_t j = i + 1; j < series_.size(); ++j) {
        const Series &a = series_[i], &b = series_[j];
        if (a.wave != b.wave || (a.instrument != b.instrument && of_wave[a.wave] > few_scales)) continue;
        const auto of_a = a.means(), of_b = b.means();
        evidence::Sample both{{"x", "y", "cluster"}, {{}, {}, {}}};
        for (const auto& [who, value] : of_a)
          if (const auto other = of_b.find(who); other != of_b.end()) {
            both.columns[0].push_back(value), both.columns[1].push_back(other->second);
            both.columns[2].push_back(people_.at(who).couple);
          }
        points({a.name() + " and " + b.name() + " (" + a.wave + ")", a.scale, b.scale, {}, {}, 0}, both, "correlation",
               page_.beside);
      }
  }

  // Women across where all couples are of a woman and a man; else in the order of the file, and judged as exchangeable.
  void partners(const Series& s) {
    if (couples_.empty()) return;
    const auto of = s.means();
    const bool sexes = std::ranges::all_of(couples_, [&](const auto& c) {
      return people_.at(c.first).sex + people_.at(c.second).sex == "fm" ||
             people_.at(c.first).sex + people_.at(c.second).sex == "mf";
    });
    evidence::Sample both{{sexes ? "x" : "a", sexes ? "y" : "b"}, {{}, {}}};
    for (auto [one, other] : couples_) {
      if (sexes && people_.at(one).sex == "m") std::swap(one, other);
      const auto a = of.find(one), b = of.find(other);
      if (a != of.end() && b != of.end()) both.columns[0].push_back(a->second), both.columns[1].push_back(b->second);
    }
    points({s.words(), sexes ? "women" : "one partner", sexes ? "men" : "the other", {}, {}, 0, true}, both,
           sexes ? "correlation" : "intraclass", page_.partners);
  }

  const ResultsReader& reader_;
  std::map<double, Member> people_;
  std::vector<std::pair<double, double>> couples_;
  std::vector<Series> series_;
  report::AnswersPage page_;
  std::vector<Problem> problems_;
};

}  // namespace

Expected<report::AnswersPage> answers_page_of(const ResultsReader& reader) { return Drawer(reader).draw(); }

}  // namespace bowlby
