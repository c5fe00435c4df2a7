#include "fit/fisher.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace bowlby::fit {

std::size_t Fisher::told() const {
  return static_cast<std::size_t>(std::ranges::count_if(eigenvalues, [](double v) { return v > 1; }));
}

Fisher fisher(const Matrix& slopes, Values variance) {
  constexpr double prior = 1.0 / 3.0;
  const auto dims = static_cast<Eigen::Index>(slopes.cols);
  Eigen::MatrixXd information = Eigen::MatrixXd::Zero(dims, dims);
  for (std::size_t k = 0; k < slopes.rows; ++k) {
    if (!std::isfinite(variance[k])) continue;
    const Eigen::Map<const Eigen::VectorXd> slope(slopes.row(k).data(), dims);
    information += slope * slope.transpose() * (prior / variance[k]);
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(information);
  Fisher out;
  out.directions = Matrix(slopes.cols, slopes.cols);
  out.learned.assign(slopes.cols, 0);
  for (Eigen::Index k = 0; k < dims; ++k) {
    const Eigen::Index from = dims - 1 - k;
    const double value = std::max(0.0, eigen.eigenvalues()[from]);
    out.eigenvalues.push_back(value);
    Eigen::VectorXd v = eigen.eigenvectors().col(from);
    Eigen::Index largest = 0;
    v.cwiseAbs().maxCoeff(&largest);
    if (v[largest] < 0) v = -v;  // the sign of a direction means nothing: the largest entry is positive
    for (Eigen::Index d = 0; d < dims; ++d) {
      out.directions(static_cast<std::size_t>(d), static_cast<std::size_t>(k)) = v[d];
      out.learned[static_cast<std::size_t>(d)] += v[d] * v[d] * value / (1 + value);
    }
  }
  return out;
}

}  // namespace bowlby::fit
