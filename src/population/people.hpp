// People: how a person, a founder's carers and an outside figure come into being. What they bring with them is said in
// model/years/birth.hpp and outside.hpp; a study may set how carers answer.
//
// Tests  unit/population/families_test, unit/population/fit_test, unit/population/heredity_test,
//        unit/population/study_events_test
#pragma once
#include "model/years/outside.hpp"
#include "population/world.hpp"

namespace bowlby {

// Gives every founder an id and an arm; they are born month by month.
void register_founders(World&);

// The arm in which u (0..1) falls, by the arms' shares.
std::uint8_t arm_at(const Scenario&, double u);

// Founders whose month has come, with their outside carers.
void bear_founders(World&);

// A child of `mother_slot` and, if he is not nobody, of `father`. Returns its id.
std::uint32_t bear_child(World&, std::size_t mother_slot, std::uint32_t father);

// An outside figure that gives as told. Returns its id.
std::uint32_t outside_figure(World&, const Giving&, bool female);

// Giving of an outside carer: what `care` fixes, and habits drawn for (draws, purpose) where it leaves open.
Giving given_care(const Params&, const Care& care, const Place&, const Draws&, Purpose purpose);

// Puts `figure` into a slot with first expectations (9) and a fit (14d).
void begin_tie(World&, std::size_t slot, Role role, std::uint32_t figure, double bond);
void end_tie(World&, std::size_t slot, Role role);

// Ties of two people to each other: they go together equally well (14d), by the draw of the one with the lower id.
void begin_ties(World&, std::size_t a, Role of_a, std::size_t b, Role of_b, double bond);

}  // namespace bowlby
