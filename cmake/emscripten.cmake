# What the WebAssembly build needs beside Emscripten itself.

# Libraries that are headers only. All of /usr/include must not be seen: it holds the host's C library. So one
# link to each folder.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
function(presave_headers folder target)
  find_path(found_${folder} ${folder} PATHS /usr/include /usr/local/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
  file(CREATE_LINK ${found_${folder}}/${folder} ${CMAKE_BINARY_DIR}/include/${folder} SYMBOLIC)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/include)
endfunction()
presave_headers(nlohmann nlohmann_json::nlohmann_json)
presave_headers(CLI CLI11::CLI11)
include_directories(SYSTEM ${CMAKE_BINARY_DIR}/include)

# A C++ exception would reach JavaScript as a bare number, so there are none.
add_compile_options(-fno-exceptions)
add_compile_definitions(JSON_NOEXCEPTION)
