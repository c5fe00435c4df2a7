#include <cmath>

#include "app/data/relations_sheet.hpp"
#include "app/data/sheet.hpp"
#include "base/json.hpp"

namespace bowlby {

std::string data_sheet_json(const Prepared& p, const std::vector<scoring::Scored>& scores) {
  JsonWriter json;
  const auto put_scale = [&](const io::MappedInstrument& m, const scoring::Scale& scale,
                             const scoring::ScoredScale& s) {
    json.object([&] {
      json.field("instrument", m.key.name);
      json.field("scale", scale.name);
      json.field("score", scale.outputs.front().name);
      json.field("n", s.scored);
      json.field("mean", s.mean);
      json.field("sd", s.sd);
      json.field("alpha", s.alpha ? std::optional(s.alpha->value) : std::nullopt);
      json.field("alpha_low", s.alpha ? std::optional(s.alpha->low) : std::nullopt);
      json.field("alpha_high", s.alpha ? std::optional(s.alpha->high) : std::nullopt);
      json.field("omega", s.omega);
      json.field("complete_rows", s.alpha ? s.alpha->n : 0);
      json.field("error", s.error);
      json.field("change", s.change);
      json.field("direction", text_or_null(s.direction.reason));
      json.field("unlike_expected", s.unlike);
    });
  };
  const auto put_relations = [&](const ScaleRelations& r) {
    json.object([&] {
      json.field("instrument", r.instrument);
      json.field("scale", r.scale);
      json.field("groups", r.found.groups);
      json.field("too_small", r.found.small);
      json.field("with_gaps", r.found.gaps);
      const auto part = [&](const std::string& name, const evidence::Maybe& m) {
        json.field(name, m ? std::optional(m->value) : std::nullopt);
        json.field(name + "_low", m ? std::optional(m->low) : std::nullopt);
        json.field(name + "_high", m ? std::optional(m->high) : std::nullopt);
      };
      part("actor", r.found.actor), part("partner", r.found.partner), part("relationship", r.found.relationship);
      part("as_one_gives", r.found.generalised), part("returned", r.found.dyadic);
    });
  };
  json.object([&] {
    json.field("name", p.map.name);
    json.field("file", p.table.file);
    json.field("read_as", p.table.concluded);
    json.field("rows_read", p.rows_read);
    json.field("rows_used", p.used.size());
    json.field("rows_refused", p.rows_refused);
    json.field("one_answer_throughout", p.same_answer);
    json.key("refused");
    json.lines(p.refusals, [&](const Refusal& r) {
      json.object([&] {
        json.field("line", r.line);
        json.field("column", text_or_null(r.column));
        json.field("value", text_or_null(r.value));
        json.field("row", r.row);
        json.field("why", r.why);
      });
    });
    json.key("scales");
    json.open('[');
    for (std::size_t i = 0; i < scores.size(); ++i)
      for (std::size_t s = 0; s < scores[i].scales.size(); ++s)
        json.line(2), put_scale(p.map.instruments[i], p.map.instruments[i].key.scales[s], scores[i].scales[s]);
    json.line(0), json.close(']');
    if (!p.map.round_robin) return;
    json.key("relations");
    json.lines(relations_of(p, scores), put_relations);
  });
  return json.take() + "\n";
}

}  // namespace bowlby
