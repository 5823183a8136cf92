package io.github.keyward.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, {@link Long}, {@link Double}, {@link Boolean} and null. */
public final class Json {
  private static final double EXACT_INTEGERS = 1L << 53;

  private Json() {}

  /** Reads a text that must be UTF-8. */
  public static @Nullable Object parse(byte[] utf8) throws JsonException {
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException malformed) {
      throw new JsonException("It is not UTF-8");
    }
  }

  public static @Nullable Object parse(String text) throws JsonException {
    return new JsonReader(text).read();
  }

  /** The shortest text, with the members in the order of the map. */
  public static String write(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value instanceof Map) {
      writeObject((Map<?, ?>) value, text);
    } else if (value instanceof List) {
      writeList((List<?>) value, text);
    } else if (value instanceof CharSequence) {
      writeText((CharSequence) value, text);
    } else if (value instanceof Double || value instanceof Float) {
      writeNumber(((Number) value).doubleValue(), text);
    } else if (value == null || value instanceof Boolean || value instanceof Number) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("Not for JSON: " + value.getClass());
    }
  }

  private static void writeObject(Map<?, ?> map, StringBuilder text) {
    String separator = "{";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      writeText((String) member.getKey(), text.append(separator));
      write(member.getValue(), text.append(':'));
      separator = ",";
    }
    text.append(map.isEmpty() ? "{}" : "}");
  }

  private static void writeList(List<?> list, StringBuilder text) {
    String separator = "[";
    for (Object item : list) {
      write(item, text.append(separator));
      separator = ",";
    }
    text.append(list.isEmpty() ? "[]" : "]");
  }

  private static void writeNumber(double number, StringBuilder text) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("Not for JSON: " + number);
    }
    if (number == Math.rint(number) && Math.abs(number) <= EXACT_INTEGERS) {
      text.append((long) number);
    } else {
      text.append(number);
    }
  }

  private static void writeText(CharSequence value, StringBuilder text) {
    text.append('"');
    for (int index = 0; index < value.length(); index++) {
      char character = value.charAt(index);
      int escape = "\"\\\b\f\n\r\t".indexOf(character);
      if (escape >= 0) {
        text.append('\\').append("\"\\bfnrt".charAt(escape));
      } else if (character < ' ' || isLoneSurrogate(value, index)) {
        text.append(String.format("\\u%04x", (int) character));
      } else {
        text.append(character);
      }
    }
    text.append('"');
  }

  private static boolean isLoneSurrogate(CharSequence value, int index) {
    char character = value.charAt(index);
    if (Character.isHighSurrogate(character)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(character) && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}
