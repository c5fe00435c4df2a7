#include "notebook/entries.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "notebook/sealed.hpp"

namespace bowlby::notebook {
namespace {

constexpr double form = 1;
constexpr std::array<std::string_view, 4> kinds{"check_in", "diary", "event", "helper_sheet"};

Problem refused(std::string key, std::string reason, std::string remedy) {
  return {Fault::data, "", 0, 0, std::move(key), std::move(reason), std::move(remedy)};
}

std::optional<Problem> faults_of(const Json& content) {
  if (content.kind != Json::Kind::object) return refused("content", "is no object", "send {\"content\": {...}}");
  if (to_text(content).size() > longest_entry)
    return refused("content", "is too long for one entry", "make two of it; an entry holds 64 kB");
  return std::nullopt;
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
    return refused("kind", "there is no such kind of entry", "check_in, diary, event or helper_sheet");
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
