#include "app/validate/compare_daily.hpp"

#include <fmt/format.h>

#include <cmath>

namespace bowlby {
namespace {

using evidence::DayByDay;

constexpr std::array<const char*, 2> reports{"distress", "security"};

// A person of a replicate as one number, from 1; people have ids below 2^32.
std::uint64_t number_of(double replicate, double id) {
  return (static_cast<std::uint64_t>(replicate) << 32) + static_cast<std::uint64_t>(id) + 1;
}

// The diaries of one wave, a mean for every day with an answer.
Expected<std::vector<DayByDay>> diaries(const ResultsReader& reader, double wave, const std::string& report) {
  const auto rows =
      reader.numbers("SELECT replicate, visit, person, max(partner), day, avg(" + report +
                         ") FROM diary_raw WHERE wave = ? AND answered = 1 GROUP BY replicate, visit, person, day "
                         "ORDER BY replicate, visit, person, day",
                     {wave});
  if (!rows) return rows.problems();
  const auto& c = *rows;
  std::vector<DayByDay> all;
  for (std::size_t i = 0; !c.empty() && i < c[0].size(); ++i) {
    if (i == 0 || c[0][i] != c[0][i - 1] || c[1][i] != c[1][i - 1] || c[2][i] != c[2][i - 1]) {
      all.emplace_back();
      all.back().person = number_of(c[0][i], c[2][i]);
      if (c[3][i] >= 0) all.back().partner = number_of(c[0][i], c[3][i]);
    }
    all.back().date.push_back(static_cast<int>(c[4][i]));
    all.back().value.push_back(c[5][i]);
  }
  return all;
}

std::string cell(const evidence::DailyNumber& n) {
  if (!n.estimate) return "- " + n.why_not;
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", n.estimate->value, n.estimate->low, n.estimate->high);
}

}  // namespace

Expected<std::vector<DailyLife>> daily_life(const ResultsReader& reader) {
  const auto waves = reader.query("SELECT \"index\", name FROM wave WHERE instrument = 'diary' ORDER BY 1");
  if (!waves) return waves.problems();
  std::vector<DailyLife> out;
  for (std::size_t w = 0; w < waves->rows.size(); ++w)
    for (const char* report : reports) {
      const auto all = diaries(reader, waves->number(w, 0).value_or(-1), report);
      if (!all) return all.problems();
      out.push_back({waves->text(w, 1), report, all->size(), evidence::daily_life(*all)});
    }
  return out;
}

std::string daily_id(const DailyLife& d, std::size_t number) {
  return fmt::format("{}.{}.{}", d.wave, d.report, number + 1);
}

std::string to_text(const std::vector<DailyLife>& table) {
  std::string out;
  for (std::size_t i = 0; i + 1 < table.size(); i += 2) {
    const DailyLife &a = table[i], &b = table[i + 1];
    out += fmt::format(
        "\nDays of the diary '{}' ({} kept it), means of a day's answers on 1 to 7, no published number beside them\n",
        a.wave, a.diaries);
    out += fmt::format("{:<42}{:<36}{}\n", "", a.report, b.report);
    for (std::size_t k = 0; k < evidence::daily_count; ++k)
      out += fmt::format("{:<42}{:<36}{}\n", evidence::daily_names[k], cell(a.numbers[k]), cell(b.numbers[k]));
  }
  return out;
}

void put(JsonWriter& json, const DailyLife& d) {
  for (std::size_t k = 0; k < evidence::daily_count; ++k) {
    const evidence::DailyNumber& n = d.numbers[k];
    const evidence::Estimate e =
        n.estimate.value_or(evidence::Estimate{std::nan(""), std::nan(""), std::nan(""), 0, 0});
    json.line(2);
    json.object([&] {
      json.field("id", daily_id(d, k));
      json.field("quantity", evidence::daily_names[k]);
      json.field("wave", d.wave);
      json.field("report", d.report);
      json.field("role", "daily");
      for (const char* none : {"published", "published_low", "published_high"}) json.field(none, nullptr);
      json.field("simulated", e.value);
      json.field("simulated_low", e.low);
      json.field("simulated_high", e.high);
      json.field("n", e.n);
      json.field("inside", nullptr);
      json.field("why_not", n.why_not);
    });
  }
}

}  // namespace bowlby
