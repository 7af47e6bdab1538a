// The transcendental functions of IEEE doubles: the same bits on every processor and in WebAssembly, and the bits of
// Java's StrictMath where Java promises them (docs/decisions/musl-math.md). std::sin and its like must not be used:
// each C library, and each processor under glibc, has its own last digit.
#pragma once

namespace presave::real {

extern "C" {
double presave_acos(double x);
double presave_asin(double x);
double presave_atan(double x);
double presave_atan2(double y, double x);
double presave_cos(double x);
double presave_exp(double x);
double presave_log(double x);
double presave_sin(double x);
double presave_tan(double x);
}

inline double acos(double x) { return presave_acos(x); }
inline double asin(double x) { return presave_asin(x); }
inline double atan(double x) { return presave_atan(x); }
inline double atan2(double y, double x) { return presave_atan2(y, x); }
inline double cos(double x) { return presave_cos(x); }
inline double exp(double x) { return presave_exp(x); }
inline double log(double x) { return presave_log(x); }
inline double sin(double x) { return presave_sin(x); }
inline double tan(double x) { return presave_tan(x); }

}  // namespace presave::real
