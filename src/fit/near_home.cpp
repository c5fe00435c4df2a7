#include "fit/near_home.hpp"

#include <Eigen/Dense>
#include <cmath>

#include "num/distributions.hpp"

namespace bowlby::fit {

Matrix mirrored_points(std::size_t n, std::size_t dims, const Luck& luck) {
  Matrix points(n, dims);
  const std::size_t own = (n + 1) / 2;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t d = 0; d < dims; ++d)
      points(i, d) = i < own ? 2 * luck.uniform(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(d)) - 1
                             : -points(i - own, d);
  return points;
}

double Line::at(Values x) const {
  double y = level;
  for (std::size_t d = 0; d < slope.size(); ++d) y += slope[d] * x[d];
  return y;
}

std::optional<Line> fit_line(const Matrix& x, Values y, double ridge) {
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < x.rows; ++i)
    if (!std::isnan(y[i])) told.push_back(i);
  if (told.size() < 3) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(told.size()), dims = static_cast<Eigen::Index>(x.cols);
  Eigen::MatrixXd rows(n, dims + 1);
  Eigen::VectorXd out(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const std::size_t r = told[static_cast<std::size_t>(i)];
    rows(i, 0) = 1;
    for (Eigen::Index d = 0; d < dims; ++d) rows(i, d + 1) = x(r, static_cast<std::size_t>(d));
    out(i) = y[r];
  }
  Eigen::VectorXd held = Eigen::VectorXd::Constant(dims + 1, ridge);
  held(0) = 0;
  Eigen::MatrixXd normal = rows.transpose() * rows;
  normal.diagonal() += held;
  const Eigen::VectorXd w = normal.ldlt().solve(rows.transpose() * out);
  // A ridge spends about half of its slopes.
  const double left = std::max(1.0, static_cast<double>(n) - static_cast<double>(dims + 1) / 2);
  Line line{w(0), {w.data() + 1, w.data() + w.size()}, 0};
  line.scatter = std::sqrt((out - rows * w).squaredNorm() / left);
  return line;
}

double NearHome::operator()(Values x) const {
  double total = 0;
  for (const double c : x) total -= .25 * c * c;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (!lines[k] || bands[k].weight <= 0) continue;
    const double half = (bands[k].high - bands[k].low) / 2 / 1.96;
    const double width = std::hypot(half, lines[k]->scatter / std::sqrt(runs / 4));
    const double z = (lines[k]->at(x) - (bands[k].low + bands[k].high) / 2) / width;
    total -= (degrees + 1) / 2 * num::log(1 + bands[k].weight * z * z / degrees);
  }
  return total;
}

void NearHome::move_to(Values x, Values measured) {
  for (std::size_t k = 0; k < lines.size(); ++k)
    if (lines[k] && !std::isnan(measured[k])) lines[k]->level += measured[k] - lines[k]->at(x);
}

}  // namespace bowlby::fit
