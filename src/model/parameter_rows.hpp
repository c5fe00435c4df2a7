// The rows of the parameter table (see parameters.hpp for what a row means). Order = order of the docs.
#pragma once

// clang-format off
#define BOWLBY_PARAMETERS(X) \
/* --- the moment: distress, activation, felt security, choice (equations 1-6) */ \
X(moments_per_day_adult,   "1/day", .6,   .01, 10,  log,  "free",     "stressful moments a day in adult life") \
X(moments_per_day_infant,  "1/day", 8,    .01, 12,  log,  "eq 1",     "stressful moments a day at birth") \
X(moments_age_scale,       "year",  2.5,  .2,  20,  log,  "free",     "age over which the number of moments falls to the adult rate") \
X(stress_size,             "1",     .8,   0,   5,   lin,  "eq 1",     "mean size of a stressor, in units of distress") \
X(security_buffer,         "1",     .5,   0,   1,   prob, "C131",     "share of a stressor taken off by full felt security") \
X(separation_distress,     "1/h",   .12,  0,   5,   lin,  "C051",     "rate at which separation or a lost bond feeds distress") \
X(alarm_threshold,         "1",     .58,   -1,  3,   lin,  "eq 2",     "distress at which the attachment system is half active") \
X(alarm_threshold_sd,      "1",     .1,  0,   1,   lin,  "TMP02",    "spread of the alarm threshold between people") \
X(alarm_gain,              "1",     6,    .5,  40,  log,  "eq 2",     "steepness of activation") \
X(alarm_hysteresis,        "1",     .1,   0,   1,   lin,  "eq 2",     "how far below the threshold distress must fall to end activation") \
X(coregulation_raises_threshold, "1", .25, 0,  2,   lin,  "C050",     "rise of the alarm threshold under full co-regulation") \
X(uncertainty_lowers_threshold,  "1", .5,  0,  3,   lin,  "C118",     "fall of the alarm threshold per unit of general unpredictability") \
X(self_soothing,           "1/h",   .5,   .02, 10,  log,  "C050",     "rate at which distress fades alone") \
X(self_soothing_sd,        "1",     .2,  0,   1.5, lin,  "free",     "spread of log self-soothing between people") \
X(coregulation_trains_soothing, "1", .4,  0,   3,   lin,  "C063",     "gain of self-soothing under full co-regulation") \
X(contact_soothing,        "1/h",   2.5,  0,   20,  lin,  "C001",     "extra rate at which distress fades in fully responsive contact") \
X(flooding_from,           "1",     .7,   .05, 20,  log,  "free",     "distress above which one is flooded: what peers answer hardly gets in") \
X(flooding_closes,         "1",     4,    0,   50,  lin,  "R3",       "how much of an answer is shut out per unit of distress above that: 1 / (1 + it) gets in") \
X(contact_hours,           "h",     .75,  .05, 6,   log,  "free",     "length of one contact") \
X(security_memory,         "h",     2,    .1,  48,  log,  "eq 3",     "time over which felt security returns to what is expected") \
X(worth_of_being_met,      "1",     .9396,    .1,  10,  log,  "eq 4",     "pay-off of a full response; sets the scale of all pay-offs") \
X(cost_of_no_answer,       "1",     .9503,   0,   5,   lin,  "eq 4",     "cost of an unanswered bid") \
X(cost_of_rebuff,          "1",     1,    0,   5,   lin,  "eq 4",     "cost of a rebuff") \
X(cost_of_rebuff_sd,       "1",     .15,  0,   1,   lin,  "free",     "spread of the cost of rebuff between people, as a share of it") \
X(cost_of_fright,          "1",     1,    0,   5,   lin,  "eq 4, 5",   "cost of a fright: what there is to flee from") \
X(insistence,              "1",     1.495,    0,   10,  lin,  "C020",     "pay-off of pressing per unit of unpredictability") \
X(insistence_sd,           "1",     .15,   0,   2,   lin,  "free",     "spread of insistence between people, as a share of it") \
X(press_effort,            "1",     .3,   0,   5,   lin,  "eq 4",     "effort of pressing") \
X(cost_of_holding,         "1",     .35,  0,   5,   lin,  "eq 4",     "cost of holding back under full activation") \
X(cost_of_holding_sd,      "1",     .08,  0,   1,   lin,  "free",     "spread of the cost of holding back between people") \
X(choice_precision,        "1",     6,    .1,  400, log,  "eq 4",     "how closely choice follows pay-off") \
X(exploration_payoff,      "1",     .6,   0,   5,   lin,  "C017",     "pay-off of exploring when the attachment system is quiet") \
X(exploration_block,       "1",     1.5,  0,   10,  lin,  "C017",     "how strongly activation shuts exploration out") \
X(fright_distress,         "1",     .6,   0,   5,   lin,  "C013",     "distress added by a fright") \
X(rebuff_distress,         "1",     .4,   0,   5,   lin,  "C115",     "distress added by a full rebuff in full need") \
X(conflict_gain,           "1",     1.841,    0,   10,  lin,  "eq 5",     "contradiction when comfort and fright are expected of one figure") \
X(helplessness_gain,       "1",     1,    0,   10,  lin,  "RSK06",    "contradiction when nothing that one could do about a need is expected to work") \
X(helplessness_below,      "1",     .4,   .01, 1,   prob, "RSK06",    "expected response from which on asking is a way that works") \
/* --- months: beliefs about each figure (equations 7-9) */ \
X(learning_rate,           "1",     .04,  0,   .5,  lin,  "eq 7",     "step of the expected response per bid") \
X(learning_rate_sd,        "1",     .25,  0,   1.5, lin,  "free",     "spread of log learning rate between people") \
X(learning_unpredictability, "1",   .03,  0,   .5,  lin,  "eq 8",     "step of unpredictability per bid") \
X(learning_rebuff,         "1",     .04,  0,   .5,  lin,  "eq 8",     "step of expected rebuff per bid") \
X(learning_fright,         "1",     .03,  0,   .5,  lin,  "eq 8",     "step of expected fright per bid") \
X(learning_without_bid,    "1",     .15,  0,   1,   prob, "C054",     "share of learning left when no bid was made") \
X(worth_from_answers,      "1",     .01,  0,   .5,  lin,  "C047",     "step of worth per bid: how fast answers teach what one is worth") \
X(worth_from_rebuff,       "1",     .7,    0,   10,  lin,  "C031",     "how much a full rebuff weighs beside an answer in that") \
X(worth_from_coping,       "1",     .005, 0,   .5,  lin,  "free",     "step of worth per moment of holding back: what one manages alone") \
X(worth_alone_hours,       "h",     3,    .1,  48,  log,  "free",     "hours after which one asks oneself whether it is over") \
X(worth_pull,              "1/year", .2,  0,   10,  lin,  "free",     "pull of worth back to the level of one's age") \
X(worth_level,             "1",     .85,   0,   1,   prob, "free",     "that level late in life") \
X(worth_rise,              "1",     .15,  0,   1,   lin,  "free",     "how far the level lies lower at birth") \
X(worth_age_scale,         "year",  12,   1,   100, log,  "free",     "years over which that passes") \
X(worth_at_stake,          "1",     1.5,    0,   5,   lin,  "C072",     "how much worth hangs on a partner, per unit of general unpredictability") \
X(worth_shields,           "1",     1.5,  0,   5,   lin,  "C049",     "how much more a rebuff hurts per unit of missing worth") \
X(worth_presses,           "1",     .282,    0,   10,  lin,  "C121",     "pay-off of pressing per unit of missing worth and of doubt in the other") \
X(doubt_checks,            "1",     2,    0,   20,  lin,  "C121",     "pay-off of checking on an equal who matters while nothing alarms, per unit of missing worth and of doubt in the other") \
X(usual_worth,             "1",     .6,   0,   1,   prob, "free",     "felt worth of an ordinary adult") \
X(surprise_offset, "1",     .3,   .01, 5,   log,  "eq 7",     "how little unpredictability speeds learning (large = not at all)") \
X(prototype_pull,          "1/year", .5,  0,   10,  lin,  "STB01",    "pull of every belief back to the early prototype") \
X(generalisation_adult,    "1/year", .25, 0,   12,  lin,  "C040",     "adult rate at which the general belief follows one's figures") \
X(generalisation_early,    "1/year", 3,   0,   24,  lin,  "C045",     "extra rate at birth") \
X(generalisation_age_scale, "year", 5,    .3,  50,  log,  "C045",     "age over which early plasticity fades") \
X(prototype_early,         "1/year", 2,   0,   24,  lin,  "STB04",    "rate at which the prototype follows the general belief at birth") \
X(prototype_age_scale,     "year",  3,    .2,  50,  log,  "STB04",    "age over which the prototype freezes") \
X(general_noise,           "1/sqrt(year)", .08962, 0, 1, lin, "STB04",  "unexplained drift of the general belief") \
X(new_figure_noise,        "1",     .1,  0,   1,   lin,  "FAM08",    "scatter of first expectations of a new figure") \
X(coregulation_rate,       "1",     .01,  0,   .5,  lin,  "C050",     "step of co-regulation per activated moment") \
X(reflection_early,        "1/year", 1.5, 0,   24,  lin,  "C145",     "rate at which reflection follows care at birth") \
X(reflection_age_scale,    "year",  8,    .5,  100, log,  "C145",     "age over which reflection settles") \
X(reflection_from_care,    "sd",    .25,   0,   3,   lin,  "C032",     "rise of reflection per standard deviation of what care has been like") \
X(reflection_from_genes,   "sd",    .3462,   0,   2,   lin,  "GEN03",    "rise of reflection per standard deviation of the inherited way of telling") \
X(reflection_noise,        "sd",    .8691,   0,   3,   lin,  "free",     "spread of reflection that neither care nor genes explain") \
X(reflection_clears_bids,  "probit", .1,  0,   2,   lin,  "C146",     "gain of an equal's response to an open bid per standard deviation of the asker's reflection") \
X(gene_spread, "1",     .1,  0,   1,   lin,  "GEN03",    "spread of the inherited pull on beliefs once fully switched on") \
X(gene_switch_age,         "year",  12,   0,   40,  lin,  "GEN03",    "age at which the inherited pull is half on") \
X(gene_switch_width,       "year",  2,    .2,  20,  log,  "GEN03",    "width of that switch") \
X(temperament_heritability, "1",    .77,  0,   1,   prob, "GEN09",    "inherited share of temperament") \
X(temperament_to_threshold, "1",    .06,  0,   1,   lin,  "TMP02",    "fall of the alarm threshold per standard deviation of negative temperament") \
X(temperament_to_soothing, "1",    .06,  0,   1,   lin,  "TMP01",    "slowing of self-soothing per standard deviation of negative temperament, of its logarithm") \
X(temperament_to_surprise, "1",    .225,  0,   2,   lin,  "L06a",     "how much more a surprise unsettles per standard deviation of negative temperament, of its logarithm") \
/* --- giving: what a figure answers (equations 6, 10, 14) */ \
X(care_mean,               "probit", .1777, -3,  3,   lin,  "INF01",    "mean response of carers, on the probit scale") \
X(care_mean_sd,            "probit", .1579, 0,   3,   lin,  "CAR04",    "spread of a person's own giving skill") \
X(outside_spread,          "1",     2.715, 1,   4,   lin,  "R13",      "spread of outside carers' mean response over that of habits alone: what a history of their own adds") \
X(tie_fit_sd,              "probit", .17, 0,   1,   lin,  "GEN07",    "spread of how much better or worse a figure answers one person than it answers others, drawn once for a tie") \
X(giving_memory,           "year",  1.437,    .5,  1000, log, "STB01",    "time over which a person's own giving skill is renewed by things outside the model") \
X(care_consistency,        "1",     7,    .05, 200, log,  "C020",     "typical concentration of responses (beta-equivalent)") \
X(care_consistency_sd,     "1",     .9,   0,   3,   lin,  "C020",     "spread of log concentration between carers") \
X(care_rebuff,             "1",     .4501,  0,   1,   prob, "C054",     "typical share of an unmet bid that comes back as rebuff") \
X(care_rebuff_sd,          "probit", .8,  0,   3,   lin,  "C054",     "spread of rebuff between carers") \
X(care_fright,             "1",     .02356,  0,   1,   prob, "CAR11",    "typical chance that a contact frightens") \
X(care_fright_sd,          "probit", .7438,  0,   3,   lin,  "CAR11",    "spread of fright between carers") \
X(care_habits_shared,      "1",     .4413,  0,   .95, lin,  "CAR07",    "share of the spread of consistency, rebuff and fright between carers that goes with skill") \
X(father_offset,           "probit", -.1, -3,  3,   lin,  "CAR05",    "difference of the second carer's mean response") \
X(foster_offset,           "probit", -.2, -3,  3,   lin,  "C026",     "difference of a foster carer's mean response") \
X(institution_offset,      "probit", -.9, -3,  3,   lin,  "RSK21",    "difference of shared institutional care's mean response") \
X(institution_fright,      "probit", .457,  -3,  3,   lin,  "RSK21",    "rise of fright in institutional care") \
X(partner_offset,          "probit", .2,  -3,  3,   lin,  "C083",     "difference of a partner's mean response") \
X(friend_offset,           "probit", .1,  -3,  3,   lin,  "C112",     "difference of a friend's mean response") \
X(ex_offset,               "probit", -1.2, -3, 3,   lin,  "C106",     "difference of an ex-partner's mean response") \
X(therapist_mean,          "probit", 1, -3,  3,   lin,  "C110",     "mean response of a therapist") \
X(therapist_consistency,   "1",     20,   .05, 200, log,  "C110",     "concentration of a therapist's responses") \
X(giving_from_expectation, "probit", .31, -5,  10,  lin,  "C037",     "gain of giving per unit of own expected response") \
X(giving_from_rebuff,      "probit", 1.404, -5,  10,  lin,  "C037",     "loss of giving per unit of own expected rebuff") \
X(giving_from_load,        "probit", .2172, 0,   5,   lin,  "RSK14",    "loss of giving per unit of load") \
X(usual_expectation,       "1",     .5613, 0,   1,   prob, "C037",     "expected response of an ordinary parent of young children, at which giving is as its habit") \
X(usual_unpredictability,  "1",     .17, 0,   1,   prob, "C037",     "general unpredictability of such a parent") \
X(usual_rebuff,            "1",     .19,  0,   1,   prob, "C037",     "expected rebuff of such a parent") \
X(usual_fright,            "1",     .069, 0,   1,   prob, "C037",     "expected fright of such a parent") \
X(usual_load,              "1",     .5,  0,   5,   lin,  "RSK14",    "load of such a parent") \
X(usual_symptoms,          "1",     .19,  0,   5,   lin,  "C028",     "depressive symptoms of such a parent") \
X(usual_unresolved,        "1",     .15, 0,   3,   lin,  "C030",     "unresolved loss and trauma of such a parent") \
X(usual_reflection,        "sd",    .06,  -3,  3,   lin,  "CAR12",    "reflection of such a parent") \
X(giving_from_symptoms,    "probit", .15, 0,   5,   lin,  "C028",     "loss of giving per unit of depressive symptoms") \
X(giving_from_reflection,  "probit", .4001, 0,   5,   lin,  "CAR12",    "gain of giving per standard deviation of own reflection") \
X(consistency_from_reflection, "1", .5855,   0,   5,   lin,  "CAR12",    "gain of log concentration per standard deviation of own reflection") \
X(rebuff_from_reflection,  "probit", .3692,  0,   5,   lin,  "CAR12",    "loss of rebuffing per standard deviation of own reflection") \
X(fright_from_reflection,  "probit", .3933,  0,   5,   lin,  "CAR12",    "loss of frightening per standard deviation of own reflection") \
X(consistency_from_uncertainty, "1", 5, 0,   20,  lin,  "C027",     "loss of log concentration per unit of own unpredictability") \
X(consistency_from_load,   "1",     .5,   0,   5,   lin,  "C027",     "loss of log concentration per unit of load") \
X(rebuff_from_rebuff,      "probit", .8, 0,   10,  lin,  "C037",     "gain of rebuffing per unit of own expected rebuff") \
X(fright_from_fright,      "probit", 3.727,   0,   20,  lin,  "TRN04",    "gain of frightening per unit of own expected fright") \
X(fright_from_load,        "probit", 1.158,  0,   5,   lin,  "C030",     "gain of frightening per unit of load") \
X(fright_from_unresolved,  "probit", .8,  0,   5,   lin,  "TRN04",    "gain of frightening per unit of unresolved loss or trauma") \
X(bond_answers,            "probit", .25, 0,   5,   lin,  "eq 10",    "gain of response per unit of the giver's bond") \
X(open_invites,            "probit", .15, 0,   5,   lin,  "eq 10",    "gain of an adult peer's response to an open bid") \
X(press_taxes,             "probit", .5,  0,   5,   lin,  "C113",     "loss of an adult peer's response to pressing") \
X(distress_narrows,        "probit", .25, 0,   5,   lin,  "eq 10",    "loss of response per unit of the giver's own distress") \
X(withdrawal_closes,       "probit", .9,  0,   5,   lin,  "C135",     "loss of response when the giver has fully withdrawn") \
X(unasked_comfort,         "1",     4.5,    0,   20,  lin,  "L10a",     "how readily a partner comes unasked, times bond, freedom, response and distress") \
X(press_withdraws,         "1",     .22,  0,   1,   lin,  "C136",     "step of withdrawal per press received") \
X(rebuff_belief_withdraws, "1",     1.2,  0,   10,  lin,  "C127",     "how much own expected rebuff multiplies that step") \
X(talk_reopens,            "1",     .5,   0,   1,   prob, "C018",     "share of a withdrawal that one fully answered contact with the partner, other than pressing, ends") \
X(withdrawal_days,         "day",   4,    .2,  60,  log,  "free",     "time over which withdrawal fades") \
/* --- bond, couple, loss (equations 11-13) */ \
X(bond_gain,               "1",     .02,  0,   1,   lin,  "eq 11",    "growth of the bond per fully answered bid") \
X(bond_loss,               "1",     .012, 0,   1,   lin,  "eq 11",    "loss of the bond per unanswered bid") \
X(bond_decay,              "1/year", .8,  0,   10,  lin,  "eq 11",    "fading of the bond without contact") \
X(closeness_ceiling,       "1",     .5,   0,   5,   lin,  "eq 11",    "how much own expected rebuff damps the growth of closeness") \
X(bond_from_uncertainty,   "1",     4,    0,   5,   lin,  "C097",     "how much more an answer binds per unit of unpredictability") \
X(meetings_per_union,      "1",     18,    1,   50,  log,  "BAS16",    "meetings it takes, about, until one becomes a union; most do not please, some courtings end") \
X(standards,               "1",     .8,   -5,  5,   lin,  "BAS16",    "utility a partner must reach at age 20") \
X(standards_fall,          "1/year", .06, 0,   1,   lin,  "eq 12",    "fall of standards per year of age") \
X(match_noise,             "1",     1,    0,   5,   lin,  "eq 12",    "scatter of liking at a first meeting") \
X(match_similarity,        "1",     2.4,  0,   10,  lin,  "CPL14",    "pull of similar expectations") \
X(match_familiarity,       "1",     .3,   0,   10,  lin,  "C087",     "pull of a partner who answers as the first carer did") \
X(courting_bond,           "1",     .32,  0,   5,   lin,  "C012",     "bond that both must have grown to until a meeting becomes a union") \
X(courting_months,         "month", 12,   1,   120, lin,  "free",     "time for that; two who have not come so far go their ways") \
X(courting_from_fear,      "1",     2,    0,   20,  lin,  "C078",     "fall of the log of that bond per unit of own unpredictability (fear of being alone)") \
X(transference,            "1",     .7,   0,   1,   prob, "C040",     "weight of the general belief in the first expectation of a new figure") \
X(dissolution_scale,       "1",     1.175,    0,   20,  lin,  "BAS19",    "multiplier of the table of union ends") \
X(stay_from_time,          "1",     1,    0,   3,   lin,  "C089",     "how fully years together lower the hazard as the table says (0: hazard of a new union for ever)") \
X(leave_from_bond,         "1",     .5,   0,   5,   lin,  "C094",     "fall of log hazard per unit of bond") \
X(leave_from_satisfaction, "1",     1.2,  0,   10,  lin,  "CPL23",    "fall of log hazard per unit of satisfaction") \
X(leave_from_avoidance,    "1",     .8,   0,   10,  lin,  "CPL23",    "rise of log hazard per unit of own expected rebuff") \
X(stay_from_comparison,    "1",     .4,   0,   5,   lin,  "C090",     "fall of log hazard per unit of remembered better times") \
X(stay_from_sympathy,      "1",     .2,   0,   5,   lin,  "C091",     "fall of log hazard per unit of the partner's distress") \
X(stay_from_responsibility, "1",    .25,  0,   5,   lin,  "C092",     "fall of log hazard per young child") \
X(stay_from_hope,          "1",     .3,   0,   5,   lin,  "C093",     "fall of log hazard per unit of expected response") \
X(stay_from_fear,          "1",     1.5,  0,   10,  lin,  "C095",     "fall of log hazard per unit of own unpredictability (fear of being alone)") \
X(satisfaction_level,    "1",     .25,  -2,  2,   lin,  "free",     "satisfaction of somebody who expects nothing and fears nothing") \
X(satisfaction_from_response, "1",  .75,  0,   5,   lin,  "C081",     "rise of satisfaction per unit of expected response of the partner") \
X(satisfaction_from_security, "1",  .2,   0,   5,   lin,  "CPL19",    "rise of satisfaction per unit of felt security beyond the middle") \
X(satisfaction_from_rebuff, "1",    .5,   0,   5,   lin,  "CPL19",    "fall of satisfaction per unit of expected rebuff by the partner") \
X(satisfaction_from_unpredictability, "1", .3, 0, 5, lin, "CPL19",    "fall of satisfaction per unit of the partner's unpredictability") \
X(satisfaction_from_withdrawal, "1", .12, 0,   5,   lin,  "C136",     "fall of satisfaction per unit of own withdrawal") \
X(satisfaction_from_symptoms, "1",  .08,  0,   5,   lin,  "R7",       "fall of satisfaction per unit of depressive symptoms") \
X(satisfaction_novelty,    "1",     .168,  0,   2,   lin,  "L08a",     "satisfaction that a new union adds") \
X(satisfaction_novelty_years, "year", 3.5,  .2,  60,  log,  "free",     "years together over which that fades") \
X(satisfaction_memory,     "month", 6,    .5,  60,  log,  "free",     "time over which satisfaction is formed") \
X(grief_decay,             "1/year", 1.5, .05, 12,  log,  "C097",     "rate at which a lost bond lets go") \
X(uncertainty_deepens_grief, "1",  1.5,  0,   5,   lin,  "C097",     "how much deeper a loss goes per unit of general unpredictability") \
X(protest_weight,          "1",     .8,   0,   5,   lin,  "C106",     "weight of a lost partner as someone to turn to, per unit of bond") \
/* --- load, symptoms, substitutes, help (equation 15) */ \
X(life_stress_sd,          "1",     .5,   0,   3,   lin,  "free",     "spread of life stress") \
X(life_stress_memory,      "month", 12.41,   .5,  120, log,  "free",     "time over which life stress changes") \
X(load_from_stress,        "1",     1,    0,   5,   lin,  "C029",     "load per unit of life stress") \
X(load_from_children,      "1",     .15,  0,   3,   lin,  "C029",     "load per child under six") \
X(load_from_pressing,      "1",     .004,  0,   1,   lin,  "R1",       "load per press received in a month") \
X(load_from_symptoms,      "1",     .3,  0,   3,   lin,  "R7",       "load per unit of depressive symptoms") \
X(symptom_decay,           "1/month", .21, .01, 5,  log,  "eq 15",    "fading of symptoms") \
X(symptom_from_distress,   "1/month", .89, 0,  5,   lin,  "C149",     "growth of symptoms per unit of daily distress") \
X(symptom_from_insecurity, "1/month", .447, 0,  5,   lin,  "C149",     "growth of symptoms per unit of missing felt security") \
X(symptom_from_unpredictability, "1/month", 1.39, 0, 5, lin, "AMH03",  "growth of symptoms per unit of general unpredictability") \
X(symptom_from_worth,      "1/month", .1, 0,  5,   lin,  "C074",     "growth of symptoms per unit of missing worth") \
X(symptom_from_stress,     "1/month", .1484, 0,  5,   lin,  "free",     "growth of symptoms per unit of life stress") \
X(symptom_feedback,        "1/month", .3692, 0,  5,   lin,  "C147",     "self-maintaining growth once symptoms are high") \
X(symptom_ebb,             "1/month", .64, 0,  5,   lin,  "C147",     "extra fading of symptoms per unit of their mean over the last months: an episode ends") \
X(symptom_ebb_months,      "month", 1.7,    .5,  60,  log,  "C147",     "months over which that mean is taken") \
X(symptom_ebb_sd,          "1",     .34,   0,   2,   lin,  "C147",     "spread between people of the log of that fading") \
X(strain_in_youth,         "1",     .66,   0,   5,   lin,  "BAS09",    "how much more strain weighs at sixteen than late in life, as a share") \
X(strain_youth_scale,      "year",  7.2,   1,   100, log,  "BAS09",    "years over which that wears off") \
X(strain_of_women,         "1/month", .055, -1, 1,   lin,  "BAS08",    "strain of women above, and of men below, what the theory explains: imposed, as mortality is") \
X(symptom_floor,           "1/month", .3463, 0,  5,   lin,  "BAS06",    "strain that ordinary coping absorbs before symptoms of depression grow") \
X(anxiety_floor,           "1/month", .11, 0,  5,   lin,  "L11a",     "strain that ordinary coping absorbs before symptoms of anxiety grow") \
X(trauma_floor,            "1/month", .68, 0,  5,   lin,  "L11b",     "strain that ordinary coping absorbs before trauma symptoms grow") \
X(substance_floor,         "1/month", .03, 0,  5,   lin,  "L11c",     "strain that ordinary coping absorbs before problems with substances grow") \
X(symptom_feedback_at,     "1",     1,    .1,  5,   log,  "C147",     "level at which that feedback is half on") \
X(symptom_age,             "year",  11,   0,   40,  lin,  "BAS06",    "age at which strain is half as telling for symptoms as in adults") \
X(symptom_age_width,       "year",  2,    .2,  20,  log,  "BAS06",    "width of that transition") \
X(symptom_noise,           "1",     .157,  0,   2,   lin,  "BAS07",    "monthly scatter of symptoms") \
X(symptom_propensity_sd,   "1/month", .15, 0,  .5,   lin,  "BAS06",    "inherited spread of symptom growth") \
X(distress_deepens_trauma, "1",     4,    0,   50,  lin,  "AMH09",    "how much more a fright leaves behind per unit of daily distress") \
X(doubt_deepens_trauma,  "1",     12,    0,   50,  lin,  "AMH09",    "how much more a fright leaves behind per unit of worth that is missing") \
X(trauma_from_fright,      "1/month", 2.6, 0,  10,  lin,  "C158",     "growth of trauma symptoms per unit of expected fright") \
X(recovery_from_security,  "1",     1,   0,   2,   lin,  "C152",     "how much faster trauma symptoms fade per unit of felt security beyond the middle") \
X(symptoms_hold,           "1",     .1,  0,   3,   lin,  "C160",     "pay-off of holding back per unit of depressive symptoms (shame)") \
X(substitute_relief,       "1/h",   .8,   0,   10,  lin,  "C169",     "rate at which a full substitute habit soothes distress") \
X(substitute_learning,     "1",     .006, 0,   .5,  lin,  "C169",     "step of the habit per moment of holding back") \
X(substitute_crowds_out,   "1",     .25,  0,   5,   lin,  "C172",     "pay-off of holding back per unit of substitute habit") \
X(substance_from_habit,    "1/month", .3, 0,   5,   lin,  "C169",     "growth of substance problems per unit of substitute habit") \
X(substitute_decay,        "1/year", .6,  0,   10,  lin,  "C172",     "fading of the habit") \
X(help_seeking,            "1/year", 1.8, 0,   5,   lin,  "BAS11",    "yearly chance of starting therapy per unit of symptoms above one") \
X(help_shame,              "1",     2,    0,   10,  lin,  "C161",     "how strongly shame holds that back") \
X(help_months,             "month", 7,    1,   120, lin,  "BAS11",    "length of a therapy that people find by themselves") \
X(help_weight,             "1",     .25,  0,   1,   prob, "C110",     "share of difficult moments brought to a therapist during therapy") \
X(help_plasticity,         "1/year", 1.2, 0,   12,  lin,  "C109",     "extra rate at which therapy lets the general belief and prototype move") \
X(help_reflection,         "1/year", .3,  0,   12,  lin,  "IVA05",    "rate at which therapy raises reflection") \
X(help_recovery,           "1",     .5,  0,   5,   lin,  "C161",     "how much faster symptoms fade during therapy: 1 doubles the rate") \
X(help_regulation,         "1",     .25,  0,   3,   lin,  "C111",     "gain of self-soothing from one full course of regulation training") \
X(help_softening,          "1",     .35,  0,   3,   lin,  "C137",     "extra effort of pressing after one full course of couple work") \
X(help_gratitude,          "1",     .25,  0,   3,   lin,  "C202",     "gain of learning from being met after practice in noticing kindness") \
X(help_parenting,          "probit", .35, 0,   3,   lin,  "IVC02",    "gain of giving skill from one parenting programme") \
X(help_fade,               "1/year", .15, 0,   5,   lin,  "C185",     "fading of what was practised") \
/* --- population: figures, families, adversity */ \
X(primary_carer_share,     "1",     .62,  0,   1,   prob, "FAM08",    "share of a young child's bids that go to the first carer") \
X(apart_parent_weight,     "1",     .35,  0,   1,   prob, "FAM08",    "share of moments brought to a parent who lives elsewhere, relative to one at home") \
X(parent_weight_fall,      "year",  9,    1,   60,  log,  "free",     "age over which parents give way to peers as figures") \
X(friends_wanted,          "1",     2,    0,   2,   lin,  "free",     "friends a person keeps") \
X(friend_meetings_per_year, "1/year", 1.5, 0,  50,  lin,  "free",     "possible friends met in a year") \
X(friend_loss,             "1/year", .15, 0,   5,   lin,  "free",     "yearly hazard of a friendship ending") \
X(birth_interval_floor,    "month", 18,   9,   60,  lin,  "free",     "shortest time between births") \
X(same_sex_share,          "1",     .04,  0,   1,   prob, "free",     "share of people who seek a partner of their own sex") \
X(fertility_scale,         "1",     1.2,    0,   3,   lin,  "BAS22",    "multiplier of the fertility table") \
X(mortality_scale,         "1",     1,    0,   10,  lin,  "BAS22",    "multiplier of the mortality table") \
X(placement_scale,         "1",     1,    0,   20,  lin,  "C026",     "multiplier of the table of out-of-home placements") \
X(placement_from_load,     "1",     1,    0,   5,   lin,  "C026",     "rise of the log hazard of placement per unit of the carer's load") \
X(abuse_rate,              "1",     .05,  0,   1,   prob, "BAS24",    "share of homes where care is frightening beyond the ordinary") \
X(abuse_fright,            "probit", 1.3, 0,   5,   lin,  "RSK04",    "rise of fright in such homes") \
/* --- instruments: how well each window sees (equations 16, 17) */ \
X(ecr_anxiety_level,       "1",     -1.82, -10, 10,  lin,  "NRM01",    "questionnaire anxiety when beliefs are best") \
X(ecr_anxiety_unpredictability, "1", 7.75,   0,   50,  lin,  "eq 16",    "questionnaire anxiety per unit of general unpredictability") \
X(ecr_anxiety_worth,       "1",     3,   0,   50,  lin,  "eq 16",    "questionnaire anxiety per unit of missing worth") \
X(ecr_anxiety_held,        "1",     2.5,  0,   50,  lin,  "NRM05",    "fall of questionnaire anxiety per unit of expected rebuff: who holds back holds worry back") \
X(ecr_anxiety_women,       "1",     .112,   -2,  2,   lin,  "NRM24",    "women above men in questionnaire anxiety, on the latent scale: imposed") \
X(ecr_anxiety_decade,      "1",     -.11,  -1,  1,   lin,  "NRM10",    "change of questionnaire anxiety per ten years of age from thirty: imposed") \
X(ecr_avoidance_women,     "1",     .13,  -2,  2,   lin,  "NRM25",    "women above men in questionnaire avoidance, on the latent scale: imposed") \
X(ecr_avoidance_decade,    "1",     -.04, -1,  1,   lin,  "NRM11",    "change of questionnaire avoidance per ten years of age from thirty: imposed") \
X(ecr_avoidance_level,     "1",     -.8219, -10, 10,  lin,  "NRM03",    "questionnaire avoidance when beliefs are best") \
X(ecr_avoidance_rebuff,    "1",     4,    0,   50,  lin,  "eq 16",    "questionnaire avoidance per unit of general expected rebuff") \
X(ecr_avoidance_doubt,     "1",     .4,    0,   50,  lin,  "eq 16",    "questionnaire avoidance per unit of doubt") \
X(ecr_person_noise,        "1",     .6,  0,   3,   lin,  "NRM02",    "lasting answering habit of a person, on the latent scale") \
X(ecr_occasion_noise,      "1",     .25,  0,   3,   lin,  "STB03",    "scatter between two fillings, on the latent scale") \
X(self_report_shared,      "1",     .12,  0,   1,   prob, "eq 17",    "share of a lasting answering habit that all self-reports of ill-being have in common") \
X(self_report_inherited,   "1",     .4,  0,   1,   prob, "GEN04",    "inherited share of lasting answering habits") \
X(coder_validity,          "1",     .58,   0,   1,   prob, "CAR04",    "correlation of one hour's coded care with lasting care") \
X(coder_minutes,           "min",   30,   1,   2000, log, "CAR03",    "minutes of care a coder watches") \
X(interview_validity,      "1",     .7331,  0,   1,   prob, "MSR02",    "correlation of the interview's state of mind with the underlying one") \
X(assay_clock,             "1",     30,   1,   200, log,  "free",     "ordinary hours that one hour of the Strange Situation stands for: a contact (contact_hours) is a minute and a half of holding") \
X(assay_novelty,           "1",     .2,  0,   3,   lin,  "C057",     "stressor of the unknown room, in units of stress_size") \
X(assay_stranger,          "1",     .35,  0,   3,   lin,  "C057",     "stressor of a stranger coming in, in units of stress_size") \
X(assay_separation,        "1",     10,   0,   50,  lin,  "C057",     "depth of being left in a strange room, in units of equation 1's separation") \
X(assay_alone,             "1",     1.5,  .5,  5,   lin,  "C057",     "how much deeper that is with nobody there") \
X(assay_stranger_comfort,  "probit", -.6, -3,  3,   lin,  "C057",     "mean response of the stranger") \
X(assay_form,              "1",     .3495,  0,   1,   lin,  "STB01",    "spread of a child's alarm threshold between days (tired, unwell)") \
X(assay_coder_noise,       "1",     .6,   0,   3,   lin,  "free",     "error of a coder's rating, in points of the 7-point scales") \
X(ecr_partner_weight,      "1",     .5,   0,   1,   prob, "eq 16",    "weight of the belief about a present partner beside the general belief") \
X(ecr_item_missing,        "1",     .01,  0,   1,   prob, "free",     "chance that a single statement is left unanswered") \
X(questionnaire_anxiety_level, "1", .9,   -10, 10,  lin,  "NRM36",    "short scale's anxiety about a figure when beliefs are best, on 1-7") \
X(questionnaire_anxiety_unpredictability, "1", 6, 0, 50, lin, "eq 16", "the same per unit of that figure's unpredictability") \
X(questionnaire_anxiety_doubt, "1", 2,    0,   50,  lin,  "eq 16",    "the same per unit of doubt") \
X(questionnaire_avoidance_level, "1", .5, -10, 10,  lin,  "NRM37",    "short scale's avoidance of a figure when beliefs are best, on 1-7") \
X(questionnaire_avoidance_rebuff, "1", 4, 0,   50,  lin,  "eq 16",    "the same per unit of that figure's expected rebuff") \
X(questionnaire_avoidance_doubt, "1", 3,  0,   50,  lin,  "eq 16",    "the same per unit of doubt") \
X(questionnaire_habit,     "1",     .8,   0,   5,   lin,  "NRM38",    "lasting answering habit of a person, in points, shared by both short scales") \
X(questionnaire_item_noise, "1",    1.2,  0,   5,   lin,  "NRM36",    "scatter of a single answer, in points") \
X(belief_spread,           "1",     .10,  .01, 1,   log,  "free",     "between-person spread of beliefs by which indices made of them are standardised") \
X(interview_prototype,     "1",     .1228,   0,   1,   prob, "STB04",    "weight of the prototype in the state of mind about early care") \
X(interview_general,       "1",     .7,   0,   1,   prob, "STB04",    "weight of the general belief in it; beliefs about parental figures have the rest") \
X(interview_belief,        "1",     .6,   0,   2,   lin,  "TRN03",    "weight of what is believed of early care in the interview's latents") \
X(interview_reflection,    "1",     1.096,   0,   2,   lin,  "TRN03",    "weight of missing reflection in them") \
X(interview_inherited,     "1",     .62,   0,   1,   prob, "GEN03",    "inherited share of the lasting way of telling") \
X(interview_occasion,      "1",     .25,   0,   1,   prob, "MSR02",    "share of the interview's error that is new at every interview") \
X(symptom_report_habit,    "count", .2342,  0,   5,   lin,  "eq 17",    "lasting habit of reporting symptoms, shared with the other self-reports") \
X(trauma_items_shared,     "1",   .235,   0,   1,   prob, "eq 17",    "share of the questions about trauma that low mood and worry answer, too: 4 of 17") \
X(symptom_report_noise,    "count", .8,   0,   5,   lin,  "free",     "scatter of a reported symptom count") \
X(symptom_recall,          "year",  8,   1,   1000, log, "BAS06",    "years after which a third of those who were depressed once still tell of it") \
X(report_habit,            "1",     .5,   0,   3,   lin,  "CPL19",    "lasting habit of reporting well or badly, in points of a 7-point scale") \
X(report_noise,            "1",     .6,   0,   3,   lin,  "CPL19",    "scatter of one 7-point report") \
X(diary_missing,           "1",     .2,   0,   1,   prob, "free",     "chance that a diary prompt stays unanswered when one is calm") \
X(diary_missing_distress,  "1",     .5,   0,   5,   lin,  "free",     "rise of that log odds per unit of distress") \
X(peer_validity,           "1",     .35,  0,   1,   prob, "CHO08",    "correlation of rated competence with peers with what a child expects of others") \
X(problems_validity,       "1",     .3,  0,   1,   prob, "CHO01",    "correlation of rated problems with beliefs, temperament and symptoms together") \
X(self_esteem_level,       "1",     1.35, -10, 10,  lin,  "free",     "answers about oneself when felt worth is none, on 1-4") \
X(self_esteem_worth,       "1",     2.6,  0,   10,  lin,  "free",     "the same per unit of felt worth") \
X(self_esteem_noise,       "1",     .3,   0,   2,   lin,  "free",     "scatter of the mean answer, half of it lasting") \
X(temperament_validity,    "1",     .6,  0,   1,   prob, "TMP02",    "correlation of a parent's rating with temperament") \
X(missing_distress,        "1",     .4,   0,   5,   lin,  "free",     "rise of the log odds of giving no answer per unit of daily distress") \
X(missing_avoidance,       "1",     1,    0,   10,  lin,  "free",     "rise of the log odds of giving no answer per unit of expected rebuff") \
/* --- scenes of the studio: an evening minute by minute; no run of a population reads these */ \
X(scene_clock,             "1",     2,    .5,  30,  log,  "free",     "ordinary hours that one hour of a shared evening stands for: a contact (contact_hours) is about twenty minutes of talk") \
X(scene_turn,              "1",     .5,   .01, 1,   prob, "free",     "what one turn of such an evening counts as, in bids: for what is learned, what hurts, and what makes one withdraw") \
X(scene_softness,          "1",     2,    0,   6,   lin,  "C137",     "courses of couple work that asking softly on purpose stands for while it lasts") \
X(scene_noticing,          "1",     8,    0,   20,  lin,  "C202",     "courses of practice that noticing kindness on purpose stands for while it lasts") \
X(scene_calm,              "1",     .25,  .01, 3,   lin,  "free",     "distress below which a person counts as calm in a scene")
// clang-format on
