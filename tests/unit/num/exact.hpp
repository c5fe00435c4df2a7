#pragma once
#include <mpfr.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "num/distributions.hpp"
#include "num/philox.hpp"

// MPFR with 128 bits as the judge of the functions under test, and test points.
namespace bowlby::exact {

class Real {
 public:
  Real() { mpfr_init2(value_, 128); }
  explicit Real(double x) : Real() { mpfr_set_d(value_, x, MPFR_RNDN); }
  Real(const Real&) = delete;
  Real& operator=(const Real&) = delete;
  ~Real() { mpfr_clear(value_); }
  mpfr_ptr ptr() { return value_; }
  double rounded() const { return mpfr_get_d(value_, MPFR_RNDN); }

 private:
  mpfr_t value_;
};

// got - truth as a double (the difference itself is formed in 128 bits).
inline double difference(double got, Real& truth) {
  Real d;
  mpfr_d_sub(d.ptr(), got, truth.ptr(), MPFR_RNDN);
  return d.rounded();
}

inline double ulp(double x) {
  const double a = std::fabs(x);
  return std::nextafter(a, std::numeric_limits<double>::infinity()) - a;
}
inline double ulp_error(double got, Real& truth) { return std::fabs(difference(got, truth)) / ulp(truth.rounded()); }

// Phi(x)
inline void normal_cdf(Real& out, double x) {
  Real root;
  mpfr_sqrt_ui(root.ptr(), 2, MPFR_RNDN);
  mpfr_d_div(out.ptr(), -x, root.ptr(), MPFR_RNDN);
  mpfr_erfc(out.ptr(), out.ptr(), MPFR_RNDN);
  mpfr_div_2ui(out.ptr(), out.ptr(), 1, MPFR_RNDN);
}

// Reproducible test points, independent of the library's generator.
class Points {
 public:
  explicit Points(std::uint64_t seed) : state_(seed * 0x2545F4914F6CDD1Du + 88172645463325252u) {}
  std::uint64_t bits() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return state_;
  }
  std::uint32_t word() { return static_cast<std::uint32_t>(bits() >> 32); }
  double uniform() { return (static_cast<double>(bits() >> 12) + 0.5) * 0x1p-52; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

 private:
  std::uint64_t state_;
};

}  // namespace bowlby::exact
