// An answer being written: JSON for the reader, and a digest of every number and word on the way, taken before numbers
// are rounded for the page. Same answer, same digest, whatever the door it goes through.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "num/digest.hpp"

namespace bowlby {

class SceneAnswer {
 public:
  explicit SceneAnswer(std::string_view kind) {
    open('{');
    text("kind", kind);
  }

  void key(std::string_view k) { json_.key(k); }
  void open(char bracket);
  void close(char bracket);
  void number(double);  // written to four decimals; NaN and infinities are `null`
  void word(std::string_view);
  void truth(bool);

  void number(std::string_view k, double x) { key(k), number(x); }
  void number(std::string_view k, const std::optional<double>& x);
  void text(std::string_view k, std::string_view x) { key(k), word(x); }
  void truth(std::string_view k, bool x) { key(k), truth(x); }
  void numbers(std::string_view k, const std::vector<double>&);
  void texts(std::string_view k, const std::vector<std::string>&);
  // For the eye alone, and no part of the digest: what is drawn beside a result and moves none of it.
  void beside(std::string_view k, const std::vector<double>&);

  template <class F>
  void object(F f) {
    open('{');
    f();
    close('}');
  }
  template <class F>
  void object(std::string_view k, F f) {
    key(k), object(f);
  }
  template <class List, class F>
  void list(std::string_view k, const List& items, F each) {
    key(k), open('[');
    for (const auto& item : items) each(item);
    close(']');
  }

  // Ends the answer with its digest; nothing may be written afterwards.
  std::string finish();

 private:
  JsonWriter json_{JsonWriter::Spaces::none, JsonWriter::shortest};
  num::Digest digest_;
};

// "about 45 minutes", "1 hour 20 minutes"
std::string minutes_text(double);
std::string count_text(int n, std::string_view one, std::string_view many);  // "1 child", "no children", "7 children"

}  // namespace bowlby
