package io.github.keyward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The domain of this computer, whose records may name a relay. */
final class HostDomain {
  private static final Pattern SEARCHED = Pattern.compile("^(?:search|domain)\\s+(\\S+)", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

  private HostDomain() {}

  /** Null if it has none. */
  static @Nullable String of(SystemReader system) {
    Matcher searched = SEARCHED.matcher(system.text("/etc/resolv.conf"));
    String[] names = {afterHost(), searched.find() ? searched.group(1) : null, system.variable("USERDNSDOMAIN")};
    for (String name : names) {
      String domain = name == null ? "" : name.replaceAll("\\.$", "");
      if (NAME.matcher(domain).matches()) {
        return domain;
      }
    }
    return null;
  }

  private static @Nullable String afterHost() {
    try {
      String host = InetAddress.getLocalHost().getHostName();
      int dot = host.indexOf('.');
      return dot < 0 ? null : host.substring(dot + 1);
    } catch (UnknownHostException nameless) {
      return null;
    }
  }
}
