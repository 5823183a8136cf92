package io.github.keyward.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String SAMPLE =
      "{\"a\":[1,-2.5,1e3,true,false,null,\"\\u00e9\\n\\ud83d\\ude00\"],\"b\":{\"c\":{}},\"d\":[],\"e\":\"größer\"}";

  @Test
  void readsEachKindOfValue() throws JsonException {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("a", Arrays.asList(1L, -2.5, 1000.0, true, false, null, "é\n😀"));
    expected.put("b", Map.of("c", Map.of()));
    expected.put("d", List.of());
    expected.put("e", "größer");
    assertEquals(expected, Json.parse(SAMPLE));
    assertEquals(expected, Json.parse(" \t\r\n" + SAMPLE.replace(",", " ,\n").replace("\":", "\" : ") + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", " ", "{", "}", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{a:1}", "{'a':1}", "[1 2]", "01", "1.", ".5", "+1", "-", "1e", "NaN",
    "Infinity", "nul", "truex", "\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"\t\"", "\"\u0000\"", "1 2", "[] []", "// 1", "\ufeff1",
    "{\"a\":1,\"a\":1}", "\u00a01", "[1]\u0000", "-01", "0x10", "\"\\u+123\""
  })
  void refusesWhatIsNoJson(String text) {
    assertThrows(JsonException.class, () -> Json.parse(text));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] overlong = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
    assertThrows(JsonException.class, () -> Json.parse(overlong));
    assertThrows(JsonException.class, () -> Json.parse("\"é\"".getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void refusesDeepNestingWithoutUsingTheStackUp() {
    assertThrows(JsonException.class, () -> Json.parse("[".repeat(1_000_000)));
    assertThrows(JsonException.class, () -> Json.parse("{\"a\":".repeat(500_000)));
  }

  @Test
  void readsNumbersOfAnyLength() throws JsonException {
    assertEquals(999_999_999_999_999_999L, Json.parse("999999999999999999"));
    assertEquals(1e200, Json.parse("1" + "0".repeat(200)));
    assertThrows(JsonException.class, () -> Json.parse("1" + "0".repeat(400)));
    assertEquals(-0.0, Json.parse("-0.0"));
  }

  /** The seed is fixed: a failure is the same in each run. */
  @Test
  void readsOrRefusesAnyText() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(SAMPLE);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0:
            text.setCharAt(at, "{}[]\",:\\u0e+-. \u0000\ud800é".charAt(random.nextInt(18)));
            break;
          case 1:
            text.deleteCharAt(at);
            break;
          default:
            text.insert(at, text.substring(random.nextInt(at + 1), at));
        }
      }
      try {
        String written = Json.write(Json.parse(text.toString()));
        assertEquals(written, Json.write(Json.parse(written)));
      } catch (JsonException refused) {
        // As it should be.
      }
    }
  }

  @Test
  void readsWhatItWrites() throws JsonException {
    Random random = new Random(13);
    for (int round = 0; round < 2_000; round++) {
      Object value = longs(valueOf(random, 4));
      assertEquals(value, Json.parse(Json.write(value)));
    }
  }

  @Test
  void writesAsJavaScriptDoes() {
    assertEquals("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f\u2028é😀\\ud800\"", Json.write("\"\\/\b\f\n\r\t\u0001\u007f\u2028é😀\ud800"));
    assertEquals("[1,1.5,3,null,true,{}]", Json.write(Arrays.asList(1, 1.5, 3.0, null, true, Map.of())));
  }

  private static Object valueOf(Random random, int depth) {
    switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0:
        return random.nextInt();
      case 1:
        return random.nextBoolean();
      case 2:
        return null;
      case 3:
        return textOf(random);
      case 4:
        List<Object> list = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
          list.add(longs(valueOf(random, depth - 1)));
        }
        return list;
      default:
        Map<String, Object> map = new LinkedHashMap<>();
        for (int count = random.nextInt(4); count > 0; count--) {
          map.put(textOf(random), longs(valueOf(random, depth - 1)));
        }
        return map;
    }
  }

  private static Object longs(Object value) {
    return value instanceof Integer ? (Object) ((Integer) value).longValue() : value;
  }

  private static String textOf(Random random) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      text.append((char) random.nextInt(0x10000));
    }
    return text.toString();
  }
}
