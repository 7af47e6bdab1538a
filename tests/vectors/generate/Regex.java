// Asks java.util.regex, and writes its answers as vectors, one JSON object a line:
//   java Regex.java answer regex-pairs.jsonl      each line ["pattern", "text", ...]
//   java Regex.java random SEED PATTERNS          patterns from the grammar below, texts that match and that do not
// tests/vectors/regex.jsonl holds both (seed 20, 700 patterns), without the few answers on which JDK 17 and JDK 25
// disagree.
// A vector is {"pattern","text","matches"} or, where the pattern is refused, {"pattern","error"}.
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

public class Regex {
  /// Thrown from inside a match that looks at too many characters; such pairs are left out.
  static class TooLong extends RuntimeException {}

  record Counted(CharSequence text, int[] left) implements CharSequence {
    public char charAt(int index) {
      if (--left[0] < 0) throw new TooLong();
      return text.charAt(index);
    }
    public int length() { return text.length(); }
    public CharSequence subSequence(int start, int end) { return text.subSequence(start, end); }
    public String toString() { return text.toString(); }
  }

  static StringBuilder out = new StringBuilder();

  static String json(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') quoted.append('\\').append(c);
      else if (c < 32 || c > 126) quoted.append(String.format("\\u%04x", (int) c));
      else quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /// The strings of a flat JSON array.
  static List<String> strings(String line) {
    List<String> found = new ArrayList<>();
    StringBuilder text = null;
    for (int i = 0; i < line.length(); ++i) {
      char c = line.charAt(i);
      if (text == null) {
        if (c == '"') text = new StringBuilder();
      } else if (c == '"') {
        found.add(text.toString());
        text = null;
      } else if (c != '\\') {
        text.append(c);
      } else {
        char escaped = line.charAt(++i);
        if (escaped == 'u') {
          text.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
          i += 4;
        } else {
          int control = "ntrbf".indexOf(escaped);
          text.append(control < 0 ? escaped : "\n\t\r\b\f".charAt(control));
        }
      }
    }
    return found;
  }

  static Boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new Counted(text, new int[] {100000})).matches();
    } catch (TooLong | StackOverflowError tooMuch) {
      return null;
    }
  }

  static void writeError(String pattern, PatternSyntaxException refusal) {
    out.append("{\"pattern\":" + json(pattern) + ",\"error\":" + json(refusal.getDescription()) + "}\n");
  }

  static void writeAnswer(String pattern, String text, Boolean answer) {
    if (answer == null) return;
    out.append("{\"pattern\":" + json(pattern) + ",\"text\":" + json(text) + ",\"matches\":" + answer + "}\n");
  }

  static void answer(String file) throws Exception {
    for (String line : Files.readAllLines(Path.of(file))) {
      List<String> strings = strings(line);
      if (strings.isEmpty()) continue;
      try {
        Pattern pattern = Pattern.compile(strings.get(0));
        for (String text : strings.subList(1, strings.size())) {
          writeAnswer(strings.get(0), text, matches(pattern, text));
        }
      } catch (PatternSyntaxException refusal) {
        writeError(strings.get(0), refusal);
      }
    }
  }

  // The grammar of random patterns.
  static Random random;
  static int groups;
  static boolean lookbehind;

  static String pick(String... choices) { return choices[random.nextInt(choices.length)]; }
  static boolean chance(int percent) { return random.nextInt(100) < percent; }

  static String literal() {
    return pick("a", "b", "c", "A", "B", "1", "2", "-", " ", "x", "\u00e9", "\u00c9", "k", "\u212a", "\ud83d\ude00",
        "\\n", "\\r", "\\t", "\\.", "\\x61", "\\u0062", "\\0141", "\\-", "]", "}", "&", "\\Qa.b\\E", "\\Q-\\E", "~",
        "\\x{1F600}", "\\\\", "_", "\u00df", "\u0301");
  }

  static String shorthand() {
    return pick("\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\h", "\\v", "\\H", "\\V", "\\p{L}", "\\p{Lu}", "\\pN",
        "\\P{L}", "\\p{Alpha}", "\\p{Punct}", "\\p{Lower}", "\\p{IsAlphabetic}", "\\p{IsLatin}", "\\p{Upper}",
        "\\p{javaLowerCase}", "\\p{ASCII}", "\\P{IsUppercase}", "\\p{IsWhite_Space}", "\\p{S}", "\\p{gc=Ll}");
  }

  static String range() {
    return pick("a-c", "A-C", "0-9", "b-x", "\\x61-\\x63", "!-~", "\u00e0-\u00ef", "X-d", "\\t-\\r", "a-", "-a", "--1",
        "\\v-a", "a-\\n", "c-a", "\\d-z");
  }

  static String classBody(int depth) {
    StringBuilder body = new StringBuilder(chance(25) ? "^" : "");
    for (int i = random.nextInt(3); i >= 0; --i) {
      switch (random.nextInt(depth > 0 ? 9 : 6)) {
        case 0, 1 -> body.append(literal());
        case 2, 3 -> body.append(range());
        case 4 -> body.append(shorthand());
        case 5 -> body.append(pick("^", "[", "]", "&", "\\[", "\\]", "\\^", "$", ".", "(", "*", "#", " ", "a", "b"));
        case 6, 7 -> body.append("[" + classBody(depth - 1) + "]");
        default -> body.append("&&").append(chance(50) ? "[" + classBody(depth - 1) + "]" : classBody(depth - 1));
      }
    }
    return body.toString();
  }

  static String group(int depth) {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3:
        ++groups;
        return "(" + alternation(depth - 1) + ")";
      case 4, 5, 6: return "(?:" + alternation(depth - 1) + ")";
      case 7: return "(?>" + alternation(depth - 1) + ")";
      case 8: return "(?=" + alternation(depth - 1) + ")";
      case 9: return "(?!" + alternation(depth - 1) + ")";
      case 10: return pick("(?<=", "(?<!") + alternation(depth - 1) + ")";
      default:
        return "(?" + pick("i", "s", "m", "x", "u", "iu", "d", "U", "i-s", "-i", "x-i", "") + pick(":", ":", ")")
            + alternation(depth - 1) + ")";
    }
  }

  static String atom(int depth) {
    int kind = random.nextInt(100);
    if (depth > 0 && kind < 25) return group(depth);
    if (kind < 60) return literal();
    if (kind < 68) return ".";
    if (kind < 76) return shorthand();
    if (kind < 87) return "[" + classBody(2) + "]";
    if (kind < 92) return "\\" + (1 + random.nextInt(Math.max(1, groups + (chance(10) ? 1 : 0))));
    if (kind < 99) return pick("^", "$", "\\b", "\\B", "\\A", "\\z", "\\Z", "\\G", "\\R");
    return pick("(?i)", "(?s)", "(?m)", "(?x)", "(?u)", "(?d)", "(?U)", "{2}", "{", "\\y", "*", "(?c", "\\p{Foo}");
  }

  static String quantifier() {
    if (chance(60)) return "";
    String count = pick("*", "+", "?", "{2}", "{0,2}", "{1,}", "{2,3}", "{0}", "{1}", "{3,1}", "*", "+", "?");
    return count + pick("", "", "", "?", "+");
  }

  static String alternation(int depth) {
    StringBuilder pattern = new StringBuilder();
    for (int branches = chance(30) ? 1 + random.nextInt(2) : 0; branches >= 0; --branches) {
      for (int i = random.nextInt(4); i > 0; --i) pattern.append(atom(depth)).append(quantifier());
      if (branches > 0) pattern.append('|');
    }
    return pattern.toString();
  }

  static String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i > 0; --i) {
      text.append(chance(70)
              ? pick("a", "b", "a", "b", "c", "A", "1", "-")
              : pick("x", " ", "\n", "\r", "\t", "\u00e9", "\u00c9", "k", "K", "\u212a", "\ud83d\ude00", ".", "B", "2",
                  "_", "]", "&", "\u0301", "\u00df", "\u0085", "\u2028", "\u00a0", "[", "a.b"));
    }
    return text.toString();
  }

  static void random(long seed, int patterns) {
    random = new Random(seed);
    for (int i = 0; i < patterns; ++i) {
      groups = 0;
      String source = alternation(3);
      if (source.length() > 60) {
        --i;
        continue;
      }
      try {
        Pattern pattern = Pattern.compile(source);
        int yes = 0;
        int no = 0;
        for (int attempt = 0; attempt < 60 && yes + no < 4; ++attempt) {
          String text = attempt == 0 ? "" : text();
          Boolean answer = matches(pattern, text);
          if (answer == null) break;
          if (answer ? ++yes > 2 : ++no > 1 + attempt / 20) continue;
          writeAnswer(source, text, answer);
        }
      } catch (PatternSyntaxException refusal) {
        writeError(source, refusal);
      } catch (NullPointerException flaw) {
        continue;  // java.util.regex itself stumbles over some intersections with nothing on one side
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("answer")) {
      answer(arguments[1]);
    } else if (arguments.length == 3 && arguments[0].equals("random")) {
      random(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
    } else {
      System.err.println("usage: java Regex.java answer FILE | random SEED PATTERNS");
      System.exit(2);
    }
    System.out.print(out);
  }
}
