package io.github.keyward.internal;

import io.github.keyward.ConnectionException;
import io.github.keyward.KeywardException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a call failed, and what to change. */
final class Problems {
  private static final int MAX_CHARACTERS = 300;
  private static final String WRONG = "Check baseUrl: it is the address of the server without /api/v1";
  private static final String WRONG_OR_NETWORK = WRONG + ", or sign in to the network";
  /** Another address of a server, and no page on which people sign in. */
  private static final Pattern MOVED = Pattern.compile("(?i)(https?://.{1,100})/api/v1/.*");

  private final String baseUrl;

  Problems(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  KeywardException refused(
      String code,
      String message,
      int status,
      @Nullable Duration wait,
      @Nullable String requestId,
      @Nullable String signed) {
    if (code.equals("PATH_NOT_FOUND")) {
      return new ConnectionException(code, noServer("This path does not exist", WRONG), status, null, requestId);
    }
    return status >= 500 || status == 429
        ? new ConnectionException(code, message, status, wait, requestId)
        : new KeywardException(code, message, status, wait, requestId, signed, null);
  }

  ConnectionException unavailable(int status, @Nullable Duration wait) {
    String message = noServer("A server or proxy is busy or failing (" + status + ")", "Try again later, or check baseUrl");
    return new ConnectionException("HTTP_" + status, message, status, wait, null);
  }

  ConnectionException invalid(int status, @Nullable Exception cause) {
    String message = noServer("The answer (" + status + ") is none of a license server", WRONG_OR_NETWORK);
    return new ConnectionException("INVALID_ANSWER", message, cause);
  }

  ConnectionException redirected(int status, String location) {
    String address = location.replaceFirst("[?#].*", "");
    Matcher moved = MOVED.matcher(address);
    String remedy = moved.matches() ? "If the server is there, make " + moved.group(1) + " the baseUrl" : WRONG_OR_NETWORK;
    String message = noServer("It redirects to " + address, remedy);
    return new ConnectionException("REDIRECTED", message, status, null, null);
  }

  ConnectionException unreachable(IOException failed, int timeoutMillis) {
    if (failed instanceof InterruptedIOException) {
      String message = "The server has not answered within " + timeoutMillis + " ms: " + baseUrl;
      return new ConnectionException("TIMEOUT", message, failed);
    }
    return new ConnectionException("NETWORK_ERROR", noServer(sentence(failed), remedy(failed)), failed);
  }

  private static String sentence(IOException failed) {
    if (failed instanceof UnknownHostException) {
      return "Its name is not known";
    }
    if (failed instanceof SSLException) {
      return isUntrusted(failed) ? "Its certificate is not trusted" : "TLS has failed";
    }
    return failed instanceof ConnectException ? "Nobody listens there" : "The connection has failed";
  }

  private static boolean isUntrusted(IOException failed) {
    return failed instanceof SSLException && failed.getCause() instanceof CertificateException;
  }

  private String remedy(IOException failed) {
    String text = String.valueOf(failed.getMessage());
    if (isUntrusted(failed)) {
      return "Check baseUrl, the clock of this computer and the network";
    }
    if (failed instanceof SSLException && text.contains("SSL message")) {
      return "Check baseUrl: http:// instead of https://?";
    }
    boolean wasConnected = !(failed instanceof ConnectException || failed instanceof UnknownHostException);
    boolean isPlain = baseUrl.toLowerCase(Locale.ROOT).startsWith("http:");
    return "Check baseUrl and the network" + (wasConnected && isPlain ? ": https:// instead of http://?" : "");
  }

  private String noServer(String found, String remedy) {
    String start = "No Keyward server answered at " + baseUrl + ": " + found;
    String folded = start.replaceAll("\\s+", " ");
    return folded.substring(0, Math.min(folded.length(), MAX_CHARACTERS - remedy.length() - 2)) + ". " + remedy;
  }
}
