#include "fit/couples/sandwich.hpp"

#include <Eigen/Dense>

namespace bowlby::fit::couples {
namespace {

using Eigen::Index;
using Table = Eigen::MatrixXd;
using ByRow = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Index at(std::size_t i) { return static_cast<Index>(i); }

}  // namespace

std::vector<double> sandwich(const CoupleRows& rows, const std::vector<double>& scale, const Scales& scales,
                             const Look& look) {
  const std::size_t q = rows.random.cols, p = rows.fixed.cols, k = q + p + 1;
  const Eigen::Map<const Table> root(scales.root.data(), at(q), at(q));
  Table meat = Table::Zero(at(p), at(p));
  double couples = 0;
  std::vector<double> white;
  for (std::size_t from = 0, until = 0; from < rows.y.size(); from = until, couples += 1) {
    Single own;
    while (until < rows.y.size() && rows.couple[until] == rows.couple[from]) {
      own.day.push_back(rows.day[until]), own.member.push_back(rows.member[until]);
      for (std::size_t j = 0; j < q; ++j) own.columns.push_back(rows.random(until, j) / scale[j]);
      double left = rows.y[until];
      for (std::size_t j = 0; j < p; ++j) {
        own.columns.push_back(rows.fixed(until, j));
        left -= rows.fixed(until, j) * look.beta[j];
      }
      own.columns.push_back(left);
      ++until;
    }
    whiten(own, scales.residual, k, white);
    const Eigen::Map<const ByRow> w(white.data(), at(own.day.size()), at(k));
    const Table z = w.leftCols(at(q)) * root, x = w.middleCols(at(q), at(p));
    Eigen::VectorXd left = w.col(at(k) - 1);
    if (q > 0) {
      const Table d = Table::Identity(at(q), at(q)) + z.transpose() * z;
      left -= z * d.llt().solve(z.transpose() * left);
    }
    const Eigen::VectorXd u = x.transpose() * left;
    meat += u * u.transpose();
  }
  const Eigen::Map<const Table> inverse(look.inverse.data(), at(p), at(p));
  const Table all = inverse * meat * inverse * (couples / (couples - 1));
  return {all.data(), all.data() + all.size()};
}

}  // namespace bowlby::fit::couples
