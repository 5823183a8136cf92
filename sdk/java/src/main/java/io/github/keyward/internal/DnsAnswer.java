package io.github.keyward.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer of multicast DNS, of which only records SRV and A are read (RFC 1035, RFC 2782). */
public final class DnsAnswer {
  private static final int SRV = 33;
  private static final int A = 1;
  private static final int HEADER = 12;
  private static final int RECORD_HEADER = 10;
  private static final Pattern HOST = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

  private final byte[] message;
  private final List<Entry> entries = new ArrayList<>();

  private DnsAnswer(byte[] message) {
    this.message = message;
    int offset = HEADER;
    for (int left = number(4); left > 0; left--) {
      offset = endOfName(offset) + 4;
    }
    for (int left = number(6) + number(8) + number(10); left > 0; left--) {
      int end = endOfName(offset);
      int data = end + RECORD_HEADER;
      int next = data + number(end + 8);
      entries.add(entry(name(offset), number(end), data));
      offset = next;
    }
  }

  /** A question for the instances of a service, whose answer is wanted by this socket alone (RFC 6762, section 5.4). */
  public static byte[] question(String service) {
    List<Integer> bytes = new ArrayList<>();
    for (int value : new int[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0}) {
      bytes.add(value);
    }
    for (String label : service.split("\\.")) {
      bytes.add(label.length());
      label.chars().forEach(bytes::add);
    }
    for (int value : new int[] {0, 0, 12, 0x80, 1}) {
      bytes.add(value);
    }
    byte[] question = new byte[bytes.size()];
    for (int index = 0; index < question.length; index++) {
      question[index] = bytes.get(index).byteValue();
    }
    return question;
  }

  /** Address of the first instance of a service; null if the message names none, or is no answer. */
  public static @Nullable String instanceIn(byte[] message, String service, String sender) {
    try {
      return new DnsAnswer(message).instance(service, sender);
    } catch (IndexOutOfBoundsException malformed) {
      return null;
    }
  }

  /** Null for what is no name of a host. */
  public static @Nullable String address(String host, int port) {
    if (port < 1 || port > 65_535 || !HOST.matcher(host).matches()) {
      return null;
    }
    return port == 443 ? "https://" + host : "http://" + host + ":" + port;
  }

  private @Nullable String instance(String service, String sender) {
    for (Entry each : entries) {
      if (each.type == SRV && each.name.endsWith("." + service)) {
        return address(hostOf(each.target, sender), each.port);
      }
    }
    return null;
  }

  private String hostOf(String target, String sender) {
    for (Entry each : entries) {
      if (each.type == A && each.name.equals(target)) {
        return each.target;
      }
    }
    return sender;
  }

  private Entry entry(String name, int type, int data) {
    if (type == SRV) {
      return new Entry(name, type, name(data + 6), number(data + 4));
    }
    String address =
        type == A ? octet(data) + "." + octet(data + 1) + "." + octet(data + 2) + "." + octet(data + 3) : "";
    return new Entry(name, type, address, 0);
  }

  private int octet(int offset) {
    return message[offset] & 0xff;
  }

  private int number(int offset) {
    return octet(offset) << 8 | octet(offset + 1);
  }

  private int endOfName(int start) {
    int offset = start;
    while (octet(offset) != 0) {
      if (octet(offset) >= 0xc0) {
        return offset + 2;
      }
      offset += octet(offset) + 1;
    }
    return offset + 1;
  }

  /** The end of a name may stand earlier in the message: pointers only lead back, so that they end. */
  private String name(int start) {
    List<String> labels = new ArrayList<>();
    int offset = start;
    int before = start;
    for (int length = octet(offset); length != 0; length = octet(offset)) {
      if (length < 0xc0) {
        labels.add(new String(message, offset + 1, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
        offset += length + 1;
      } else {
        offset = number(offset) & 0x3fff;
        if (offset >= before) {
          throw new IndexOutOfBoundsException();
        }
        before = offset;
      }
    }
    return String.join(".", labels);
  }

  private static final class Entry {
    final String name;
    final int type;
    /** Host of SRV, address of A. */
    final String target;
    final int port;

    Entry(String name, int type, String target, int port) {
      this.name = name;
      this.type = type;
      this.target = target;
      this.port = port;
    }
  }
}
