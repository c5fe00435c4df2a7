#include "fit/couples/likelihood.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <numbers>

namespace bowlby::fit::couples {
namespace {

using Eigen::Index;
using Table = Eigen::MatrixXd;
using Column = Eigen::VectorXd;
using View = Eigen::Map<const Table>;
using RowsView = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

constexpr double least_pivot = 1e-10;  // of T_xx, beside the column's own square: what is less is another's copy

Index at(std::size_t i) { return static_cast<Index>(i); }

}  // namespace

// One look. Tables of one couple have their random columns upright: [A | B]' is all columns x random, one below the
// other for all couples, those without a day alone first. The number of random columns is known to the compiler, since
// nearly all the time goes into products of that size.
struct Likelihood::Work {
  virtual ~Work() = default;
  virtual std::optional<Look> look(const Sums&, const Scales&, bool changes) = 0;
};

namespace {

template <int Q>
class LookAt final : public Likelihood::Work {
  using Square = Eigen::Matrix<double, Q, Q>;
  using Upright = Eigen::Matrix<double, Eigen::Dynamic, Q, Eigen::ColMajor>;
  using UprightView = Eigen::Map<Upright>;

 public:
  std::optional<Look> look(const Sums& sums, const Scales& scales, bool changes) override {
    sums_ = &sums, residual_ = scales.residual, k_ = at(sums.columns), l_ = at(sums.plain());
    root_ = Eigen::Map<const Square>(scales.root.data());
    weights_ = weights(residual_);
    logs_ = log_determinant(sums.paired, residual_, det_change_);
    out_ = {};
    combine();
    if (!take_out_random()) return std::nullopt;
    if (!solve()) return std::nullopt;
    if (changes) differentiate();
    return out_;
  }

 private:
  Index paired() const { return at(sums_->paired.couples()); }
  Index couples() const { return at(sums_->couples()); }
  UprightView upright(std::vector<double>& of, Index couple, Index rows) const {
    return UprightView(of.data() + couple * rows * Q, rows, Q);
  }
  View narrow(Index couple, std::size_t offset) const {
    return View(sums_->paired.narrow.data() + offset, k_ * Q,
                at(sums_->paired.kinds[static_cast<std::size_t>(couple)]));
  }
  View wide() const { return View(sums_->paired.wide.data(), l_ * l_, at(most_kinds)); }

  // [A | B]' of every couple and the sum of [X y]' O [X y].
  void combine() {
    tables_.resize(static_cast<std::size_t>(couples() * k_ * Q));
    known_.resize(static_cast<std::size_t>(couples() * l_ * Q));
    squares_.resize(static_cast<std::size_t>(couples()));
    const Column flat = wide() * Eigen::Map<const Column>(weights_.of.data(), at(most_kinds));
    t_ = View(flat.data(), l_, l_);
    std::size_t offset = 0;
    for (Index c = 0; Q > 0 && c < paired(); ++c) {
      const View own = narrow(c, offset);
      Eigen::Map<Column>(tables_.data() + c * k_ * Q, k_ * Q).noalias() =
          own * Eigen::Map<const Column>(weights_.of.data(), own.cols());
      offset += static_cast<std::size_t>(own.size());
    }
    for (Index c = paired(); c < couples(); ++c) {
      Table all;
      logs_ += white(c, residual_, all);
      if constexpr (Q > 0) upright(tables_, c, k_) = all.leftCols(Q);
      t_ += all.bottomRightCorner(l_, l_);
    }
  }

  // W' O W of a couple with days alone; gives ln det.
  double white(Index couple, const Residual& residual, Table& out) {
    const Single& s = sums_->single[static_cast<std::size_t>(couple - paired())];
    const double log_det = whiten(s, residual, sums_->columns, buffer_);
    const RowsView rows(buffer_.data(), at(s.day.size()), k_);
    out.noalias() = rows.transpose() * rows;
    return log_det;
  }

  bool take_out_random() {
    if constexpr (Q > 0) {
      for (Index c = 0; c < couples(); ++c) {
        const UprightView ab = upright(tables_, c, k_);
        const Square a = ab.topRows(Q);
        const Square d = Square::Identity() + root_.transpose() * a * root_;
        const Eigen::LLT<Square> llt(d);
        if (llt.info() != Eigen::Success) return false;
        double det = 1;
        for (Index i = 0; i < Q; ++i) det *= llt.matrixLLT()(i, i);
        logs_ += 2 * std::log(det);
        Square half = root_.transpose();
        llt.matrixL().solveInPlace(half);
        const Square e = half.transpose() * half;
        squares_[static_cast<std::size_t>(c)] = e;
        UprightView known = upright(known_, c, l_);
        known.noalias() = ab.bottomRows(l_).lazyProduct(e);
        t_ -= ab.bottomRows(l_).lazyProduct(known.transpose());
      }
    }
    return t_.allFinite();
  }

