// Writes engine/regex/unicode_tables.cpp from the character data of the JDK that runs it, so that the regular
// expression engine agrees with java.util.regex about what a letter is:
//   java tools/unicode/RegexTables.java > engine/regex/unicode_tables.cpp
// Formats are described in engine/regex/unicode_tables.h.
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

public class RegexTables {
  static final int LAST = Character.MAX_CODE_POINT;
  // Java's Character.getType numbers in the order of `Category` in unicode_tables.h.
  static final int[] CATEGORIES = {
      Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER, Character.MODIFIER_LETTER,
      Character.OTHER_LETTER, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK,
      Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.SPACE_SEPARATOR,
      Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL, Character.FORMAT,
      Character.SURROGATE, Character.PRIVATE_USE, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
      Character.END_PUNCTUATION, Character.CONNECTOR_PUNCTUATION, Character.OTHER_PUNCTUATION,
      Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.MATH_SYMBOL,
      Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL, Character.UNASSIGNED};
  static final String[] SCRIPTS = {"LATIN", "GREEK", "CYRILLIC", "HAN", "HIRAGANA", "KATAKANA", "HANGUL", "ARABIC",
      "HEBREW", "THAI", "DEVANAGARI"};
  static final Character.UnicodeBlock[] BLOCKS = {
      Character.UnicodeBlock.BASIC_LATIN, Character.UnicodeBlock.LATIN_1_SUPPLEMENT,
      Character.UnicodeBlock.LATIN_EXTENDED_A, Character.UnicodeBlock.LATIN_EXTENDED_B, Character.UnicodeBlock.GREEK,
      Character.UnicodeBlock.CYRILLIC, Character.UnicodeBlock.HEBREW, Character.UnicodeBlock.ARABIC,
      Character.UnicodeBlock.THAI, Character.UnicodeBlock.HIRAGANA, Character.UnicodeBlock.KATAKANA,
      Character.UnicodeBlock.CJK_UNIFIED_IDEOGRAPHS, Character.UnicodeBlock.HANGUL_SYLLABLES,
      Character.UnicodeBlock.GENERAL_PUNCTUATION, Character.UnicodeBlock.CURRENCY_SYMBOLS};

  static int categoryIndex(int character) {
    int type = Character.getType(character);
    for (int i = 0; i < CATEGORIES.length; ++i) if (CATEGORIES[i] == type) return i;
    throw new IllegalStateException("unknown type " + type);
  }

  static void varint(List<Integer> bytes, int value) {
    for (; value >= 128; value >>>= 7) bytes.add(value & 127 | 128);
    bytes.add(value);
  }

  static List<Integer> categoryRuns() {
    List<Integer> bytes = new ArrayList<>();
    for (int first = 0; first <= LAST;) {
      int category = categoryIndex(first);
      int end = first + 1;
      while (end <= LAST && categoryIndex(end) == category) ++end;
      int length = end - first;
      bytes.add(category | (length < 8 ? length << 5 : 0));
      if (length >= 8) varint(bytes, length);
      first = end;
    }
    return bytes;
  }

  static List<Integer> ranges(IntPredicate member) {
    List<Integer> bytes = new ArrayList<>();
    int previousEnd = 0;
    for (int first = 0; first <= LAST; ++first) {
      if (!member.test(first)) continue;
      int end = first + 1;
      while (end <= LAST && member.test(end)) ++end;
      varint(bytes, first - previousEnd);
      varint(bytes, end - first);
      previousEnd = first = end;
    }
    return bytes;
  }

  static void printBytes(String name, List<Integer> bytes) {
    StringBuilder out = new StringBuilder("const unsigned char " + name + "[] = {");
    StringBuilder line = new StringBuilder();
    for (int b : bytes) {
      if (line.length() > 100) {
        out.append("\n    ").append(line);
        line.setLength(0);
      }
      line.append(b).append(',');
    }
    System.out.println(out.append("\n    ").append(line).append("};\n"));
  }

  static void printNamed(String table, List<String> names, List<IntPredicate> members) {
    List<Integer> bytes = new ArrayList<>();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < names.size(); ++i) {
      List<Integer> one = ranges(members.get(i));
      rows.append("    {\"" + names.get(i) + "\", " + bytes.size() + ", " + one.size() + "},\n");
      bytes.addAll(one);
    }
    printBytes(table + "Bytes", bytes);
    System.out.println("const NamedRanges " + table + "[] = {\n" + rows + "};\nconst std::size_t " + table + "Count = "
        + names.size() + ";\n");
  }

  static void printCase(String name, IntUnaryOperator mapping) {
    StringBuilder rows = new StringBuilder();
    int count = 0;
    for (int first = 0; first <= LAST; ++first) {
      int delta = mapping.applyAsInt(first) - first;
      if (delta == 0) continue;
      int step = mapping.applyAsInt(first + 1) - first - 1 == delta ? 1 : 2;
      int last = first;
      while (last + step <= LAST && mapping.applyAsInt(last + step) - last - step == delta
          && (step == 1 || mapping.applyAsInt(last + 1) == last + 1)) last += step;
      rows.append(count % 4 == 0 ? "\n    " : " ");
      rows.append(String.format("{0x%X, 0x%X, %d, %d},", first, last, last == first ? 1 : step, delta));
      ++count;
      first = last;
    }
    System.out.println("const CaseRun " + name + "[] = {" + rows + "};\nconst std::size_t " + name + "Count = " + count
        + ";\n");
  }

  public static void main(String[] arguments) {
    System.out.println("// Generated by tools/unicode/RegexTables.java from the Unicode data of Java "
        + Runtime.version().feature() + ". Do not edit.\n#include \"engine/regex/unicode_tables.h\"\n\n"
        + "namespace presave::regex::tables {\n\n// clang-format off");
    printBytes("kCategoryRuns", categoryRuns());
    System.out.println("const std::size_t kCategoryRunsSize = sizeof(kCategoryRuns);\n");
    List<String> names = new ArrayList<>();
    List<IntPredicate> members = new ArrayList<>();
    names.add("otheralphabetic");
    members.add(c -> Character.isAlphabetic(c) && !Character.isLetter(c)
        && Character.getType(c) != Character.LETTER_NUMBER);
    names.add("otherlowercase");
    members.add(c -> Character.isLowerCase(c) && Character.getType(c) != Character.LOWERCASE_LETTER);
    names.add("otheruppercase");
    members.add(c -> Character.isUpperCase(c) && Character.getType(c) != Character.UPPERCASE_LETTER);
    names.add("ideographic");
    members.add(Character::isIdeographic);
    printNamed("kProperties", names, members);
    names.clear();
    members.clear();
    for (String script : SCRIPTS) {
      Character.UnicodeScript wanted = Character.UnicodeScript.forName(script);
      names.add(script.toLowerCase());
      members.add(c -> Character.UnicodeScript.of(c) == wanted);
    }
    printNamed("kScripts", names, members);
    names.clear();
    members.clear();
    for (Character.UnicodeBlock block : BLOCKS) {
      names.add(block.toString().toLowerCase().replaceAll("[ _-]", ""));
      members.add(c -> Character.UnicodeBlock.of(c) == block);
    }
    printNamed("kBlocks", names, members);
    printCase("kUpperCase", Character::toUpperCase);
    printCase("kFolding", c -> Character.toLowerCase(Character.toUpperCase(c)));
    System.out.println("// clang-format on\n\n}  // namespace presave::regex::tables");
  }
}
