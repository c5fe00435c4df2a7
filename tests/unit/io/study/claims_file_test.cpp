#include "io/study/claims_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "io/embedded.hpp"
#include "model/edges.hpp"
#include "unit/io/study/text.hpp"

namespace bowlby {
namespace {

const std::string good_part =
    "  study: tiny\n  cut: contact_soothes\n  expect: \"-\"\n  estimator: difference\n"
    "  readout: SELECT value AS x, 1 AS g FROM observation\n";

ClaimSources sources_of(const std::string& entries) {
  return {{{"evidence/claims/a.yaml", entries}}, {{"studies/claims/tiny.yaml", minimal}}};
}

evidence::Claim claim(const ClaimBook& book, const std::string& id) {
  const auto at = std::find_if(book.claims.begin(), book.claims.end(), [&](const auto& c) { return c.id == id; });
  EXPECT_NE(at, book.claims.end()) << id;
  return at == book.claims.end() ? evidence::Claim{} : *at;
}

ClaimBook taken(const std::string& entries) {
  const auto book = read_claims(sources_of(entries));
  EXPECT_TRUE(book) << entries << (book ? "" : "\n-> " + all_text(book.problems()));
  return book ? *book : ClaimBook{};
}

void refused(const std::string& entries, const std::vector<std::string>& words) {
  const auto book = read_claims(sources_of(entries));
  ASSERT_FALSE(book) << entries;
  const std::string said = all_text(book.problems());
  for (const std::string& word : words) EXPECT_NE(said.find(word), std::string::npos) << entries << "-> " << said;
  for (const Problem& p : book.problems()) {
    EXPECT_EQ(p.fault, Fault::data);
    EXPECT_EQ(p.file, "evidence/claims/a.yaml");
    EXPECT_GT(p.line, 0);
    EXPECT_GT(p.column, 0);
    EXPECT_FALSE(p.remedy.empty());
  }
}

// The good part with one line replaced by another.
std::string with(const std::string& key, const std::string& line) {
  std::string part = good_part;
  const std::size_t at = part.find("  " + key + ":"), end = part.find('\n', at) + 1;
  EXPECT_NE(at, std::string::npos) << key;
  return "- id: C020\n" + part.replace(at, end - at, line.empty() ? "" : "  " + line + "\n");
}

TEST(ClaimsFile, EveryRowOfTheTableIsThereWithOrWithoutAnEntry) {
  const ClaimBook book = taken("- id: C020\n" + good_part);
  EXPECT_EQ(book.claims.size(), 237u);
  const evidence::Claim c = claim(book, "C020");
  ASSERT_EQ(c.parts.size(), 1u);
  EXPECT_EQ(c.parts[0].study, "tiny");
  EXPECT_EQ(c.parts[0].cut, std::vector<std::string>{"contact_soothes"});
  EXPECT_EQ(c.parts[0].expect, -1);
  EXPECT_EQ(c.parts[0].estimator, "difference");
  EXPECT_TRUE(c.parts[0].readout.starts_with("SELECT value"));
  EXPECT_EQ(c.headlines, std::vector<int>{1});
  EXPECT_FALSE(c.words.empty());
  EXPECT_EQ(c.says, c.words) << "an entry without words of its own speaks with those of the table";
  EXPECT_TRUE(claim(book, "C021").parts.empty());
  ASSERT_TRUE(book.studies.contains("tiny"));
  EXPECT_EQ(book.studies.at("tiny").scenario.seed, 7u);
}

TEST(ClaimsFile, PartsTakeWhatTheyLeaveOutFromTheClaim) {
  const ClaimBook book = taken(
      "- id: C054\n  says: both\n" + good_part +
      "  parts:\n    - {name: first}\n"
      "    - {name: second, says: mine, expect: '+', cut: [no_answer_costs, contact_soothes], published: RSK05}\n");
  const evidence::Claim c = claim(book, "C054");
  ASSERT_EQ(c.parts.size(), 2u);
  EXPECT_FALSE(c.rivals);
  EXPECT_EQ(c.parts[0].name, "first");
  EXPECT_EQ(c.parts[0].says, "both");
  EXPECT_EQ(c.parts[0].study, "tiny");
  EXPECT_EQ(c.parts[1].says, "mine");
  EXPECT_EQ(c.parts[1].expect, 1);
  EXPECT_EQ(c.parts[1].published, "RSK05");
  EXPECT_EQ(c.parts[1].cut, (std::vector<std::string>{"contact_soothes", "no_answer_costs"})) << "sorted";
}

TEST(ClaimsFile, APartSaysWhatSortOfTestItIs) {
  const ClaimBook book = taken("- id: C020\n" + good_part +
                               "  placebo: [rebuff_costs, fright_costs]\n  ordinary: true\n"
                               "  by_construction: contact_soothing multiplies the fall that is read\n");
  const evidence::ClaimPart p = claim(book, "C020").parts.at(0);
  EXPECT_EQ(p.placebo, (std::vector<std::string>{"fright_costs", "rebuff_costs"})) << "sorted";
  EXPECT_TRUE(p.ordinary);
  EXPECT_EQ(p.by_construction, "contact_soothing multiplies the fall that is read");
  EXPECT_EQ(p.raised, "");
  const ClaimBook shared =
      taken("- id: C020\n" + good_part + "  ordinary: true\n  parts: [{name: a}, {name: b, ordinary: false}]\n");
  EXPECT_TRUE(claim(shared, "C020").parts.at(0).ordinary) << "from the claim";
  EXPECT_FALSE(claim(shared, "C020").parts.at(1).ordinary);
}

TEST(ClaimsFile, KindsOfTestThatCannotBeAreRefused) {
  const std::string head = "- id: C020\n" + good_part;
  refused(head + "  placebo: contact_sooths\n", {"a.yaml:7:12: [1].placebo: there is no edge", "did you mean"});
  refused(head + "  placebo: contact_soothes\n", {"[1].placebo: names contact_soothes, which is under test"});
  refused(head + "  placebo: []\n", {"[1].placebo: is empty"});
  refused(head + "  ordinary: perhaps\n", {"a.yaml:7:13: [1].ordinary"});
  refused(head + "  by_construction: ''\n", {"[1].by_construction: gives no reason"});
  refused(head + "  by_constrution: yes\n", {"[1].by_constrution: unknown key; did you mean by_construction?"});
  refused("- {id: C004, uncovered: why, ordinary: true}\n", {"[1].ordinary: is read by nobody"});
}

// The study decides it, whatever an entry would like.
TEST(ClaimsFile, StrengthsAndOrdinaryPeopleAreReadFromTheStudy) {
  const auto read = [](const std::string& study, const std::string& more = "") {
    ClaimSources sources = sources_of("- id: C020\n" + good_part + more);
    sources.studies[0].text = std::string(minimal) + study;
    return read_claims(sources);
  };
  const auto raised = [&read](const std::string& study) {
    const auto book = read(study);
    return book ? claim(*book, "C020").parts.at(0).raised : all_text(book.problems());
  };
  EXPECT_EQ(raised("parameters: {stay_from_hope: 5}\n"), "stay_from_hope 5 (shipped 0.3)");
  EXPECT_EQ(raised("parameters: {stay_from_hope: 0}\n"), "") << "cut is not raised";
  EXPECT_EQ(raised("parameters: {standards: -5}\n"), "") << "no edge hangs on it";
  EXPECT_TRUE(read("events: [{kind: pulse, age: 1}]\n", "  ordinary: true\n")) << "life strikes anybody";
  for (const auto& [study, why] : std::vector<std::pair<std::string, std::string>>{
           {"arms: [{name: a, care: {response: .5}}, {name: b}]\n", "the care of arm a is set"},
           {"events: [{kind: care_change, age: 1, care: {response: .5}}]\n", "an event sets care"},
           {"parameters: {standards: -5}\n", "standards is not as shipped"},
           {"off: [contact_soothes]\n", "an edge is cut"}}) {
    const auto book = read(study, "  ordinary: true\n");
    ASSERT_FALSE(book) << study;
    EXPECT_NE(all_text(book.problems()).find("a.yaml:7:13: [1].ordinary: the people of tiny are not ordinary: " + why),
              std::string::npos)
        << all_text(book.problems());
    EXPECT_TRUE(read(study)) << "otherwise it is a good study";
  }
}

TEST(ClaimsFile, RivalsAndReasons) {
  const ClaimBook book = taken("- id: C024\n" + good_part +
                               "  rivals: [{name: one}, {name: other, expect: '+'}]\n"
                               "- {id: C004, uncovered: no instrument asks it}\n");
  EXPECT_TRUE(claim(book, "C024").rivals);
  EXPECT_EQ(claim(book, "C004").uncovered, "no instrument asks it");
  EXPECT_TRUE(claim(book, "C004").parts.empty());
}

TEST(ClaimsFile, UnknownNamesAreRefusedWithTheNearest) {
  refused("- id: C02O\n" + good_part,
          {"evidence/claims/a.yaml:1:7: [1].id: there is no claim \"C02O\"", "did you mean"});
  refused("- id: 12345678\n" + good_part, {"there is no claim", "see evidence/claims.tsv"});
  refused(with("study", "study: tinny"), {"a.yaml:2:10: [1].study: there is no study \"tinny\"; did you mean tiny?"});
  refused(with("cut", "cut: contact_sooths"),
          {"a.yaml:3:8: [1].cut: there is no edge", "did you mean contact_soothes?"});
  refused(with("cut", "cut: [contact_soothes, nothing]"), {"[1].cut[2]: there is no edge \"nothing\""});
  refused(with("estimator", "estimator: diffrnce"), {"[1].estimator", "did you mean difference?"});
  refused(with("readout", "readout: SELECT 1\n  published: RSK99999"), {"[1].published: there is no published number"});
  refused(with("study", "sttudy: tiny"), {"[1].sttudy: unknown key; did you mean study?", "[1].study: is missing"});
}

TEST(ClaimsFile, WrongValuesAreRefused) {
  refused(with("expect", "expect: 0"), {"[1].expect: there is no sign \"0\""});
  refused(with("expect", "expect: rises"), {"[1].expect"});
  refused(with("expect", "expect: -"), {"a.yaml:4:11", "this is not YAML"});
  refused(with("cut", "cut: []"), {"[1].cut: is empty"});
  refused(with("cut", "cut: [contact_soothes, contact_soothes]"), {"[1].cut[2]: this edge is already there"});
  refused(with("readout", "readout: DELETE FROM observation"), {"[1].readout: begins with neither SELECT nor WITH"});
  refused(with("readout", "readout: [SELECT 1]"), {"[1].readout: needs text, found a list"});
  for (const char* key : {"study", "cut", "expect", "estimator", "readout"})
    refused(with(key, ""), {std::string("[1].") + key + ": is missing"});
}

TEST(ClaimsFile, EntriesThatDoNotFitTogetherAreRefused) {
  refused("- id: C020\n" + good_part + "- id: C020\n" + good_part,
          {"a.yaml:7:7: [2].id: this claim has an entry already"});
  refused("id: C020\n", {"needs a list, found a block of keys"});
  refused("- just words\n", {"[1]: needs a block of keys"});
  refused("- {study: tiny}\n", {"[1].id: is missing"});
  refused("- id: C020\n" + good_part + "  parts: []\n", {"[1].parts: has too few"});
  refused("- id: C020\n" + good_part + "  rivals: [{name: lonely}]\n", {"[1].rivals: has too few"});
  refused("- id: C020\n" + good_part + "  parts: [{name: a}, {name: a}]\n",
          {"[1].parts[2].name: this part is already"});
  refused("- id: C020\n" + good_part + "  parts: [{name: a}, {says: b}]\n", {"[1].parts[2].name: is missing"});
  refused("- id: C020\n" + good_part + "  parts: [{name: a}, {name: b, uncovered: no}]\n", {"uncovered: unknown key"});
  refused("- id: C020\n" + good_part + "  parts: [{name: a}, {name: b}]\n  rivals: [{name: c}, {name: d}]\n",
          {"[1].rivals: stands beside parts"});
  refused("- {id: C004, uncovered: ''}\n", {"[1].uncovered: gives no reason"});
  refused("- {id: C004, uncovered: why, study: tiny}\n", {"[1].study: is read by nobody"});
  refused("- id: C020\n  says: " + std::string(700, 'x') + "\n" + good_part, {"[1].says: is longer than"});
}

TEST(ClaimsFile, AnEntryTwiceInTwoFilesIsRefused) {
  ClaimSources sources = sources_of("- id: C020\n" + good_part);
  sources.entries.push_back({"evidence/claims/b.yaml", "- {id: C020, uncovered: no}\n"});
  const auto book = read_claims(sources);
  ASSERT_FALSE(book);
  EXPECT_NE(all_text(book.problems()).find("b.yaml:1:8: [1].id: this claim has an entry already"), std::string::npos);
}

TEST(ClaimsFile, AStudyIsJudgedWhenAnEntryNamesIt) {
  ClaimSources sources = sources_of("- id: C020\n" + good_part);
  sources.studies.push_back({"studies/claims/broken.yaml", "nonsense: 1\n"});
  EXPECT_TRUE(read_claims(sources));
  sources.studies[0].text = "name: x\nseed: 7\npopulation: {people: 5}\n";
  const auto book = read_claims(sources);
  ASSERT_FALSE(book);
  EXPECT_NE(all_text(book.problems()).find("studies/claims/tiny.yaml:3:14: population.people: unknown key"),
            std::string::npos)
      << all_text(book.problems());
}

TEST(ClaimsFile, SignTestsStandAfterTheRowsOfTheTable) {
  const ClaimBook book = taken("- id: S02\n  source: somebody\n  says: rises\n" + good_part +
                               "- {id: S01, source: issue text, says: falls, uncovered: covered by tests of limits}\n"
                               "- id: C020\n" +
                               good_part);
  ASSERT_EQ(book.claims.size(), 239u);
  EXPECT_EQ(book.claims[236].id.front(), 'C');
  const evidence::Claim &first = book.claims[237], &second = book.claims[238];
  EXPECT_EQ(first.id, "S02") << "in the order of the files";
  EXPECT_TRUE(evidence::is_sign_test(first));
  EXPECT_EQ(first.source, "somebody");
  EXPECT_EQ(first.says, "rises");
  EXPECT_EQ(first.words, "rises") << "no table words it";
  EXPECT_TRUE(first.headlines.empty());
  ASSERT_EQ(first.parts.size(), 1u);
  EXPECT_EQ(first.parts[0].study, "tiny");
  EXPECT_EQ(first.parts[0].says, "rises");
  EXPECT_EQ(second.id, "S01");
  EXPECT_TRUE(evidence::covered_by_tests(second));
  EXPECT_EQ(claim(book, "C020").parts.size(), 1u);
}

TEST(ClaimsFile, ASignTestNamesItsSourceAndAClaimDoesNot) {
  const std::string head = "- id: S01\n", source = "  source: somebody\n", says = "  says: rises\n";
  refused(head + says + good_part, {"[1].source: is missing"});
  refused(head + source + good_part, {"[1].says: is missing"});
  refused(head + "  source: ''\n" + says + good_part, {"[1].source: names nothing"});
  refused("- id: C020\n" + source + good_part,
          {"a.yaml:2:11: [1].source: stands in evidence/claims.tsv", "only sign tests"});
  refused(head + source + says + good_part + head + source + says + good_part,
          {"[2].id: this sign test is already there"});
  refused("- id: Sx1\n" + source + says + good_part, {"there is no claim \"Sx1\""});
  refused("- id: S\n" + source + says + good_part, {"there is no claim \"S\""});
  refused("- id: S1234567\n" + source + says + good_part, {"there is no claim"});
  refused(head + source + says + "  parts: [{name: a}]\n", {"[1].parts[1].study: is missing"});
}

TEST(ClaimsFile, ReadoutsAreTriedOnAnEmptyResultsFile) {
  EXPECT_TRUE(check_readouts(taken("- id: C020\n" + good_part).claims).empty());
  const auto said = [](const std::string& sql) {
    return all_text(check_readouts(taken(with("readout", "readout: " + sql)).claims));
  };
  EXPECT_NE(said("SELECT value AS x FROM observation").find("C020.readout: returns no column g"), std::string::npos);
  EXPECT_NE(said("SELECT x, g FROM nowhere").find("no such table"), std::string::npos);
  EXPECT_NE(said("SELECT valuue AS x, 1 AS g FROM observation").find("no such column"), std::string::npos);
  EXPECT_NE(said("SELECT FROM").find("syntax error"), std::string::npos);
}

TEST(ClaimsFile, AFolderIsReadInPlaceOfTheBuiltInEntries) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("bowlby-claims-file-" + std::to_string(getpid()));
  fs::create_directories(folder / "evidence/claims");
  fs::create_directories(folder / "studies/claims");
  std::ofstream(folder / "evidence/claims/b.yaml") << "- {id: C004, uncovered: no}\n";
  std::ofstream(folder / "evidence/claims/a.yaml") << "- id: C020\n" << good_part;
  std::ofstream(folder / "evidence/claims/notes.txt") << "not read";
  std::ofstream(folder / "studies/claims/tiny.yaml") << minimal;
  const auto sources = claims_of_folder(folder.string());
  ASSERT_TRUE(sources);
  ASSERT_EQ(sources->entries.size(), 2u);
  EXPECT_TRUE(sources->entries[0].name.ends_with("a.yaml"));
  EXPECT_TRUE(read_claims(*sources));
  fs::remove_all(folder / "studies");
  const auto gone = claims_of_folder(folder.string());
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.problems().front().fault, Fault::file);
  EXPECT_NE(gone.problems().front().file.find("studies/claims"), std::string::npos);
  fs::remove_all(folder);
}

// The entries that are shipped: sound, and every readout understood.
TEST(ClaimsFile, BuiltInEntriesAreSound) {
  const ClaimSources sources = built_in_claims();
  const auto book = read_claims(sources);
  ASSERT_TRUE(book) << all_text(book.problems());
  const auto problems = check_readouts(book->claims);
  EXPECT_TRUE(problems.empty()) << all_text(problems);
  for (const TextFile& file : sources.entries) EXPECT_TRUE(file.name.starts_with("evidence/claims/")) << file.name;
  for (const TextFile& file : sources.studies) EXPECT_TRUE(file.name.starts_with("studies/claims/")) << file.name;
}

}  // namespace
}  // namespace bowlby
