// Names that a study file may use, each list taken from the table that defines it. Index = number in the code.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "instruments/measures.hpp"
#include "model/state.hpp"

namespace bowlby::io {

const std::vector<std::string>& event_kinds();
const std::vector<std::string>& help_kinds();
const std::vector<std::string>& happening_kinds();  // whatever a run tells of (EventKind)
const std::vector<std::string>& instrument_names();
// Roles a person can be asked about; the two friend slots share one name, which means the first.
const std::vector<std::string>& about_names();
int about_role(std::size_t index_of_name);
// Whether the instrument is about somebody.
bool has_about(Instrument);

}  // namespace bowlby::io
