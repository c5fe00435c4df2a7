// A scene is the same through the studio and from the command line.
#include <gtest/gtest.h>

#include "server/client.hpp"

namespace bowlby::doors {
namespace {

TEST(StudioDoor, ASceneIsTheSameByEitherDoor) {
  Studio studio;
  const Folder folder;
  for (const auto& [kind, request] :
       {std::pair{
            "evening",
            R"({"moment":"late_reply","seed":5,"people":[{"anxiety":3,"avoidance":2},{"anxiety":2,"avoidance":3.5}]})"},
        std::pair{"year",
                  R"({"seed":5,"children":4,"care":{"response":0.6,"consistency":6,"rebuff":0.1,"fright":0.02}})"}}) {
    const Answer a = studio.ask("POST", std::string("/api/scene/") + kind, request);
    EXPECT_EQ(a.status, 200) << a.body.substr(0, 400);
    const Outcome o = bowlby({"scene", kind, "--json", "--request", folder.write("request.json", request)});
    EXPECT_EQ(o.code, 0) << o.err;
    std::string cli = o.out;
    while (!cli.empty() && cli.back() == '\n') cli.pop_back();
    EXPECT_FALSE(field(a.body, "digest").empty()) << a.body.substr(0, 200);
    EXPECT_EQ(field(a.body, "digest"), field(cli, "digest"));
    std::string http = a.body;
    while (!http.empty() && http.back() == '\n') http.pop_back();
    EXPECT_TRUE(http == cli) << "the whole answer, not only its digest";
  }
}

}  // namespace
}  // namespace bowlby::doors
