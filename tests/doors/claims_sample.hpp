// Two small claims about one small study, as a folder for --entries: unsteady care makes children press, and steady
// absence makes them hold back.
#pragma once
#include <filesystem>
#include <string>

#include "doors/program.hpp"

namespace bowlby::doors {

inline const std::string claims_readout =
    "SELECT o.value AS x, p.arm = 'erratic' AS g FROM observation o JOIN person p ON p.id = o.person "
    "WHERE o.scale = 'presses' AND p.arm IN ('moderate', 'erratic')";

// Writes FOLDER/sample and returns its path; `readout` is that of C020.
inline std::string claims_sample(const Folder& folder, const std::string& readout = claims_readout,
                                 int founders = 240) {
  std::filesystem::create_directories(folder / "sample/evidence/claims");
  std::filesystem::create_directories(folder / "sample/studies/claims");
  folder.write("sample/evidence/claims/a.yaml",
               "- id: C020\n  study: tiny\n  cut: [uncertainty_to_press, uncertainty_to_threshold]\n  expect: '+'\n  "
               "estimator: difference\n"
               "  readout: |\n    " +
                   readout +
                   "\n- id: C022\n  study: tiny\n  cut: response_to_expectation\n  expect: '+'\n"
                   "  estimator: difference\n  readout: |\n"
                   "    SELECT o.value AS x, p.arm = 'neglectful' AS g FROM observation o\n"
                   "    JOIN person p ON p.id = o.person\n"
                   "    WHERE o.scale = 'withdrawals' AND p.arm IN ('moderate', 'neglectful')\n");
  folder.write("sample/studies/claims/tiny.yaml",
               "name: tiny\nseed: 11\n"
               "population: {founders: " +
                   std::to_string(founders) +
                   ", years: 1.2, birth_years: .05, unions: false, friends: false, deaths: false,\n"
                   "  adversity: false, natural_help: 0}\n"
                   "arms:\n"
                   "  - {name: moderate, care: {response: .6, consistency: 20, rebuff: .2, fright: 0}}\n"
                   "  - {name: erratic, care: {response: .6, consistency: .8, rebuff: .2, fright: 0}}\n"
                   "  - {name: neglectful, care: {response: .15, consistency: 12, rebuff: .2, fright: 0}}\n"
                   "waves:\n  - {name: laboratory, instrument: behaviour, ages: 1.05}\n");
  return folder / "sample";
}

}  // namespace bowlby::doors
