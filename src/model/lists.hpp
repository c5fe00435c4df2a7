// What people, ties and moments are made of, one row for each quantity: X(name, unit, first value, meaning).
//
// A row makes the member of its struct (state.hpp), its column in memory and in checkpoints (population/columns.hpp),
// its row of working memory, gather and scatter (population/isa/day_scratch.hpp), and its line of docs/state.md. A row
// of BOWLBY_OUTCOME, BOWLBY_BELIEF or BOWLBY_TIE also makes a column of the results with its line of the codebook
// (population/record.hpp). Order = order in memory and in the results.
#pragma once

// clang-format off

// What is learned about one figure (equations 7, 8).
#define BOWLBY_BELIEF(X) \
X(mu,    "0-1", 0, "expected response to a bid") \
X(nu,    "0-1", 0, "unpredictability of that response, a mean absolute surprise") \
X(kappa, "0-1", 0, "expected rebuff") \
X(phi,   "0-1", 0, "expected fright")

// One person's side of a tie: the belief, and these.
#define BOWLBY_TIE(X) \
X(bond, "1",      0, "how much this figure matters, 0 and up") \
X(fit,  "probit", 0, "how much better this figure answers this person than it answers others, drawn once for the tie (14d)")

// Both, as they are stored.
#define BOWLBY_TIE_COLUMNS(X) BOWLBY_BELIEF(X) BOWLBY_TIE(X)

// What a figure brings to a contact: lasting giving (equation 14) and how it is today (equation 10).
#define BOWLBY_GIVER(X) \
X(mean,       "probit", 0,  "mean response") \
X(momentary,  "0-1",    .1, "share of the response's variance that differs from moment to moment (equation 6)") \
X(rebuff,     "0-1",    0,  "share of an unmet bid returned as rebuff") \
X(fright,     "0-1",    0,  "chance that a moment with it frightens, asked or not") \
X(distress,   "1",      0,  "its own distress this morning") \
X(withdrawal, "0-1",    0,  "how far it has withdrawn") \
X(bond,       "1",      0,  "its bond to the person who asks") \
X(peer,       "0/1",    0,  "1 an equal who is invited and taxed by the way one asks, 0 a carer")

// What changes within a day. Each is a column of the person, too.
#define BOWLBY_MOOD(X) \
X(distress,     "1",   0,  "distress now") \
X(security,     "0-1", .5, "felt security") \
X(active,       "0/1", 0,  "1 while the attachment system is on") \
X(coregulation, "0-1", .3, "how much comforting there has been, slow") \
X(substitute,   "0-1", 0,  "habit of turning to a comfort that is no person") \
X(worth,        "0-1", .7, "worth in one's own eyes")

// What differs between people and hardly changes, after any help received (traits.hpp).
#define BOWLBY_TRAITS(X) \
X(threshold,    "1",   .5,  "alarm threshold, already moved by general unpredictability") \
X(soothing,     "1/h", .5,  "rate at which distress fades alone") \
X(rebuff_cost,  "1",   1,   "cost of a rebuff") \
X(insistence,   "1",   2,   "pay-off of pressing per unit of unpredictability") \
X(learning,     "1",   .04, "share of a surprise that is learned") \
X(holding_cost, "1",   .35, "cost of holding back, already lowered by symptoms") \
X(press_effort, "1",   .3,  "effort of pressing, already moved by couple work") \
X(noticing,     "1",   1,   "weight of being met better than expected") \
X(rebuff_hurt,  "1",   1,   "how many times a rebuff hurts, by what one thinks of oneself") \
X(self_doubt,   "0-1", 0,   "how little one thinks of oneself now: 1 less felt worth") \
X(coping,       "0-1", 0,   "how much of a distress one gets over alone") \
X(clarity,      "probit", 0, "gain of an equal's response to an open bid: one can name the need") \
X(unsettled,    "1",   1,   "how many times a surprise unsettles, by temperament") \
X(separation,   "1",   0,   "separation or grief, 0 and up") \
X(haven,        "0-1", .5,  "expected response of one's figures together: the rest point of felt security")

// The draws one moment needs, each addressed by (person, day, moment).
#define BOWLBY_DRAWS(X) \
X(hours,    "h", 1,  "since the last moment or midnight") \
X(stressor, "1", 0,  "size of what happened, in units of distress") \
X(choice,   "1", .5, "uniform, for the choice of an action") \
X(response, "1", 0,  "standard normal, for the response") \
X(fright,   "1", 1,  "uniform, for the fright") \
X(offer,    "1", 1,  "uniform, for comfort that nobody asked for")

// What happened in one moment, as the results tell it.
#define BOWLBY_OUTCOME(X) \
X(activation, "0-1", 0, "how far the attachment system was switched on") \
X(response,   "0-1", 0, "response of the figure") \
X(rebuff,     "0-1", 0, "rebuff by the figure") \
X(fright,     "0/1", 0, "whether the contact frightened") \
X(conflict,   "1",   0, "contradictory behaviour, 0 and up (equation 5)") \
X(offered,    "0/1", 0, "whether the figure came with comfort that nobody had asked for") \
X(distress_struck, "1", 0, "distress when the person chose what to do: the stressor had struck, nothing had helped yet")

// And what else the next lines of the step need. An action is a number here, so that vectors of moments can be computed.
#define BOWLBY_MOMENT(X) \
BOWLBY_OUTCOME(X) \
X(action,  "code", 0, "what the person did: 0 explore, 1 open bid, 2 press, 3 hold") \
X(contact, "0/1",  0, "whether there was contact: after an open bid or pressing, or when comfort was offered")

