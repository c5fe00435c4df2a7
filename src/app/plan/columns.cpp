#include "app/plan/columns.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace bowlby {
namespace {

// Luck of lost days and of prompts lies in other runs than that of days lived.
enum class Luck : std::uint32_t { life = 0, visit = 1 };

RunKey key_of(const PlanFile& plan, std::uint32_t replicate, Luck luck) {
  return RunKey::of(plan.seed, 2 * replicate + static_cast<std::uint32_t>(luck));
}

double answer(const DiaryPrompt& p, DiaryColumn column) {
  switch (column) {
    case DiaryColumn::security:
      return static_cast<double>(p.security);
    case DiaryColumn::distress:
      return static_cast<double>(p.distress);
    case DiaryColumn::bids:
      return static_cast<double>(p.bids);
    case DiaryColumn::asked:
      return static_cast<double>(p.asked);
    default:
      return static_cast<double>(p.offered);
  }
}

struct Mean {
  double sum = 0;
  int n = 0;
  void add(double x) { sum += x, ++n; }
  [[nodiscard]] double value() const { return sum / n; }
};

// One member of one couple over the days that are used.
struct Person {
  std::vector<double> outcome, predictor;
  double outcome_mean = 0, predictor_mean = 0;
};

struct Used {
  int arm = 0;
  std::vector<int> day;
  Person person[2];
};

// Where in `days` the day stands that lies `lag` days before; nothing where one of the two gave no answer on it.
std::optional<std::size_t> before(const std::vector<int>& days, std::size_t i, int lag) {
  const auto at = std::ranges::lower_bound(days, days[i] - lag);
  return *at == days[i] - lag ? std::optional(static_cast<std::size_t>(at - days.begin())) : std::nullopt;
}

std::vector<Used> used(std::span<const CoupleDays* const> couples, int days, int lag) {
  std::vector<Used> out;
  for (const CoupleDays* c : couples) {
    Used u;
    u.arm = c->arm;
    for (std::size_t i = 0; i < c->day.size() && c->day[i] <= days; ++i) {
      const auto from = before(c->day, i, lag);
      if (!from) continue;
      u.day.push_back(c->day[i]);
      for (std::size_t m = 0; m < 2; ++m) {
        u.person[m].outcome.push_back(c->outcome[i][m]);
        u.person[m].predictor.push_back(c->predictor[*from][m]);
      }
    }
    if (u.day.empty()) continue;
    for (Person& p : u.person) {
      for (const double y : p.outcome) p.outcome_mean += y / static_cast<double>(u.day.size());
      for (const double x : p.predictor) p.predictor_mean += x / static_cast<double>(u.day.size());
    }
    out.push_back(std::move(u));
  }
  return out;
}

double deviation(double n, double sum, double squares) {
  return n > 1 ? std::sqrt((squares - sum * sum / n) / (n - 1)) : 0;
}

// How spread two columns are, between persons or from day to day within them.
struct Spreads {
  double outcome = 0, predictor = 0;
};

Spreads spreads(const std::vector<Used>& couples, bool within) {
  double n = 0, y = 0, yy = 0, x = 0, xx = 0;
  const auto add = [&](double a, double b) { n += 1, y += a, yy += a * a, x += b, xx += b * b; };
  for (const Used& c : couples)
    for (const Person& p : c.person) {
      if (!within) add(p.outcome_mean, p.predictor_mean);
      for (std::size_t i = 0; within && i < c.day.size(); ++i)
        add(p.outcome[i] - p.outcome_mean, p.predictor[i] - p.predictor_mean);
    }
  return {deviation(n, y, yy), deviation(n, x, xx)};
}

// Writes rows of one plan.
class Builder {
 public:
  Builder(const PlanFile& plan, const std::vector<Used>& couples) : plan_(plan), couples_(couples) {
    width_ = column_names(plan).size();
    Mean centre;
    for (const Used& c : couples)
      for (const Person& p : c.person) centre.add(p.predictor_mean);
    centre_ = centre.n > 0 ? centre.value() : 0;
  }

  PlannedAnalysis build() {
    for (std::size_t c = 0; c < couples_.size(); ++c) {
      const Used& u = couples_[c];
      const std::size_t days = plan_.kind == PlanKind::apim ? 1 : u.day.size();
      for (std::size_t i = 0; i < days; ++i)
        for (std::size_t m = 0; m < 2; ++m) row(c, u, i, m);
    }
    const std::size_t n = out_.rows.y.size(), p = plan_.alike ? width_ : 2 * width_;
    out_.rows.fixed = fit::Matrix(n, p), out_.rows.fixed.data = std::move(fixed_);
    out_.rows.random = fit::Matrix(n, random_columns()), out_.rows.random.data = std::move(random_);
    out_.model.alike = plan_.alike;
    out_.model.carry = plan_.carry;
    out_.model.robust = plan_.robust;
    if (plan_.alike) out_.model.groups = random_columns() == 4 ? std::vector{0, 1, 0, 1} : std::vector{0, 1};
    if (random_columns() == 0) out_.model.groups.clear();
    out_.model.contrasts = fit::Matrix(1, p);
    out_.model.contrasts(0, tested_column(plan_)) = plan_.alike ? 1 : .5;
    if (!plan_.alike) out_.model.contrasts(0, width_ + tested_column(plan_)) = .5;
    const Spreads s = spreads(couples_, plan_.kind == PlanKind::diary_apim);
    const double of = plan_.kind == PlanKind::diary_arm ? 1 : s.predictor;
    out_.scale = s.outcome > 0 ? of / s.outcome : 0;
    return std::move(out_);
  }

