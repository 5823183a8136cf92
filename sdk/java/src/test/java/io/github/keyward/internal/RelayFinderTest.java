package io.github.keyward.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RelayFinderTest {
  private static final String SERVICE = "_keyward._tcp.local";
  /** PTR, SRV and A, with names that point back. */
  private static final byte[] NEARBY =
      bytes(
          "000084000000000100000002085f6b657977617264045f746370056c6f63616c00000c000100000078000805506c616e74c00cc02b00210001000000"
              + "78000e000000001f900572656c6179c01ac04500010001000000780004c0a80704");

  /** Two records SRV, the second of which has priority. */
  private static final byte[] OF_DOMAIN =
      bytes(
          "000081800001000200000000085f6b657977617264045f74637005706c616e74076578616d706c650000210001c00c0021000100000078001c000a00"
              + "001f90067365636f6e6405706c616e74076578616d706c6500c00c0021000100000078000e0001000501bb0572656c6179c01a");

  @Test
  void findsRelayByTheRecordOfTheDomainElseByMulticastDns() throws IOException {
    assertEquals("https://relay.plant.example", found("Plant.example", NEARBY));
    assertEquals("http://192.168.7.4:8080", found(null, NEARBY));
    assertEquals("http://vendor.example", found(null, OF_DOMAIN));
  }

  @Test
  void readsNoRelayInAnAnswerThatIsCutAndEndsWithOneThatIsChanged() {
    assertEquals("http://192.168.7.4:8080", DnsAnswer.instanceIn(NEARBY, SERVICE, "192.168.7.9"));
    for (int index = 0; index < NEARBY.length; index++) {
      assertNull(DnsAnswer.instanceIn(Arrays.copyOf(NEARBY, index), SERVICE, "192.168.7.9"));
      for (int value = 0; value < 256; value += 17) {
        byte[] changed = NEARBY.clone();
        changed[index] = (byte) value;
        DnsAnswer.instanceIn(changed, SERVICE, "192.168.7.9");
      }
    }
  }

  private static String found(String domain, byte[] nearby) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (DatagramSocket server = new DatagramSocket(0, here);
        DatagramSocket group = new DatagramSocket(0, here)) {
      answer(server, OF_DOMAIN);
      answer(group, nearby);
      String servers = "dns://" + here.getHostAddress() + ":" + server.getLocalPort();
      InetSocketAddress address = new InetSocketAddress(here, group.getLocalPort());
      return new RelayFinder(domain, servers, address).findOr("http://vendor.example");
    }
  }

  /** Answers one question, with its id. */
  private static void answer(DatagramSocket socket, byte[] answer) {
    Thread responder =
        new Thread(
            () -> {
              try {
                DatagramPacket asked = new DatagramPacket(new byte[512], 512);
                socket.receive(asked);
                byte[] answered = answer.clone();
                System.arraycopy(asked.getData(), 0, answered, 0, 2);
                socket.send(new DatagramPacket(answered, answered.length, asked.getSocketAddress()));
              } catch (IOException closed) {
                // Nobody asked.
              }
            });
    responder.setDaemon(true);
    responder.start();
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) Integer.parseInt(hex.substring(2 * index, 2 * index + 2), 16);
    }
    return bytes;
  }
}
