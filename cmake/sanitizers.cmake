# PRESAVE_SANITIZE: address and undefined-behaviour sanitizers over everything that is built.
option(PRESAVE_SANITIZE "build with -fsanitize=address,undefined" OFF)

if(PRESAVE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# PRESAVE_FUZZ: everything built for libFuzzer (clang only), and the fuzzers of tests/fuzz.
option(PRESAVE_FUZZ "build the fuzzers of tests/fuzz" OFF)

if(PRESAVE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
