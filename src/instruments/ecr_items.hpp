// The 36 graded-response items of the ECR on five points: numbers only, no wording.
//
//   P(keyed answer > k) = 1 / (1 + exp(-a (theta - b_k))),  k = 1..4;   `reversed` items are keyed as 6 - answer
//
// Facts: our own fit to the public answers of 39,057 adults (Open-Source Psychometrics Project, ECR file of 1 March
// 2018); the ledger's ecr_grm.tsv holds the same rows. Valid for those 36 statements on five points alone.
// Marginal reliability .929 (anxiety), .945 (avoidance); latent correlation .018.
// Tests  unit/instruments/ecr_test
#pragma once
#include <array>
#include <cstdint>

namespace bowlby {

enum class EcrSide : std::uint8_t { anxiety, avoidance };

struct EcrItem {
  int number;  // 1..36
  EcrSide side;
  bool reversed;
  double a;     // discrimination, logistic, D = 1
  double b[4];  // thresholds on the latent scale
};

// clang-format off
inline constexpr std::array<EcrItem, 36> ecr_items{{
    { 1, EcrSide::avoidance, false, 1.73, {-1.16, .15, .58, 2.00}},
    { 2, EcrSide::anxiety,   false, 2.17, {-1.65, -.74, -.29, .85}},
    { 3, EcrSide::avoidance, true,  2.13, {-.66, .49, 1.05, 2.11}},
    { 4, EcrSide::anxiety,   false, 1.91, {-1.98, -.77, -.08, 1.17}},
    { 5, EcrSide::avoidance, false, 2.07, {-1.02, .11, .64, 1.74}},
    { 6, EcrSide::anxiety,   false, 2.07, {-1.67, -.68, -.26, .91}},
    { 7, EcrSide::avoidance, false, 2.38, {-.77, .31, .78, 1.76}},
    { 8, EcrSide::anxiety,   false, 2.21, {-1.55, -.49, .09, 1.28}},
    { 9, EcrSide::avoidance, false, 2.57, {-.95, .21, .68, 1.74}},
    {10, EcrSide::anxiety,   false, 1.83, {-1.65, -.61, .14, 1.13}},
    {11, EcrSide::avoidance, false, 1.97, {-1.06, .11, .66, 1.80}},
    {12, EcrSide::anxiety,   false, 1.34, {-.99, .34, 1.17, 2.43}},
    {13, EcrSide::avoidance, false, 2.43, {-.93, .25, .70, 1.86}},
    {14, EcrSide::anxiety,   false, 1.73, {-1.41, -.47, 0, 1.09}},
    {15, EcrSide::avoidance, true,  1.79, {-.94, .44, .98, 2.06}},
    {16, EcrSide::anxiety,   false, 1.34, {-1.06, .40, 1.22, 2.59}},
    {17, EcrSide::avoidance, false, 2.50, {-.93, .28, .86, 2.03}},
    {18, EcrSide::anxiety,   false, 2.07, {-1.70, -.71, -.15, .98}},
    {19, EcrSide::avoidance, true,  1.87, {-1.38, .18, .92, 2.19}},
    {20, EcrSide::anxiety,   false, 1.50, {-1.41, -.14, .49, 1.99}},
    {21, EcrSide::avoidance, false, 1.48, {-1.96, -.54, .08, 1.43}},
    {22, EcrSide::anxiety,   true,  1.90, {-1.61, -.45, .07, 1.25}},
    {23, EcrSide::avoidance, false, 2.42, {-.82, .49, 1.08, 2.18}},
    {24, EcrSide::anxiety,   false, 1.54, {-1.82, -.60, .09, 1.70}},
    {25, EcrSide::avoidance, true,  1.79, {-1.15, .15, .70, 1.82}},
    {26, EcrSide::anxiety,   false, 1.42, {-1.48, .10, .99, 2.46}},
    {27, EcrSide::avoidance, true,  1.91, {-.98, .62, 1.22, 2.32}},
    {28, EcrSide::anxiety,   false, 1.13, {-1.15, .12, .90, 2.34}},
    {29, EcrSide::avoidance, true,  1.44, {-2.00, -.29, .49, 1.83}},
    {30, EcrSide::anxiety,   false, 1.45, {-2.06, -.68, .05, 1.76}},
    {31, EcrSide::avoidance, true,  1.82, {-.96, .65, 1.21, 2.35}},
    {32, EcrSide::anxiety,   false, 1.24, {-2.50, -.96, -.14, 1.81}},
    {33, EcrSide::avoidance, true,  1.67, {-.96, .90, 1.75, 2.77}},
    {34, EcrSide::anxiety,   false, 1.23, {-2.59, -1.25, -.47, 1.09}},
    {35, EcrSide::avoidance, true,  1.57, {-1.04, .74, 1.54, 2.70}},
    {36, EcrSide::anxiety,   false, 1.32, {-1.30, .21, 1.12, 2.46}},
}};
// clang-format on

inline constexpr int ecr_side_items = 18, ecr_categories = 5;

}  // namespace bowlby
