package io.github.keyward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.keyward.internal.Encoding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTest {
  private static final String KEY = Encoding.base64url(new byte[32]);
  private static final int LONGEST_MESSAGE = 300;

  @TempDir Path folder;
  private HttpServer server;
  private volatile Answer answer = exchange -> respond(exchange, 404, "{}");

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer.to(exchange));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "localhost:8080", "licenses.example.com", "ftp://licenses.example.com", "https://", "https://user@example.com",
    "https://example.com?a=b", "https://example.com#a", "https://example.com/api/v1", "https://example.com/keys/api/v1//", "http://a b"
  })
  void refusesWrongAddressesBeforeAnythingIsTouched(String address) {
    Path store = folder.resolve("untouched/license");
    KeywardException refused =
        assertThrows(KeywardException.class, () -> builder().baseUrl(address).store(FileLicenseStore.of(store)).open());
    assertEquals("INVALID_OPTIONS", refused.getCode());
    assertTrue(refused.getMessage().contains("baseUrl"));
    assertFalse(Files.exists(store.getParent()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "200 | <h1>Welcome</h1> | INVALID_ANSWER",
    "403 | <h1>Blocked</h1> | INVALID_ANSWER",
    "401 | <h1>Sign in</h1> | INVALID_ANSWER",
    "404 | {} | INVALID_ANSWER",
    "404 | {\"error\":{\"message\":\"no code\"}} | INVALID_ANSWER",
    "404 | {\"error\":{\"code\":\"PATH_NOT_FOUND\",\"message\":\"x\"}} | PATH_NOT_FOUND",
    "200 | [] | INVALID_ANSWER",
    "200 | '' | INVALID_ANSWER",
    "200 | {\"signed\":1} | INVALID_ANSWER",
    "302 | '' | REDIRECTED",
    "500 | <h1>Error</h1> | HTTP_500",
  })
  void neverTakesAnotherServerForARefusal(int status, String body, String code) {
    answer = exchange -> respond(exchange, status, body);
    try (License license = builder().open()) {
      ConnectionException error = assertThrows(ConnectionException.class, () -> license.activate("KEY"));
      assertEquals(code, error.getCode());
      assertOneLine(error);
      assertEquals("no_license_key", license.getState().getReason());
    }
  }

  @Test
  void stopsReadingAnAnswerThatDoesNotEnd() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream endless = exchange.getResponseBody()) {
            while (true) {
              endless.write(new byte[1 << 16]);
            }
          }
        };
    try (License license = builder().open()) {
      assertThrows(ConnectionException.class, () -> license.activate("KEY"));
    }
  }

  @Test
  void namesTheOtherSchemeIfThereIsNoTls() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerPlainly(plain));
      String address = "https://127.0.0.1:" + plain.getLocalPort();
      try (License license = builder().baseUrl(address).open()) {
        ConnectionException error = assertThrows(ConnectionException.class, () -> license.activate("KEY"));
        assertEquals("NETWORK_ERROR", error.getCode());
        assertTrue(error.getMessage().contains("TLS has failed. Check baseUrl: http:// instead of https://?"), error.getMessage());
        assertOneLine(error);
      }
      answered.get();
    }
  }

  private static void answerPlainly(ServerSocket plain) {
    try (Socket connection = plain.accept()) {
      connection.getInputStream().read();
      connection.getOutputStream().write(Encoding.utf8("HTTP/1.1 400 Bad Request\r\n\r\n"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void passesARefusalOfTheServerOn() {
    answer =
        exchange -> respond(exchange, 409, "{\"error\":{\"code\":\"SEATS_EXHAUSTED\",\"message\":\"All taken\",\"request_id\":\"r1\"}}");
    try (License license = builder().open()) {
      KeywardException error = assertThrows(KeywardException.class, () -> license.activate("KEY"));
      assertFalse(error instanceof ConnectionException);
      assertEquals(List.of("SEATS_EXHAUSTED", "409", "r1"), List.of(error.getCode(), "" + error.getStatus(), error.getRequestId()));
      assertTrue(error.toString().contains("SEATS_EXHAUSTED (409): All taken"));
      CompletableFuture<LicenseState> future = license.async().activate("KEY");
      assertInstanceOf(KeywardException.class, assertThrows(CompletionException.class, future::join).getCause());
    }
  }

  @Test
  void showsItsStateWhileACallWaits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    answer =
        exchange -> {
          asked.countDown();
          await(released);
          respond(exchange, 200, "{}");
        };
    try (License license = builder().open()) {
      CompletableFuture<LicenseState> activation = license.async().activate("KEY");
      asked.await();
      assertEquals(LicenseState.Kind.MUST_CONNECT, license.getState().getKind());
      assertFalse(activation.isDone());
      released.countDown();
      assertThrows(CompletionException.class, activation::join);
    }
  }

  @Test
  void warnsOnceOfAStoreThatCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Logger logger = Logger.getLogger("io.github.keyward");
    List<String> logged = new ArrayList<>();
    logger.setUseParentHandlers(false);
    logger.setFilter(record -> logged.add(record.getMessage()));
    try (License license = builder().store(FileLicenseStore.of(file.resolve("license"))).open()) {
      license.offlineRequest("KEY");
      license.offlineRequest("KEY");
      assertEquals(List.of(LicenseWarning.STORE_NOT_WRITABLE), license.getWarnings());
      assertInstanceOf(IOException.class, license.getLastError());
      assertEquals(1, logged.size());
      assertTrue(logged.get(0).startsWith("STORE_NOT_WRITABLE: ") && logged.get(0).contains(file.toString()));
    }
  }

  @Test
  void doesNothingAfterItWasClosed() {
    License license = builder().open();
    license.close();
    license.close();
    license.wake();
    assertNull(license.getLicenseKey());
    assertEquals("no_license_key", license.getState().getReason());
    for (Runnable call : List.<Runnable>of(license::check, license::activate, license::release, license::startTrial)) {
      assertEquals("LICENSE_CLOSED", assertThrows(KeywardException.class, call::run).getCode());
    }
  }

  @Test
  void borrowsOnlyAFloatingSeat() {
    try (License license = builder().open()) {
      assertEquals("INVALID_REQUEST", assertThrows(KeywardException.class, () -> license.borrow(1)).getCode());
    }
  }

  @Test
  void keepsItsFilesFromOtherUsers() throws IOException {
    Path path = folder.resolve("new/folder/license");
    FileLicenseStore store = FileLicenseStore.of(path);
    assertNull(store.read());
    store.write("größer");
    store.write("kleiner");
    assertEquals("kleiner", store.read());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())));
    try (java.util.stream.Stream<Path> files = Files.list(path.getParent())) {
      assertEquals(1, files.count());
    }
    store.delete();
    assertNull(store.read());
  }

  @Test
  void locksASessionOncePerProcess() throws IOException {
    Path store = folder.resolve("license");
    SessionLock first = SessionLock.ofAny(store);
    SessionLock second = SessionLock.ofAny(store);
    first.keep("token");
    assertEquals("token", first.left());
    assertNull(second.left());
    first.unlock();
    SessionLock again = SessionLock.ofAny(store);
    assertEquals("token", again.left());
    assertTrue(SessionLock.ofBorrowed(store) != null && SessionLock.ofBorrowed(store) == null);
  }

  private LicenseBuilder builder() {
    return License.builder()
        .baseUrl(address())
        .product("editor")
        .publicKeys(KEY)
        .store(new MemoryLicenseStore())
        .device("desk")
        .background(false)
        .retries(0);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void assertOneLine(KeywardException error) {
    String message = error.getMessage();
    assertTrue(message.length() <= LONGEST_MESSAGE && !message.matches("(?s).*(\\s\\s|[\\t\\r\\n]).*"), message);
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = Encoding.utf8(body);
    exchange.getResponseHeaders().add("Location", "https://sign-in.example/?from=hotel");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream output = exchange.getResponseBody()) {
      output.write(bytes);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }
}
