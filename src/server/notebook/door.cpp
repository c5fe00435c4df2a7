#include "server/notebook/door.hpp"

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "notebook/secret.hpp"
#include "notebook/wiped_memory.hpp"
#include "server/notebook/answers.hpp"
#include "server/notebook/seal.hpp"

namespace bowlby::server {
namespace {

using notebook::Book;
using notebook::Entries;
using notebook::With;

constexpr std::size_t shortest_passphrase = 8, longest_passphrase = 1000;

Response json(std::string body, int status = 200) {
  Response r;
  r.status = status;
  r.body = std::move(body);
  return r;
}

std::string now_in_words() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char words[32];
  return {words, std::strftime(words, sizeof words, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

std::string name_of_file(const std::string& path) { return std::filesystem::path(path).filename().string(); }

// The page knows the file by its name; the folder it lies in is nobody's business.
Response refused(std::vector<Problem> problems) {
  const Problem& first = problems.front();
  const int status = first.key == notebook::wrong_secret_key ? 422 : first.fault == Fault::file ? 409 : 422;
  for (Problem& p : problems)
    if (!p.file.empty() && p.key != notebook::wrong_secret_key)
      p.reason = "The file " + name_of_file(p.file) + ": " + p.reason;
  return refusal(status, problems);
}

Response is_locked() { return refusal(409, "the notebook is locked", "open it with its passphrase", "locked"); }
Response nothing_here() { return refusal(404, "there is nothing at this address", "use the links of the page"); }

Response one_entry(const Json& entry) {
  Json out;
  out.set("entry", entry);
  return json(to_text(out));
}

Response one_code(const std::string& code, int status) {
  Json out;
  out.set("recovery_code", Json::of(code));
  return json(to_text(out), status);
}

std::optional<Response> unfit(const std::string& passphrase) {
  if (passphrase.size() >= shortest_passphrase && passphrase.size() <= longest_passphrase) return std::nullopt;
  return refusal(422, "the passphrase is too short or too long", "take four words that do not belong together",
                 notebook::wrong_secret_key);
}

}  // namespace

NotebookDoor::NotebookDoor(Setting setting) : setting_(std::move(setting)), watch_([this] { watch(); }) {
  notebook::wipe_what_is_freed();
}

NotebookDoor::~NotebookDoor() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_all();
  watch_.join();
}

Response NotebookDoor::answer(const Request& r, std::string_view what) {
  Json body;
  if (r.method == "POST") {
    auto read = parse_json(r.body, "request");
    if (!read) return refusal(400, read.problems());
    body = std::move(*read);
    if (body.kind != Json::Kind::object) return refusal(400, "the body is no object", "send {}");
  }
  const std::lock_guard lock(mutex_);
  if (what.empty()) return r.method == "GET" ? state() : nothing_here();
  if (what == "export") return r.method == "GET" ? written_out() : nothing_here();
  if (what.starts_with("entries/") && r.method == "DELETE") return remove_entry(what.substr(8));
  return r.method == "POST" ? posted(what, body) : nothing_here();
}

// Asking how it stands is no use of it: a page that asks now and then keeps nothing open.
Response NotebookDoor::state() const {
  Json out;
  const bool there = !setting_.path.empty() && std::filesystem::exists(setting_.path);
  out.set("door", Json{Json::Kind::truth, true, 0, {}, {}, {}});
  out.set("file", Json::of(name_of_file(setting_.path)));
  out.set("state", Json::of(std::string(entries_ ? (book_ ? "open" : "session") : there ? "locked" : "new")));
  out.set("locked_itself", Json{Json::Kind::truth, idle_, 0, {}, {}, {}});
  out.set("idle_minutes", Json::of(setting_.idle_seconds / 60));
  if (entries_) out.set("entries", Json{Json::Kind::list, false, 0, {}, entries_->all(), {}});
  return json(to_text(out));
}

Response NotebookDoor::posted(std::string_view what, const Json& body) {
  if (what == "create") return create(body);
  if (what == "session") return session();
  if (what == "unlock") return unlock(body);
  if (what == "lock") {
    lock();
    return state();
  }
  if (!entries_) return is_locked();
  used_ = std::chrono::steady_clock::now();
  if (what == "here") return json("{}");  // somebody is still reading or writing
  if (what == "entries") return add(body);
  if (what == "import") return take(body);
  if (what == "renew") return renew(body);
  if (what == "seal")
    return sealed_answer(body.at("text").text, body.at("code").text,
                         std::min(setting_.age_work, notebook::age_card_work));
  if (what == "seal-copy") return sealed_answer(entries_->text(), body.at("code").text, setting_.age_work);
  if (what == "unseal") return unsealed_answer(body);
  if (what == "keys") return keys_answer();
  if (what == "score") return score_answer(body);
  if (what.starts_with("entries/")) return change(what.substr(8), body);
  if (what == "delete") return remove_all(body);
  return nothing_here();
}

Response NotebookDoor::create(const Json& body) {
  const std::string& passphrase = body.at("passphrase").text;
  if (entries_) return refusal(409, "a notebook is open already", "lock it first");
  if (setting_.path.empty()) return refusal(409, "no file was named", "start with `bowlby notebook FILE`");
  if (auto no = unfit(passphrase)) return *no;
  auto made = Book::create(setting_.path, passphrase, Entries().text(), setting_.cost);
  if (!made) return refused(made.problems());
  open(std::move(made->book), Entries());
  return one_code(made->recovery_code, 201);
}

Response NotebookDoor::session() {
  if (entries_) return refusal(409, "a notebook is open already", "lock it first");
  open(std::nullopt, Entries());
  return state();
}

Response NotebookDoor::unlock(const Json& body) {
  if (entries_) return state();
  if (setting_.path.empty()) return refusal(409, "no file was named", "start with `bowlby notebook FILE`");
  const bool by_code = body.has("recovery_code");
  auto book = Book::open(setting_.path, by_code ? With::recovery_code : With::passphrase,
                         body.at(by_code ? "recovery_code" : "passphrase").text);
  if (!book) return refused(book.problems());
  auto entries = Entries::read(book->text(), setting_.path);
  if (!entries) return refused(entries.problems());
  open(std::move(*book), std::move(*entries));
  return state();
}

std::optional<Response> NotebookDoor::saved(Entries next) {
  if (book_)
    if (auto problem = book_->save(next.text())) return refused({*problem});
  entries_ = std::move(next);
  return std::nullopt;
}

Response NotebookDoor::add(const Json& body) {
  Entries next = *entries_;
  auto entry = next.add(body.at("kind").text, body.at("content"), now_in_words());
  if (!entry) return refused(entry.problems());
  if (auto no = saved(std::move(next))) return *no;
  Response r = one_entry(*entry);
  r.status = 201;
  return r;
}

Response NotebookDoor::take(const Json& body) {
  Entries next = *entries_;
  const auto count = next.take(body.at("entries"));
  if (!count) return refused(count.problems());
  if (auto no = saved(std::move(next))) return *no;
  return state();
}

// Whoever finds it open must not be able to shut its owner out: what opens it is asked for once more.
Response NotebookDoor::renew(const Json& body) {
  if (!book_) return refusal(409, "nothing is kept, so there is no passphrase", "close this sitting");
  if (auto no = unfit(body.at("new_passphrase").text)) return *no;
  const bool by_code = body.has("recovery_code");
  const auto code = book_->renew(by_code ? With::recovery_code : With::passphrase,
                                 body.at(by_code ? "recovery_code" : "passphrase").text, body.at("new_passphrase").text,
                                 setting_.cost);
  if (!code) return refused(code.problems());
  return one_code(*code, 200);
}

Response NotebookDoor::change(std::string_view id, const Json& body) {
  Entries next = *entries_;
  auto entry = next.change(id, body.at("content"), now_in_words());
  if (!entry) return refused(entry.problems());
  if (auto no = saved(std::move(next))) return *no;
  return one_entry(*entry);
}

Response NotebookDoor::remove_entry(std::string_view id) {
  if (!entries_) return is_locked();
  used_ = std::chrono::steady_clock::now();
  Entries next = *entries_;
  if (!next.remove(id)) return refusal(404, "there is no such entry", "load the page again");
  if (auto no = saved(std::move(next))) return *no;
  return state();
}

// The name is asked for, so that no slip of the hand does it.
Response NotebookDoor::remove_all(const Json& body) {
  if (book_ && body.at("name").text != name_of_file(setting_.path))
    return refusal(422, "this is not the name of the file", "write its name to delete it", "name");
  const std::string path = book_ ? book_->path() : std::string();
  lock();
  if (!path.empty())
    if (const auto problem = notebook::remove_book(path)) return refused({*problem});
  return state();
}

Response NotebookDoor::written_out() const {
  if (!entries_) return is_locked();
  Response r = json(entries_->text());
  r.headers.emplace_back("Content-Disposition", "attachment; filename=\"notebook.json\"");
  return r;
}

void NotebookDoor::open(std::optional<Book> book, Entries entries) {
  book_ = std::move(book);
  entries_ = std::move(entries);
  used_ = std::chrono::steady_clock::now();
  idle_ = false;
}

void NotebookDoor::lock() {
  book_.reset();
  entries_.reset();
  idle_ = false;
}

void NotebookDoor::watch() {
  std::unique_lock held(mutex_);
  const std::chrono::duration<double> idle(setting_.idle_seconds), look(std::min(5., setting_.idle_seconds / 4));
  while (!end_) {
    ended_.wait_for(held, look);
    if (!entries_ || std::chrono::steady_clock::now() - used_ < idle) continue;
    lock();
    idle_ = true;
  }
}

Response no_notebook(const Request& r, std::string_view what) {
  if (r.method == "GET" && what.empty()) return json(R"({"door":false})");
  return refusal(404, "no notebook was asked for", "start with `bowlby notebook FILE`");
}

}  // namespace bowlby::server
