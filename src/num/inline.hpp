#pragma once

// One numeric source is compiled once per instruction set. A function that is always inlined leaves
// no out-of-line copy, so the linker cannot hand AVX code to a machine that lacks it.
#define BOWLBY_FN inline __attribute__((always_inline))
