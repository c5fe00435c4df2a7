// Families: whatever concerns more than one person, settled once a month in the order of ids, by one thread.
//
// Order within a month: deaths and their mourning, the drawing of arms, what studies inflict or give, ends of unions
// and friendships, placements and therapies, births, then meetings. Searches are sorted, never quadratic.
#pragma once
#include <cstdint>
#include <vector>

#include "model/years/giving.hpp"
#include "model/years/loss.hpp"
#include "population/world.hpp"

namespace bowlby {

// Before the month: who has young children, how loaded each child's mother is, what the children's pressing costs.
void count_children(World&, std::vector<float>& young_children, std::vector<float>& carer_load);

// Settles the month's intents (see month.hpp).
void settle_month(World&, const std::vector<std::uint16_t>& intents);

// Draws the arms of those who come up for it this month (trial.cpp).
void enrol(World&);
// Whether what the study gives to an arm may reach `partner` of one who is in it: not one who is in another.
bool may_reach(const World&, const std::string& arm, std::uint32_t partner);

// Events and help that the study gives to people who reach an age this month (study_events.cpp).
void inflict_events(World&);
void give_help(World&);

// What it does to somebody that a figure is gone (13b), with a share of the whole grief; the tie itself stays.
void lose_figure(World&, std::size_t slot, Role, double share);

// Single acts, shared by intents and study events.
// A meeting at which both accept: they court, or are together at once where nothing more is asked.
void start_courting(World&, std::size_t a, std::size_t b);
// Whoever courts and is sure of each other is together from now on; whose time is over goes.
void settle_courtings(World&, const std::vector<std::uint16_t>& intents);
void form_union(World&, std::size_t a, std::size_t b);
void end_union(World&, std::size_t slot);
void start_therapy(World&, std::size_t slot, double months);
void place_child(World&, std::size_t slot, const Giving&, bool parents_stay);

// Meetings (meetings.cpp): singles become couples, people without friends become friends.
void pair_singles(World&, const std::vector<std::uint32_t>& slots);
void pair_friends(World&, const std::vector<std::uint32_t>& slots);

// Drops the rows of the dead. Order is kept.
void compact(World&);

}  // namespace bowlby
