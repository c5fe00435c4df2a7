#include "server/notebook/door.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

namespace bowlby::server {
namespace {

namespace fs = std::filesystem;

class Door : public ::testing::Test {
 protected:
  Door() {
    std::string name = (fs::temp_directory_path() / "bowlby_door_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    path_ = (folder_ / "my.note").string();
    again();
  }
  ~Door() override { fs::remove_all(folder_); }

  // Another program, the same file.
  void again(double idle_seconds = 600) {
    door_.emplace(NotebookDoor::Setting{path_, idle_seconds, notebook::least_cost, 10});
  }
  Response ask(const std::string& method, std::string_view what, const std::string& body = {}) {
    Request r;
    r.method = method;
    r.body = body;
    return door_->answer(r, what);
  }
  Json told(const std::string& method, std::string_view what, const std::string& body = {}, int status = 200) {
    const Response r = ask(method, what, body);
    EXPECT_EQ(r.status, status) << r.body;
    const auto tree = parse_json(r.body, "answer");
    EXPECT_TRUE(tree) << r.body;
    return tree ? *tree : Json{};
  }
  std::string state() { return told("GET", "").at("state").text; }
  std::string create() {
    return told("POST", "create", R"({"passphrase":"four words and more"})", 201).at("recovery_code").text;
  }
  void unlock() { told("POST", "unlock", R"({"passphrase":"four words and more"})"); }
  void add(const std::string& words) {
    told("POST", "entries", R"({"kind":"diary","content":{"words":")" + words + "\"}}", 201);
  }
  std::string first_words() {
    const Json all = told("GET", "").at("entries");
    return all.items.empty() ? "" : all.items[0].at("content").at("words").text;
  }

  fs::path folder_;
  std::string path_;
  std::optional<NotebookDoor> door_;
};

TEST_F(Door, a_new_notebook_is_made_locked_and_opened_again_by_either_secret) {
  EXPECT_EQ(state(), "new");
  const std::string code = create();
  EXPECT_EQ(state(), "open");
  add("a calm evening");
  told("POST", "lock", "{}");
  EXPECT_EQ(state(), "locked");
  EXPECT_FALSE(told("GET", "").has("entries"));
  unlock();
  EXPECT_EQ(first_words(), "a calm evening");
  again();
  EXPECT_EQ(state(), "locked");
  told("POST", "unlock", R"({"recovery_code":")" + code + "\"}");
  EXPECT_EQ(first_words(), "a calm evening");
}

TEST_F(Door, what_is_answered_as_saved_is_on_the_disk_and_is_shown_back) {
  create();
  const Json entry = told("POST", "entries", R"({"kind":"diary","content":{"words":"one","ease":4}})", 201).at("entry");
  EXPECT_EQ(entry.at("id").number, 1);
  EXPECT_EQ(entry.at("content").at("ease").number, 4);
  EXPECT_EQ(entry.at("saved").text.size(), 20u);
  const Json changed = told("POST", "entries/1", R"({"content":{"words":"two"}})").at("entry");
  EXPECT_EQ(changed.at("content").at("words").text, "two");
  again();
  unlock();
  EXPECT_EQ(first_words(), "two");
  told("DELETE", "entries/1");
  add("three");
  again();
  unlock();
  const Json all = told("GET", "").at("entries");
  ASSERT_EQ(all.items.size(), 1u);
  EXPECT_EQ(all.items[0].at("id").number, 2) << "a number is never given twice";
}

TEST_F(Door, nothing_is_told_or_taken_while_it_is_locked) {
  create();
  add("hidden");
  told("POST", "lock", "{}");
  for (const char* what : {"entries", "entries/1", "delete", "here", "import", "renew"}) {
    const Response r = ask("POST", what, R"({"kind":"diary","content":{},"name":"my.note"})");
    EXPECT_EQ(r.status, 409) << what;
    EXPECT_NE(r.body.find("\"locked\""), std::string::npos) << what;
  }
  EXPECT_EQ(ask("GET", "export").status, 409);
  EXPECT_EQ(ask("DELETE", "entries/1").status, 409);
  EXPECT_TRUE(fs::exists(path_));
}

TEST_F(Door, a_wrong_passphrase_and_a_damaged_file_are_two_different_answers) {
  create();
  told("POST", "lock", "{}");
  const Json wrong = told("POST", "unlock", R"({"passphrase":"something else"})", 422);
  EXPECT_EQ(wrong.at("problems").items[0].at("key").text, "passphrase");
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(-20, std::ios::end).put('x');
  }
  const Json damaged = told("POST", "unlock", R"({"passphrase":"four words and more"})", 422);
  EXPECT_EQ(damaged.at("problems").items[0].at("key").text, "");
  const std::string reason = damaged.at("problems").items[0].at("reason").text;
  EXPECT_NE(reason.find("my.note: is damaged"), std::string::npos) << reason;
  EXPECT_EQ(reason.find(folder_.string()), std::string::npos) << "the folder is nobody's business";
}

