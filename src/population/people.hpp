// People: how a person, a founder's carers and an outside figure come into being.
//
//   theta0 = alarm_threshold + sd z - t T      rho = self_soothing e^(sd z)      alpha = learning_rate e^(sd z)
//   m, xi = cost_of_rebuff, insistence (1 + sd z), not below 0      z_hold = cost_of_holding + sd z
//   T = sqrt(h2) G + sqrt(1 - h2) z,   a child's G = (G_mother + G_father)/2 + sqrt(1/2) z          (9a)
//   life stress starts at life_stress_sd z; all beliefs and the prototype start at naive_belief
//
//   z standard normals of the person's own stream   t temperament_to_threshold   T negative temperament
//   h2 temperament_heritability   G inherited standard normals (pull on anxiety, on avoidance, mood, temperament)
//   In a share abuse_rate of homes the habit of frightening is raised by abuse_fright (probit).
//   Outside carers give by habit alone (14), foster carers with foster_offset, institutions with institution_offset and
//   institution_fright, therapists as therapist_mean and therapist_consistency say.
//
// Edges  temperament_to_threshold    Claims C026 C038 TMP02
// Limits  every sd zero: people differ by what befalls them alone
// Tests  unit/population/families_test, unit/population/heredity_test, unit/population/study_events_test
#pragma once
#include "model/years/giving.hpp"
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
Giving outside_giving(const Params&, const Care& care, double mean_offset, double fright_offset, const Draws&,
                      Purpose purpose);

// Puts `figure` into a slot with first expectations (equation 9).
void begin_tie(World&, std::size_t slot, Role role, std::uint32_t figure, double bond);
void end_tie(World&, std::size_t slot, Role role);

}  // namespace bowlby
