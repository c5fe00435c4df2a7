// The notebook as the program serves it: the same guard as the studio, and no trace in a cache.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "server/client.hpp"

namespace bowlby::doors {
namespace {

TEST(NotebookDoor, TheLinkLeadsToTheNotebookAndNothingOfTheVisitIsKeptByABrowser) {
  Folder folder;
  Studio studio(Studio::Notebook{folder / "my.note"});
  const Answer in =
      studio.raw("GET /?token=" + studio.token + " HTTP/1.1\r\n" + studio.host() + "Connection: close\r\n\r\n");
  EXPECT_EQ(in.header("Location"), "/#/notebook");
  const Answer page = studio.ask("GET", "/");
  EXPECT_EQ(page.status, 200);
  const std::size_t at = page.body.find("src=\"") + 5;
  for (const std::string& target :
       {std::string("/"), page.body.substr(at, page.body.find('"', at) - at), std::string("/api/notebook"),
        std::string("/api/about"), std::string("/api/nothing"), std::string("/nothing")})
    EXPECT_EQ(studio.ask("GET", target).header("Cache-Control"), "no-store") << target;
}

TEST(NotebookDoor, IsOpenedByNobodyWithoutTheKeyOrFromAnotherPage) {
  Folder folder;
  Studio studio(Studio::Notebook{folder / "my.note"});
  const std::string body = R"({"passphrase":"four words and more"})";
  EXPECT_EQ(studio.ask("POST", "/api/notebook/create", body, "Origin: http://elsewhere.example\r\n").status, 403);
  EXPECT_EQ(studio.ask("POST", "/api/notebook/create", body, "Sec-Fetch-Site: cross-site\r\n").status, 403);
  const std::string length = std::to_string(body.size());
  EXPECT_EQ(
      studio
          .raw("POST /api/notebook/create HTTP/1.1\r\n" + studio.host() +
               "Content-Type: application/json\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n" + body)
          .status,
      403);
  EXPECT_EQ(
      studio
          .raw("POST /api/notebook/create HTTP/1.1\r\nHost: elsewhere.example\r\n" + studio.key() +
               "Content-Type: application/json\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n" + body)
          .status,
      403);
  EXPECT_FALSE(std::filesystem::exists(folder / "my.note"));
  EXPECT_EQ(studio.ask("POST", "/api/notebook/create", body).status, 201);
  struct stat found {};
  ASSERT_EQ(::stat((folder / "my.note").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
}

TEST(NotebookDoor, AFileThatIsNoNotebookIsToldInTheTerminal) {
  Folder folder;
  const std::string other = folder.write("letter.txt", "dear diary, this is not one of yours");
  const Outcome no = bowlby({"notebook", other, "--no-open", "--port", "0", "--state", folder / "state"});
  EXPECT_EQ(no.code, 65) << no.err;
  EXPECT_NE(no.err.find("is no notebook"), std::string::npos) << no.err;
  const Outcome nowhere = bowlby({"notebook", folder / "not/there.note", "--no-open", "--state", folder / "state"});
  EXPECT_EQ(nowhere.code, 66) << nowhere.err;
  EXPECT_EQ(read_file(other), "dear diary, this is not one of yours");
}

TEST(NotebookDoor, TheStudioWithoutItHasNone) {
  Studio studio;
  EXPECT_EQ(studio.ask("GET", "/api/notebook").body, R"({"door":false})");
  EXPECT_EQ(studio.ask("POST", "/api/notebook/session", "{}").status, 404);
}

}  // namespace
}  // namespace bowlby::doors