TEST_F(Door, it_locks_itself_when_nobody_is_there_and_asking_how_it_stands_is_no_use) {
  again(.4);
  create();
  for (int i = 0; i < 6; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    told("POST", "here", "{}");
  }
  EXPECT_EQ(state(), "open");
  for (int i = 0; i < 12 && state() == "open"; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(state(), "locked");
  EXPECT_TRUE(told("GET", "").at("locked_itself").truth);
}

TEST_F(Door, a_sitting_without_a_file_leaves_nothing) {
  told("POST", "session", "{}");
  EXPECT_EQ(state(), "session");
  add("only for now");
  EXPECT_EQ(first_words(), "only for now");
  told("POST", "lock", "{}");
  EXPECT_EQ(state(), "new");
  told("POST", "session", "{}");
  EXPECT_EQ(first_words(), "");
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Door, it_is_deleted_only_by_its_name_and_with_all_its_generations) {
  create();
  add("one");
  again();
  unlock();
  add("two");
  told("POST", "delete", R"({"name":"my.not"})", 422);
  EXPECT_EQ(first_words(), "one");
  EXPECT_EQ(told("POST", "delete", R"({"name":"my.note"})").at("state").text, "new");
  EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Door, what_is_written_out_is_what_stands_there) {
  create();
  add("to take along");
  const Response r = ask("GET", "export");
  EXPECT_NE(r.body.find("to take along"), std::string::npos);
  EXPECT_EQ(parse_json(r.body, "export")->at("entries").items.size(), 1u);
}

TEST_F(Door, a_readable_copy_is_taken_back_whole_and_once) {
  create();
  add("one");
  told("POST", "entries",
       R"({"kind":"diary","content":{"words":"two \u00e9 \u2013 \\ \" <b>","ease":null,"event":true}})", 201);
  const Json copy = *parse_json(ask("GET", "export").body, "export");
  const std::string body = "{\"entries\":" + to_text(copy.at("entries")) + "}";
  told("POST", "import", body);
  EXPECT_EQ(told("GET", "").at("entries").items.size(), 2u) << "what is there is not taken twice";
  told("POST", "delete", R"({"name":"my.note"})");
  create();
  told("POST", "import", body);
  again();
  unlock();
  EXPECT_EQ(to_text(told("GET", "").at("entries")), to_text(copy.at("entries")));
}

TEST_F(Door, of_a_copy_that_is_odd_nothing_is_taken) {
  create();
  for (
      const char* entries :
      {R"("words")", R"([1])", R"([{"kind":"diary","content":{}}])",
       R"([{"kind":"diary","saved":"2026-11-29T21:40:00Z","content":{}},{"kind":"x","saved":"2026-11-29T21:40:00Z","content":{}}])",
       R"([{"kind":"diary","saved":"yesterday","content":{}}])",
       R"([{"kind":"diary","saved":"2026-11-29T21:40:00Z","content":3}])"})
    EXPECT_EQ(ask("POST", "import", std::string("{\"entries\":") + entries + "}").status, 422) << entries;
  EXPECT_TRUE(told("GET", "").at("entries").items.empty());
}

TEST_F(Door, a_new_passphrase_asks_for_the_old_one_and_gives_a_new_code) {
  const std::string code = create();
  add("stays");
  EXPECT_EQ(ask("POST", "renew", R"({"passphrase":"a guess of mine","new_passphrase":"five other words now"})").status,
            422);
  EXPECT_EQ(ask("POST", "renew", R"({"passphrase":"four words and more","new_passphrase":"short"})").status, 422);
  const std::string next =
      told("POST", "renew", R"({"recovery_code":")" + code + R"(","new_passphrase":"five other words now"})")
          .at("recovery_code")
          .text;
  EXPECT_NE(next, code);
  told("POST", "lock", "{}");
  EXPECT_EQ(ask("POST", "unlock", R"({"passphrase":"four words and more"})").status, 422);
  EXPECT_EQ(ask("POST", "unlock", R"({"recovery_code":")" + code + "\"}").status, 422);
  told("POST", "unlock", R"({"passphrase":"five other words now"})");
  EXPECT_EQ(first_words(), "stays");
}

