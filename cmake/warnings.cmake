add_library(bowlby_warnings INTERFACE)
target_compile_options(bowlby_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wdouble-promotion -Wnon-virtual-dtor -Werror)
# g++ 12 sees an overlap in std::string's operator+ that is not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(bowlby_warnings INTERFACE -Wno-restrict)
  # What a sanitizer puts in hides from it that an optional is set before it is read. All other builds keep this warning.
  if(BOWLBY_SANITIZE)
    target_compile_options(bowlby_warnings INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
# clang does not know `#pragma GCC ivdep`, and finds libstdc++ 12's own stable_sort deprecated.
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  target_compile_options(bowlby_warnings INTERFACE -Wno-unknown-pragmas -Wno-deprecated-declarations)
endif()
