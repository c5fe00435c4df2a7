#include "fit/waves/gaps.hpp"

#include <cmath>
#include <map>
#include <utility>

namespace bowlby::fit::waves {

std::vector<Alike> by_gaps(const Matrix& answers, std::span<const int> group) {
  std::map<std::pair<int, std::vector<std::size_t>>, std::vector<std::size_t>> rows;
  for (std::size_t r = 0; r < answers.rows; ++r) {
    std::vector<std::size_t> there;
    for (std::size_t c = 0; c < answers.cols; ++c)
      if (std::isfinite(answers(r, c))) there.push_back(c);
    if (!there.empty()) rows[{group.empty() ? 0 : group[r], std::move(there)}].push_back(r);
  }
  std::vector<Alike> out;
  for (const auto& [kind, who] : rows) {
    Alike a;
    a.group = kind.first, a.there = kind.second;
    a.people = static_cast<double>(who.size());
    const std::size_t k = a.there.size();
    a.mean.assign(k, 0), a.scatter.assign(k * k, 0);
    for (const std::size_t r : who)
      for (std::size_t i = 0; i < k; ++i) a.mean[i] += answers(r, a.there[i]) / a.people;
    for (const std::size_t r : who)
      for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j)
          a.scatter[i * k + j] += (answers(r, a.there[i]) - a.mean[i]) * (answers(r, a.there[j]) - a.mean[j]);
    out.push_back(std::move(a));
  }
  return out;
}

Level level_of(const Matrix& answers, std::size_t from, std::size_t until) {
  Level out;
  double sum = 0, squares = 0;
  const auto each = [&](auto&& f) {
    for (std::size_t r = 0; r < answers.rows; ++r)
      for (std::size_t c = from; c < until; ++c)
        if (std::isfinite(answers(r, c))) f(answers(r, c));
  };
  each([&](double v) { sum += v, ++out.n; });
  if (out.n < 2) return out;
  out.mean = sum / out.n;
  each([&](double v) { squares += (v - out.mean) * (v - out.mean); });
  if (squares > 0) out.spread = std::sqrt(squares / (out.n - 1));
  return out;
}

void put_on_level(Matrix& answers, std::size_t from, std::size_t until, const Level& level) {
  for (std::size_t r = 0; r < answers.rows; ++r)
    for (std::size_t c = from; c < until; ++c) answers(r, c) = (answers(r, c) - level.mean) / level.spread;
}

}  // namespace bowlby::fit::waves
