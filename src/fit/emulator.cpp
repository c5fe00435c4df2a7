#include "fit/emulator.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "num/elementary.hpp"

namespace bowlby::fit {
namespace {

using Map = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

constexpr double root3 = 1.7320508075688772, root5 = 2.23606797749979;
// Ridge per row, relative to terms of variance 1. A high one pulls the surface towards its mean.
constexpr double ridges[] = {1e-6, 1e-4, 1e-3, 3e-3, .01, .03, .1, .3, 1};

struct Rows {
  Matrix terms;  // without the constant
  std::vector<double> y;
  double mean = 0;
};

Rows measured(const Matrix& x, Values y) {
  std::vector<std::size_t> have;
  for (std::size_t i = 0; i < x.rows; ++i)
    if (!std::isnan(y[i])) have.push_back(i);
  Rows rows{all_terms(x.only(have)), {}, 0};
  for (const std::size_t i : have) rows.y.push_back(y[i]);
  for (const double v : rows.y) rows.mean += v / static_cast<double>(rows.y.size());
  return rows;
}

}  // namespace

void terms_at(Values x, std::span<double> out) {
  const std::size_t dims = x.size();
  std::size_t at = 0;
  out[at++] = 1;
  for (std::size_t i = 0; i < dims; ++i) out[at++] = root3 * x[i];
  for (std::size_t i = 0; i < dims; ++i) out[at++] = root5 * .5 * (3 * x[i] * x[i] - 1);
  for (std::size_t i = 0; i < dims; ++i)
    for (std::size_t j = i + 1; j < dims; ++j) out[at++] = 3 * x[i] * x[j];
}

Matrix all_terms(const Matrix& x) {
  Matrix terms(x.rows, terms_of(x.cols));
  for (std::size_t i = 0; i < x.rows; ++i) terms_at(x.row(i), terms.row(i));
  return terms;
}

double Emulator::of(Values terms) const {
  double sum = 0;
  for (std::size_t t = 0; t < beta.size(); ++t) sum += beta[t] * terms[t];
  return sum;
}

double Emulator::at(Values x) const {
  std::vector<double> terms(beta.size());
  terms_at(x, terms);
  return of(terms);
}

std::vector<double> Emulator::slope(Values x) const {
  std::vector<double> out(dims);
  std::size_t pair = 1 + 2 * dims;
  for (std::size_t i = 0; i < dims; ++i) out[i] = root3 * beta[1 + i] + 3 * root5 * x[i] * beta[1 + dims + i];
  for (std::size_t i = 0; i < dims; ++i)
    for (std::size_t j = i + 1; j < dims; ++j, ++pair) {
      out[i] += 3 * beta[pair] * x[j];
      out[j] += 3 * beta[pair] * x[i];
    }
  return out;
}

Emulator Emulator::in_box(Values low, Values high) const {
  // x = m + h z in every term; what comes out is sorted by powers of z and put back into Legendre terms.
  Emulator out = *this;
  std::ranges::fill(out.beta, 0);
  std::vector<double> m(dims), h(dims), line(dims, 0);
  for (std::size_t i = 0; i < dims; ++i) m[i] = .5 * (low[i] + high[i]), h[i] = .5 * (high[i] - low[i]);
  double constant = beta[0];
  for (std::size_t i = 0; i < dims; ++i) {
    const double a = root3 * beta[1 + i], b = 1.5 * root5 * beta[1 + dims + i];  // a x + b (x^2 - 1/3)
    constant += a * m[i] + b * (m[i] * m[i] - 1.0 / 3);
    line[i] += h[i] * (a + 2 * b * m[i]);
    const double square = b * h[i] * h[i];  // z^2 = (z^2 - 1/3) + 1/3
    constant += square / 3;
    out.beta[1 + dims + i] = square / (1.5 * root5);
  }
  std::size_t pair = 1 + 2 * dims;
  for (std::size_t i = 0; i < dims; ++i)
    for (std::size_t j = i + 1; j < dims; ++j, ++pair) {
      const double c = 3 * beta[pair];
      constant += c * m[i] * m[j];
      line[i] += c * h[i] * m[j];
      line[j] += c * h[j] * m[i];
      out.beta[pair] = beta[pair] * h[i] * h[j];
    }
  out.beta[0] = constant;
  for (std::size_t i = 0; i < dims; ++i) out.beta[1 + i] = line[i] / root3;
  return out;
}

std::optional<Emulator> fit_emulator(const Matrix& x, Values y) {
  const Rows rows = measured(x, y);
  const std::size_t n = rows.y.size(), width = terms_of(x.cols);
  if (n < x.cols + 3) return std::nullopt;
  // The terms and the output about their means; the constant is then not shrunk.
  const Map whole(rows.terms.data.data(), static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(width));
  Eigen::MatrixXd a = whole.rightCols(static_cast<Eigen::Index>(width) - 1);
  const Eigen::RowVectorXd centre = a.colwise().mean();
  a.rowwise() -= centre;
  Eigen::VectorXd b = Eigen::Map<const Eigen::VectorXd>(rows.y.data(), static_cast<Eigen::Index>(n));
  b.array() -= rows.mean;
  const double squares = b.squaredNorm();
  if (!(squares > 0)) return std::nullopt;

  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen(a.transpose() * a);
  const Eigen::MatrixXd rotated = a * eigen.eigenvectors();
  const Eigen::VectorXd along = rotated.transpose() * b;
  const Eigen::ArrayXd roots = eigen.eigenvalues().array().max(0.0);
  Emulator best;
  best.dims = x.cols;
  best.n = n;
  best.spread = num::sqrt(squares / static_cast<double>(n - 1));
  best.loo = -1;
  Eigen::VectorXd coefficients;
  for (const double ridge : ridges) {
    const Eigen::ArrayXd gain = 1 / (roots + ridge * static_cast<double>(n));
    const Eigen::VectorXd fitted = rotated * (gain * along.array()).matrix();
    const Eigen::ArrayXd lever =
        (rotated.array().square().matrix() * gain.matrix()).array() + 1 / static_cast<double>(n);
    const Eigen::ArrayXd missed = (b - fitted).array() / (1 - lever).max(1e-3);
    const double loo = num::sqrt(missed.square().mean());
    if (best.loo >= 0 && loo >= best.loo) continue;
    best.loo = loo;
    best.ridge = ridge;
    coefficients = eigen.eigenvectors() * (gain * along.array()).matrix();
    best.missed.assign(x.rows, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0, at = 0; i < x.rows; ++i)
      if (!std::isnan(y[i])) best.missed[i] = missed[static_cast<Eigen::Index>(at++)];
  }
  best.beta.assign(width, 0);
  best.beta[0] = rows.mean - centre.dot(coefficients);
  for (std::size_t t = 1; t < width; ++t) best.beta[t] = coefficients[static_cast<Eigen::Index>(t) - 1];
  return best;
}

std::vector<double> refit(const Matrix& terms, Values y, std::span<const double> counts, double ridge) {
  const auto n = static_cast<Eigen::Index>(terms.rows), width = static_cast<Eigen::Index>(terms.cols);
  const Map a(terms.data.data(), n, width);
  const Eigen::Map<const Eigen::VectorXd> b(y.data(), n), w(counts.data(), n);
  Eigen::MatrixXd square = a.transpose() * w.asDiagonal() * a;
  for (Eigen::Index t = 1; t < width; ++t) square(t, t) += ridge * w.sum();
  square(0, 0) += 1e-9;
  const Eigen::VectorXd right = a.transpose() * (w.array() * b.array()).matrix();
  const Eigen::VectorXd solved = square.ldlt().solve(right);
  return {solved.data(), solved.data() + solved.size()};
}

}  // namespace bowlby::fit
