#pragma once
// Restricted maximum likelihood (REML) for two members of a couple who answer on days.
//
//   y_cmt = x_cmt' beta + z_cmt' b_c + e_cmt        b_c ~ N(0, G)
//   cov(e_cmt, e_cm't') = Sigma_mm' rho^|t - t'|    Sigma 2 x 2, rho the carry-over from one day to the next
//
// Couples are independent. Days may be missing for one member or both, and a couple may have one day only: without
// random columns and carry-over the model is the actor-partner model of one measurement. beta and the overall variance
// are profiled out. G = L L' with L free, zero too, so that a variance of none is an answer and no failure.
//
// What is gathered once of a couple without gaps makes one look at the likelihood cost no more for many days than for
// few (sums.hpp). The slow reference of the tests builds every couple's whole covariance.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "fit/matrix.hpp"

namespace bowlby::fit {

// Answers by couple (equal numbers stand together), and within it by day, then member. One of each at most.
struct CoupleRows {
  std::vector<std::uint32_t> couple;
  std::vector<std::uint8_t> member;  // 0 or 1
  std::vector<int> day;
  std::vector<double> y;
  Matrix fixed, random;  // columns of x and z; `random` may have none
};

struct CoupleModel {
  bool alike = false;              // both members have one residual variance (exchangeable)
  bool carry = true;               // rho is free; otherwise none
  std::vector<int> groups;         // of the random columns: those of one number are correlated; empty: all are
  Matrix contrasts;                // rows of weights of the coefficients: what else is to be tested
  bool degrees_of_freedom = true;  // by Satterthwaite's method; otherwise tests are normal
  bool robust = false;             // errors from how couples differ in fact (sandwich), tests with couples - 1
  std::vector<double> start;       // of the search, as another fit's `numbers`; it finds the same end sooner
};

struct Tested {
  double value = 0, error = 0, degrees_of_freedom = 0, p = 1;
};

struct CoupleFit {
  std::string failed;  // why there is no fit; empty: there is one
  std::vector<Tested> fixed, contrasts;
  Matrix covariance;           // of the coefficients
  double log_likelihood = 0;   // restricted
  Matrix random;               // G
  std::array<double, 2> sd{};  // of the residual of each member
  double correlation = 0, carry = 0;
  bool singular = false;  // some direction of G has no variance; coefficients are tested all the same
  std::size_t rows = 0, couples = 0;
  std::vector<double> numbers;  // that were searched for
  int looks = 0;                // at the likelihood
};

[[nodiscard]] CoupleFit fit_couples(const CoupleRows&, const CoupleModel&);

}  // namespace bowlby::fit
