# Builds the studio's page with npm and packs it into a source file. Runs at build time: nothing is downloaded, and
# nothing is written into the source tree.
#   cmake -DSTUDIO=studio -DAPP_DIR=folder -DPACKER=tools/generate/embed_app.mjs -DOUTPUT=app_files.cpp -P embed_app.cmake
get_filename_component(own_node "${STUDIO}/../.cache/node/bin" ABSOLUTE)
if(EXISTS "${own_node}/npm")  # put there by tools/install_dependencies.sh where the system's Node.js is too old
  set(ENV{PATH} "${own_node}:$ENV{PATH}")
endif()
find_program(NPM npm)
if(NOT EXISTS "${STUDIO}/node_modules/.package-lock.json" OR NOT NPM)
  message(FATAL_ERROR
    "The studio's page cannot be built: npm or studio/node_modules is missing.\n"
    "Run tools/install_dependencies.sh once, then build again.")
endif()
execute_process(
  COMMAND ${NPM} run --silent build:app -- --outDir "${APP_DIR}" --emptyOutDir --logLevel warn
  WORKING_DIRECTORY "${STUDIO}" RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "npm run build:app failed in studio/:\n${said}")
endif()
execute_process(COMMAND node "${PACKER}" "${APP_DIR}" "${OUTPUT}" RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "the studio's page cannot be packed:\n${said}")
endif()
message(STATUS "${said}")
