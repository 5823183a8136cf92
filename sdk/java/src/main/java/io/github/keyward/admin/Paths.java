package io.github.keyward.admin;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;

/** Texts as parts of addresses. */
final class Paths {
  private Paths() {}

  static String part(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException never) {
      throw new IllegalStateException(never);
    }
  }
}
