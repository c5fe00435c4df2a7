#include "report/page.hpp"

#include "base/json.hpp"
#include "report/template.hpp"

namespace bowlby::report {

void put(JsonWriter& w, const Meta& m) {
  w.object([&] {
    w.field("title", m.title);
    w.field("study", m.study);
    w.field("description", m.description);
    w.field("question", m.question);
    w.field("people", m.people);
    w.field("generations", m.generations);
    w.field("years", m.years);
    w.field("seed", std::to_string(m.seed));  // a script's numbers end at 2^53
    w.field("version", m.version);
    w.field("commit", m.commit);
    w.field("compiler", m.compiler);
    w.field("cite", m.cite);
    w.field("wall_seconds", m.wall_seconds);
    w.field("person_days", m.person_days);
    w.field("rate", m.rate);
    w.field("digest", m.digest);
    w.field("command", m.command);
    w.field("started", m.started);
    w.field("replicates", m.replicates);
    w.field("edges_off", m.edges_off);
    w.field("rung", m.rung);
  });
}

void put(JsonWriter& w, const Headline& h) {
  w.object([&] {
    w.field("label", h.label);
    w.field("value", h.value);
    w.field("note", h.note);
  });
}

void put(JsonWriter& w, const Contrast& c) {
  w.object([&] {
    w.field("one", c.one);
    w.field("other", c.other);
    w.field("difference", c.difference);
    w.field("low", c.low);
    w.field("high", c.high);
    w.field("of", c.of);
  });
}

void put(JsonWriter& w, const PlaneGroup& g) {
  w.object([&] {
    w.field("label", g.label);
    w.field("mean_x", g.mean_x);
    w.field("mean_y", g.mean_y);
    w.field("sd_x", g.sd_x);
    w.field("sd_y", g.sd_y);
    w.field("correlation", g.correlation);
    w.field("n", g.n);
    w.field("x", g.x);
    w.field("y", g.y);
  });
}

void put(JsonWriter& w, const Plane& p) {
  w.object([&] {
    w.field("title", p.title);
    w.field("x_label", p.x_label);
    w.field("y_label", p.y_label);
    w.field("scale_low", p.scale_low);
    w.field("scale_high", p.scale_high);
    w.field("groups", p.groups);
    w.field("avoidance", p.avoidance);
    w.field("anxiety", p.anxiety);
  });
}

void put(JsonWriter& w, const ClassShare& s) {
  w.object([&] {
    w.field("group", s.group);
    w.field("label", s.label);
    w.field("simulated", s.simulated);
    w.field("low", s.low);
    w.field("high", s.high);
    w.field("published", s.published);
    w.field("published_low", s.published_low);
    w.field("published_high", s.published_high);
    w.field("source_id", s.source_id);
    w.field("n", s.n);
    w.field("gap_low", s.gap_low);
    w.field("gap_high", s.gap_high);
  });
}

void put(JsonWriter& w, const CourseSeries& s) {
  w.object([&] {
    w.field("group", s.group);
    w.field("age", s.age);
    w.field("median", s.median);
    w.field("q10", s.q10);
    w.field("q25", s.q25);
    w.field("q75", s.q75);
    w.field("q90", s.q90);
    w.field("change", s.change);
    w.field("change_low", s.change_low);
    w.field("change_high", s.change_high);
  });
}

void put(JsonWriter& w, const CourseLine& l) {
  w.object([&] {
    w.field("group", l.group);
    w.field("age", l.age);
    w.field("value", l.value);
  });
}

void put(JsonWriter& w, const Course& c) {
  w.object([&] {
    w.field("title", c.title);
    w.field("measure", c.measure);
    w.field("unit", c.unit);
    w.field("series", c.series);
    w.field("lines", c.lines);
  });
}

void put(JsonWriter& w, const PairSample& p) {
  w.object([&] {
    w.field("group", p.group);
    w.field("x", p.x);
    w.field("y", p.y);
    w.field("x_label", p.x_label);
    w.field("y_label", p.y_label);
  });
}

void put(JsonWriter& w, const Correlation& c) {
  w.object([&] {
    w.field("label", c.label);
    w.field("r", c.r);
    w.field("low", c.low);
    w.field("high", c.high);
    w.field("n", c.n);
    w.field("published", c.published);
    w.field("published_low", c.published_low);
    w.field("published_high", c.published_high);
    w.field("source_id", c.source_id);
    w.field("gap_low", c.gap_low);
    w.field("gap_high", c.gap_high);
  });
}

void put(JsonWriter& w, const Transmission& t) {
  w.object([&] {
    w.field("title", t.title);
    w.field("x_label", t.x_label);
    w.field("y_label", t.y_label);
    w.field("pairs", t.pairs);
    w.field("groups", t.groups);
    w.field("strongest", t.strongest);
  });
}

void put(JsonWriter& w, const CoupleCell& c) {
  w.object([&] {
    w.field("own", c.own);
    w.field("partner", c.partner);
    w.field("value", c.value);
    w.field("n", c.n);
  });
}

void put(JsonWriter& w, const CouplePattern& p) {
  w.object([&] {
    w.field("label", p.label);
    w.field("share", p.share);
    w.field("low", p.low);
    w.field("high", p.high);
    w.field("satisfaction", p.satisfaction);
  });
}

void put(JsonWriter& w, const Survival& s) {
  w.object([&] {
    w.field("group", s.group);
    w.field("years", s.years);
    w.field("survival", s.survival);
    w.field("low", s.low);
    w.field("high", s.high);
  });
}

void put(JsonWriter& w, const Couples& c) {
  w.object([&] {
    w.field("measure", c.measure);
    w.field("satisfaction_unit", c.satisfaction_unit);
    w.field("matrix", c.matrix);
    w.field("patterns", c.patterns);
    w.field("dissolution", c.dissolution);
    w.field("satisfied", c.satisfied);
    w.field("satisfied_pattern", c.satisfied_pattern);
    w.field("lasting", c.lasting);
    w.field("lasting_year", c.lasting_year);
  });
}

void put(JsonWriter& w, const Arm& a) {
  w.object([&] {
    w.field("label", a.label);
    w.field("mean", a.mean);
    w.field("low", a.low);
    w.field("high", a.high);
    w.field("n", a.n);
  });
}

void put(JsonWriter& w, const ArmPanel& p) {
  w.object([&] {
    w.field("measure", p.measure);
    w.field("unit", p.unit);
    w.field("arms", p.arms);
    w.field("contrast", p.contrast);
  });
}

void put(JsonWriter& w, const Replicates& r) {
  w.object([&] {
    w.field("count", r.count);
    w.field("mean", r.mean);
    w.field("sd", r.sd);
    w.field("least", r.least);
    w.field("greatest", r.greatest);
  });
}

void put(JsonWriter& w, const Evidence& e) {
  w.object([&] {
    w.field("id", e.id);
    w.field("domain", e.domain);
    w.field("quantity", e.quantity);
    w.field("population", e.population);
    w.field("statistic", e.statistic);
    w.field("published", e.published);
    w.field("pub_low", e.pub_low);
    w.field("pub_high", e.pub_high);
    w.field("simulated", e.simulated);
    w.field("sim_low", e.sim_low);
    w.field("sim_high", e.sim_high);
    w.field("inside", e.inside);
    w.field("replicates", e.replicates);
    w.field("role", e.role);
    w.field("source", e.source);
    w.field("note", e.note);
  });
}

void put(JsonWriter& w, const Moment& m) {
  w.object([&] {
    w.field("minute", m.minute);
    w.field("figure", m.figure);
    w.field("role", m.role);
    w.field("distress_before", m.distress_before);
    w.field("distress_after", m.distress_after);
    w.field("activation", m.activation);
    w.field("action", m.action);
    w.field("response", m.response);
    w.field("rebuff", m.rebuff);
    w.field("fright", m.fright);
    w.field("conflict", m.conflict);
  });
}

void put(JsonWriter& w, const Moments& m) {
  w.object([&] {
    w.field("title", m.title);
    w.field("person", m.person);
    w.field("steps", m.steps);
  });
}

void put(JsonWriter& w, const Parameter& p) {
  w.object([&] {
    w.field("name", p.name);
    w.field("value", p.value);
    w.field("default", p.default_value);
    w.field("unit", p.unit);
    w.field("changed", p.changed);
    w.field("source", p.source);
  });
}

void put(JsonWriter& w, const Provenance& p) {
  w.object([&] {
    w.field("key", p.key);
    w.field("value", p.value);
  });
}

void put(JsonWriter& w, const PageData& p) {
  w.object([&] {
    w.field("meta", p.meta);
    w.field("headline", p.headline);
    w.field("plane", p.plane);
    w.field("class_shares", p.class_shares);
    w.field("courses", p.courses);
    w.field("transmission", p.transmission);
    w.field("couples", p.couples);
    w.field("arms", p.arms);
    w.field("evidence", p.evidence);
    w.field("moments", p.moments);
    w.field("parameters", p.parameters);
    w.field("provenance", p.provenance);
    w.field("notes", p.notes);
  });
}

std::string to_json(const PageData& page) {
  JsonWriter writer;
  writer.value(page);
  return writer.take();
}

// embed_page.cmake has checked that the placeholder stands in the page exactly once.
std::string render(const PageData& page) {
  constexpr std::string_view placeholder = "/*DATA*/";
  const std::string_view shell = page_template();
  const std::size_t at = shell.find(placeholder);
  const std::string data = to_json(page);
  std::string html;
  html.reserve(shell.size() + data.size());
  html.append(shell.substr(0, at)).append(data).append(shell.substr(at + placeholder.size()));
  return html;
}

}  // namespace bowlby::report
