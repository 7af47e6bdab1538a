/* The part of musl's src/internal/libm.h that the functions here need, and new names for all of them: they stand
   beside the C library's own without meeting them. Ours; the other files of this folder are musl's, unchanged.
   README.md says why they are here. */
#ifndef PRESAVE_MUSL_LIBM_H
#define PRESAVE_MUSL_LIBM_H

#include <float.h>
#include <math.h>
#include <stdint.h>

#define acos presave_acos
#define asin presave_asin
#define atan presave_atan
#define atan2 presave_atan2
#define cos presave_cos
#define exp presave_exp
#define log presave_log
#define sin presave_sin
#define tan presave_tan
#define __cos presave_musl_cos
#define __exp_data presave_musl_exp_data
#define __log_data presave_musl_log_data
#define __math_divzero presave_musl_divzero
#define __math_invalid presave_musl_invalid
#define __math_oflow presave_musl_oflow
#define __math_uflow presave_musl_uflow
#define __math_xflow presave_musl_xflow
#define __rem_pio2 presave_musl_rem_pio2
#define __rem_pio2_large presave_musl_rem_pio2_large
#define __sin presave_musl_sin
#define __tan presave_musl_tan

#undef __FP_FAST_FMA /* one way of rounding, whatever the processor can do */
#define hidden __attribute__((visibility("hidden")))
#define predict_true(x) __builtin_expect(!!(x), 1)
#define predict_false(x) __builtin_expect(x, 0)

#define WANT_ROUNDING 1
#define TOINT_INTRINSICS 0

/* Nobody asks for floating point exceptions, so nothing is evaluated only to raise one. */
#define FORCE_EVAL(x) ((void)(x))
#define fp_force_eval(x) ((void)(x))
#define fp_barrier(x) (x)
#define eval_as_double(x) ((double)(x))

static inline uint64_t asuint64(double number) {
  const union { double number; uint64_t bits; } both = {number};
  return both.bits;
}

static inline double asdouble(uint64_t bits) {
  const union { uint64_t bits; double number; } both = {bits};
  return both.number;
}

#define GET_HIGH_WORD(high, d) ((high) = (uint32_t)(asuint64(d) >> 32))
#define GET_LOW_WORD(low, d) ((low) = (uint32_t)asuint64(d))
#define EXTRACT_WORDS(high, low, d) (GET_HIGH_WORD(high, d), GET_LOW_WORD(low, d))
#define INSERT_WORDS(d, high, low) ((d) = asdouble((uint64_t)(high) << 32 | (uint32_t)(low)))
#define SET_LOW_WORD(d, low) INSERT_WORDS(d, asuint64(d) >> 32, low)

double acos(double);
double asin(double);
double atan(double);
double atan2(double, double);
double cos(double);
double exp(double);
double log(double);
double sin(double);
double tan(double);
hidden double __cos(double, double);
hidden double __sin(double, double, int);
hidden double __tan(double, double, int);
hidden int __rem_pio2(double, double *);
hidden int __rem_pio2_large(double *, double *, int, int, int);
hidden double __math_divzero(uint32_t);
hidden double __math_invalid(double);
hidden double __math_oflow(uint32_t);
hidden double __math_uflow(uint32_t);
hidden double __math_xflow(uint32_t, double);

#endif
