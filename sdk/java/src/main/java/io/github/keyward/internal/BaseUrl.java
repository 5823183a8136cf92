package io.github.keyward.internal;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Address of a license server. */
public final class BaseUrl {
  private BaseUrl() {}

  /**
   * Returns the address without a slash at its end.
   *
   * @throws IllegalArgumentException with a sentence that says what to change
   */
  public static String of(@Nullable String text) {
    String url = text == null ? "" : text.trim().replaceAll("/+$", "");
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException malformed) {
      throw notAddress(text);
    }
    if (!url.matches("(?i)https?://.*") || uri.getHost() == null) {
      throw notAddress(text);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("baseUrl must have no user, no query and no fragment");
    }
    if (url.matches("(?i).*/api/+v1")) {
      throw new IllegalArgumentException("baseUrl must not end in /api/v1: the client adds it");
    }
    return url;
  }

  private static IllegalArgumentException notAddress(@Nullable String text) {
    return new IllegalArgumentException(
        "baseUrl must be the address of the license server with its scheme, such as https://licenses.example.com, not " + text);
  }
}
