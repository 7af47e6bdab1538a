# presave_target(NAME): the warnings and include root that every target of ours has.
option(PRESAVE_WERROR "treat warnings as errors" ON)

function(presave_target name)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                                         -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Wimplicit-fallthrough)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 warns of std::string and std::optional themselves (GCC bugs 105651, 80635); clang looks there too.
    target_compile_options(${name} PRIVATE -Wno-restrict -Wno-maybe-uninitialized)
  endif()
  if(PRESAVE_WERROR)
    target_compile_options(${name} PRIVATE -Werror)
  endif()
endfunction()
