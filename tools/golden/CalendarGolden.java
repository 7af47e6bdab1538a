// Writes what java.util.GregorianCalendar (and java.time for ISO weeks) says about dates, one a line:
//   date dayNumber weekday dayOfYear isoYear isoWeek months dateThatManyMonthsLater
// Run: java tools/golden/CalendarGolden.java 1 1500 > tests/unit/value/data/calendar_golden.txt
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Random;
import java.util.TimeZone;

public class CalendarGolden {
  static final long DAY = 86_400_000L;

  public static void main(String[] args) {
    TimeZone.setDefault(TimeZone.getTimeZone("GMT"));
    SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd");
    Random random = new Random(Long.parseLong(args[0]));
    int count = Integer.parseInt(args[1]);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; ++i) {
      int day = day(random);
      GregorianCalendar date = new GregorianCalendar();
      date.setTimeInMillis(day * DAY);
      LocalDate iso = LocalDate.ofEpochDay(day);
      int months = random.nextInt(random.nextBoolean() ? 30 : 3000) - (random.nextBoolean() ? 12 : 1000);
      if (meetsDefect(date, months)) continue;
      out.append(format.format(date.getTime())).append(' ').append(day).append(' ');
      out.append(date.get(Calendar.DAY_OF_WEEK)).append(' ').append(date.get(Calendar.DAY_OF_YEAR)).append(' ');
      out.append(iso.get(IsoFields.WEEK_BASED_YEAR)).append(' ').append(iso.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      Date later = later(date, months);
      GregorianCalendar target = new GregorianCalendar();
      target.setTime(later);
      boolean inside = target.get(Calendar.ERA) == GregorianCalendar.AD && target.get(Calendar.YEAR) <= 9999;
      out.append(' ').append(months).append(' ').append(inside ? format.format(later) : "none").append('\n');
    }
    System.out.print(out);
  }

  // The JDK does not shorten the 29th and 30th to 28 February 1582 but runs on into March; Presave does shorten.
  static boolean meetsDefect(Calendar date, int months) {
    int target = date.get(Calendar.YEAR) * 12 + date.get(Calendar.MONTH) + months;
    return target == 1582 * 12 + 1 && date.get(Calendar.DATE) > 28;
  }

  static int day(Random random) {
    switch (random.nextInt(4)) {
      case 0: return -141_427 + random.nextInt(1500) - 750;  // around October 1582
      case 1: return random.nextInt(25_000);
      default: return -719_164 + random.nextInt(719_164 + 2_932_896 + 1);
    }
  }

  // ADDMONTHS: the last day of a month stays the last day.
  static Date later(GregorianCalendar from, int months) {
    Calendar date = (Calendar) from.clone();
    boolean last = date.get(Calendar.DATE) == date.getActualMaximum(Calendar.DATE);
    if (last) date.add(Calendar.DAY_OF_YEAR, 1);
    date.add(Calendar.MONTH, months);
    if (last) date.add(Calendar.DAY_OF_YEAR, -1);
    return date.getTime();
  }
}
