// Moments: what an evening begins with, as stressors with a size and a minute for each of two people.
//
// Sizes are in units of stress_size, the mean stressor of an ordinary day; the draw of an evening makes them half as
// big or half as big again. `first` is who starts: whom the moment reaches first. Nothing here says what anybody does.
// They are chosen so that each is an ordinary thing that could befall either of two people.
#pragma once
#include <array>
#include <string_view>

namespace bowlby::scenes {

struct Hit {
  double minute, size;
};

struct MomentOfLife {
  std::string_view name;
  double apart_until;        // minutes before the two are in touch
  double separation;         // how much the wait feels like being left, for who starts, in units of equation 1
  double hours_apart;        // how long both have been apart before it begins
  double withdrawn;          // how far both have drawn back before it begins
  std::array<Hit, 3> first;  // what strikes who starts
  std::array<Hit, 3> other;  // what strikes the other
};

inline constexpr Hit nothing{0, 0};

// clang-format off
inline constexpr std::array moments{
    // a message, and no answer for a while; whoever comes late has had a day of work
    MomentOfLife{"late_reply",     15, 1.5, 0,   0,   {{{0, 1.05}, {15, .6}, nothing}},  {{{15, .75}, nothing, nothing}}},
    // nothing but the small things of an evening
    MomentOfLife{"quiet_evening",  0,  0,   0,   0,   {{{0, .3}, {40, .3}, nothing}},  {{{12, .3}, {70, .3}, nothing}}},
    // something looked forward to falls through; the one who had to cancel is not glad of it either
    MomentOfLife{"cancelled_plan", 0,  0,   0,   0,   {{{0, 1.65}, nothing, nothing}},     {{{0, .75}, {9, .45}, nothing}}},
    // a subject both have put off; it is hard in turns
    MomentOfLife{"hard_talk",      0,  0,   0,   0,   {{{0, 1.2}, {12, .75}, {27, .6}}}, {{{0, .9}, {6, .75}, {21, .75}}}},
    // seven days apart, and now the first evening
    MomentOfLife{"week_apart",     0,  0,   168, 0,   {{{0, .6}, nothing, nothing}},      {{{0, .45}, {15, .3}, nothing}}},
    // it was loud an hour ago; both have gone to other rooms and come back
    MomentOfLife{"after_row",      0,  0,   0,   .35, {{{0, 1.5}, {18, .45}, nothing}}, {{{0, 1.5}, {9, .45}, nothing}}},
};
// clang-format on

}  // namespace bowlby::scenes
