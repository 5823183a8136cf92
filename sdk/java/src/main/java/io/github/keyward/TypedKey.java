package io.github.keyward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a typed license key can be one of a key format. */
public final class TypedKey {
  public enum Result {
    RIGHT,
    /** It has another shape, such as a key from before the format had check characters. */
    OTHER,
    MISTYPED
  }

  /** Letters and digits of generated groups, in the order of their values. */
  private static final String CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private static final Pattern TOKEN = Pattern.compile("%%|%\\{year\\}|%C|%([XYZ])(?:\\{(\\d{1,2})\\})?|[^%]+");
  /** Whitespace and dashes of any kind. */
  private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Pd}\\x{2212}\\x{FEFF}]");

  private static final TypedKey RIGHT = new TypedKey(Result.RIGHT, 0, null);
  private static final TypedKey OTHER = new TypedKey(Result.OTHER, 0, null);

  private final Result result;
  private final int group;
  private final @Nullable String text;

  private TypedKey(Result result, int group, @Nullable String text) {
    this.result = result;
    this.group = group;
    this.text = text;
  }

  /**
   * Finds typing errors in a license key without a call, by the check characters ({@code %C}) of the {@code key_format} of your
   * policy: one wrong character in a group, or two neighbours that changed places. Case, blanks and dashes do not matter. A key that
   * was issued before the format had check characters may look mistyped: let people send it nevertheless.
   *
   * @param key as it was typed
   * @param keyFormat such as {@code LIC-%Z{4}%C-%Z{4}%C-%Z{4}%C}
   */
  public static TypedKey check(String key, String keyFormat) {
    String typed = compact(key);
    List<String> groups = new ArrayList<>();
    int place = 0;
    int start = 0;
    for (Matcher token = TOKEN.matcher(keyFormat); token.find(); ) {
      Matcher expected = patternOf(token).matcher(typed).region(place, typed.length());
      if (!expected.lookingAt()) {
        return OTHER;
      }
      place = expected.end();
      if (isCheck(token)) {
        groups.add(typed.substring(start, place));
      }
      start = isGroup(token) && !isCheck(token) ? start : place;
    }
    return place == typed.length() && !groups.isEmpty() ? checked(groups) : OTHER;
  }

  public Result getResult() {
    return result;
  }

  /** Number of the first wrong group among those with a check character, from 1; 0 unless mistyped. */
  public int getGroup() {
    return group;
  }

  /** The group as it was typed, with its check character; null unless mistyped. */
  public @Nullable String getText() {
    return text;
  }

  @Override
  public String toString() {
    return text == null ? result.name() : result + ": " + text;
  }

  private static TypedKey checked(List<String> groups) {
    for (int index = 0; index < groups.size(); index++) {
      if (!isRight(groups.get(index), index + 1)) {
        return new TypedKey(Result.MISTYPED, index + 1, groups.get(index));
      }
    }
    return RIGHT;
  }

  private static boolean isCheck(Matcher token) {
    return token.group().equals("%C");
  }

  private static boolean isGroup(Matcher token) {
    return isCheck(token) || "Y".equals(token.group(1)) || "Z".equals(token.group(1));
  }

  /** In a group, a letter or digit that no key has is a typing error. */
  private static Pattern patternOf(Matcher token) {
    String text = token.group();
    String count = "{" + (token.group(2) == null ? "1" : token.group(2)) + "}";
    if (isGroup(token)) {
      return Pattern.compile("[A-Z0-9]" + count);
    }
    if (text.equals("%{year}")) {
      return Pattern.compile("[0-9]{4}");
    }
    return token.group(1) == null
        ? Pattern.compile(Pattern.quote(compact(text.equals("%%") ? "%" : text)))
        : Pattern.compile("[0-9]" + count);
  }

  private static boolean isRight(String text, int group) {
    int sum = group;
    for (int index = 0; index < text.length(); index++) {
      int value = CHARACTERS.indexOf(text.charAt(index));
      if (value < 0) {
        return false;
      }
      if (index == text.length() - 1) {
        return sum % CHARACTERS.length() == value;
      }
      sum += (index + 1) * value;
    }
    return false;
  }

  private static String compact(String text) {
    return IGNORED.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
  }
}
