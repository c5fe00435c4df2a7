#include "fit/covariance.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "num/elementary.hpp"

namespace bowlby::fit {
namespace {

using Whole = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const Whole> view(const Matrix& m) {
  return {m.data.data(), static_cast<Eigen::Index>(m.rows), static_cast<Eigen::Index>(m.cols)};
}

Matrix taken(const Whole& m) {
  Matrix out(static_cast<std::size_t>(m.rows()), static_cast<std::size_t>(m.cols()));
  std::copy(m.data(), m.data() + m.size(), out.data.begin());
  return out;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa > 0 && bb > 0 ? ab / num::sqrt(aa * bb) : 0;
}

}  // namespace

Matrix residual_correlation(std::span<const std::optional<Emulator>> emulators) {
  const std::size_t outputs = emulators.size();
  Matrix out(outputs, outputs);
  double chance = 0, squares = 0;
  for (std::size_t k = 0; k < outputs; ++k) {
    out(k, k) = 1;
    for (std::size_t l = 0; l < k && emulators[k]; ++l) {
      if (!emulators[l]) continue;
      const double r = correlation(emulators[k]->missed, emulators[l]->missed);
      const double n = static_cast<double>(std::min(emulators[k]->n, emulators[l]->n));
      out(k, l) = out(l, k) = r;
      chance += (1 - r * r) * (1 - r * r) / (n - 1);
      squares += r * r;
    }
  }
  const double kept = squares > 0 ? 1 - num::clamp(chance / squares, .01, 1.0) : 0;
  for (std::size_t k = 0; k < outputs; ++k)
    for (std::size_t l = 0; l < outputs; ++l)
      if (k != l) out(k, l) *= kept;
  return out;
}

Matrix covariance_of(const Matrix& correlation, Values sd, Values own) {
  Matrix out = correlation;
  for (std::size_t k = 0; k < out.rows; ++k) {
    for (std::size_t l = 0; l < out.cols; ++l) out(k, l) *= sd[k] * sd[l];
    out(k, k) += own[k];
  }
  return out;
}

Matrix whitener(const Matrix& covariance) {
  const Eigen::LLT<Eigen::MatrixXd> root(view(covariance));
  const auto n = static_cast<Eigen::Index>(covariance.rows);
  return taken(Whole(root.matrixL().solve(Eigen::MatrixXd::Identity(n, n))));
}

Matrix product(const Matrix& a, const Matrix& b) { return taken(Whole(view(a) * view(b))); }

}  // namespace bowlby::fit
