# Builds the report page with npm and writes it as a byte array. Runs at build time: nothing is downloaded, and
# nothing is written into the source tree.
#   cmake -DSTUDIO=studio -DHTML_DIR=folder -DOUTPUT=page_template.cpp -P embed_page.cmake
get_filename_component(own_node "${STUDIO}/../.cache/node/bin" ABSOLUTE)
if(EXISTS "${own_node}/npm")  # put there by tools/install_dependencies.sh where the system's Node.js is too old
  set(ENV{PATH} "${own_node}:$ENV{PATH}")
endif()
find_program(NPM npm)
if(NOT EXISTS "${STUDIO}/node_modules/.package-lock.json" OR NOT NPM)
  message(FATAL_ERROR
    "The report page cannot be built: npm or studio/node_modules is missing.\n"
    "Run tools/install_dependencies.sh once, then build again.")
endif()

execute_process(
  COMMAND ${NPM} run --silent build -- --outDir "${HTML_DIR}" --logLevel warn
  WORKING_DIRECTORY "${STUDIO}" RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(failed)
  message(FATAL_ERROR "npm run build failed in studio/:\n${said}")
endif()

file(READ "${HTML_DIR}/report.html" page HEX)
string(HEX "/*DATA*/" placeholder)
string(REGEX MATCHALL "${placeholder}" places "${page}")
list(LENGTH places count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "report.html must hold the placeholder /*DATA*/ exactly once, found ${count}")
endif()

string(REGEX REPLACE "(................................................................)" "\\1\n" page "${page}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," page "${page}")
file(WRITE "${OUTPUT}"
  "#include \"report/template.hpp\"\n\n"
  "namespace bowlby::report {\n\n"
  "static constexpr unsigned char bytes[] = {\n${page}};\n\n"
  "std::string_view page_template() noexcept { return {reinterpret_cast<const char*>(bytes), sizeof bytes}; }\n\n"
  "}  // namespace bowlby::report\n")
