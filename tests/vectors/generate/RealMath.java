// Writes transcendental.jsonl: arguments with the answers of Java, for the functions whose every bit Java promises or
// keeps in practice (asin, acos, atan and atan2 are StrictMath's; log comes out correctly rounded).
//   java tests/vectors/generate/RealMath.java > tests/vectors/transcendental.jsonl
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

public class RealMath {
  private static final Random random = new Random(1582);

  public static void main(String[] arguments) {
    write("ACOS", "ACOS(X)", 1, Math::acos);
    write("ASIN", "ASIN(X)", 1, Math::asin);
    write("ATAN", "ATAN(X)", 1000, Math::atan);
    write("ATAN2", "ATAN2(X, 1.7)", 1000, y -> Math.atan2(y, 1.7));
    write("LN", "LN(ABS(X))", 100000, x -> Math.log(Math.abs(x)));
    write("LOG", "LOG(ABS(X))", 100000, x -> Math.log(Math.abs(x)) / Math.log(10));
  }

  private static void write(String function, String formula, double most, DoubleUnaryOperator answer) {
    for (int i = 1; i <= 100; ++i) {
      // Numbers of few digits, as people type them.
      final double scale = Math.pow(10, 1 + random.nextInt(6));
      final double x = Math.rint((random.nextDouble() * 2 - 1) * most * scale) / scale;
      if (x == 0) continue;
      System.out.printf(Locale.ROOT,
          "{\"id\":\"java.%s.%d\",\"suite\":\"java\",\"test\":\"%s\",\"formula\":\"%s\",\"returnType\":\"Number\",\"scale\":18,"
              + "\"fields\":{\"X\":{\"type\":\"Number\"}},\"blanksAs\":\"blank\",\"input\":{\"X\":\"%s\"},"
              + "\"expect\":{\"type\":\"number\",\"value\":\"%s\"},\"functions\":[\"%s\"]}%n",
          function.toLowerCase(Locale.ROOT), i, function, formula, plain(shortest(x)),
          plain(shortest(answer.applyAsDouble(x)).setScale(18, java.math.RoundingMode.HALF_UP)), function);
    }
  }

  /** The shortest decimal that reads back as this double. Double.toString finds it only from Java 19 on. */
  private static BigDecimal shortest(double x) {
    for (int digits = 1;; ++digits) {
      final BigDecimal candidate = new BigDecimal(x).round(new MathContext(digits));
      if (candidate.doubleValue() == x) return candidate;
    }
  }

  private static String plain(BigDecimal number) {
    final String text = number.stripTrailingZeros().toPlainString();
    return number.signum() == 0 ? "0" : text;
  }
}
