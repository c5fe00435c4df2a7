#include "io/data/sav/dictionary.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>

namespace bowlby::io {
namespace {

constexpr std::int32_t most_lines = 1 << 20, most_labels = 1 << 20;
constexpr int longest_text = 32767, piece = 255, piece_step = 252;

std::string_view trimmed(std::string_view s) {
  while (!s.empty() && (s.back() == ' ' || s.back() == '\0')) s.remove_suffix(1);
  return s;
}

std::string upper(std::string_view s) {
  std::string out;
  for (const char c : s) out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// Encoding by the number of a code page, as older files tell it.
std::string encoding_of(std::int32_t code) {
  if (code == 65001) return "UTF-8";
  if (code == 20127 || code == 2 || code == 3) return "";
  if (code == 28591) return "ISO-8859-1";
  if (code > 28591 && code <= 28605) return "ISO-8859-" + std::to_string(code - 28590);
  if (code >= 437 && code <= 950) return "CP" + std::to_string(code);
  if (code >= 1250 && code <= 1258) return "CP" + std::to_string(code);
  return "";
}

class Reader {
 public:
  explicit Reader(SavBytes& bytes) : in_(bytes) {}

  SavDictionary read() {
    head();
    while (in_.good() && !ended_) record();
    if (in_.good()) finish();
    return std::move(out_);
  }

 private:
  void fail(std::size_t at, const std::string& reason,
            const std::string& remedy = "write the file again, or give a CSV file of it") {
    in_.fail(at, reason, remedy);
  }
  std::int32_t whole(const char* what) { return in_.number<std::int32_t>(what); }

  void head() {
    const std::string_view kind = in_.take(4, "its first four bytes");
    const bool zipped = kind == "$FL3";
    if (in_.good() && kind != "$FL2" && !zipped) fail(0, "is no SPSS system file", "give a .sav or .zsav file");
    out_.product = trimmed(in_.take(60, "the name of the program that wrote it"));
    const std::string_view layout = in_.take(4, "the head");
    if (!in_.good()) return;
    const auto sound = [](std::int32_t v) { return v == 2 || v == 3; };
    in_.swapped = !sound(in_.number_in<std::int32_t>(layout));
    if (!sound(in_.number_in<std::int32_t>(layout))) return fail(64, "its layout code is neither 2 nor 3");
    whole("the head");  // elements of a case, which programs fill in wrongly
    const std::int32_t compression = whole("the head");
    if (compression < 0 || compression > 2 || (compression == 2) != zipped)
      return fail(72, "compression " + std::to_string(compression) + " does not belong to " + std::string(kind));
    out_.compression = static_cast<SavCompression>(compression);
    whole("the head");  // the weight
    const std::int32_t cases = whole("the head");
    out_.cases = cases < 0 ? -1 : cases;
    out_.bias = in_.number<double>("the head");
    if (!std::isfinite(out_.bias)) fail(84, "the bias of its compression is no number");
    in_.take(17, "the date");
    out_.label = trimmed(in_.take(64, "the label"));
    in_.take(3, "the head");
  }

  void record() {
    const std::size_t at = in_.at();
    switch (const std::int32_t type = whole("the dictionary")) {
      case 2:
        return variable(at);
      case 3:
        return labels(at);
      case 6: {
        const std::int32_t lines = whole("the notes");
        if (lines < 0 || lines > most_lines)
          return fail(at + 4, "tells of " + std::to_string(lines) + " lines of notes");
        in_.take(static_cast<std::size_t>(lines) * 80, "the notes");
        return;
      }
      case 7:
        return extension(at);
      case 999:
        whole("the end of the dictionary");
        ended_ = true;
        return;
      default:
        if (in_.good()) fail(at, "has a record of the unknown kind " + std::to_string(type));
    }
  }

  void variable(std::size_t at) {
    const std::int32_t type = whole("a variable"), labelled = whole("a variable"), missing = whole("a variable");
    const std::int32_t print = whole("a variable");
    whole("a variable");
    const std::string name(trimmed(in_.take(8, "the name of a variable")));
    std::string label;
    if (labelled == 1) {
      const std::int32_t length = whole("a label");
      if (length < 0 || length > longest_text)
        return fail(at + 32, "a label is " + std::to_string(length) + " bytes long");
      label = in_.take(static_cast<std::size_t>(length), "a label");
      in_.take(static_cast<std::size_t>((4 - length % 4) % 4), "a label");
    } else if (labelled != 0) {
      return fail(at + 8, "does not say whether a variable has a label");
    }
    if (missing < -3 || missing > 3 || missing == -1)
      return fail(at + 12, "tells of " + std::to_string(missing) + " missing values");
    std::vector<std::string_view> values;
    for (int k = 0; k < std::abs(missing); ++k) values.push_back(in_.take(8, "missing values"));
    if (!in_.good()) return;
    ++out_.elements;
    if (type == -1) return continued(at);
    if (type < 0 || type > piece) return fail(at + 4, "a variable has the unknown type " + std::to_string(type));
    if (continues_ > 0) return fail(at, "a text of several elements is cut short");
    SavVariable v;
    v.short_name = v.name = name;
    if (name.empty()) return fail(at + 24, "a variable has no name");
    v.label = label, v.width = type;
    v.format = (print >> 16) & 0xFF, v.decimals = print & 0xFF;
    v.first = out_.elements - 1;
    continues_ = type == 0 ? 0 : (type + 7) / 8 - 1;
    take_missing(v, values, missing);
    out_.variables.push_back(std::move(v));
  }

  void continued(std::size_t at) {
    if (continues_ == 0) return fail(at, "a variable continues none");
    --continues_;
  }

  void take_missing(SavVariable& v, const std::vector<std::string_view>& values, std::int32_t kind) const {
    if (v.width > 0) {
      for (const std::string_view s : values) v.missing.texts.emplace_back(trimmed(s));
      return;
    }
    std::vector<double> numbers;
    for (const std::string_view s : values) numbers.push_back(in_.number_in<double>(s));
    if (kind < 0) {
      v.missing.span = true, v.missing.low = numbers[0], v.missing.high = numbers[1];
      numbers.erase(numbers.begin(), numbers.begin() + 2);
    }
    v.missing.numbers = std::move(numbers);
  }

  // Labels of values, and in the record behind it whose they are.
  void labels(std::size_t at) {
    const std::int32_t count = whole("labels of values");
    if (count < 0 || count > most_labels)
      return fail(at + 4, "tells of " + std::to_string(count) + " labels of values");
    std::vector<std::pair<std::string_view, std::string>> all;
    for (std::int32_t k = 0; k < count && in_.good(); ++k) {
      const std::string_view value = in_.take(8, "labels of values");
      const auto length = static_cast<std::size_t>(in_.number<std::uint8_t>("labels of values"));
      const std::string_view label = in_.take(length, "labels of values");
      in_.take((8 - (length + 1) % 8) % 8, "labels of values");
      all.emplace_back(value, label);
    }
    const std::size_t next = in_.at();
    if (whole("labels of values") != 4 && in_.good()) return fail(next, "does not say whose labels those are");
    const std::int32_t users = whole("labels of values");
    for (std::int32_t k = 0; k < users && in_.good(); ++k) {
      const std::size_t where = in_.at();
      const std::int32_t element = whole("labels of values");
      const auto v = std::ranges::find_if(out_.variables, [element](const SavVariable& x) {
        return element > 0 && x.first + 1 == static_cast<std::size_t>(element);
      });
      if (v == out_.variables.end()) return fail(where, "labels belong to a variable that is not there");
      for (const auto& [value, label] : all) {
        if (v->width > 0)
          v->text_labels[std::string(trimmed(value))] = label;
        else
          v->number_labels[in_.number_in<double>(value)] = label;
      }
    }
  }

  void extension(std::size_t at) {
    const std::int32_t kind = whole("the dictionary"), size = whole("the dictionary"), count = whole("the dictionary");
    if (size < 0 || count < 0 || static_cast<std::uint64_t>(size) * static_cast<std::uint64_t>(count) > in_.left())
      return fail(at + 8, "a part of the dictionary is longer than the file");
    const std::string_view bytes =
        in_.take(static_cast<std::size_t>(size) * static_cast<std::size_t>(count), "the dictionary");
    const auto whole_at = [&](std::size_t k) { return in_.number_in<std::int32_t>(bytes.substr(k * 4, 4)); };
    switch (kind) {
      case 3:
        if (size == 4 && count >= 8) code_page_ = encoding_of(whole_at(7));
        return;
      case 13:
        long_names_ = bytes;
        return;
      case 14:
        widths_ = bytes, widths_at_ = at;
        return;
      case 16:
        if (size == 8 && count >= 2) out_.cases = in_.number_in<std::int64_t>(bytes.substr(8, 8));
        if (out_.cases < 0) out_.cases = -1;
        return;
      case 20:
        out_.encoding = trimmed(bytes);
        return;
      case 21:
        return long_labels(bytes, at);
      case 22:
        return long_missing(bytes, at);
      default:
        return;  // how a program shows them, and such
    }
  }

  SavVariable* named(std::string_view name) {
    const std::string wanted = upper(trimmed(name));
    const auto at = std::ranges::find_if(
        out_.variables, [&](const SavVariable& v) { return upper(v.short_name) == wanted || upper(v.name) == wanted; });
    return at == out_.variables.end() ? nullptr : &*at;
  }

  // "SHORT=More" parts. They come behind all variables, whose short names they tell.
  template <class Take>
  static void parts(std::string_view all, char end, Take&& take) {
    while (!all.empty()) {
      const std::size_t stop = std::min(all.find(end), all.size());
      const std::string_view one = all.substr(0, stop);
      all.remove_prefix(std::min(stop + 1, all.size()));
      if (const std::size_t is = one.find('='); is != std::string_view::npos)
        take(one.substr(0, is), one.substr(is + 1));
    }
  }

  void long_labels(std::string_view bytes, std::size_t at) {
    SavBytes in(bytes, in_.file());
    in.swapped = in_.swapped;
    while (in.left() > 0 && in.good()) {
      const auto text = [&in](const char* what) {
        const auto length = in.number<std::int32_t>(what);
        return in.take(length < 0 ? bytes_beyond : static_cast<std::size_t>(length), what);
      };
      const std::string owner(text("labels of long texts"));
      in.number<std::int32_t>("labels of long texts");
      const auto count = in.number<std::int32_t>("labels of long texts");
      for (std::int32_t k = 0; k < count && in.good(); ++k) {
        const std::string value(trimmed(text("labels of long texts")));
        labels_of_texts_.push_back({owner, value, std::string(text("labels of long texts"))});
      }
    }
    if (!in.good()) fail(at, "labels of long texts are cut short");
  }

  void long_missing(std::string_view bytes, std::size_t at) {
    SavBytes in(bytes, in_.file());
    in.swapped = in_.swapped;
    while (in.left() > 0 && in.good()) {
      const auto name = in.number<std::int32_t>("missing long texts");
      const std::string owner(in.take(name < 0 ? bytes_beyond : static_cast<std::size_t>(name), "missing long texts"));
      const auto count = in.number<std::uint8_t>("missing long texts");
      const auto length = in.number<std::int32_t>("missing long texts");
      for (int k = 0; k < count && in.good(); ++k)
        missing_texts_.push_back(
            {owner,
             std::string(
                 trimmed(in.take(length < 0 ? bytes_beyond : static_cast<std::size_t>(length), "missing long texts"))),
             ""});
    }
    if (!in.good()) fail(at, "missing long texts are cut short");
  }

  // What could only be put together once all records were read.
  void finish() {
    if (continues_ > 0) return fail(in_.at(), "the last text of several elements is cut short");
    if (out_.variables.empty()) return fail(in_.at(), "has no variables");
    very_long();
    if (!in_.good()) return;
    parts(long_names_, '\t', [this](std::string_view key, std::string_view name) {
      if (SavVariable* v = named(key); v && !trimmed(name).empty()) v->name = trimmed(name);
    });
    if (out_.encoding.empty()) out_.encoding = code_page_;
    for (const Told& t : labels_of_texts_)
      if (SavVariable* v = named(t.owner)) v->text_labels[t.value] = t.label;
    for (const Told& t : missing_texts_)
      if (SavVariable* v = named(t.owner)) v->missing.texts.push_back(t.value);
  }

  // A text of more than 255 bytes is several variables, one behind the other.
  void very_long() {
    std::string pieces(widths_);
    std::erase(pieces, '\0');
    parts(pieces, '\t', [this](std::string_view key, std::string_view told) {
      int width = 0;
      for (const char c : told)
        if (c >= '0' && c <= '9' && width <= longest_text) width = width * 10 + (c - '0');
      SavVariable* v = named(key);
      if (!in_.good() || !v || width <= piece) return;
      const auto segments = static_cast<std::size_t>((width + piece_step - 1) / piece_step);
      const auto place = static_cast<std::size_t>(v - out_.variables.data());
      bool sound = width <= longest_text && place + segments <= out_.variables.size();
      for (std::size_t s = 0; sound && s < segments; ++s) {
        const int wanted = s + 1 < segments ? piece : width - static_cast<int>(s) * piece_step;
        sound = (out_.variables[place + s].width + 7) / 8 == (wanted + 7) / 8;
      }
      if (!sound) return fail(widths_at_, "the parts of the long text " + std::string(key) + " do not fit together");
      v->width = width, v->segments = segments;
      out_.variables.erase(out_.variables.begin() + static_cast<std::ptrdiff_t>(place + 1),
                           out_.variables.begin() + static_cast<std::ptrdiff_t>(place + segments));
    });
  }

  struct Told {
    std::string owner, value, label;
  };
  static constexpr std::size_t bytes_beyond = ~std::size_t{0};
  SavBytes& in_;
  SavDictionary out_;
  bool ended_ = false;
  int continues_ = 0;  // elements that the last text still has
  std::string code_page_;
  std::string_view long_names_, widths_;
  std::size_t widths_at_ = 0;
  std::vector<Told> labels_of_texts_, missing_texts_;
};

}  // namespace

SavDictionary read_sav_dictionary(SavBytes& bytes) { return Reader(bytes).read(); }

}  // namespace bowlby::io