TEST_F(Door, odd_requests_are_refused_and_change_nothing) {
  create();
  add("stays");
  const std::string long_words(notebook::longest_entry, 'x');
  for (const std::string& body :
       {std::string("no json"), std::string("[]"), std::string("{}"), std::string(R"({"kind":"diary"})"),
        std::string(R"({"kind":"other","content":{}})"), std::string(R"({"kind":"diary","content":"words"})"),
        R"({"kind":"diary","content":{"words":")" + long_words + "\"}}"})
    EXPECT_GE(ask("POST", "entries", body).status, 400) << body.substr(0, 40);
  EXPECT_EQ(ask("POST", "create", R"({"passphrase":"another one entirely"})").status, 409);
  EXPECT_EQ(ask("POST", "entries/9", R"({"content":{}})").status, 422);
  EXPECT_EQ(ask("DELETE", "entries/9").status, 404);
  EXPECT_EQ(ask("GET", "unlock").status, 404);
  EXPECT_EQ(told("GET", "").at("entries").items.size(), 1u);
  told("POST", "lock", "{}");
  EXPECT_EQ(ask("POST", "unlock", "{}").status, 422);
}

TEST_F(Door, a_passphrase_has_eight_characters_at_least) {
  EXPECT_EQ(ask("POST", "create", R"({"passphrase":"seven77"})").status, 422);
  EXPECT_EQ(ask("POST", "create", R"({"passphrase":17})").status, 422);
  EXPECT_EQ(state(), "new");
}

TEST_F(Door, every_kind_of_entry_of_the_rooms_is_taken) {
  create();
  for (const char* kind : {"check_in", "diary", "helper_sheet", "card", "practice", "feedback", "letting_go",
                           "partner_card", "partner_picture", "helper", "letter", "appointment", "answers"})
    told("POST", "entries", R"({"kind":")" + std::string(kind) + R"(","content":{}})", 201);
  const Response no = ask("POST", "entries", R"({"kind":"diaries","content":{}})");
  EXPECT_EQ(no.status, 422);
  EXPECT_NE(no.body.find("partner_card"), std::string::npos) << "the kinds there are";
}

TEST_F(Door, what_leaves_sealed_comes_in_with_its_code_alone_and_only_while_it_is_open) {
  create();
  add("a line to take along");
  const std::string card = told("POST", "seal", R"({"text":"two sentences","code":"AB12-CD34-EF56"})").at("file").text;
  const auto open = [&](const std::string& file, const std::string& code, int status = 200) {
    return told("POST", "unseal", R"({"file":")" + file + R"(","code":")" + code + "\"}", status);
  };
  EXPECT_EQ(open(card, "AB12-CD34-EF56").at("text").text, "two sentences");
  EXPECT_EQ(open(card, "AB12-CD34-EF57", 422).at("problems").items.at(0).at("key").text, "passphrase");
  open("no base64 at all", "AB12-CD34-EF56", 422);
  open("YW55", "AB12-CD34-EF56", 422);
  EXPECT_EQ(ask("POST", "seal", R"({"text":"x","code":"short"})").status, 422);
  const std::string copy = told("POST", "seal-copy", R"({"code":"told in person"})").at("file").text;
  EXPECT_NE(open(copy, "told in person").at("text").text.find("a line to take along"), std::string::npos);
  told("POST", "lock", "{}");
  EXPECT_EQ(ask("POST", "seal-copy", R"({"code":"told in person"})").status, 409);
  EXPECT_EQ(ask("POST", "seal", R"({"text":"x","code":"told in person"})").status, 409);
}

TEST_F(Door, answers_are_scored_by_the_shipped_keys_and_nothing_of_them_is_kept) {
  create();
  std::vector<std::string> names;
  const Json keys = told("POST", "keys", "{}");
  for (const Json& key : keys.at("keys").items) names.push_back(key.at("name").text);
  EXPECT_NE(std::find(names.begin(), names.end(), "phq_9"), names.end());
  const Json scored = told("POST", "score", R"({"key":"phq_9","answers":"0,1,2,3,0,1,2,3,1"})");
  EXPECT_EQ(scored.at("scores").items.at(0).at("value").number, 13);
  EXPECT_TRUE(scored.at("help_first").truth);
  const Response no = ask("POST", "score", R"({"key":"phq9","answers":"0"})");
  EXPECT_EQ(no.status, 422);
  EXPECT_NE(no.body.find("phq_9"), std::string::npos) << no.body;
  EXPECT_TRUE(told("GET", "").at("entries").items.empty());
}

TEST(NoDoor, the_studio_without_a_notebook_says_so_and_nothing_else) {
  Request r;
  r.method = "GET";
  EXPECT_EQ(no_notebook(r, "").body, R"({"door":false})");
  EXPECT_EQ(no_notebook(r, "export").status, 404);
  r.method = "POST";
  EXPECT_EQ(no_notebook(r, "").status, 404);
}

}  // namespace
}  // namespace bowlby::server
