package io.github.keyward.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims of something signed that must be there, and have their type. */
public final class Claims {
  /** Of {@link java.time.Instant} and of the dates of JavaScript, in milliseconds since 1970. */
  private static final double LATEST = 8.64e15;

  private final Fields fields;

  public Claims(Fields fields) {
    this.fields = fields;
  }

  public String text(String name) throws UntrustedException {
    String value = fields.text(name, "");
    if (value.isEmpty()) {
      throw Jws.malformed();
    }
    return value;
  }

  public @Nullable String textOrNull(String name) throws UntrustedException {
    return isNull(name) ? null : text(name);
  }

  public boolean bool(String name) throws UntrustedException {
    Object value = fields.get(name);
    if (!(value instanceof Boolean)) {
      throw Jws.malformed();
    }
    return (Boolean) value;
  }

  public List<String> texts(String name) throws UntrustedException {
    if (!(fields.get(name) instanceof List)) {
      throw Jws.malformed();
    }
    return fields.texts(name);
  }

  public @Nullable Long integerOrNull(String name) throws UntrustedException {
    return isNull(name) ? null : Long.valueOf((long) number(name));
  }

  /** In milliseconds since 1970. */
  public long time(String name) throws UntrustedException {
    return (long) Math.max(-LATEST, Math.min(LATEST, number(name) * 1000));
  }

  public @Nullable Long timeOrNull(String name) throws UntrustedException {
    return isNull(name) ? null : Long.valueOf(time(name));
  }

  /** Also null where there is none. */
  @Nullable Long timeIfAny(String name) throws UntrustedException {
    return fields.get(name) == null ? null : Long.valueOf(time(name));
  }

  private double number(String name) throws UntrustedException {
    Object value = fields.get(name);
    if (!(value instanceof Number)) {
      throw Jws.malformed();
    }
    return ((Number) value).doubleValue();
  }

  private boolean isNull(String name) {
    return fields.has(name) && fields.get(name) == null;
  }
}
