#include "base/json.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace bowlby {
namespace {

std::string shortest(double x) {
  JsonWriter json(JsonWriter::Spaces::none, JsonWriter::shortest);
  json.value(x);
  return json.take();
}

TEST(Json, writes_an_object_for_programs_and_for_people) {
  const auto write = [](JsonWriter json) {
    json.object([&] {
      json.field("name", "a \"b\"\n</script>");
      json.field("list", std::vector<int>{1, 2});
      json.field("nothing", std::optional<double>());
      json.field("truth", true);
      json.key("rows");
      json.lines(std::vector<double>{.5, -0.0, NAN}, [&](double x) { json.value(x); });
      json.key("none");
      json.list(std::vector<int>(), [&](int x) { json.value(x); });
    });
    return json.take();
  };
  EXPECT_EQ(write(JsonWriter()),
            "{\"name\":\"a \\\"b\\\"\\n\\u003c/script>\",\"list\":[1,2],\"nothing\":null,\"truth\":true,"
            "\"rows\":[\n  0.5,\n  0,\n  null\n],\"none\":[]}");
  EXPECT_EQ(write(JsonWriter(JsonWriter::Spaces::some)),
            "{\"name\": \"a \\\"b\\\"\\n\\u003c/script>\", \"list\": [1, 2], \"nothing\": null, \"truth\": true, "
            "\"rows\": [\n  0.5,\n  0,\n  null\n], \"none\": []}");
}

TEST(Json, rounds_to_the_digits_asked_for) {
  JsonWriter json;
  json.open('[');
  json.value(1 / 3.);
  json.digits(3);
  json.value(1 / 3.);
  json.value(123456.);
  json.close(']');
  EXPECT_EQ(json.take(), "[0.3333333,0.333,1.23e+05]");
}

TEST(Json, the_shortest_form_reads_back_as_the_same_number) {
  for (const double x : {.1, 1 / 3., 1e5, 1e-4, 123456789.25, 1e15, 1e300, 5e-324, std::numeric_limits<double>::max()})
    for (const double y : {x, -x}) {
      const std::string text = shortest(y);
      double back = 0;
      std::from_chars(text.data(), text.data() + text.size(), back);
      EXPECT_EQ(back, y) << text;
    }
  EXPECT_EQ(shortest(100000), "100000");
  EXPECT_EQ(shortest(.0001), "0.0001");
  EXPECT_EQ(shortest(-0.0), "0");
}

}  // namespace
}  // namespace bowlby
