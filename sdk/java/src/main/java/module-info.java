/** Licenses a program with a Keyward license server. */
module io.github.keyward {
  requires java.logging;

  exports io.github.keyward;
  exports io.github.keyward.admin;
}
