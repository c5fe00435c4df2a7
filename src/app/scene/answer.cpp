#include "app/scene/answer.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/json.hpp"

namespace bowlby {

void SceneAnswer::separate() {
  if (!fresh_) json_ += ',';
  fresh_ = false;
}

void SceneAnswer::key(std::string_view k) {
  separate();
  json_ += json_quoted(k);
  json_ += ':';
  fresh_ = true;
}

void SceneAnswer::open(char bracket) {
  separate();
  json_ += bracket;
  fresh_ = true;
  digest_.word(static_cast<std::uint64_t>(bracket));
}

void SceneAnswer::close(char bracket) {
  json_ += bracket;
  fresh_ = false;
  digest_.word(static_cast<std::uint64_t>(bracket));
}

void SceneAnswer::number(double x) {
  separate();
  if (!std::isfinite(x)) {
    json_ += "null";
    digest_.word(~std::uint64_t{0});
    return;
  }
  if (x == 0) x = 0;  // no "-0"
  digest_.word(std::bit_cast<std::uint64_t>(x));
  double shown = std::abs(x) < 1e9 ? std::round(x * 1e4) / 1e4 : x;
  if (shown == 0) shown = 0;
  char digits[40];
  const bool whole = shown == std::floor(shown) && std::abs(shown) < 1e15;
  const auto end = whole ? std::to_chars(digits, digits + sizeof digits, shown, std::chars_format::fixed, 0).ptr
                         : std::to_chars(digits, digits + sizeof digits, shown).ptr;
  json_.append(digits, end);
}

void SceneAnswer::number(std::string_view k, const std::optional<double>& x) { number(k, x ? *x : std::nan("")); }

void SceneAnswer::word(std::string_view x) {
  separate();
  json_ += json_quoted(x);
  num::Digest d;
  d.bytes(x.data(), x.size());
  digest_.word(d.result());
}

void SceneAnswer::truth(bool x) {
  separate();
  json_ += x ? "true" : "false";
  digest_.word(x ? 1 : 0);
}

void SceneAnswer::numbers(std::string_view k, const std::vector<double>& x) {
  list(k, x, [this](double v) { number(v); });
}

void SceneAnswer::texts(std::string_view k, const std::vector<std::string>& x) {
  list(k, x, [this](const std::string& v) { word(v); });
}

std::string SceneAnswer::finish() {
  json_ += ",\"digest\":\"" + num::hex(digest_.result()) + "\"}";
  return std::move(json_);
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
