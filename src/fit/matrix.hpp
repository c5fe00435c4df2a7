#pragma once
// A table of numbers, row by row: one row is one run, one draw or one parameter. NaN stands for what was not measured.

#include <cstddef>
#include <span>
#include <vector>

namespace bowlby::fit {

using Values = std::span<const double>;

struct Matrix {
  std::size_t rows = 0, cols = 0;
  std::vector<double> data;

  Matrix() = default;
  Matrix(std::size_t r, std::size_t c, double value = 0.0) : rows(r), cols(c), data(r * c, value) {}
  double& operator()(std::size_t r, std::size_t c) { return data[r * cols + c]; }
  double operator()(std::size_t r, std::size_t c) const { return data[r * cols + c]; }
  [[nodiscard]] std::span<double> row(std::size_t r) { return {data.data() + r * cols, cols}; }
  [[nodiscard]] Values row(std::size_t r) const { return {data.data() + r * cols, cols}; }
  [[nodiscard]] std::vector<double> column(std::size_t c) const {
    std::vector<double> out(rows);
    for (std::size_t r = 0; r < rows; ++r) out[r] = (*this)(r, c);
    return out;
  }
  // The rows named, in that order.
  [[nodiscard]] Matrix only(std::span<const std::size_t> which) const {
    Matrix out(which.size(), cols);
    for (std::size_t r = 0; r < which.size(); ++r)
      for (std::size_t c = 0; c < cols; ++c) out(r, c) = (*this)(which[r], c);
    return out;
  }
};

}  // namespace bowlby::fit
