// The coder of the Strange Situation: behaviour in, ratings out. Nothing here knows what a child feels or believes.
//
//   proximity  = 1 + 6 (sought_early + .5 greeted_early)      contact = 1 + 6 min(1, contact / .7)
//   resistance = 1 + 6 min(1, (resisting + .5 fussing) / .8)
//   avoidance  = 1 + 6 (turned_away - .5 glancing + .4 (exploring - looking)): a look softens a turned face, and play
//                without one is two fifths of it
//   disorganization = 1 + 8 (1 - exp(-contradictory seconds with the figure / 86))
//   each plus the coder's error, kept on its scale
//   security = 1 + (contact + proximity)/24 - avoidance/6 - resistance/6 - disorganization/16, means of both reunions
//
// Class (fixed cuts, in this order; reunions averaged, the second counting twice):
//   D  disorganization above 5
//   A  avoidance at least 4 and above resistance        turned away and not seeking
//   C  resistance at least 4; or resistance at least 3 and not settled at the end of the second reunion
//   B  everyone else: seeks or greets, little resistance, returns to play
//
// Sees      what a film shows, episode by episode    Cannot see  arousal, beliefs, care at home
// Claims C014 C057    Limits  no error: a fixed function of the film    Tests  unit/instruments/strange_situation_test
#pragma once
#include <array>
#include <cstdint>

namespace bowlby {

inline constexpr int assay_episodes = 8;

// What one episode's film shows, as shares of its time unless said otherwise.
struct BehaviourRecord {
  double seconds = 0;
  double exploring = 0;    // plays
  double approaching = 0;  // goes to the figure openly, or calls and looks for it when it is away
  double pressing = 0;     // demands: cries, clings, insists, not yet held
  double contact = 0;      // is held
  double resisting = 0;    // is held and pushes, cries, insists
  double fussing = 0;      // is held and cries, without pushing away
  double turned_away = 0;  // back or face turned, busy with toys without playing, still
  double glancing = 0;     // turned away, with a look at the figure
  double crying = 0;
  double contradictory = 0;  // approaches and backs off at once, freezes, is frightened of the figure
  double looking = 0;        // plays and looks, smiles, shows things to the figure from afar
  double sought_early = 0;   // of the first two minutes: approaching, demanding or held
  double greeted_early = 0;  // of the first two minutes: at play, looking at the figure
  double settled = 0;        // 1: playing at the end
};
using AssayFilm = std::array<BehaviourRecord, assay_episodes>;  // episode e at index e - 1

struct AssayScales {
  double proximity_5 = 1, proximity_8 = 1, contact_5 = 1, contact_8 = 1;
  double resistance_5 = 1, resistance_8 = 1, avoidance_5 = 1, avoidance_8 = 1;
  double disorganization = 1;
  double security = 0;
  bool settled = true;  // at the end of the second reunion
};

enum class AssayClass : std::uint8_t { avoidant, secure, resistant, disorganized };

// `error` is the coder's error on each of nine ratings, in points of the scale.
using CoderError = std::array<double, 9>;

AssayScales code_strange_situation(const AssayFilm& film, const CoderError& error) noexcept;
AssayClass classify(const AssayScales& s) noexcept;

}  // namespace bowlby
