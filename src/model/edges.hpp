// Every causal edge of the theory, with its off switch.
//
// An edge is the coefficient that carries it. Cutting the edge sets that coefficient to its neutral value before the
// run starts, so a cut edge costs nothing at run time and cannot leak: the equation simply no longer contains it.
// `rung` is the first rung of the ladder R0-R6 on which the edge exists; a rung is the set of edges up to it.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

#include "model/parameters.hpp"

namespace bowlby {

struct EdgeInfo {
  std::string_view name, from, to;
  int sign;                 // +1 raises, -1 lowers
  double Params::*carrier;  // the coefficient
  double neutral;           // its value when the edge is cut
  int rung;
  std::string_view claims;
};

// clang-format off
inline constexpr std::array edge_table{
    // the moment
    EdgeInfo{"threat_to_distress", "threat", "distress", +1, &Params::stress_size, 0, 0, "C001 B1"},
    EdgeInfo{"security_buffers", "felt security", "distress", -1, &Params::security_buffer, 0, 2, "C131"},
    EdgeInfo{"separation_to_distress", "separation", "distress", +1, &Params::separation_distress, 0, 2, "C051 C097 B3"},
    EdgeInfo{"contact_soothes", "contact", "distress", -1, &Params::contact_soothing, 0, 0, "C001 C003 B1"},
    EdgeInfo{"coregulation_to_threshold", "co-regulation", "alarm threshold", +1, &Params::coregulation_raises_threshold, 0, 4, "C050"},
    EdgeInfo{"coregulation_to_soothing", "co-regulation", "self-soothing", +1, &Params::coregulation_trains_soothing, 0, 4, "C050 C063 B2"},
    EdgeInfo{"uncertainty_to_threshold", "unpredictability", "alarm threshold", -1, &Params::uncertainty_lowers_threshold, 0, 4, "C118"},
    EdgeInfo{"no_answer_costs", "doubt", "bid", -1, &Params::cost_of_no_answer, 0, 2, "C022"},
    EdgeInfo{"rebuff_costs", "expected rebuff", "bid", -1, &Params::cost_of_rebuff, 0, 4, "C054 R2"},
    EdgeInfo{"fright_costs", "expected fright", "bid", -1, &Params::cost_of_fright, 0, 4, "C013"},
    EdgeInfo{"uncertainty_to_press", "unpredictability", "pressing", +1, &Params::insistence, 0, 3, "C020 C055 H1"},
    EdgeInfo{"fright_to_conflict", "expected comfort and fright", "conflict", +1, &Params::conflict_gain, 0, 4, "C013 C014 H1"},
    EdgeInfo{"helplessness_to_conflict", "nothing that works", "conflict", +1, &Params::helplessness_gain, 0, 4, "C030 RSK06"},
    EdgeInfo{"fright_to_distress", "fright", "distress", +1, &Params::fright_distress, 0, 4, "C013"},
    EdgeInfo{"flooding_to_answer", "distress", "felt answer", -1, &Params::flooding_closes, 0, 5, "R3"},
    EdgeInfo{"rebuff_to_distress", "rebuff", "distress", +1, &Params::rebuff_distress, 0, 4, "C115 C131"},
    // months
    EdgeInfo{"response_to_expectation", "response", "expected response", +1, &Params::learning_rate, 0, 0, "C022 B5"},
    EdgeInfo{"surprise_to_uncertainty", "surprise", "unpredictability", +1, &Params::learning_unpredictability, 0, 3, "C020"},
    EdgeInfo{"rebuff_to_belief", "rebuff", "expected rebuff", +1, &Params::learning_rebuff, 0, 4, "C054"},
    EdgeInfo{"fright_to_belief", "fright", "expected fright", +1, &Params::learning_fright, 0, 4, "C013"},
    EdgeInfo{"bid_gates_learning", "bid", "learning", +1, &Params::learning_without_bid, 1, 2, "C054 R2"},
    EdgeInfo{"prototype_pulls", "prototype", "beliefs", +1, &Params::prototype_pull, 0, 1, "C040 H3"},
    EdgeInfo{"figures_to_general", "figures", "general belief", +1, &Params::generalisation_adult, 0, 4, "C040 H3"},
    EdgeInfo{"early_figures_to_general", "figures", "general belief", +1, &Params::generalisation_early, 0, 1, "C045"},
    EdgeInfo{"early_to_prototype", "general belief", "prototype", +1, &Params::prototype_early, 0, 1, "C040"},
    EdgeInfo{"transference_to_new", "general belief", "new figure", +1, &Params::transference, 0, 4, "C040 C086 R12"},
    EdgeInfo{"comfort_to_coregulation", "response", "co-regulation", +1, &Params::coregulation_rate, 0, 4, "C050"},
    EdgeInfo{"answers_to_worth", "response", "worth", +1, &Params::worth_from_answers, 0, 4, "C047 C060"},
    EdgeInfo{"rebuff_to_worth", "rebuff", "worth", -1, &Params::worth_from_rebuff, 0, 4, "C031"},
    EdgeInfo{"coping_to_worth", "coping alone", "worth", +1, &Params::worth_from_coping, 0, 4, "NRM05"},
    EdgeInfo{"worth_to_rebuff_distress", "worth", "distress", -1, &Params::worth_shields, 0, 4, "C049 C115"},
    EdgeInfo{"worth_to_press", "missing worth and doubt", "pressing", +1, &Params::worth_presses, 0, 4, "C121 H6"},
    EdgeInfo{"genes_to_beliefs", "genes", "beliefs", +1, &Params::gene_spread, 0, 6, "C038"},
    EdgeInfo{"temperament_to_threshold", "temperament", "alarm threshold", -1, &Params::temperament_to_threshold, 0, 4, "TMP02"},
    EdgeInfo{"temperament_to_soothing", "temperament", "self-soothing", -1, &Params::temperament_to_soothing, 0, 4, "TMP01"},
    EdgeInfo{"temperament_to_surprise", "temperament", "unpredictability", +1, &Params::temperament_to_surprise, 0, 4, "L06a"},
    // two people
    EdgeInfo{"bond_to_response", "bond", "response", +1, &Params::bond_answers, 0, 5, "R14"},
    EdgeInfo{"open_bid_invites", "open bid", "response", +1, &Params::open_invites, 0, 5, "C137 H7"},
    EdgeInfo{"press_taxes_response", "pressing", "response", -1, &Params::press_taxes, 0, 5, "C113 R1"},
    EdgeInfo{"distress_narrows_response", "own distress", "response", -1, &Params::distress_narrows, 0, 5, "R3"},
    EdgeInfo{"withdrawal_to_response", "withdrawal", "response", -1, &Params::withdrawal_closes, 0, 5, "C135 C136 R3"},
    EdgeInfo{"notice_to_offer", "partner's distress", "unasked comfort", +1, &Params::unasked_comfort, 0, 5, "L10a L10b"},
    EdgeInfo{"doubt_to_checking", "doubt of somebody who matters", "pressing in calm", +1, &Params::doubt_checks, 0, 5, "C121 H6"},
    EdgeInfo{"press_to_withdrawal", "pressing", "withdrawal", +1, &Params::press_withdraws, 0, 5, "C136 R1"},
    EdgeInfo{"rebuff_belief_to_withdrawal", "expected rebuff", "withdrawal", +1, &Params::rebuff_belief_withdraws, 0, 5, "C127"},
    EdgeInfo{"answer_to_withdrawal", "response", "withdrawal", -1, &Params::talk_reopens, 0, 5, "C018"},
    EdgeInfo{"answer_to_bond", "response", "bond", +1, &Params::bond_gain, 0, 5, "R14"},
    EdgeInfo{"no_answer_to_bond", "missing response", "bond", -1, &Params::bond_loss, 0, 5, "R1"},
    EdgeInfo{"rebuff_belief_to_ceiling", "expected rebuff", "bond", -1, &Params::closeness_ceiling, 0, 5, "C082"},
    EdgeInfo{"uncertainty_to_bond", "unpredictability", "bond", +1, &Params::bond_from_uncertainty, 0, 5, "C097"},
    // years
    EdgeInfo{"fit_to_response", "fit of two people", "response", +1, &Params::tie_fit_sd, 0, 6, "GEN07"},
    EdgeInfo{"uncertainty_to_grief", "unpredictability", "separation", +1, &Params::uncertainty_deepens_grief, 0, 6, "C097"},
    EdgeInfo{"expectation_to_giving", "expected response", "giving", +1, &Params::giving_from_expectation, 0, 6, "C037 R13 H14"},
    EdgeInfo{"rebuff_to_giving", "expected rebuff", "giving", -1, &Params::giving_from_rebuff, 0, 6, "C037 R13"},
    EdgeInfo{"care_to_reflection", "figures", "reflection", +1, &Params::reflection_from_care, 0, 6, "C032 C145"},
    EdgeInfo{"genes_to_reflection", "genes", "reflection", +1, &Params::reflection_from_genes, 0, 6, "GEN03"},
    EdgeInfo{"reflection_to_giving", "reflection", "giving", +1, &Params::giving_from_reflection, 0, 6, "C196 CAR12 R13"},
    EdgeInfo{"reflection_to_consistency", "reflection", "consistency", +1, &Params::consistency_from_reflection, 0, 6, "C196"},
    EdgeInfo{"reflection_to_rebuff", "reflection", "rebuffing", -1, &Params::rebuff_from_reflection, 0, 6, "C032 CAR12"},
    EdgeInfo{"reflection_to_fright", "reflection", "frightening", -1, &Params::fright_from_reflection, 0, 6, "TRN04"},
    EdgeInfo{"reflection_to_bids", "reflection", "response", +1, &Params::reflection_clears_bids, 0, 6, "C146"},
    EdgeInfo{"load_to_giving", "load", "giving", -1, &Params::giving_from_load, 0, 6, "C027 C029"},
    EdgeInfo{"symptoms_to_giving", "symptoms", "giving", -1, &Params::giving_from_symptoms, 0, 6, "C028"},
    EdgeInfo{"uncertainty_to_consistency", "unpredictability", "consistency", -1, &Params::consistency_from_uncertainty, 0, 6, "C027"},
    EdgeInfo{"load_to_consistency", "load", "consistency", -1, &Params::consistency_from_load, 0, 6, "C027"},
    EdgeInfo{"rebuff_to_rebuff", "expected rebuff", "rebuffing", +1, &Params::rebuff_from_rebuff, 0, 6, "R13"},
    EdgeInfo{"fright_to_fright", "expected fright", "frightening", +1, &Params::fright_from_fright, 0, 6, "TRN04 R13"},
    EdgeInfo{"load_to_fright", "load", "frightening", +1, &Params::fright_from_load, 0, 6, "C030 RSK06"},
    EdgeInfo{"unresolved_to_fright", "unresolved loss or trauma", "frightening", +1, &Params::fright_from_unresolved, 0, 6, "C013 TRN04"},
    EdgeInfo{"similarity_to_match", "similarity", "pairing", +1, &Params::match_similarity, 0, 6, "CPL14"},
    EdgeInfo{"familiarity_to_match", "first carer", "pairing", +1, &Params::match_familiarity, 0, 6, "C087 R12"},
    EdgeInfo{"bond_to_union", "bond", "union", +1, &Params::courting_bond, 0, 6, "C012 C078"},
    EdgeInfo{"fear_to_union", "fear of being alone", "union", +1, &Params::courting_from_fear, 0, 6, "C078"},
    EdgeInfo{"time_to_stay", "years together", "leaving", -1, &Params::stay_from_time, 0, 6, "C089 H9"},
    EdgeInfo{"bond_to_stay", "bond", "leaving", -1, &Params::leave_from_bond, 0, 6, "C094 H9"},
    EdgeInfo{"satisfaction_to_stay", "satisfaction", "leaving", -1, &Params::leave_from_satisfaction, 0, 6, "B4"},
    EdgeInfo{"avoidance_to_leave", "expected rebuff", "leaving", +1, &Params::leave_from_avoidance, 0, 6, "C012"},
    EdgeInfo{"comparison_to_stay", "better times", "leaving", -1, &Params::stay_from_comparison, 0, 6, "C090 H9"},
    EdgeInfo{"sympathy_to_stay", "partner's distress", "leaving", -1, &Params::stay_from_sympathy, 0, 6, "C091 H9"},
    EdgeInfo{"responsibility_to_stay", "young children", "leaving", -1, &Params::stay_from_responsibility, 0, 6, "C092 H9"},
    EdgeInfo{"hope_to_stay", "expected response", "leaving", -1, &Params::stay_from_hope, 0, 6, "C093 H9"},
    EdgeInfo{"fear_to_stay", "fear of being alone", "leaving", -1, &Params::stay_from_fear, 0, 6, "C095 H9"},
    EdgeInfo{"response_to_satisfaction", "expected response", "satisfaction", +1, &Params::satisfaction_from_response, 0, 6, "C081"},
    EdgeInfo{"security_to_satisfaction", "felt security", "satisfaction", +1, &Params::satisfaction_from_security, 0, 6, "CPL19"},
    EdgeInfo{"rebuff_to_satisfaction", "expected rebuff", "satisfaction", -1, &Params::satisfaction_from_rebuff, 0, 6, "CPL19"},
    EdgeInfo{"unpredictability_to_satisfaction", "unpredictability", "satisfaction", -1, &Params::satisfaction_from_unpredictability, 0, 6, "CPL19"},
    EdgeInfo{"withdrawal_to_satisfaction", "withdrawal", "satisfaction", -1, &Params::satisfaction_from_withdrawal, 0, 6, "C136"},
    EdgeInfo{"novelty_to_satisfaction", "a new union", "satisfaction", +1, &Params::satisfaction_novelty, 0, 6, "L08a"},
    EdgeInfo{"symptoms_to_satisfaction", "symptoms", "satisfaction", -1, &Params::satisfaction_from_symptoms, 0, 6, "R7"},
    EdgeInfo{"couple_to_worth", "satisfaction and separation", "felt worth", +1, &Params::worth_at_stake, 0, 6, "C072 C074"},
    EdgeInfo{"stress_to_load", "life stress", "load", +1, &Params::load_from_stress, 0, 6, "C029"},
    EdgeInfo{"children_to_load", "young children", "load", +1, &Params::load_from_children, 0, 6, "C029"},
    EdgeInfo{"pressing_to_load", "pressing received", "load", +1, &Params::load_from_pressing, 0, 6, "R1"},
    EdgeInfo{"symptoms_to_load", "symptoms", "load", +1, &Params::load_from_symptoms, 0, 6, "R7"},
    EdgeInfo{"distress_to_symptoms", "distress", "symptoms", +1, &Params::symptom_from_distress, 0, 6, "C149 H11"},
    EdgeInfo{"insecurity_to_symptoms", "missing felt security", "symptoms", +1, &Params::symptom_from_insecurity, 0, 6, "C149 H11"},
    EdgeInfo{"unpredictability_to_symptoms", "unpredictability", "symptoms", +1, &Params::symptom_from_unpredictability, 0, 6, "C149 H11"},
    EdgeInfo{"worth_to_symptoms", "worth", "symptoms", -1, &Params::symptom_from_worth, 0, 6, "C074 C174"},
    EdgeInfo{"stress_to_symptoms", "life stress", "symptoms", +1, &Params::symptom_from_stress, 0, 6, "H4"},
    EdgeInfo{"symptoms_to_symptoms", "symptoms", "symptoms", +1, &Params::symptom_feedback, 0, 6, "C147 H12"},
    EdgeInfo{"episode_to_ebb", "months of symptoms", "symptoms", -1, &Params::symptom_ebb, 0, 6, "C147 H12"},
    EdgeInfo{"youth_to_symptoms", "youth", "symptoms", +1, &Params::strain_in_youth, 0, 6, "BAS09"},
    EdgeInfo{"sex_to_symptoms", "sex", "symptoms", +1, &Params::strain_of_women, 0, 6, "BAS08"},
    EdgeInfo{"distress_to_trauma", "distress", "trauma symptoms", +1, &Params::distress_deepens_trauma, 0, 6, "AMH09"},
    EdgeInfo{"worth_to_trauma", "worth", "trauma symptoms", -1, &Params::doubt_deepens_trauma, 0, 6, "AMH09 C152"},
    EdgeInfo{"fright_to_trauma", "expected fright", "trauma symptoms", +1, &Params::trauma_from_fright, 0, 6, "C158 H11"},
    EdgeInfo{"genes_to_symptoms", "inherited mood", "symptoms", +1, &Params::symptom_propensity_sd, 0, 6, "BAS06"},
    EdgeInfo{"habit_to_substance", "substitute", "substance problems", +1, &Params::substance_from_habit, 0, 6, "C169"},
    EdgeInfo{"security_to_recovery", "felt security", "trauma symptoms", -1, &Params::recovery_from_security, 0, 6, "C152"},
    EdgeInfo{"symptoms_to_hold", "symptoms", "holding back", +1, &Params::symptoms_hold, 0, 6, "C160 R6"},
    EdgeInfo{"substitute_soothes", "substitute", "distress", -1, &Params::substitute_relief, 0, 6, "C169 R11"},
    EdgeInfo{"holding_to_substitute", "holding back", "substitute", +1, &Params::substitute_learning, 0, 6, "C169 R11"},
    EdgeInfo{"substitute_to_hold", "substitute", "holding back", +1, &Params::substitute_crowds_out, 0, 6, "C172 R11"},
    EdgeInfo{"symptoms_to_help", "symptoms", "help seeking", +1, &Params::help_seeking, 0, 6, "C160"},
    EdgeInfo{"shame_to_help", "shame", "help seeking", -1, &Params::help_shame, 0, 6, "C161 R6 H5"},
    EdgeInfo{"therapist_answers", "therapist", "response", +1, &Params::help_weight, 0, 6, "C110 H15"},
    EdgeInfo{"therapy_to_plasticity", "therapy", "general belief", +1, &Params::help_plasticity, 0, 6, "C109 H15"},
    EdgeInfo{"therapy_to_recovery", "therapy", "symptoms", -1, &Params::help_recovery, 0, 6, "C161 R6 H5"},
    EdgeInfo{"therapy_to_reflection", "therapy", "reflection", +1, &Params::help_reflection, 0, 6, "C196"},
    EdgeInfo{"training_to_soothing", "regulation training", "self-soothing", +1, &Params::help_regulation, 0, 6, "C111"},
    EdgeInfo{"couple_work_to_press", "couple work", "pressing", -1, &Params::help_softening, 0, 6, "C137 H7"},
    EdgeInfo{"gratitude_to_learning", "noticed kindness", "expected response", +1, &Params::help_gratitude, 0, 6, "C202 H15"},
    EdgeInfo{"programme_to_giving", "parenting programme", "giving", +1, &Params::help_parenting, 0, 6, "IVC02"},
};
// clang-format on

inline constexpr int edge_count = static_cast<int>(edge_table.size());
inline constexpr int top_rung = 6;
inline constexpr std::array<std::string_view, 7> rung_meaning{"R0 expectations drift with experience (revisionist)",
                                                              "R1 + early prototype pulls back",
                                                              "R2 + learning only from bids",
                                                              "R3 + unpredictability and pressing",
                                                              "R4 + rebuff, fright, holding back, conflict",
                                                              "R5 + partners answer each other",
                                                              "R6 + life: families, symptoms, help, generations"};

// The set of edges that exist in a run. A value: copy it, compare it, write it into provenance.
class EdgeSet {
 public:
  static constexpr EdgeSet all() { return EdgeSet{}; }
  static constexpr EdgeSet rung(int r) {
    EdgeSet s;
    for (int e = 0; e < edge_count; ++e)
      if (edge_table[static_cast<std::size_t>(e)].rung > r) s.cut(e);
    return s;
  }
  constexpr void cut(int edge) { off_[static_cast<std::size_t>(edge)] = true; }
  constexpr bool has(int edge) const { return !off_[static_cast<std::size_t>(edge)]; }
  constexpr bool operator==(const EdgeSet&) const = default;

  // The parameters with every cut edge's coefficient at its neutral value.
  constexpr Params apply(Params p) const {
    for (int e = 0; e < edge_count; ++e)
      if (!has(e))
        p.*(edge_table[static_cast<std::size_t>(e)].carrier) = edge_table[static_cast<std::size_t>(e)].neutral;
    return p;
  }

 private:
  std::array<bool, edge_table.size()> off_{};
};

// Edge by name, or -1.
constexpr int find_edge(std::string_view name) {
  for (int e = 0; e < edge_count; ++e)
    if (edge_table[static_cast<std::size_t>(e)].name == name) return e;
  return -1;
}

constexpr bool edges_are_sane() {
  for (int e = 0; e < edge_count; ++e) {
    const EdgeInfo& a = edge_table[static_cast<std::size_t>(e)];
    if (a.claims.empty() || a.rung < 0 || a.rung > top_rung) return false;
    for (int f = e + 1; f < edge_count; ++f)
      if (a.name == edge_table[static_cast<std::size_t>(f)].name) return false;
  }
  return true;
}
static_assert(edges_are_sane(), "an edge without a claim, or a name twice");

}  // namespace bowlby