  bool solve() {
    const Index p = l_ - 1;
    const Table txx = t_.topLeftCorner(p, p);
    const Eigen::LLT<Table> llt(txx);
    if (llt.info() != Eigen::Success) return false;
    for (Index i = 0; i < p; ++i) {
      const double pivot = llt.matrixLLT()(i, i);
      if (!(pivot * pivot > least_pivot * txx(i, i))) return false;
      logs_ += 2 * std::log(pivot);
    }
    const Column txy = t_.col(p).head(p), beta = llt.solve(txy);
    inverse_ = llt.solve(Table::Identity(p, p));
    freedom_ = static_cast<double>(sums_->rows) - static_cast<double>(p);
    out_.rss = t_(p, p) - beta.dot(txy);
    if (!(out_.rss > 0)) return false;
    out_.deviance = freedom_ * (1 + std::log(2 * std::numbers::pi * out_.rss / freedom_)) + logs_;
    out_.beta.assign(beta.data(), beta.data() + p);
    out_.inverse.assign(inverse_.data(), inverse_.data() + p * p);
    return true;
  }

  void differentiate() {
    const Index p = l_ - 1;
    Column miss(l_);
    miss << -Eigen::Map<const Column>(out_.beta.data(), p), 1;
    h_ = freedom_ / out_.rss * miss * miss.transpose();
    h_.topLeftCorner(p, p) += inverse_;
    const Column weighed = wide().transpose() * Eigen::Map<const Column>(h_.data(), l_ * l_);
    table_change_ = weighed;
    Square root_change = Square::Zero();
    std::size_t offset = 0;
    Upright both(k_, Q);  // the change with [A | B]' of one couple
    for (Index c = 0; c < couples(); ++c) {
      if constexpr (Q > 0) change_with(c, both, root_change);
      if (c >= paired()) {
        change_of_single(c, both);
      } else if (Q > 0) {
        const View own = narrow(c, offset);
        table_change_.head(own.cols()).noalias() += own.transpose() * Eigen::Map<const Column>(both.data(), k_ * Q);
        offset += static_cast<std::size_t>(own.size());
      }
    }
    for (std::size_t i = 0; i < Residual::size; ++i)
      out_.residual_change[i] +=
          det_change_[i] + table_change_.dot(Eigen::Map<const Column>(weights_.change[i].data(), at(most_kinds)));
    root_change = (2 * root_change * root_).eval();
    out_.root_change.assign(root_change.data(), root_change.data() + Q * Q);
  }

  void change_with(Index c, Upright& both, Square& root_change) {
    const UprightView ab = upright(tables_, c, k_), known = upright(known_, c, l_);
    const Square& e = squares_[static_cast<std::size_t>(c)];
    const Square a = ab.topRows(Q);
    hb_.noalias() = h_.lazyProduct(ab.bottomRows(l_));  // too small for a product in blocks
    hbe_.noalias() = hb_.lazyProduct(e);
    both.topRows(Q) = e + known.transpose().lazyProduct(hbe_);
    both.bottomRows(l_) = -2 * hbe_;
    n_ = ab.bottomRows(l_) - known.lazyProduct(a);
    root_change += a - a * e * a - (hb_ - hbe_.lazyProduct(a)).transpose().lazyProduct(n_);
  }

  // Its whitening has no short formula of its own: differences, exact to about nine digits.
  void change_of_single(Index c, const Upright& both) {
    constexpr double step = 1e-5;
    Table above, below;
    for (std::size_t i = 0; i < Residual::size; ++i) {
      Residual up = residual_, down = residual_;
      up[i] += step, down[i] -= step;
      double change = white(c, up, above);
      change -= white(c, down, below);
      above -= below;
      change += h_.cwiseProduct(above.bottomRightCorner(l_, l_)).sum();
      if constexpr (Q > 0) change += both.cwiseProduct(above.leftCols(Q)).sum();
      out_.residual_change[i] += change / (2 * step);
    }
  }

  const Sums* sums_ = nullptr;
  Residual residual_;
  Index k_ = 0, l_ = 0;  // columns: all, and of [X y]
  Square root_;
  Weights weights_;
  double logs_ = 0, freedom_ = 0;
  std::array<double, Residual::size> det_change_{};
  std::vector<double> tables_, known_, buffer_;
  std::vector<Square> squares_;  // E of each couple
  Table t_, inverse_, h_;
  Column table_change_;
  Upright hb_, hbe_, n_;
  Look out_;
};

std::unique_ptr<Likelihood::Work> work_for(std::size_t random) {
  switch (random) {
    case 0:
      return std::make_unique<LookAt<0>>();
    case 1:
      return std::make_unique<LookAt<1>>();
    case 2:
      return std::make_unique<LookAt<2>>();
    default:
      return std::make_unique<LookAt<4>>();
  }
}

}  // namespace

Likelihood::Likelihood(Sums sums) : sums_(std::move(sums)), work_(work_for(sums_.random)) {}
Likelihood::~Likelihood() = default;

std::optional<Look> Likelihood::look(const Scales& scales, bool changes) const {
  return work_->look(sums_, scales, changes);
}

}  // namespace bowlby::fit::couples
