#pragma once
// Samples that repeat the margins and the correlations of given columns and nothing else: a Gaussian copula. The
// correlations of the underlying normals are moved until those of a large sample meet the given ones, after the idea of
// Ruscio & Kaczetow (2008). Every draw has an address (seed, sample, row): nothing depends on the order of work.

#include <cstdint>
#include <vector>

namespace bowlby::evidence {

// To mean 0 and sd 1 (n - 1). False, and all zero, when there is no spread.
bool standardise(std::vector<double>& v);

class Copula {
 public:
  Copula(const std::vector<std::vector<double>>& columns, std::uint64_t seed);
  // Column by column. `number`: samples with different numbers are independent.
  [[nodiscard]] std::vector<std::vector<double>> sample(std::size_t rows, std::uint32_t number) const;

 private:
  std::vector<std::vector<double>> margins_;  // sorted
  std::vector<double> root_;                  // lower triangle of the normals' correlations, row by row
  std::uint64_t seed_;
};

}  // namespace bowlby::evidence
