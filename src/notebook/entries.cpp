#include "notebook/entries.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "notebook/sealed.hpp"

namespace bowlby::notebook {
namespace {

constexpr double form = 1;
constexpr std::array<std::string_view, 13> kinds{
    "check_in",     "diary",           "helper_sheet", "card",   "practice",    "feedback", "letting_go",
    "partner_card", "partner_picture", "helper",       "letter", "appointment", "answers"};

std::string one_of_the_kinds() {
  std::string out;
  for (const std::string_view kind : kinds) out.append(out.empty() ? "" : ", ").append(kind);
  return out;
}

Problem refused(std::string key, std::string reason, std::string remedy) {
  return {Fault::data, "", 0, 0, std::move(key), std::move(reason), std::move(remedy)};
}

std::optional<Problem> faults_of(const Json& content) {
  if (content.kind != Json::Kind::object) return refused("content", "is no object", "send {\"content\": {...}}");
  if (to_text(content).size() > longest_entry)
    return refused("content", "is too long for one entry", "make two of it; an entry holds 64 kB");
  return std::nullopt;
}

// 2026-11-29T21:40:00Z
bool is_time(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00T00:00:00Z";
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i]) return false;
  return true;
}

std::string id_of(const Json& entry) { return std::to_string(static_cast<long>(entry.at("id").number)); }

}  // namespace

Expected<Entries> Entries::read(std::string_view text, const std::string& name) {
  auto tree = parse_json(text, name, most_bytes);
  if (!tree) return tree.problems();
  const Problem odd{Fault::data, name, 0, 0, "", "holds something this version does not know", "use a newer bowlby"};
  if (tree->at("form").number != form || tree->at("entries").kind != Json::Kind::list) return odd;
  Entries out;
  out.next_ = tree->at("next").number;
  for (const Json& entry : tree->at("entries").items) {
    if (entry.kind != Json::Kind::object || entry.at("content").kind != Json::Kind::object) return odd;
    out.all_.push_back(entry);
  }
  return out;
}

std::string Entries::text() const {
  Json out;
  out.set("form", Json::of(form));
  out.set("next", Json::of(next_));
  out.set("entries", Json{Json::Kind::list, false, 0, {}, all_, {}});
  return to_text(out);
}

Expected<Json> Entries::add(const std::string& kind, Json content, const std::string& saved) {
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
    return refused("kind", "there is no such kind of entry", one_of_the_kinds());
  if (auto problem = faults_of(content)) return *problem;
  if (all_.size() >= most_entries) return refused("", "the notebook is full", "begin another one under a new name");
  Json entry;
  entry.set("id", Json::of(next_++));
  entry.set("kind", Json::of(kind));
  entry.set("saved", Json::of(saved));
  entry.set("content", std::move(content));
  all_.push_back(entry);
  return entry;
}

Expected<std::size_t> Entries::take(const Json& list) {
  if (list.kind != Json::Kind::list) return refused("entries", "is no list", "give a readable copy of a notebook");
  Entries next = *this;
  const auto here = [&next](const Json& entry) {
    return std::any_of(next.all_.begin(), next.all_.end(), [&entry](const Json& old) {
      return old.at("kind").text == entry.at("kind").text && old.at("saved").text == entry.at("saved").text &&
             to_text(old.at("content")) == to_text(entry.at("content"));
    });
  };
  for (const Json& entry : list.items) {
    if (entry.kind != Json::Kind::object || !is_time(entry.at("saved").text))
      return refused("entries", "one of them is no entry of a notebook", "give a readable copy of a notebook");
    if (here(entry)) continue;
    if (auto added = next.add(entry.at("kind").text, entry.at("content"), entry.at("saved").text); !added)
      return added.problems();
  }
  const std::size_t count = next.all_.size() - all_.size();
  *this = std::move(next);
  return count;
}

Expected<Json> Entries::change(std::string_view id, Json content, const std::string& saved) {
  if (auto problem = faults_of(content)) return *problem;
  Json* found = find(id);
  if (found == nullptr) return refused("id", "there is no such entry", "load the page again");
  for (std::size_t i = 0; i < found->keys.size(); ++i) {
    if (found->keys[i] == "content") found->items[i] = content;
    if (found->keys[i] == "saved") found->items[i] = Json::of(saved);
  }
  return *found;
}

bool Entries::remove(std::string_view id) {
  const Json* found = find(id);
  if (found == nullptr) return false;
  all_.erase(all_.begin() + (found - all_.data()));
  return true;
}

Json* Entries::find(std::string_view id) {
  const auto found = std::find_if(all_.begin(), all_.end(), [id](const Json& entry) { return id_of(entry) == id; });
  return found == all_.end() ? nullptr : &*found;
}

}  // namespace bowlby::notebook
