#include "app/calibrate/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "num/digest.hpp"

namespace bowlby {
namespace {

double number(std::size_t n) { return static_cast<double>(n); }

}  // namespace

void add_targets(CalibrationTables& tables, const CalibrationPlan& plan, const std::vector<double>& noise) {
  for (std::size_t k = 0; k < plan.aims.size(); ++k) {
    const Aim& a = plan.aims[k];
    tables["target"].push_back({a.target.id, a.target.quantity, plan.file.studies[a.study].study.name,
                                std::string(evidence::name_of(a.target.role)), a.target.estimate, a.low, a.high,
                                a.weight, noise[k]});
  }
  for (const LeftOut& l : plan.left_out) tables["left_out"].push_back({l.id, l.quantity, l.reason});
}

void add_screening(CalibrationTables& tables, const CalibrationPlan& plan, const Screening& s, const Chosen& chosen) {
  for (std::size_t k = 0; k < plan.aims.size(); ++k)
    for (std::size_t j = 0; j < plan.axes.size(); ++j) {
      const fit::Effect& e = s.effects[k][j];
      if (e.n > 0)
        tables["screening"].push_back(
            {plan.aims[k].target.id, plan.axes[j].name, e.mu, e.mu_star, e.sigma, number(e.n), s.floor[k]});
    }
  for (std::size_t d = 0; d < chosen.places.size(); ++d) {
    const FreeParameter& p = plan.file.parameters[chosen.places[d]];
    tables["chosen"].push_back({number(d + 1), std::string(p.row->name), p.low, p.high,
                                plan.file.base.params.*(p.row->field), chosen.influence[d]});
  }
}

void add_sensitivity(CalibrationTables& tables, const CalibrationPlan& plan, const std::vector<std::string>& names,
                     const std::vector<fit::Indices>& indices) {
  for (std::size_t k = 0; k < indices.size(); ++k)
    for (std::size_t d = 0; d < indices[k].first.size(); ++d) {
      const fit::Share &f = indices[k].first[d], &t = indices[k].total[d];
      tables["sensitivity"].push_back(
          {plan.aims[k].target.id, names[d], f.value, f.low, f.high, t.value, t.low, t.high});
    }
}

void add_emulators(CalibrationTables& tables, const CalibrationPlan& plan, int wave, const Emulators& emulators) {
  for (std::size_t k = 0; k < emulators.size(); ++k)
    if (const auto& e = emulators[k])
      tables["emulator"].push_back({static_cast<double>(wave), plan.aims[k].target.id, number(e->n), e->ridge, e->loo,
                                    e->spread, e->explained()});
}

void add_fisher(CalibrationTables& tables, const std::string& stage, const fit::Fisher& f,
                const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < std::min<std::size_t>(20, f.eigenvalues.size()); ++i)
    for (std::size_t d = 0; d < names.size(); ++d)
      tables["fisher"].push_back({stage, number(i + 1), f.eigenvalues[i], names[d], f.directions(d, i)});
  for (std::size_t d = 0; d < names.size(); ++d) tables["learned"].push_back({stage, names[d], f.learned[d]});
}

void add_posterior(CalibrationTables& tables, const std::vector<ParameterRow>& rows, const fit::Matrix& draws) {
  for (std::size_t d = 0; d < rows.size(); ++d) {
    const ParameterRow& r = rows[d];
    tables["posterior"].push_back({r.name, r.q05, r.q25, r.median, r.q75, r.q95, r.rhat, r.ess, r.learned});
    for (std::size_t i = 0; i < draws.rows; ++i) tables["draw"].push_back({number(i), r.name, draws(i, d)});
  }
}

void add_recovery(CalibrationTables& tables, const std::vector<std::string>& names, const fit::Recovery& r) {
  for (std::size_t d = 0; d < names.size(); ++d) {
    std::string bins;
    for (const std::size_t n : r.bins(d)) bins += (bins.empty() ? "" : " ") + std::to_string(n);
    tables["recovery"].push_back({names[d], number(r.data_sets), r.correlation[d], r.uniform[d], bins});
  }
}

void add_fit(CalibrationTables& tables, const std::vector<FitRow>& rows) {
  for (const FitRow& r : rows)
    tables["fit"].push_back({r.aim->target.id, r.aim->target.estimate, r.aim->low, r.aim->high, r.aim->weight,
                             r.predicted, r.defaults, r.defaults_error, r.fitted, r.fitted_error});
}

void add_outcomes(CalibrationTables& tables, const std::vector<OutcomeTable>& outcomes) {
  for (const OutcomeTable& o : outcomes) {
    std::size_t place = 0;
    for (const OutcomeRow& r : o.rows)
      tables["outcome"].push_back({o.outcome.name, number(++place), r.parameter, r.influence, r.floor,
                                   static_cast<double>(r.direction), r.total ? Cell(*r.total) : Cell()});
  }
}

std::uint64_t digest_of(const CalibrationTables& tables, const std::map<std::string, fit::Matrix>& runs) {
  std::vector<std::string> lines;
  for (const auto& [table, rows] : tables)
    for (const auto& row : rows) {
      std::string line = table;
      for (const Cell& cell : row)
        if (const double* x = std::get_if<double>(&cell))
          line += fmt::format("\t{:.9g}", *x + 0.0);  // one zero, not two
        else
          line += "\t" + (std::holds_alternative<std::string>(cell) ? std::get<std::string>(cell) : std::string());
      lines.push_back(std::move(line));
    }
  for (const auto& [stage, outputs] : runs)
    for (std::size_t r = 0; r < outputs.rows; ++r) {
      std::string line = fmt::format("{}\t{}", stage, r);
      for (const double v : outputs.row(r))
        line += v == v ? "\t" + num::hex(std::bit_cast<std::uint64_t>(v)) : std::string("\tnone");
      lines.push_back(std::move(line));
    }
  std::ranges::sort(lines);
  std::string all;
  for (const std::string& line : lines) all += line + "\n";
  num::Digest d;
  d.bytes(all.data(), all.size());
  return d.result();
}

}  // namespace bowlby