 private:
  std::size_t random_columns() const {
    if (plan_.kind == PlanKind::apim) return 0;
    return plan_.random == RandomPart::slopes ? 4 : 2;
  }

  void row(std::size_t couple, const Used& u, std::size_t i, std::size_t m) {
    const Person &own = u.person[m], &other = u.person[1 - m];
    const bool once = plan_.kind == PlanKind::apim;
    out_.rows.couple.push_back(static_cast<std::uint32_t>(couple));
    out_.rows.member.push_back(static_cast<std::uint8_t>(m));
    out_.rows.day.push_back(once ? 1 : u.day[i]);
    out_.rows.y.push_back(once ? own.outcome_mean : own.outcome[i]);
    std::vector<double> x{1};
    if (plan_.kind == PlanKind::diary_arm) {
      x.push_back(u.arm);
    } else if (once) {
      x.insert(x.end(), {own.predictor_mean - centre_, other.predictor_mean - centre_});
    } else {
      x.insert(x.end(), {own.predictor[i] - own.predictor_mean, other.predictor[i] - other.predictor_mean,
                         own.predictor_mean - centre_, other.predictor_mean - centre_});
    }
    const std::size_t at = fixed_.size(), block = plan_.alike ? 0 : m * width_;
    fixed_.resize(at + (plan_.alike ? width_ : 2 * width_), 0);
    std::copy(x.begin(), x.end(), fixed_.begin() + static_cast<std::ptrdiff_t>(at + block));
    if (random_columns() > 0) random_row(m, x.size() > 2 ? x[1] : 0);
  }

  // Of each member; of members alike the couple's and the difference, which makes them exchangeable.
  void random_row(std::size_t m, double own) {
    std::vector<double> z(random_columns(), 0);
    const auto pair = [&](std::size_t from, double value) {
      if (plan_.alike)
        z[from] = value, z[from + 1] = m == 0 ? value : -value;
      else
        z[from + m] = value;
    };
    pair(0, 1);
    if (z.size() == 4) pair(2, own);
    random_.insert(random_.end(), z.begin(), z.end());
  }

  const PlanFile& plan_;
  const std::vector<Used>& couples_;
  std::size_t width_ = 0;
  double centre_ = 0;
  std::vector<double> fixed_, random_;
  PlannedAnalysis out_;
};

}  // namespace

CoupleDays keep_days(const PooledCouple& couple, const CouplePool& pool, const PlanFile& plan, int days,
                     std::uint32_t replicate, CoupleDiary& room) {
  const auto first = static_cast<std::uint32_t>(pool.day);
  const Draws life{key_of(plan, replicate, Luck::life).key, {}, first};
  Draws visit{key_of(plan, replicate, Luck::visit).key, {}, first};
  keep_couple_diary(couple.members[0], couple.members[1], days, plan.prompts, pool.params, life, visit, room);
  visit.stream[0] = couple.members[0].stream[0], visit.stream[1] = couple.members[0].stream[1];
  CoupleDays out;
  out.arm = couple.arm;
  for (int day = 1; day <= days; ++day) {
    if (plan.lost > 0 && visit.uniform(Purpose::missing, static_cast<std::uint32_t>(day)) < plan.lost) continue;
    Mean outcome[2], predictor[2];
    for (int k = 0; k < plan.prompts; ++k)
      for (std::size_t m = 0; m < 2; ++m) {
        const DiaryPrompt& line = room.lines[m][static_cast<std::size_t>((day - 1) * plan.prompts + k)];
        if (!line.answered) continue;
        outcome[m].add(answer(line, plan.outcome));
        predictor[m].add(answer(line, plan.predictor));
      }
    if (outcome[0].n == 0 || outcome[1].n == 0) continue;
    out.day.push_back(day);
    out.outcome.push_back({outcome[0].value(), outcome[1].value()});
    out.predictor.push_back({predictor[0].value(), predictor[1].value()});
  }
  return out;
}

PlannedAnalysis analysis_of(const PlanFile& plan, std::span<const CoupleDays* const> couples, int days) {
  const std::vector<Used> rows = used(couples, days, plan.lag);
  return Builder(plan, rows).build();
}

std::vector<std::string> column_names(const PlanFile& plan) {
  if (plan.kind == PlanKind::diary_arm) return {"one", "arm"};
  if (plan.kind == PlanKind::apim) return {"one", "own", "partner"};
  return {"one", "own", "partner", "own_mean", "partner_mean"};
}

std::size_t tested_column(const PlanFile& plan) { return plan.kind != PlanKind::diary_arm && plan.partner ? 2 : 1; }

}  // namespace bowlby
