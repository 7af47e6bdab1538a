# PRESAVE_SANITIZE: address and undefined-behaviour sanitizers over everything that is built.
option(PRESAVE_SANITIZE "build with -fsanitize=address,undefined" OFF)

if(PRESAVE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
