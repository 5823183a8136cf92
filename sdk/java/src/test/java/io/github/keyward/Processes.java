package io.github.keyward;

/** Runs with a floating license until its input ends: Processes BASE_URL PRODUCT KEY LICENSE_KEY STORE */
public final class Processes {
  private Processes() {}

  public static void main(String[] args) throws Exception {
    try (License license =
        License.builder()
            .baseUrl(args[0])
            .product(args[1])
            .publicKeys(args[2])
            .licenseKey(args[3])
            .store(FileLicenseStore.of(args[4]))
            .device("desk")
            .floating(true)
            .open()) {
      LicenseState state = license.getState();
      System.out.println(state.getKind().name().toLowerCase() + " " + (state.getReason() == null ? "None" : state.getReason()));
      while (System.in.read() >= 0) {
        // Until the input ends.
      }
    }
  }
}
