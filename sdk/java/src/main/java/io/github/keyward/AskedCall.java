package io.github.keyward;

import org.jspecify.annotations.Nullable;

/** A call, as its signed answer must name it. */
final class AskedCall {
  final String operation;
  final String nonce = Calls.nonce();
  /** License key or token that the call names; null for none. */
  final @Nullable String credential;
  /** Whether the call names the device. */
  final boolean namesDevice;
  /** Id of the relay that has lent the seat which the call is about; null for none. */
  final @Nullable String lender;

  AskedCall(String operation, @Nullable String credential, boolean namesDevice) {
    this(operation, credential, namesDevice, null);
  }

  AskedCall(String operation, @Nullable String credential, boolean namesDevice, @Nullable String lender) {
    this.lender = lender;
    this.operation = operation;
    this.credential = credential;
    this.namesDevice = namesDevice;
  }
}
