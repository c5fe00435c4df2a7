#include "io/study/file.hpp"
#include "io/study/names.hpp"
#include "io/text/fields.hpp"

namespace bowlby {

using io::number_text;

namespace {

// Text in double quotes with escapes, which YAML reads back byte for byte.
std::string quoted(const std::string& text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (code < 0x20 || code == 0x7F)
      out += "\\x", out += hex[code >> 4], out += hex[code & 15];
    else
      out += c;
  }
  return out + "\"";
}

template <class List, class Show>
std::string flow(const List& list, Show&& show) {
  return "[" + io::joined(list, show) + "]";
}

std::string truth(bool yes) { return yes ? "true" : "false"; }

std::string care_text(const Care& care) {
  std::string out;
  const auto part = [&](const char* name, const std::optional<double>& v) {
    if (v) out += (out.empty() ? "" : ", ") + std::string(name) + ": " + number_text(*v);
  };
  part("response", care.response);
  part("consistency", care.consistency);
  part("rebuff", care.rebuff);
  part("fright", care.fright);
  return out.empty() ? "" : ", care: {" + out + "}";
}

std::string population_text(const Study& study) {
  const Scenario& s = study.scenario;
  return "population:\n  founders: " + std::to_string(s.founders) +
         "\n  generations: " + std::to_string(s.generations) + "\n  years: " + number_text(s.years) +
         "\n  birth_years: " + number_text(s.birth_years) + "\n  twins: " + truth(s.twins) +
         "\n  unions: " + truth(s.unions) + "\n  friends: " + truth(s.friends) + "\n  deaths: " + truth(s.deaths) +
         "\n  adversity: " + truth(s.adversity) + "\n  natural_help: " + number_text(s.natural_help) +
         "\n  replicates: " + std::to_string(study.replicates) + "\n" +
         (care_text(s.care).empty() ? "" : "  " + care_text(s.care).substr(2) + "\n");
}

std::string when(double age, const std::optional<int>& after) {
  return after ? ", after: " + std::to_string(*after) : ", age: " + number_text(age);
}

std::string event_text(const LifeEvent& e) {
  const auto kind = static_cast<std::size_t>(e.kind);
  using enum LifeEventKind;
  std::string out = "  - {kind: " + io::event_kinds()[kind] + when(e.age, e.after);
  if (e.kind == separation || e.kind == institution) out += ", months: " + number_text(e.months);
  if (e.kind == separation || e.kind == pulse) out += ", size: " + number_text(e.size);
  out += ", share: " + number_text(e.share);
  if (!e.arm.empty()) out += ", arm: " + e.arm;
  return out + care_text(e.care) + "}\n";
}

std::string help_text(const Help& h) {
  std::string out = "  - {kind: " + io::help_kinds()[static_cast<std::size_t>(h.kind)] + when(h.age, h.after);
  if (h.kind == HelpKind::therapy) out += ", months: " + number_text(h.months);
  out += ", dose: " + number_text(h.dose) + ", share: " + number_text(h.share);
  if (!h.arm.empty()) out += ", arm: " + h.arm;
  return out + "}\n";
}

std::string wave_text(const Wave& w, int coders) {
  const auto whole = [](int v) { return std::to_string(v); };
  const auto role = [](int r) { return std::string(role_name(static_cast<Role>(r))); };
  std::string out =
      "  - {name: " + w.name + ", instrument: " + io::instrument_names()[static_cast<std::size_t>(w.instrument)];
  if (!w.ages.empty()) out += ", ages: " + flow(w.ages, number_text);
  if (!w.dates.empty()) out += ", dates: " + flow(w.dates, number_text);
  if (!w.months.empty())
    out +=
        ", months: " + flow(w.months, whole) + ", after: " + io::happening_kinds()[static_cast<std::size_t>(w.after)];
  if (w.both) out += ", of: both";
  if (!w.generations.empty()) out += ", generations: " + flow(w.generations, whole);
  if (!w.about.empty()) out += ", about: " + flow(w.about, role);
  out += ", share: " + number_text(w.share) + ", missing: " + number_text(w.missing);
  if (w.dropout > 0) out += ", dropout: " + number_text(w.dropout);
  if (w.dropout > 0 && w.by_couple) out += ", by: couple";
  if (w.instrument == Instrument::sensitivity) out += ", minutes: " + number_text(w.minutes);
  if (w.instrument == Instrument::diary)
    out += ", days: " + whole(w.days) + ", prompts: " + whole(w.prompts) + ", together: " + whole(w.together);
  if (w.items) out += ", items: true";
  if (coders > 1) out += ", coders: " + whole(coders);
  return out + "}\n";
}

// The waves of further coders are said by the wave whose film they rate.
std::string waves_text(const std::vector<Wave>& waves) {
  std::string out;
  for (std::size_t k = 0; k < waves.size(); ++k) {
    if (waves[k].coder > 1) continue;
    std::size_t next = k + 1;
    while (next < waves.size() && waves[next].coder > 1) ++next;
    out += wave_text(waves[k], waves[next - 1].coder);
  }
  return out.empty() ? out : "waves:\n" + out;
}

std::string parameters_text(const Params& params) {
  std::string out = "parameters:\n";
  for (const ParamInfo& p : parameter_table)
    out += "  " + std::string(p.name) + ": " + number_text(params.*(p.field)) + "\n";
  return out;
}

std::string off_text(const EdgeSet& edges) {
  std::string out;
  for (int e = 0; e < edge_count; ++e)
    if (!edges.has(e)) out += "  - " + std::string(edge_table[static_cast<std::size_t>(e)].name) + "\n";
  return out.empty() ? out : "off:\n" + out;
}

template <class List, class Show>
std::string block(const char* name, const List& list, Show&& show) {
  std::string out;
  for (const auto& item : list) out += show(item);
  return out.empty() ? out : std::string(name) + ":\n" + out;
}

// A plain list where arms are drawn by person at birth, as most are.
std::string arms_text(const Scenario& s) {
  const Assignment& a = s.assignment;
  const bool plain = a.at == ArmTime::birth && !a.mixed;
  const std::string indent = plain ? "" : "  ";
  std::string out = "arms:\n";
  if (!plain) {
    const bool couple = a.unit == ArmUnit::couple, by_union = a.at == ArmTime::union_start;
    out += std::string("  assign: ") + (couple ? "couple" : "person") + "\n  at: " +
           (by_union                 ? "union"
            : a.at == ArmTime::birth ? "birth"
                                     : number_text(a.age)) +
           "\n";
    if (by_union) out += "  months: " + std::to_string(a.months) + "\n";
    if (couple) out += "  alone: " + truth(a.alone) + "\n";
    if (!couple) out += "  mixed: " + truth(a.mixed) + "\n";
    out += "  groups:\n";
  }
  for (const Arm& arm : s.arms)
    out += indent + "  - {name: " + arm.name + ", share: " + number_text(arm.share) + care_text(arm.care) + "}\n";
  return out;
}

}  // namespace

std::string write_study(const Study& study) {
  const Scenario& s = study.scenario;
  std::string out = "name: " + study.name + "\ntitle: " + quoted(study.title) +
                    "\nquestion: " + quoted(study.question) + "\nseed: " + std::to_string(s.seed) + "\n" +
                    population_text(study);
  out += arms_text(s);
  out += block("events", s.events, event_text) + block("help", s.help, help_text) + waves_text(study.waves);
  out += "record:\n  moments: " + std::to_string(s.record_moments) +
         "\n  moments_from: " + number_text(s.moments_from) + "\n  moments_until: " + number_text(s.moments_until) +
         "\n  courses: " + std::to_string(s.record_courses) + "\n";
  return out + off_text(s.edges) + parameters_text(s.params);
}

}  // namespace bowlby
