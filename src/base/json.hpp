// The JSON writer, the only one: keys in the order they are written, commas and escapes handled, nothing read back.
// Reading is io/text/json_tree.hpp.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace bowlby {

class JsonWriter {
 public:
  enum class Spaces { none, some };  // some: after every comma and colon, for people who look at it
  static constexpr int shortest = 0;

  explicit JsonWriter(Spaces spaces = Spaces::none, int digits = 7)
      : digits_(digits), comma_(spaces == Spaces::none ? "," : ", "), colon_(spaces == Spaces::none ? ":" : ": ") {}

  std::string take() { return std::move(text_); }

  // Significant digits of what follows, or `shortest`: as many as bring the same number back.
  void digits(int count) { digits_ = count; }
  // The next item, or the bracket that closes, begins a line.
  void line(std::size_t indent) { break_ = "\n" + std::string(indent, ' '); }

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(double number);  // NaN and infinities become null
  void value(std::nullptr_t) { raw("null"); }
  void value(bool truth) { raw(truth ? "true" : "false"); }
  void value(std::integral auto number) { raw(std::to_string(number)); }
  void raw(std::string_view json);  // a value that is JSON already

  template <class T>
  void value(const std::optional<T>& item) {
    item ? value(*item) : value(nullptr);
  }

  template <class T>
  void value(const std::vector<T>& items) {
    list(items, [this](const T& item) { value(item); });
  }

  // Any other type says how it is written: void put(JsonWriter&, const T&).
  template <class T>
  requires std::is_class_v<T>
  void value(const T& item) { put(*this, item); }

  void key(std::string_view name);

  template <class T>
  void field(std::string_view name, const T& item) {
    key(name), value(item);
  }

  template <class Fields>
  void object(Fields&& fields) {
    open('{');
    fields();
    close('}');
  }
  template <class Items, class Each>
  void list(const Items& items, Each&& each) {
    open('[');
    for (const auto& item : items) each(item);
    close(']');
  }
  // A list with a line for every item.
  template <class Items, class Each>
  void lines(const Items& items, Each&& each) {
    open('[');
    for (const auto& item : items) line(2), each(item);
    line(0), close(']');
  }

  void open(char bracket) { raw(std::string_view(&bracket, 1)), fresh_ = true; }
  void close(char bracket);

 private:
  void separate();

  int digits_;
  std::string_view comma_, colon_;
  std::string text_, break_;
  bool fresh_ = true;  // no comma is due before the next token
};

// A text as a JSON string, quotes included.
inline std::string json_quoted(std::string_view text) {
  JsonWriter json;
  json.value(text);
  return json.take();
}

// `text_or_null("")` is nothing, which is written as null.
inline std::optional<std::string_view> text_or_null(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace bowlby
