// What travels inside the program about published numbers.
#include <gtest/gtest.h>

#include <set>

#include "io/embedded.hpp"
#include "io/text/table_file.hpp"

namespace bowlby {
namespace {

TEST(Targets, EachHasAQueryOrAReason) {
  const auto targets = published_targets();
  ASSERT_TRUE(targets);
  const auto text = embedded_file("unexpressed.tsv");
  ASSERT_TRUE(text);
  const auto table = parse_tsv(*text, "unexpressed.tsv");
  ASSERT_TRUE(table);
  std::set<std::string> reasons;
  const auto id = table->column("id"), reason = table->column("reason");
  ASSERT_TRUE(id && reason);
  for (const auto& row : table->rows) {
    EXPECT_TRUE(reasons.insert(row.cells[*id]).second) << row.cells[*id] << " twice";
    EXPECT_GT(row.cells[*reason].size(), 20u) << row.cells[*id];
  }
  for (const auto& t : *targets) {
    const bool query = embedded_file("queries/" + t.id + ".sql").has_value();
    EXPECT_NE(query, reasons.erase(t.id) == 1) << t.id;
  }
  EXPECT_TRUE(reasons.empty()) << *reasons.begin() << " is no published number";
}

}  // namespace
}  // namespace bowlby
