// Claims from outside: what goes in, what comes out, and that a verdict can fail.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "doors/claims_sample.hpp"
#include "model/edges.hpp"

namespace bowlby::doors {
namespace {

TEST(ClaimsDoor, ListsEveryRowOfTheTable) {
  const Outcome o = bowlby({"claims", "--json"});
  ASSERT_EQ(o.code, 0) << o.err;
  const auto list = nlohmann::json::parse(o.out);
  int rows = 0, run = 0;
  for (const auto& c : list) {
    const bool sign_test = c.at("sign_test");
    EXPECT_EQ(sign_test, c.at("id").get<std::string>().front() == 'S') << c;
    rows += !sign_test;
    EXPECT_FALSE(c.at("words").get<std::string>().empty());
    EXPECT_TRUE(c.at("parts").empty() != c.at("uncovered").is_null()) << c << " is neither run nor told why not";
    run += !c.at("parts").empty();
    for (const auto& p : c.at("parts")) {
      EXPECT_FALSE(p.at("study").get<std::string>().empty());
      ASSERT_GE(p.at("cut").size(), 1u);
      for (const auto& edge : p.at("cut")) EXPECT_GE(find_edge(edge.get<std::string>()), 0) << edge;
    }
  }
  EXPECT_EQ(rows, 237) << "sign tests are told beside the rows of the table";
  EXPECT_GT(list.size(), 237u);
  const Outcome text = bowlby({"claims"});
  EXPECT_EQ(text.code, 0);
  EXPECT_NE(text.out.find("\n237 claims: "), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("\n" + std::to_string(list.size() - 237) + " sign tests: "), std::string::npos) << text.out;
}

TEST(ClaimsDoor, ShowsOneWithItsQuery) {
  const Folder folder;
  const Outcome o = bowlby({"claims", "show", "C020", "--entries", claims_sample(folder)});
  EXPECT_EQ(o.code, 0) << o.err;
  for (const char* part :
       {"C020", "H1", "tiny", "uncertainty_to_press", "SELECT o.value AS x", "bowlby claims run C020"})
    EXPECT_NE(o.out.find(part), std::string::npos) << part << " in\n" << o.out;
  const Outcome lost = bowlby({"claims", "show", "C02O"});
  EXPECT_EQ(lost.code, 64);
  EXPECT_NE(lost.err.find("did you mean C02"), std::string::npos) << lost.err;
}

TEST(ClaimsDoor, HelpHasExamples) {
  for (const Arguments& a : {Arguments{"claims"}, {"claims", "show"}, {"claims", "run"}, {"claims", "carriers"}}) {
    Arguments asked = a;
    asked.emplace_back("--help");
    const Outcome o = bowlby(asked);
    EXPECT_EQ(o.code, 0);
    EXPECT_NE(o.out.find("Example"), std::string::npos) << o.out;
    EXPECT_NE(o.out.find("bowlby claims"), std::string::npos) << o.out;
  }
}

TEST(ClaimsDoor, WrongCommandsHaveTheirExitCodes) {
  const Folder folder;
  const std::string sample = claims_sample(folder), output = folder / "out";
  const auto code = [&](Arguments a) {
    const Outcome o = bowlby(a);
    if (o.code != 0) {
      EXPECT_FALSE(o.err.empty()) << a[2];
    }
    return o.code;
  };
  EXPECT_EQ(code({"claims", "run", "--output", output}), 64) << "no claim named";
  EXPECT_EQ(code({"claims", "run", "C020"}), 64) << "no output named";
  EXPECT_EQ(code({"claims", "run", "C999", "--output", output}), 64);
  EXPECT_EQ(code({"claims", "run", "C020", "--seeds", "1", "--output", output}), 64);
  EXPECT_EQ(code({"claims", "run", "C020", "--entries", folder / "nowhere", "--output", output}), 66);
  EXPECT_FALSE(std::filesystem::exists(output)) << "a refused command leaves nothing behind";
  EXPECT_EQ(
      code({"claims", "run", "C020", "--resume", "--seeds", "2", "--entries", sample, "--output", folder / "new"}), 0)
      << "resumable from nothing";
  std::filesystem::create_directories(output);
  folder.write("out/mine.txt", "precious");
  EXPECT_EQ(code({"claims", "run", "C020", "--entries", sample, "--output", output}), 66);
  EXPECT_EQ(read_file(output + "/mine.txt"), "precious");
  folder.write("sample/evidence/claims/b.yaml", "- {id: C013, study: tiny}\n");
  const Outcome bad = bowlby({"claims", "run", "C020", "--entries", sample, "--output", folder / "other"});
  EXPECT_EQ(bad.code, 65);
  EXPECT_NE(bad.err.find("b.yaml:1:3: [1].cut: is missing"), std::string::npos) << bad.err;
}

TEST(ClaimsDoor, EntriesAreAFolderWithClaimsInIt) {
  const Folder folder;
  const std::string sample = claims_sample(folder);
  for (const auto& [given, reason] :
       {std::pair<std::string, const char*>{sample + "/evidence/claims/a.yaml", "is a file"},
        {sample + "/evidence", "holds no claims"},
        {folder / "nowhere", "is not there"}})
    for (const Arguments& command :
         {Arguments{"claims", "show", "C020", "--entries", given},
          Arguments{"claims", "run", "C020", "--output", folder / "o", "--entries", given}}) {
      const Outcome o = bowlby(command);
      EXPECT_EQ(o.code, 66) << o.err;
      EXPECT_TRUE(o.err.starts_with("bowlby: " + given)) << o.err;
      EXPECT_NE(o.err.find(reason), std::string::npos) << o.err;
      EXPECT_NE(o.err.find("name a folder"), std::string::npos) << o.err;
    }
}

TEST(ClaimsDoor, AReadoutThatFailsOnItsRunIsBadDataAndNamed) {
  const Folder folder;
  const std::string sample = claims_sample(folder, "SELECT p.arm AS x, 1 AS g FROM person p");
  const Outcome o = bowlby({"claims", "run", "C020", "--entries", sample, "--output", folder / "out", "--seeds", "2"});
  EXPECT_EQ(o.code, 65) << o.out;
  EXPECT_NE(o.err.find("C020.readout: returns text in column x"), std::string::npos) << o.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "out/runs"));
}

