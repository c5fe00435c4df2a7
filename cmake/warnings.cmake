add_library(bowlby_warnings INTERFACE)
target_compile_options(bowlby_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wdouble-promotion -Wnon-virtual-dtor -Werror)
