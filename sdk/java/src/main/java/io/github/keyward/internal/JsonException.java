package io.github.keyward.internal;

/** The text is not JSON, or nested too deeply. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1;

  JsonException(String message) {
    super(message);
  }
}