// Every slow quantity of one person; stored as a float, computed as a double. A newborn's first values: years/birth.hpp.
#define BOWLBY_PERSON_COLUMNS(X) \
/* --- within the day and its slow means */ \
X(distress,          "1",     0, "distress at midnight") \
X(security,          "0-1",   0, "felt security at midnight") \
X(active,            "0/1",   0, "1 while the attachment system is on") \
X(distress_mean,     "1",     0, "distress, slow mean of the days") \
X(security_mean,     "0-1",   0, "felt security, slow mean of the days") \
X(withdrawal,        "0-1",   0, "how far the person has withdrawn from a pressing partner (10a)") \
X(coregulation,      "0-1",   0, "how much comforting there has been, slow") \
X(substitute,        "0-1",   0, "habit of turning to a comfort that is no person") \
X(worth,             "0-1",  .7, "worth in one's own eyes (18)") \
/* --- beliefs about people in general, and the prototype of childhood */ \
X(general_mu,        "0-1",   0, "expected response of others") \
X(general_nu,        "0-1",   0, "unpredictability of others") \
X(general_kappa,     "0-1",   0, "expected rebuff by others") \
X(general_phi,       "0-1",   0, "expected fright from others") \
X(proto_mu,          "0-1",   0, "prototype: expected response") \
X(proto_nu,          "0-1",   0, "prototype: unpredictability") \
X(proto_kappa,       "0-1",   0, "prototype: expected rebuff") \
X(proto_phi,         "0-1",   0, "prototype: expected fright") \
X(reflection,        "sd",    0, "how far one sees feelings for what they are (19)") \
/* --- lasting differences, as born; traits.hpp says how help and months move what a moment sees */ \
X(threshold,         "1",     0, "distress at which the attachment system is half active") \
X(soothing,          "1/h",   0, "rate at which distress fades alone") \
X(rebuff_cost,       "1",     0, "cost of a rebuff") \
X(insistence,        "1",     0, "pay-off of pressing per unit of unpredictability") \
X(learning,          "1",     0, "share of a surprise that is learned") \
X(holding_cost,      "1",     0, "cost of holding back") \
X(ebbing,            "1",     1, "how fast an episode of symptoms ebbs, as a factor") \
X(temperament,       "sd",    0, "negative temperament") \
X(gene_anxiety,      "sd",    0, "inherited pull on anxiety") \
X(gene_avoidance,    "sd",    0, "inherited pull on avoidance") \
X(gene_mood,         "sd",    0, "inherited mood") \
X(gene_telling,      "sd",    0, "inherited way of telling one's story, high is coherent") \
X(skill,             "sd",    0, "skill in answering others (14a)") \
X(consistency,       "sd",    0, "habit of giving: steadiness") \
X(rebuff_habit,      "sd",    0, "habit of giving: rebuff") \
X(fright_habit,      "sd",    0, "habit of giving: fright") \
/* --- burden */ \
X(life_stress,       "1",     0, "stress of the outer life") \
X(load,              "1",     0, "strain that others feel in what one gives (15)") \
X(depression,        "1",     0, "depressive symptoms, latent level") \
X(anxiety,           "1",     0, "anxious symptoms, latent level") \
X(trauma,            "1",     0, "symptoms after fright, latent level") \
X(substance,         "1",     0, "substance problems, latent level") \
X(depression_mean,   "1",     0, "depressive symptoms, mean of the last months") \
X(anxiety_mean,      "1",     0, "anxious symptoms, mean of the last months") \
X(trauma_mean,       "1",     0, "symptoms after fright, mean of the last months") \
X(substance_mean,    "1",     0, "substance problems, mean of the last months") \
X(depression_high,   "year", -1000, "age at which depressive symptoms were last high; -1000 never") \
X(anxiety_high,      "year", -1000, "age at which anxious symptoms were last high; -1000 never") \
X(trauma_high,       "year", -1000, "age at which symptoms after fright were last high; -1000 never") \
X(substance_high,    "year", -1000, "age at which substance problems were last high; -1000 never") \
X(episodes,          "bits",  0, "which of the four have been high and not yet passed: bits 0-3") \
/* --- help received, as practice that fades (13a), and loss */ \
X(help_regulation,   "1",     0, "practice in calming oneself") \
X(help_couple,       "1",     0, "practice from work as a couple") \
X(help_gratitude,    "1",     0, "practice in noticing kindness") \
X(help_parenting,    "1",     0, "practice in answering one's children") \
X(therapy_months,    "month", 0, "months of therapy left") \
X(separation,        "1",     0, "separation or grief") \
X(away_months,       "month", 0, "months away from home left") \
/* --- the rhythm of days */ \
X(moment_rate,       "1/day", 0, "stressful moments a day at this age (1a)") \
X(haven,             "0-1",   0, "expected response of one's figures together") \
/* --- couple and children */ \
X(satisfaction,      "0-1",   0, "satisfaction with the partner") \
X(best_satisfaction, "0-1",   0, "the best it has been in this union") \
X(union_start,       "day",   0, "when the last union began, 0 before the first; while two court, the day after their last (below 0 before the first)") \
X(last_birth,        "month", 0, "month of the run in which a child was born last") \
X(children,          "count", 0, "children born") \
/* --- counts of this month, and of the last day */ \
X(bids,              "count", 0, "open bids") \
X(presses,           "count", 0, "times pressed") \
X(holds,             "count", 0, "times held back") \
X(conflicts,         "1",     0, "sum of contradictory behaviour") \
X(ex_contacts,       "count", 0, "bids to a former partner") \
X(presses_received,  "count", 0, "pressing received from partner and children") \
X(partner_presses,   "count", 0, "pressing of the partner on the last day")
// clang-format on
