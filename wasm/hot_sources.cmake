# What runs for every instruction of every rule, and so is optimized for speed and not for size.
set(PRESAVE_HOT_SOURCES
  functions/math.cpp
  functions/operators.cpp
  regex/matcher.cpp
  run/machine.cpp
  value/arena.cpp
  value/decimal.cpp
  value/wide_integer.cpp
)
