// Writes expected results of decimal arithmetic, computed by java.math.BigDecimal, one a line:
//   operation a b result
// Run: java tools/golden/DecimalGolden.java 1 4000 > tests/unit/value/data/decimal_golden.txt
// (seed and count of lines). A larger count and another seed give a deeper test of the same form.
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;

public class DecimalGolden {
  static final MathContext MC = new MathContext(39, RoundingMode.HALF_UP);
  static Random random;

  public static void main(String[] args) {
    random = new Random(Long.parseLong(args[0]));
    int count = Integer.parseInt(args[1]);
    String[] operations = {"add", "subtract", "multiply", "divide", "remainder", "compare", "power", "round", "truncate",
        "ceiling", "floor", "significantUp", "significantDown", "double", "integer", "parse"};
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; ++i) {
      String operation = operations[i % operations.length];
      BigDecimal a = number();
      BigDecimal b = second(operation, a);
      // To be read, more digits than a number holds.
      String text = operation.equals("parse") ? a.unscaledValue() + "" + b.unscaledValue().abs() + "e" + -a.scale() : a.toString();
      out.append(operation).append(' ').append(text).append(' ').append(b).append(' ');
      out.append(operation.equals("parse") ? plain(new BigDecimal(text, MC)) : result(operation, a, b)).append('\n');
    }
    System.out.print(out);
  }

  static BigDecimal second(String operation, BigDecimal a) {
    switch (operation) {
      case "power":
        return new BigDecimal(random.nextInt(4) == 0 ? random.nextInt(2000) - 1000 : random.nextInt(25) - 6);
      case "round": case "truncate":
        return new BigDecimal(random.nextInt(60) - 20);
      case "significantUp": case "significantDown":
        return new BigDecimal(random.nextInt(3) == 0 ? 33 : 1 + random.nextInt(39));
      case "add": case "subtract": case "compare":
        if (random.nextInt(4) == 0) return neighbour(a);
        return number();
      default:
        return number();
    }
  }

  // Numbers of every length, with a liking for the edges: all nines, powers of ten, halves.
  static BigDecimal number() {
    int digits = random.nextInt(3) == 0 ? 1 + random.nextInt(39) : 1 + random.nextInt(12);
    BigInteger coefficient;
    switch (random.nextInt(8)) {
      case 0: coefficient = BigInteger.TEN.pow(digits).subtract(BigInteger.ONE); break;
      case 1: coefficient = BigInteger.TEN.pow(digits - 1); break;
      case 2: coefficient = new BigInteger("5" + "0".repeat(digits - 1)).add(BigInteger.valueOf(random.nextInt(2))); break;
      case 3: coefficient = BigInteger.ONE.shiftLeft(random.nextInt(129)).subtract(BigInteger.valueOf(random.nextInt(2))); break;
      default: coefficient = new BigInteger(digits * 10 / 3, random).mod(BigInteger.TEN.pow(digits));
    }
    int scale = random.nextInt(5) == 0 ? random.nextInt(140) - 70 : random.nextInt(20) - 3;
    BigDecimal value = new BigDecimal(coefficient, scale).round(MC);
    return random.nextInt(3) == 0 ? value.negate() : value;
  }

  // A number that nearly cancels, or that is some 40 digits away.
  static BigDecimal neighbour(BigDecimal a) {
    int distance = random.nextInt(90) - 45;
    BigDecimal b = a.add(new BigDecimal(BigInteger.valueOf(random.nextInt(20) - 10), a.scale() + distance)).round(MC);
    return random.nextBoolean() ? b.negate() : b;
  }

  static String result(String operation, BigDecimal a, BigDecimal b) {
    try {
      switch (operation) {
        case "add": return plain(a.add(b, MC));
        case "subtract": return plain(a.subtract(b, MC));
        case "multiply": return plain(a.multiply(b, MC));
        case "divide": return plain(a.divide(b, MC));
        case "remainder": return plain(a.remainder(b, MC));
        case "compare": return Integer.toString(a.compareTo(b));
        case "power": return power(a, b.intValueExact());
        case "round": return plain(a.setScale(Math.min(b.intValueExact(), Math.max(a.scale(), b.intValueExact())), RoundingMode.HALF_UP));
        case "truncate": return plain(a.setScale(b.intValueExact(), RoundingMode.DOWN));
        case "ceiling": return plain(a.setScale(0, RoundingMode.CEILING));
        case "floor": return plain(a.setScale(0, RoundingMode.FLOOR));
        case "significantUp": return plain(a.round(new MathContext(b.intValueExact(), RoundingMode.HALF_UP)));
        case "significantDown": return plain(a.round(new MathContext(b.intValueExact(), RoundingMode.HALF_DOWN)));
        case "double": return Long.toHexString(Double.doubleToLongBits(Double.parseDouble(a.toString())));
        case "integer": {
          BigInteger whole = a.toBigInteger();
          return whole.bitLength() < 64 ? whole.toString() : "none";
        }
        default: throw new IllegalArgumentException(operation);
      }
    } catch (ArithmeticException e) {
      return "none";
    }
  }

  // The formula language's ^ on top of BigDecimal.pow: bounds and 18 digits.
  static String power(BigDecimal a, int exponent) {
    double log10 = Math.log(a.abs().doubleValue()) / Math.log(10) * exponent;
    if (log10 > 64) return "none";
    BigDecimal result = a.pow(exponent, new MathContext(18, RoundingMode.HALF_UP));
    return result.abs().compareTo(BigDecimal.ONE.movePointLeft(39)) < 0 ? "0" : plain(result);
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
