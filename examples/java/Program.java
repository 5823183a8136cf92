import io.github.keyward.FileLicenseStore;
import io.github.keyward.KeywardException;
import io.github.keyward.License;
import io.github.keyward.LicenseState;

/** A program that runs with a license only: java -cp keyward.jar Program.java LICENSE-KEY, later without the key. */
public final class Program {
  public static void main(String[] args) {
    LicenseState state;
    // Constants and never settings: whoever can change them decides which server is believed.
    try (License license =
        License.builder()
            .baseUrl("http://localhost:8080")
            .product("v2-default")
            .publicKeys("YOUR PUBLIC KEY")
            .store(FileLicenseStore.of("license.json"))
            .open()) {
      license.check(); // at each start, also if the last answer is recent
      if (args.length > 0 && !license.getState().isUsable()) {
        activate(license, args[0]);
      }
      // To be mended before the program is shipped.
      license.getWarnings().forEach(warning -> System.err.println("Warning: " + warning.getMessage()));
      state = license.getState();
    }
    if (!state.isUsable()) {
      System.err.println("Not licensed: " + state.getReason());
      System.exit(1);
    }
    if (state.getKind() == LicenseState.Kind.GRACE) {
      System.err.println("Please connect before " + state.getUntil() + ": " + state.getReason());
    }
    System.out.println("Licensed: " + state.getFeatures());
  }

  private static void activate(License license, String key) {
    try {
      license.activate(key);
    } catch (KeywardException problem) {
      System.err.println("Not activated: " + problem.getCode() + ": " + problem.getMessage());
    }
  }
}
