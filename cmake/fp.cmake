# The bit contract (docs/decisions/0001): one arithmetic class, no fused multiply-add, no reassociation.
# The last two flags only let the vectoriser past clamps and square roots; they do not change a bit.
add_compile_options(-ffp-contract=off -fno-fast-math -fno-trapping-math -fno-math-errno)
