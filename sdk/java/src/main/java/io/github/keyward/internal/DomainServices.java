package io.github.keyward.internal;

import java.util.Hashtable;
import java.util.Locale;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;

/** Services of a domain, by its records SRV. Android has no such class library: {@link LinkageError}. */
final class DomainServices {
  private DomainServices() {}

  /**
   * Address of the service that comes first; null if there is none.
   *
   * @param servers such as {@code dns:}, for those of the system
   */
  static @Nullable String first(String name, String servers, int timeoutMillis) {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("java.naming.provider.url", servers);
    environment.put("com.sun.jndi.dns.timeout.initial", String.valueOf(timeoutMillis));
    environment.put("com.sun.jndi.dns.timeout.retries", "1");
    try {
      DirContext context = new InitialDirContext(environment);
      try {
        return firstIn(context.getAttributes(name, new String[] {"SRV"}).get("SRV"));
      } finally {
        context.close();
      }
    } catch (NamingException none) {
      return null;
    }
  }

  private static @Nullable String firstIn(@Nullable Attribute records) throws NamingException {
    String found = null;
    int bestPriority = Integer.MAX_VALUE;
    int bestWeight = -1;
    NamingEnumeration<?> all = records == null ? null : records.getAll();
    while (all != null && all.hasMore()) {
      // Priority, weight, port and host.
      String[] parts = String.valueOf(all.next()).split(" ");
      int priority = numberIn(parts, 0);
      int weight = numberIn(parts, 1);
      boolean isBetter = priority < bestPriority || (priority == bestPriority && weight > bestWeight);
      if (parts.length == 4 && isBetter) {
        found = DnsAnswer.address(parts[3].replaceAll("\\.$", "").toLowerCase(Locale.ROOT), numberIn(parts, 2));
        bestPriority = priority;
        bestWeight = weight;
      }
    }
    return found;
  }

  private static int numberIn(String[] parts, int index) {
    return parts.length > index && parts[index].matches("[0-9]{1,5}") ? Integer.parseInt(parts[index]) : 0;
  }
}
