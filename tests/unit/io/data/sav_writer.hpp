// Writes SPSS system files for tests, from the same public description as the reader, and with everything that a file
// may have: either byte order, each kind of packing, long names, long texts, labels and missing values.
#pragma once
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace bowlby::io {

struct SavWriter {
  using Value = std::variant<double, std::string>;
  static constexpr double system_missing = -std::numeric_limits<double>::max();

  struct Variable {
    std::string short_name, name, label;
    int width = 0, format = 5;
    std::vector<double> missing;  // single values
    std::vector<double> span;     // lowest and highest that are missing
    std::vector<std::pair<Value, std::string>> labels;
    std::string missing_text;
  };
  bool big = false;     // the end that comes first
  int compression = 0;  // 0 none, 1 command bytes, 2 zlib
  std::string encoding = "UTF-8";
  std::vector<Variable> variables;
  std::vector<std::vector<Value>> cases;
  std::int32_t told_cases = -2;  // -2: as many as there are

  std::string written() {
    out_.clear();
    head();
    for (const Variable& v : variables) variable(v);
    labels();
    extensions();
    whole(999), whole(0);
    std::string body = compression == 0 ? plain() : packed();
    out_ += compression == 2 ? blocks(body) : body;
    return out_;
  }

 private:
  template <class T>
  std::string bytes(T value) const {
    auto raw = std::bit_cast<std::array<char, sizeof(T)>>(value);
    if (big != (std::endian::native == std::endian::big)) std::ranges::reverse(raw);
    return {raw.data(), raw.size()};
  }
  void whole(std::int32_t v) { out_ += bytes(v); }
  static std::string padded(std::string s, std::size_t width, char with = ' ') {
    s.resize(width, with);
    return s;
  }
  static std::string rounded(const std::string& s, std::size_t to) { return padded(s, (s.size() + to - 1) / to * to); }
  static int segments(int width) { return width > 255 ? (width + 251) / 252 : 1; }
  static int part(int width, int s) { return width <= 255 ? width : s + 1 < segments(width) ? 255 : width - s * 252; }
  int elements() const {
    int n = 0;
    for (const Variable& v : variables)
      for (int s = 0; s < segments(v.width); ++s) n += v.width == 0 ? 1 : (part(v.width, s) + 7) / 8;
    return n;
  }

  void head() {
    out_ += compression == 2 ? "$FL3" : "$FL2";
    out_ += padded("@(#) SPSS DATA FILE made for a test", 60);
    whole(2), whole(elements()), whole(compression), whole(0);
    whole(told_cases == -2 ? static_cast<std::int32_t>(cases.size()) : told_cases);
    out_ += bytes(100.0) + "30 Nov 26" + "01:00:00" + padded("", 64) + std::string(3, '\0');
  }

  void variable(const Variable& v) {
    for (int s = 0; s < segments(v.width); ++s) {
      const int width = part(v.width, s);
      const auto missing = static_cast<std::int32_t>(v.missing.size());
      whole(2), whole(width), whole(s == 0 && !v.label.empty());
      whole(s > 0 ? 0 : v.span.empty() ? missing : -2 - missing);
      const std::int32_t format =
          (v.width > 0 ? 1 : v.format) << 16 | std::max(v.width > 0 ? 1 : 20, std::min(width, 255)) << 8;
      whole(format), whole(format);
      out_ += padded(s == 0 ? v.short_name : v.short_name.substr(0, 5) + std::to_string(s), 8);
      if (s == 0 && !v.label.empty()) {
        whole(static_cast<std::int32_t>(v.label.size()));
        out_ += rounded(v.label, 4);
      }
      if (s == 0) {
        for (const double x : v.span) out_ += bytes(x);
        for (const double x : v.missing) out_ += bytes(x);
      }
      for (int k = 1; k < (width + 7) / 8; ++k) {
        whole(2), whole(-1), whole(0), whole(0), whole(0), whole(0);
        out_ += padded("", 8);
      }
    }
  }

  void labels() {
    int element = 1;
    for (const Variable& v : variables) {
      if (!v.labels.empty() && v.width <= 8) {
        whole(3), whole(static_cast<std::int32_t>(v.labels.size()));
        for (const auto& [value, label] : v.labels) {
          const auto* x = std::get_if<double>(&value);
          out_ += x ? bytes(*x) : padded(std::get<std::string>(value), 8);
          out_ += rounded(static_cast<char>(label.size()) + label, 8);
        }
        whole(4), whole(1), whole(element);
      }
      for (int s = 0; s < segments(v.width); ++s) element += v.width == 0 ? 1 : (part(v.width, s) + 7) / 8;
    }
  }

  void extension(std::int32_t kind, std::int32_t size, const std::string& content) {
    whole(7), whole(kind), whole(size), whole(static_cast<std::int32_t>(content.size()) / size);
    out_ += content;
  }

  void extensions() {
    std::string info;
    for (const std::int32_t v : {1, 0, 0, -1, 1, 1, big ? 1 : 2, encoding == "UTF-8" ? 65001 : 1252}) info += bytes(v);
    extension(3, 4, info);
    extension(
        4, 8,
        bytes(system_missing) + bytes(std::numeric_limits<double>::max()) + bytes(std::nextafter(system_missing, 0.0)));
    std::string names, widths, texts, missing;
    for (const Variable& v : variables) {
      if (!v.name.empty()) names += (names.empty() ? "" : "\t") + v.short_name + "=" + v.name;
      if (v.width > 255)
        widths += v.short_name + "=" + padded(std::to_string(v.width), 5, '\0') + std::string("\0\t", 2);
      const auto told = [this](const std::string& s) { return bytes(static_cast<std::int32_t>(s.size())) + s; };
      if (!v.labels.empty() && v.width > 8) {
        texts += told(v.name.empty() ? v.short_name : v.name) + bytes(static_cast<std::int32_t>(v.width)) +
                 bytes(static_cast<std::int32_t>(v.labels.size()));
        for (const auto& [value, label] : v.labels)
          texts += told(padded(std::get<std::string>(value), static_cast<std::size_t>(v.width))) + told(label);
      }
      if (!v.missing_text.empty())
        missing += told(v.name.empty() ? v.short_name : v.name) + '\1' + told(padded(v.missing_text, 8));
    }
    if (!names.empty()) extension(13, 1, names);
    if (!widths.empty()) extension(14, 1, widths);
    if (!texts.empty()) extension(21, 1, texts);
    if (!missing.empty()) extension(22, 1, missing);
    extension(20, 1, encoding);
  }

  // All elements of all cases, eight bytes each.
  std::string plain() const {
    std::string all;
    for (const auto& one : cases)
      for (std::size_t i = 0; i < variables.size(); ++i) {
        const int width = variables[i].width;
        if (width == 0) {
          all += bytes(std::get<double>(one[i]));
          continue;
        }
        std::string rest = padded(std::get<std::string>(one[i]), static_cast<std::size_t>(width));
        for (int s = 0; s < segments(width); ++s) {
          const auto own = static_cast<std::size_t>(part(width, s));
          const std::string piece = padded(rest.substr(0, std::min(own, rest.size())), own);
          rest.erase(0, std::min<std::size_t>(255, rest.size()));
          all += rounded(piece, 8);
        }
      }
    return all;
  }

  std::string packed() const {
    const std::string all = plain();
    std::string out, commands, literals;
    const auto close = [&] {
      commands.resize(8, '\0');
      out += commands + literals;
      commands.clear(), literals.clear();
    };
    for (std::size_t at = 0; at < all.size(); at += 8) {
      const std::string eight = all.substr(at, 8);
      int code = 253;
      if (eight == std::string(8, ' ')) code = 254;
      if (eight == bytes(system_missing)) code = 255;
      for (int k = 1; k <= 251; ++k)
        if (eight == bytes(k - 100.0)) code = k;
      commands += static_cast<char>(code);
      if (code == 253) literals += eight;
      if (commands.size() == 8) close();
    }
    commands += static_cast<char>(252);
    close();
    return out;
  }

  std::string blocks(const std::string& body) const {
    constexpr std::size_t block = 0x3ff000;  // what SPSS itself writes
    const auto start = static_cast<std::int64_t>(out_.size());
    std::string streams, list;
    std::int32_t count = 0;
    for (std::size_t at = 0; at < body.size(); at += block, ++count) {
      const std::string one = body.substr(at, block);
      std::string made(::compressBound(static_cast<uLong>(one.size())), '\0');
      auto size = static_cast<uLongf>(made.size());
      ::compress(reinterpret_cast<Bytef*>(made.data()), &size, reinterpret_cast<const Bytef*>(one.data()),
                 static_cast<uLong>(one.size()));
      made.resize(size);
      list += bytes(start + static_cast<std::int64_t>(at)) +
              bytes(start + 24 + static_cast<std::int64_t>(streams.size())) +
              bytes(static_cast<std::int32_t>(one.size())) + bytes(static_cast<std::int32_t>(made.size()));
      streams += made;
    }
    const auto trailer = start + 24 + static_cast<std::int64_t>(streams.size());
    return bytes(start) + bytes(trailer) + bytes(static_cast<std::int64_t>(24 + list.size())) + streams +
           bytes(std::int64_t{-100}) + bytes(std::int64_t{0}) + bytes(static_cast<std::int32_t>(block)) + bytes(count) +
           list;
  }

  std::string out_;
};

}  // namespace bowlby::io
