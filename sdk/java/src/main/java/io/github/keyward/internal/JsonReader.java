package io.github.keyward.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as RFC 8259 defines it. A member that is repeated is an error: programs would read different values. */
final class JsonReader {
  private static final int MAX_DEPTH = 128;

  private final String text;
  private int position;
  private int depth;

  JsonReader(String text) {
    this.text = text;
  }

  @Nullable Object read() throws JsonException {
    Object value = value();
    if (position < text.length()) {
      throw unexpected();
    }
    return value;
  }

  /** A value, with the spaces around it. */
  private @Nullable Object value() throws JsonException {
    skipSpaces();
    Object value = bareValue();
    skipSpaces();
    return value;
  }

  private @Nullable Object bareValue() throws JsonException {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return list();
      case '"':
        return string();
      case 't':
        return word("true", true);
      case 'f':
        return word("false", false);
      case 'n':
        return word("null", null);
      default:
        return number();
    }
  }

  private Map<String, @Nullable Object> object() throws JsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    enter();
    skipSpaces();
    if (peek() != '}') {
      do {
        skipSpaces();
        String name = string();
        skipSpaces();
        expect(':');
        if (members.containsKey(name)) {
          throw new JsonException("A member is repeated at " + position);
        }
        members.put(name, value());
      } while (isNext(','));
    }
    leave('}');
    return members;
  }

  private List<@Nullable Object> list() throws JsonException {
    List<@Nullable Object> items = new ArrayList<>();
    enter();
    skipSpaces();
    if (peek() != ']') {
      do {
        items.add(value());
      } while (isNext(','));
    }
    leave(']');
    return items;
  }

  private void enter() throws JsonException {
    position++;
    depth++;
    if (depth > MAX_DEPTH) {
      throw new JsonException("It is nested too deeply");
    }
  }

  private void leave(char end) throws JsonException {
    expect(end);
    depth--;
  }

  private String string() throws JsonException {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char character = next();
      if (character < ' ') {
        throw unexpected();
      }
      value.append(character == '\\' ? escaped() : character);
    }
    position++;
    return value.toString();
  }

  private char escaped() throws JsonException {
    char character = next();
    if (character == 'u') {
      return codeUnit();
    }
    int known = "\"\\/bfnrt".indexOf(character);
    if (known < 0) {
      throw unexpected();
    }
    return "\"\\/\b\f\n\r\t".charAt(known);
  }

  private char codeUnit() throws JsonException {
    int unit = 0;
    for (int count = 0; count < 4; count++) {
      char character = next();
      int digit = character < 128 ? Character.digit(character, 16) : -1;
      if (digit < 0) {
        throw unexpected();
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private @Nullable Object word(String word, @Nullable Object value) throws JsonException {
    if (!text.startsWith(word, position)) {
      throw unexpected();
    }
    position += word.length();
    return value;
  }

  private Number number() throws JsonException {
    int start = position;
    isNext('-');
    if (!isNext('0')) {
      digits();
    }
    boolean isInteger = true;
    if (isNext('.')) {
      digits();
      isInteger = false;
    }
    if (isNext('e') || isNext('E')) {
      if (!isNext('+')) {
        isNext('-');
      }
      digits();
      isInteger = false;
    }
    String number = text.substring(start, position);
    if (isInteger && number.length() < 19) {
      return Long.valueOf(number);
    }
    double value = Double.parseDouble(number);
    if (Double.isInfinite(value)) {
      throw new JsonException("A number is too large at " + position);
    }
    return value;
  }

  private void digits() throws JsonException {
    int start = position;
    while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
      position++;
    }
    if (position == start) {
      throw unexpected();
    }
  }

  private void skipSpaces() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** Zero at the end, which no value starts with. */
  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private char next() throws JsonException {
    if (position >= text.length()) {
      throw unexpected();
    }
    return text.charAt(position++);
  }

  private boolean isNext(char character) {
    boolean isNext = peek() == character && position < text.length();
    position += isNext ? 1 : 0;
    return isNext;
  }

  private void expect(char character) throws JsonException {
    if (!isNext(character)) {
      throw unexpected();
    }
  }

  private JsonException unexpected() {
    return new JsonException("It is not JSON at " + position);
  }
}