// The verdict is earned: the same claim holds with twenty seeds, and fails once its readout is turned round.
TEST(ClaimsDoor, FlippingTheSignOfAReadoutMakesTheVerdictFail) {
  const Folder folder, flipped;
  const auto run = [](const Folder& in, const std::string& readout) {
    const std::string sample = claims_sample(in, readout);
    const Outcome o = bowlby({"claims", "run", "C020", "C022", "--entries", sample, "--output", in / "out", "--json"});
    EXPECT_EQ(o.code, 0) << o.err;
    return nlohmann::json::parse(o.out);
  };
  const auto right = run(folder, claims_readout),
             turned = run(flipped, "SELECT -x AS x, g FROM (" + claims_readout + ")");
  const auto &first = right["claims"][0], &second = turned["claims"][0];
  EXPECT_EQ(first["parts"][0]["verdict"], "holds") << first.dump(1);
  EXPECT_EQ(first["verdict"], "holds") << first.dump(1);
  EXPECT_EQ(right["claims"][1]["verdict"], "set by the design") << right["claims"][1].dump(1);
  EXPECT_EQ(second["verdict"], "not shown") << second.dump(1);
  EXPECT_EQ(first["parts"][0]["effect"]["estimate"].get<double>(),
            -second["parts"][0]["effect"]["estimate"].get<double>());
  EXPECT_EQ(first["parts"][0]["right"], 20);
  EXPECT_EQ(right["claims"][1], turned["claims"][1]) << "the other claim is as it was";
  EXPECT_NE(right["digest"], turned["digest"]);
  EXPECT_EQ(right["headlines"][0]["headline"], 1);

  const std::string page = read_file(folder / "out/claims.html");
  EXPECT_NE(page.find("<article id=\"C020\""), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http"), std::string::npos) << "the page asks for nothing";
  EXPECT_FALSE(std::filesystem::exists(folder / "out/runs")) << "the runs' own files are gone";
}

// The edge that carries the effect is found, and one that has nothing to do with it carries none.
TEST(ClaimsDoor, CarriersTellWhatIsLeftWithoutEachEdge) {
  const Folder folder;
  const std::string sample = claims_sample(folder);
  const Arguments ask{"claims",
                      "carriers",
                      "C020",
                      "--entries",
                      sample,
                      "--edge",
                      "uncertainty_to_press",
                      "--edge",
                      "couple_work_to_press",
                      "--seeds",
                      "3",
                      "--json"};
  const auto with = [&](Arguments a, const Arguments& more) {
    a.insert(a.end(), more.begin(), more.end());
    const Outcome o = bowlby(a);
    EXPECT_EQ(o.code, 0) << o.err;
    return o.out;
  };
  const std::string told = with(ask, {});
  const auto part = nlohmann::json::parse(told)["parts"][0];
  ASSERT_EQ(part["carriers"].size(), 2u) << told;
  EXPECT_EQ(part["carriers"][0]["edge"], "uncertainty_to_press") << "what carries most comes first";
  EXPECT_GT(part["carriers"][0]["carried"], .5);
  EXPECT_EQ(part["carriers"][1]["carried"], 0) << "nobody is in couple work here, so not a bit moves";
  EXPECT_EQ(told, with(ask, {"--threads", "1"})) << "threads change nothing";
  EXPECT_EQ(part, nlohmann::json::parse(with(ask, {"C022"}))["parts"][0]) << "nor does what else is asked";
  const auto both = nlohmann::json::parse(with(ask, {"--with", "uncertainty_to_threshold"}))["parts"][0];
  EXPECT_LT(both["carriers"][0]["left"]["estimate"], part["carriers"][0]["left"]["estimate"]) << both.dump(1);

  const std::string judged = folder / "judged";
  const Outcome run =
      bowlby({"claims", "run", "C020", "--entries", sample, "--output", judged, "--seeds", "3", "--json"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_NE(nlohmann::json::parse(run.out)["claims"][0]["parts"][0]["effect"]["estimate"], part["effect"]["estimate"])
      << "a look lives other people than a verdict";
}

TEST(ClaimsDoor, CarriersRefuseWhatTheyCannotCut) {
  const Folder folder;
  const std::string sample = claims_sample(folder);
  for (const char* option : {"--edge", "--with"}) {
    const Outcome o = bowlby({"claims", "carriers", "C020", "--entries", sample, option, "uncertainty_to_pres"});
    EXPECT_EQ(o.code, 64) << o.err;
    EXPECT_NE(o.err.find("uncertainty_to_press"), std::string::npos) << o.err;
  }
  const Outcome made = bowlby({"claims", "carriers", "C020", "--entries", sample, "--ordinary"});
  EXPECT_EQ(made.code, 64);
  EXPECT_NE(made.err.find("among ordinary people"), std::string::npos) << made.err;
  const Outcome none = bowlby({"claims", "carriers", "C019"});
  EXPECT_EQ(none.code, 64);
  EXPECT_NE(none.err.find("has no experiment"), std::string::npos) << none.err;
}

}  // namespace
}  // namespace bowlby::doors
