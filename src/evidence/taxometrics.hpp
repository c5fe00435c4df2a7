#pragma once
// Kinds or a continuum? Two taxometric procedures and the comparison-curve-fit index that reads them.
//
//   MAMBAC   mean of one indicator above minus below a cut on another (Meehl & Yonce 1994): a hill over two kinds, a
//   dish
//            over a continuum. 50 cuts, 25 cases left outside at either end.
//   MAXCOV   covariance of two indicators in windows along a third (Meehl & Yonce 1996): a peak where two kinds mix,
//   flat
//            over a continuum. 50 windows that share nine tenths of their cases.
//   index    CCFI = d / (d + c) (Ruscio, Ruscio & Meron 2007), d and c the root mean squared distance of the data's
//   mean
//            curve to the mean curve of simulated continua and of simulated kinds. Below .45 a continuum, above .55
//            kinds, between them unclear. `index` is the mean of both procedures, as Ruscio advises.
//
// Both comparison worlds repeat the data's margins and correlations: a continuum by one Gaussian copula over all cases,
// two kinds by one copula within each group, the group with the larger sums being as large as the ends of the MAMBAC
// curve say (left / (left + right)). What a sample of either world would itself be given as index is reported beside
// the data's own: where these ranges overlap the data cannot tell. Indicators must all point the same way.
//
// Limits  copies of one latent normal: a continuum; copies of two distant points: kinds    Tests
// unit/evidence/taxometrics_test

#include <array>
#include <cstdint>
#include <vector>

#include "evidence/statistics.hpp"

namespace bowlby::evidence {

enum class Latent : std::uint8_t { continuum, unclear, kinds };

// Middle and central 95 % of simulated samples.
struct Range {
  double low = 0, middle = 0, high = 0;
};

struct Taxometrics {
  double mambac = 0, maxcov = 0;  // index of each procedure
  double index = 0;               // their mean
  Range if_continuum, if_kinds;   // the same mean for samples whose world is known
  double upper_share = 0;         // of cases in the upper group of the simulated kinds
  std::size_t n = 0;

  [[nodiscard]] Latent verdict() const {
    return index < .45 ? Latent::continuum : index <= .55 ? Latent::unclear : Latent::kinds;
  }
};

inline constexpr std::size_t taxometric_cases = 300;  // fewer cannot carry the curves (Meehl 1995)

// At least three indicators with spread, of equal length and without NaN; nothing otherwise. Same data and seed, same
// bits.
[[nodiscard]] std::optional<Taxometrics> taxometrics(const std::vector<std::vector<double>>& indicators,
                                                     std::uint64_t seed, int samples = 100);

}  // namespace bowlby::evidence
