// Orders of jobs: what the page may ask for, and that it is what the command line would run.
#include "server/orders.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "io/study/file.hpp"

namespace bowlby::server {
namespace {

std::string reasons(const Expected<JobOrder>& order) {
  std::string out;
  if (!order)
    for (const Problem& p : order.problems()) out += text(p) + "\n";
  return out;
}

TEST(Orders, ARunIsTheStudyWithItsChanges) {
  const StudyShelf shelf;
  const auto order = read_order(
      R"({"kind":"run","study":"rearing","people":123,"seed":9,"replicates":2,"set":{"insistence":1.5},"off":["uncertainty_to_press"],"report":false})",
      shelf);
  ASSERT_TRUE(order) << reasons(order);
  const auto study = parse_study(order->text, "order");
  ASSERT_TRUE(study);
  EXPECT_EQ(study->scenario.founders, 123u);
  EXPECT_EQ(study->scenario.seed, 9u);
  EXPECT_EQ(study->replicates, 2u);
  EXPECT_EQ(study->scenario.params.insistence, 1.5);
  EXPECT_FALSE(study->scenario.edges.has(find_edge("uncertainty_to_press")));
  EXPECT_FALSE(order->report);
  EXPECT_EQ(order->command,
            "bowlby run studies/rearing.yaml --people 123 --seed 9 --replicates 2 --set insistence=1.5 --off "
            "uncertainty_to_press");
}

// Two runs of one study must be told apart in a list and in a picture's title.
TEST(Orders, ARunIsNamedByWhatWasChangedAndByWordsOfOnesOwn) {
  const StudyShelf shelf;
  const auto title = [&](const std::string& more) {
    const auto order = read_order(R"({"kind":"run","study":"rearing")" + more + "}", shelf);
    return order ? order->title : reasons(order);
  };
  const std::string plain = title("");
  EXPECT_EQ(title(R"(,"set":{"press_effort":1.5})"), "press_effort 1.5 · " + plain);
  EXPECT_EQ(title(R"(,"people":300,"off":["uncertainty_to_press"])"),
            "300 people, without uncertainty_to_press · " + plain);
  EXPECT_EQ(title(R"(,"name":"with Ada","set":{"press_effort":1.5})"), "with Ada · press_effort 1.5 · " + plain);
  EXPECT_NE(title(R"(,"name":")" + std::string(81, 'x') + "\"").find("name"), std::string::npos);
  EXPECT_EQ(plain.find(" · "), std::string::npos);
}

TEST(Orders, AClaimIsRunByItsId) {
  const StudyShelf shelf;
  const auto order = read_order(R"({"kind":"claims","claim":"C025"})", shelf);
  ASSERT_TRUE(order) << reasons(order);
  EXPECT_EQ(order->kind, JobKind::claims);
  EXPECT_EQ(order->command, "bowlby claims run C025 --output out/C025");
  EXPECT_TRUE(order->title.starts_with("C025 · "));
  EXPECT_NE(reasons(read_order(R"({"kind":"claims","claim":"C0250"})", shelf)).find("did you mean"), std::string::npos);
  EXPECT_FALSE(read_order(R"({"kind":"claims"})", shelf));
}

// Claims of one's own folder take the place of the built-in ones, and the order keeps to it wherever it is read again.
TEST(Orders, ClaimsMayBeThoseOfAFolder) {
  const std::string folder = BOWLBY_SOURCE_DIR;
  StudyShelf shelf;
  EXPECT_TRUE(shelf.take_claims(folder + "/docs")) << "no claims there";
  EXPECT_EQ(shelf.entries(), "");
  ASSERT_FALSE(shelf.take_claims(folder));
  const auto order = read_order(R"({"kind":"claims","claim":"C025"})", shelf);
  ASSERT_TRUE(order) << reasons(order);
  EXPECT_EQ(order->entries, folder);
  EXPECT_EQ(order->command, "bowlby claims run C025 --entries " + folder + " --output out/C025");
  Job job;
  job.id = "a-1", job.order = *order;
  EXPECT_EQ(from_record(to_record(job), "job.json")->order.entries, folder);
}

TEST(Orders, EveryShippedStudyCanBeOrdered) {
  const StudyShelf shelf;
  EXPECT_TRUE(shelf.texts().contains("generations"));
  for (const auto& [name, yaml] : shelf.texts()) {
    const auto order = read_order(R"({"kind":"run","study":")" + name + R"("})", shelf);
    ASSERT_TRUE(order) << reasons(order);
    EXPECT_EQ(order->text, write_study(*parse_study(yaml, name))) << "without a change it is the study itself";
  }
}

TEST(Orders, AllFaultsAreToldAtOnceByTheNamesThePageKnows) {
  const StudyShelf shelf;
  const std::string said = reasons(read_order(
      R"({"kind":"run","study":"rearing","peple":1,"people":0,"set":{"insistens":1,"alarm_threshold":"x"},"off":["nothing_at_all",3]})",
      shelf));
  for (const char* part : {"peple", "did you mean people?", "people: is out of range", "set.insistens", "insistence",
                           "set.alarm_threshold", "off.nothing_at_all"})
    EXPECT_NE(said.find(part), std::string::npos) << part << "\n" << said;
}

TEST(Orders, AreBoundedByTheSchemaAndSoAreTheirProblems) {
  const StudyShelf shelf;
  const auto cutting = [](int times, const std::string& edge) {
    std::string list;
    for (int i = 0; i < times; ++i) list += (i > 0 ? "," : "") + ("\"" + edge + "\"");
    return R"({"kind":"run","study":"rearing","off":[)" + list + "]}";
  };
  EXPECT_TRUE(read_order(cutting(100, "uncertainty_to_press"), shelf));
  const auto many = read_order(cutting(101, "uncertainty_to_press"), shelf);
  ASSERT_FALSE(many);
  EXPECT_NE(reasons(many).find("off: has 101 entries"), std::string::npos) << reasons(many);
  EXPECT_EQ(read_order(cutting(100, "no_edge"), shelf).problems().size(), most_order_problems);
  EXPECT_FALSE(read_order(cutting(1, std::string(65, 'x')), shelf));
  std::string odd = R"({"kind":"run","study":"rearing")";
  for (int i = 0; i < 900; ++i) odd += ",\"x" + std::to_string(i) + "\":1";
  EXPECT_EQ(read_order(odd + "}", shelf).problems().size(), most_order_problems);
}

TEST(Orders, AValueOutOfItsBoundsIsRefused) {
  const StudyShelf shelf;
  for (const ParamInfo& p : parameter_table) {
    const auto too_high = read_order(R"({"kind":"run","study":"rearing","set":{")" + std::string(p.name) + R"(":)" +
                                         std::to_string(2 * std::abs(p.high) + 1) + "}}",
                                     shelf);
    EXPECT_FALSE(too_high) << p.name;
  }
}

TEST(Orders, ASceneIsCheckedBeforeItWaits) {
  const StudyShelf shelf;
  EXPECT_TRUE(read_order(
      R"({"kind":"scene","scene":"evening","request":{"moment":"late_reply","people":[{"anxiety":3,"avoidance":2},{"anxiety":2,"avoidance":3.5}]}})",
      shelf));
  EXPECT_FALSE(read_order(R"({"kind":"scene","scene":"evening","request":{"momnt":"late_reply"}})", shelf));
  EXPECT_FALSE(read_order(R"({"kind":"scene","scene":"evening","request":3})", shelf));
  EXPECT_FALSE(read_order(R"({"kind":"scene","scene":"nothing","request":{}})", shelf));
}

TEST(Orders, TextOfAValueReadsBackAsTheSame) {
  for (const char* json : {"null", "true", "[]", "{}", R"({"a":[1,2.5,-0.001,1e+20,"x\n\"<"],"b":{"c":false}})", "0.1",
                           "123456789012345"}) {
    const auto value = parse_json(json, "value");
    ASSERT_TRUE(value) << json;
    const std::string once = to_text(*value);
    EXPECT_EQ(to_text(*parse_json(once, "again")), once) << json;
  }
}

}  // namespace
}  // namespace bowlby::server
