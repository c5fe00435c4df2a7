# -DBOWLBY_SANITIZE=address,undefined  or  thread
set(BOWLBY_SANITIZE "" CACHE STRING "sanitizers to build with, comma separated")
if(BOWLBY_SANITIZE)
  add_compile_options(-fsanitize=${BOWLBY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BOWLBY_SANITIZE})
endif()
