// What travels inside the program: tables, queries and claims under evidence/, by their path below it, and the studies
// of the claims, parameter sets, keys, and the schema of the studio's interface (api/schema.json).
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "evidence/mark.hpp"
#include "evidence/target.hpp"
#include "population/life_tables.hpp"

namespace bowlby {

struct EmbeddedFile {
  std::string_view name;  // "demography/mortality.tsv", "claims/rearing.yaml", "studies/claims/nursery.yaml"
  std::string_view text;
};
std::span<const EmbeddedFile> embedded_files();
std::optional<std::string_view> embedded_file(std::string_view name);

// The published life tables, from evidence/demography.
Expected<LifeTables> published_life_tables();

// Every published number, from evidence/targets.tsv.
Expected<std::vector<evidence::Target>> published_targets();

// What lives must look like, from evidence/lives.tsv.
Expected<std::vector<evidence::Mark>> marks_of_lives();

}  // namespace bowlby
