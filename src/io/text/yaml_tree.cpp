#include "io/text/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <tuple>

namespace bowlby::io {

void Problems::add(int line, int column, std::string key, std::string reason, std::string remedy) {
  if (list_.size() >= most) {
    ++left_out_;
    return;
  }
  const auto earlier = [](const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  };
  Problem problem{Fault::data, file_, line, column, std::move(key), std::move(reason), std::move(remedy)};
  list_.insert(std::upper_bound(list_.begin(), list_.end(), problem, earlier), std::move(problem));
}

std::vector<Problem> Problems::take() {
  if (left_out_ > 0)
    list_.push_back({Fault::data, file_, 0, 0, "", "there are more problems than these", "mend these first"});
  return std::move(list_);
}

namespace {

constexpr std::size_t deepest = 16;

constexpr const char* close_it = "close it in the same line";

struct Refused {};  // ends the parse; the problem is already noted

// Builds the tree from the parser's events; the parser itself knows no duplicate keys, so they are looked for here.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, Problems& problems) : text_(text), problems_(problems) {}
  Node root;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    problems_.add(mark.line + 1, 1, "", "a second document starts here", "keep one study per file: remove the ---");
    throw Refused{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    place(node(Node::Kind::empty, mark, "", anchor != 0));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { place(node(Node::Kind::empty, mark, "", true)); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node n = node(Node::Kind::scalar, mark, tag, anchor != 0);
    n.quoted = tag != "?";
    if (n.quoted && never_closed(static_cast<std::size_t>(mark.pos))) {
      problems_.add(n, "", "a quote opened in line " + std::to_string(n.line) + " is not closed", close_it);
      throw Refused{};
    }
    n.text = value;
    place(std::move(n));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(node(Node::Kind::list, mark, tag, anchor != 0));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(node(Node::Kind::map, mark, tag, anchor != 0));
  }
  void OnMapEnd() override {
    check_keys(open_.back());
    close();
  }

 private:
  // An untagged node has the tag "?", a quoted one "!"; so has one tagged with a bare "!", which only the text shows.
  Node node(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, bool anchored) {
    Node n;
    n.kind = kind;
    n.line = mark.line + 1;
    n.column = mark.column + 1;
    const auto at = static_cast<std::size_t>(mark.pos);
    const char first = at < text_.size() ? text_[at] : '\0';
    const bool tagged = first == '!' || (!tag.empty() && tag != "?" && tag != "!");
    if (anchored || first == '&' || first == '*')
      problems_.add(n, "", "anchors and aliases are not allowed", "write the value out");
    else if (tagged)
      problems_.add(n, "", "tags are not allowed", "write the value without the tag");
    return n;
  }
  // The parser takes a quote that nothing closes for one that ends with the file.
  bool never_closed(std::size_t at) const {
    if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) return false;
    const char quote = text_[at];
    for (++at; at < text_.size(); ++at) {
      if (quote == '"' && text_[at] == '\\')
        ++at;
      else if (text_[at] == quote && quote == '\'' && at + 1 < text_.size() && text_[at + 1] == quote)
        ++at;
      else if (text_[at] == quote)
        return false;
    }
    return true;
  }
  void open(Node n) {
    if (open_.size() >= deepest) {
      problems_.add(n, "", "nested too deeply", "no study needs more than a few levels");
      throw Refused{};
    }
    open_.push_back(std::move(n));
  }
  void close() {
    Node done = std::move(open_.back());
    open_.pop_back();
    place(std::move(done));
  }
  void place(Node n) {
    if (open_.empty())
      root = std::move(n);
    else
      open_.back().items.push_back(std::move(n));
  }
  void check_keys(const Node& map) {
    std::map<std::string_view, int> seen;
    for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
      const Node& key = map.items[i];
      if (key.kind != Node::Kind::scalar) {
        problems_.add(key, "", "a key must be a plain name", "write name: value");
        continue;
      }
      const auto [first, fresh] = seen.emplace(key.text, key.line);
      if (!fresh)
        problems_.add(key, key.text, "this key already stands on line " + std::to_string(first->second),
                      "keep one of the two");
    }
  }

