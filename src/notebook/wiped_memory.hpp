// What this program gives back to the heap is overwritten first, once this was asked for: a notebook that is locked is
// gone from memory with every copy that was made of it on the way to the page and to the disk.
#pragma once

namespace bowlby::notebook {

// For the rest of the program's life. Memory that C libraries take for themselves is not theirs to wipe here.
void wipe_what_is_freed();

}  // namespace bowlby::notebook
