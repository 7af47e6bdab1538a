# What the WebAssembly build needs beside Emscripten itself.

# nlohmann/json is headers only. All of /usr/include must not be seen: it holds the host's C library. So one
# link to the one folder.
find_path(PRESAVE_NLOHMANN_DIR nlohmann/json.hpp PATHS /usr/include /usr/local/include
          NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
file(CREATE_LINK ${PRESAVE_NLOHMANN_DIR}/nlohmann ${CMAKE_BINARY_DIR}/include/nlohmann SYMBOLIC)
include_directories(SYSTEM ${CMAKE_BINARY_DIR}/include)

# A C++ exception would reach JavaScript as a bare number, so there are none.
add_compile_options(-fno-exceptions)
add_compile_definitions(JSON_NOEXCEPTION)
