package io.github.keyward.internal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of a JSON object of which nothing is known. One that is missing, or has another type, counts as none. */
public final class Fields {
  private final Map<String, @Nullable Object> members;

  private Fields(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  @SuppressWarnings("unchecked")
  public static Fields of(@Nullable Object value) {
    return new Fields(value instanceof Map ? (Map<String, @Nullable Object>) value : Collections.emptyMap());
  }

  public Map<String, @Nullable Object> asMap() {
    return Collections.unmodifiableMap(members);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public @Nullable Object get(String name) {
    return members.get(name);
  }

  public Fields object(String name) {
    return of(members.get(name));
  }

  /** Objects of a list; others are left out. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Object item : list(name)) {
      if (item instanceof Map) {
        objects.add(of(item));
      }
    }
    return objects;
  }

  public List<? extends @Nullable Object> list(String name) {
    Object value = members.get(name);
    return value instanceof List ? (List<?>) value : Collections.emptyList();
  }

  /** Texts of a list; others are left out. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : list(name)) {
      if (item instanceof String) {
        texts.add((String) item);
      }
    }
    return Collections.unmodifiableList(texts);
  }

  public @Nullable String text(String name) {
    Object value = members.get(name);
    return value instanceof String ? (String) value : null;
  }

  public String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  public @Nullable Long integer(String name) {
    Object value = members.get(name);
    return value instanceof Number ? Long.valueOf(((Number) value).longValue()) : null;
  }

  public long integer(String name, long otherwise) {
    Long value = integer(name);
    return value == null ? otherwise : value;
  }

  public @Nullable Instant time(String name) {
    return timeIn(text(name));
  }

  /** Time in ISO 8601; null for anything else. */
  public static @Nullable Instant timeIn(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException malformed) {
      return null;
    }
  }
}
