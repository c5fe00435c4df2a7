// Checkpoint: a world as bytes and back. The file around the bytes (name, digest, atomic write) is io's business.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "population/world.hpp"

namespace bowlby {

std::vector<std::byte> save_world(const World&);

// Restores into a world made from the same scenario; false if the bytes do not fit it.
bool restore_world(World&, std::span<const std::byte>);

}  // namespace bowlby
