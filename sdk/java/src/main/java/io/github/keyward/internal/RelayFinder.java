package io.github.keyward.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds a relay in this network: by the record SRV of the domain of this computer, else by multicast DNS, for at most two seconds. It
 * may be anybody's: what it answers is trusted by its certificate alone.
 */
public final class RelayFinder {
  private static final String SERVICE = "_keyward._tcp";
  private static final int LIMIT_MILLIS = 1_000;
  private static final int MAX_MESSAGE = 9_000;

  private final @Nullable String domain;
  private final String servers;
  private final InetSocketAddress group;

  /**
   * @param domain of this computer; null if it has none
   * @param servers name servers, as JNDI names them
   * @param group of multicast DNS
   */
  public RelayFinder(@Nullable String domain, String servers, InetSocketAddress group) {
    this.domain = domain;
    this.servers = servers;
    this.group = group;
  }

  /** In the networks of this computer. */
  public static RelayFinder of(@Nullable String domain) {
    return new RelayFinder(domain, "dns:", new InetSocketAddress("224.0.0.251", 5353));
  }

  /** Address of the relay; the other one if there is none. */
  public String findOr(String otherwise) {
    String found = domain == null ? null : ofDomain();
    found = found == null ? nearby() : found;
    return found == null ? otherwise : found;
  }

  private @Nullable String ofDomain() {
    try {
      return DomainServices.first(SERVICE + "." + domain.toLowerCase(Locale.ROOT), servers, LIMIT_MILLIS);
    } catch (LinkageError missing) {
      return null;
    }
  }

  private @Nullable String nearby() {
    String service = SERVICE + ".local";
    byte[] question = DnsAnswer.question(service);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(question, question.length, group));
      long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
      for (long left = LIMIT_MILLIS; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        DatagramPacket answer = new DatagramPacket(new byte[MAX_MESSAGE], MAX_MESSAGE);
        socket.setSoTimeout((int) left);
        socket.receive(answer);
        InetAddress sender = answer.getAddress();
        byte[] message = Arrays.copyOf(answer.getData(), answer.getLength());
        String found = DnsAnswer.instanceIn(message, service, sender.getHostAddress());
        if (found != null) {
          return found;
        }
      }
    } catch (IOException nobody) {
      // No network, or no answer in time.
    }
    return null;
  }
}
