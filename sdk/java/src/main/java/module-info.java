/** Licenses a program with a Keyward license server. */
module io.github.keyward {
  requires java.logging;
  requires static java.naming;

  exports io.github.keyward;
  exports io.github.keyward.admin;
}
