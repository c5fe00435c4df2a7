// A small JSON writer: keys in the order they are written, commas and escapes handled, nothing read back.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace bowlby {

class JsonWriter {
 public:
  std::string take() { return std::move(text_); }

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(double number);  // seven significant digits; NaN and infinities become null
  void value(bool truth);
  void value(std::integral auto number) { append(std::to_string(number)); }

  template <class T>
  void value(const std::vector<T>& items) {
    open('[');
    for (const T& item : items) value(item);
    close(']');
  }

  // Any other type says how it is written: void put(JsonWriter&, const T&).
  template <class T>
  requires std::is_class_v<T>
  void value(const T& item) { put(*this, item); }

  template <class T>
  void field(std::string_view key, const T& item) {
    value(key);
    text_ += ':';
    fresh_ = true;
    value(item);
  }

  template <class Fields>
  void object(Fields&& fields) {
    open('{');
    fields();
    close('}');
  }

 private:
  void separate();
  void append(std::string_view token);
  void open(char bracket);
  void close(char bracket);

  std::string text_;
  bool fresh_ = true;  // no comma is due before the next token
};

// A text as a JSON string, quotes included.
inline std::string json_quoted(std::string_view text) {
  JsonWriter json;
  json.value(text);
  return json.take();
}

}  // namespace bowlby
