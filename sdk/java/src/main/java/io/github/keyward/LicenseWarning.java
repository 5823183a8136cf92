package io.github.keyward;

/** Something to mend before the program is shipped. It is also logged, by the logger {@code io.github.keyward}. */
public enum LicenseWarning {
  /**
   * This container has no id of its own, so that it is known by a random one in the store: a new container with a new store takes
   * another seat.
   */
  CONTAINER_WITHOUT_ID(
      "This container has no id of its own: each new one takes another seat unless its store is kept. Give `device`, or mount the "
          + "host's /etc/machine-id"),
  /** Nothing is remembered: the next start asks for the license key again, and a device without an id takes another seat. */
  STORE_NOT_WRITABLE("The license cannot be stored: the next start will not know it. Give a store that the program may write");

  private final String message;

  LicenseWarning(String message) {
    this.message = message;
  }

  public String getMessage() {
    return message;
  }
}