  std::string_view text_;
  Problems& problems_;
  std::vector<Node> open_;
  int documents_ = 0;
};

}  // namespace

std::pair<int, int> first_bad_byte(std::string_view text) {
  int line = 1, column = 1;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    const bool control = (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
    bool good = length > 0 && !control && i + length <= text.size();
    for (std::size_t k = 1; good && k < length; ++k) good = (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
    if (good && length > 2) {  // overlong forms, surrogates, beyond the last code point
      const auto next = static_cast<unsigned char>(text[i + 1]);
      good = !(c == 0xE0 && next < 0xA0) && !(c == 0xED && next > 0x9F) && !(c == 0xF0 && next < 0x90) &&
             !(c == 0xF4 && next > 0x8F);
    }
    if (!good) return {line, column};
    if (c == '\n')
      ++line, column = 1;
    else
      column += static_cast<int>(length);
    i += length;
  }
  return {0, 0};
}

namespace {

// What the eye does not see, told from the text alone: why a parser may have stumbled at or before `line`.
class Stumble {
 public:
  Stumble(std::string_view text, int line) : text_(text), line_(line) {
    while (at_ < text_.size() && row_ <= line_) step();
    if (quote_ != 0) open_quote_ = quote_row_;
  }
  int tab() const { return tab_; }                // the last line that is indented by a tab, or 0
  int open_quote() const { return open_quote_; }  // the line of a quote that nothing closes where it should, or 0

 private:
  void step() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++row_, start_ = true, comment_ = false, before_ = ' ';
    } else if (quote_ != 0) {
      if (c == '\\' && quote_ == '"' && at_ < text_.size() && text_[at_] != '\n') ++at_;
      if (c == quote_) close();
    } else if (!comment_) {
      if (c == '\t' && start_) tab_ = row_;
      if (c != ' ' && c != '\t') start_ = false;
      const bool fresh = std::string_view(" \t[{,:-").find(before_) != std::string_view::npos;
      if (c == '#' && (before_ == ' ' || before_ == '\t')) comment_ = true;
      if ((c == '"' || c == '\'') && fresh) quote_ = c, quote_row_ = row_;
      before_ = c;
    }
  }
  // A quote that ends lines later and is followed by words was meant to end before: the next one closed it by accident.
  void close() {
    if (quote_ == '\'' && at_ < text_.size() && text_[at_] == '\'') return static_cast<void>(++at_);
    const char after = at_ < text_.size() ? text_[at_] : '\n';
    if (row_ > quote_row_ && std::string_view(" \t\r\n,]}:").find(after) == std::string_view::npos)
      open_quote_ = quote_row_;
    quote_ = 0, before_ = '"';
  }

  std::string_view text_;
  int line_, row_ = 1, quote_row_ = 0, tab_ = 0, open_quote_ = 0;
  std::size_t at_ = 0;
  char quote_ = 0, before_ = ' ';
  bool start_ = true, comment_ = false;
};

void tell_stumble(std::string_view text, const YAML::Exception& e, Problems& problems) {
  const int line = e.mark.line + 1;
  const Stumble why(text, line);
  if (why.open_quote() > 0)
    problems.add(why.open_quote(), 1, "",
                 "a quote opened in line " + std::to_string(why.open_quote()) + " is not closed", close_it);
  else if (why.tab() > 0)
    problems.add(why.tab(), 1, "", "a tab where spaces belong", "indent with spaces only");
  else
    problems.add(line, e.mark.column + 1, "", "this is not YAML: " + e.msg,
                 "look at indentation, colons and brackets here or just before");
}

}  // namespace

Node parse_yaml(std::string_view text, Problems& problems) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const auto [line, column] = first_bad_byte(text); line > 0) {
    problems.add(line, column, "", "this byte is not UTF-8 text", "save the file as UTF-8, without control characters");
    return {};
  }
  TreeBuilder builder(text, problems);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused&) {
    return {};
  } catch (const YAML::Exception& e) {
    tell_stumble(text, e, problems);
    return {};
  }
  return std::move(builder.root);
}

}  // namespace bowlby::io
