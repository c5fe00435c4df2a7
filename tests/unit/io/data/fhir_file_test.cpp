// FHIR responses as rows: by link id, never by place.
#include "io/data/fhir_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowlby::io {
namespace {

std::string response(const std::string& items) {
  return R"({"resourceType": "QuestionnaireResponse", "subject": {"reference": "Patient/one"}, "item": [)" + items +
         "]}";
}
std::string coded(const std::string& link, const std::string& code) {
  return R"({"linkId": ")" + link + R"(", "answer": [{"valueCoding": {"code": ")" + code + R"("}}]})";
}

std::string_view value(const AnswerTable& t, std::size_t row, const std::string& column) {
  const auto at = std::ranges::find(t.columns, column);
  return at == t.columns.end() ? "no such column" : t.cell(row, static_cast<std::size_t>(at - t.columns.begin()));
}

TEST(FhirFile, AnswersStandUnderTheirLinkIdWhateverTheirPlace) {
  const std::string group = R"({"linkId": "g", "item": [)" + coded("2", "often") + "]}";
  const std::string both = "[" + response(coded("1", "never") + "," + group) + "," +
                           response(coded("2", "never") + "," + coded("1", "often")) + "]";
  const auto t = parse_fhir(both, "r.json");
  ASSERT_TRUE(t) << bowlby::text(t.problems().front());
  ASSERT_EQ(t->rows(), 2u);
  EXPECT_EQ(value(*t, 0, "2"), "often");
  EXPECT_EQ(value(*t, 1, "2"), "never");
  EXPECT_EQ(value(*t, 1, "1"), "often");
  EXPECT_EQ(value(*t, 0, "subject"), "Patient/one");
}

TEST(FhirFile, NumbersQuantitiesTruthAndWordsAreRead) {
  const auto t = parse_fhir(
      response(R"({"linkId": "a", "answer": [{"valueInteger": 3}]}, {"linkId": "b", "answer": [{"valueDecimal": 2.5}]},
        {"linkId": "c", "answer": [{"valueQuantity": {"value": 13}}]}, {"linkId": "d", "answer": [{"valueBoolean": true}]},
        {"linkId": "e", "answer": [{"valueString": "x"}]}, {"linkId": "f", "answer": [{"valueCoding": {"display": "some"}}]})"),
      "r.json");
  ASSERT_TRUE(t);
  EXPECT_EQ(value(*t, 0, "a"), "3");
  EXPECT_EQ(value(*t, 0, "b"), "2.5");
  EXPECT_EQ(value(*t, 0, "c"), "13");
  EXPECT_EQ(value(*t, 0, "d"), "1");
  EXPECT_EQ(value(*t, 0, "e"), "x");
  EXPECT_EQ(value(*t, 0, "f"), "some");
}

TEST(FhirFile, WhatIsNoResponseOrAnswersTwiceIsRefused) {
  EXPECT_FALSE(parse_fhir(R"({"resourceType": "Patient"})", "r.json"));
  EXPECT_FALSE(parse_fhir(response(coded("1", "a") + "," + coded("1", "b")), "r.json"));
  EXPECT_FALSE(parse_fhir("{", "r.json"));
  const auto bundle = parse_fhir(R"({"resourceType": "Bundle", "entry": [{"resource": )" + response(coded("1", "a")) +
                                     R"(}, {"resource": {"resourceType": "Patient"}}]})",
                                 "r.json");
  ASSERT_TRUE(bundle);
  EXPECT_EQ(bundle->rows(), 1u);
  EXPECT_NE(bundle->concluded.back().find("1 resources of other kinds"), std::string::npos);
}

}  // namespace
}  // namespace bowlby::io
