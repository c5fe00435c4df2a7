#include "app/scene/answer.hpp"

#include <bit>
#include <cmath>
#include <cstdint>

namespace bowlby {

void SceneAnswer::open(char bracket) {
  json_.open(bracket);
  digest_.word(static_cast<std::uint64_t>(bracket));
}

void SceneAnswer::close(char bracket) {
  json_.close(bracket);
  digest_.word(static_cast<std::uint64_t>(bracket));
}

namespace {

double written(double x) { return std::abs(x) < 1e9 ? std::round(x * 1e4) / 1e4 : x; }

}  // namespace

void SceneAnswer::number(double x) {
  if (x == 0) x = 0;  // no "-0"
  digest_.word(std::isfinite(x) ? std::bit_cast<std::uint64_t>(x) : ~std::uint64_t{0});
  json_.value(written(x));
}

void SceneAnswer::beside(std::string_view k, const std::vector<double>& x) {
  json_.key(k);
  json_.open('[');
  for (const double v : x) json_.value(written(v + 0.0));  // no "-0"
  json_.close(']');
}

void SceneAnswer::number(std::string_view k, const std::optional<double>& x) { number(k, x ? *x : std::nan("")); }

void SceneAnswer::word(std::string_view x) {
  json_.value(x);
  num::Digest d;
  d.bytes(x.data(), x.size());
  digest_.word(d.result());
}

void SceneAnswer::truth(bool x) {
  json_.value(x);
  digest_.word(x ? 1 : 0);
}

void SceneAnswer::numbers(std::string_view k, const std::vector<double>& x) {
  list(k, x, [this](double v) { number(v); });
}

void SceneAnswer::texts(std::string_view k, const std::vector<std::string>& x) {
  list(k, x, [this](const std::string& v) { word(v); });
}

std::string SceneAnswer::finish() {
  json_.field("digest", num::hex(digest_.result()));
  json_.close('}');
  return json_.take();
}

std::string minutes_text(double minutes) {
  const int m = static_cast<int>(minutes + .5);
  if (m < 60) return std::to_string(m) + (m == 1 ? " minute" : " minutes");
  std::string out = std::to_string(m / 60) + (m / 60 == 1 ? " hour" : " hours");
  if (m % 60 != 0) out += " " + minutes_text(m % 60);
  return out;
}

std::string count_text(int n, std::string_view one, std::string_view many) {
  const std::string number = n == 0 ? "no" : std::to_string(n);
  return number + " " + std::string(n == 1 ? one : many);
}

}  // namespace bowlby
