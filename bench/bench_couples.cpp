// How long one fit of a couples' diary takes, and how much faster one look at its likelihood is than by whole
// covariances.
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "fit/couples/likelihood.hpp"
#include "fit/couples/reml.hpp"
#include "unit/fit/couples/dense.hpp"

namespace {

using namespace bowlby::fit;

CoupleRows diary(std::mt19937& luck, int couples, int days, bool slopes) {
  std::normal_distribution<double> z;
  CoupleRows rows;
  std::vector<double> fixed, random;
  const std::size_t q = slopes ? 4 : 2;
  constexpr std::size_t p = 10, width = 5;
  for (int c = 0; c < couples; ++c) {
    const double b[2]{.7 * z(luck), .7 * z(luck)}, s[2]{slopes ? .2 * z(luck) : 0, slopes ? .2 * z(luck) : 0};
    const double mean[2]{z(luck), z(luck)};
    double e[2]{z(luck), z(luck)};
    for (int d = 0; d < days; ++d) {
      const double x[2]{z(luck), z(luck)};
      for (double& v : e) v = .3 * v + .95 * z(luck);
      for (std::size_t m = 0; m < 2; ++m) {
        rows.couple.push_back(static_cast<std::uint32_t>(c));
        rows.member.push_back(static_cast<std::uint8_t>(m));
        rows.day.push_back(d);
        rows.y.push_back(3 + .3 * x[m] + .1 * x[1 - m] + b[m] + s[m] * x[m] + e[m]);
        const std::size_t at = fixed.size(), z_at = random.size();
        fixed.resize(at + p, 0), random.resize(z_at + q, 0);
        const double values[width]{1, x[m], x[1 - m], mean[m], mean[1 - m]};
        for (std::size_t k = 0; k < width; ++k) fixed[at + width * m + k] = values[k];
        random[z_at + m] = 1;
        if (slopes) random[z_at + 2 + m] = x[m];
      }
    }
  }
  rows.fixed = Matrix(rows.y.size(), p), rows.fixed.data = fixed;
  rows.random = Matrix(rows.y.size(), q), rows.random.data = random;
  return rows;
}

template <class Work>
double milliseconds(int times, Work&& work) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count() / times;
}

}  // namespace

int main(int argc, char** argv) {
  const int fits = argc > 1 ? std::atoi(argv[1]) : 20;
  constexpr int couples = 200, days = 14;
  std::mt19937 luck(1);
  for (const bool slopes : {false, true}) {
    const CoupleRows rows = diary(luck, couples, days, slopes);
    const std::size_t q = rows.random.cols;
    const couples::Likelihood likelihood(couples::gather(rows, std::vector<double>(q, 1.0)));
    couples::Scales at;
    at.root.assign(q * q, 0);
    for (std::size_t i = 0; i < q; ++i) at.root[i * q + i] = .5;
    at.residual.carry = .3;
    dense::Variances natural{dense::Square(q, std::vector<dense::Real>(q, 0))};
    for (std::size_t i = 0; i < q; ++i) natural.random[i][i] = .25L;
    natural.carry = std::tanh(.3L);
    const double with = milliseconds(fits, [&] { (void)likelihood.look(at, true); });
    const double without = milliseconds(fits, [&] { (void)likelihood.look(at, false); });
    const double slow = milliseconds(3, [&] { (void)dense::look(rows, natural); });
    int looks = 0;
    const double fit = milliseconds(fits, [&] { looks = fit_couples(rows, {}).looks; });
    std::printf(
        "%s: fit %.2f ms with %d looks; a look %.3f ms, with changes %.3f ms; by whole covariances %.1f ms, %.0f times "
        "as long\n",
        slopes ? "slopes" : "intercepts", fit, looks, without, with, slow, slow / without);
  }
}
