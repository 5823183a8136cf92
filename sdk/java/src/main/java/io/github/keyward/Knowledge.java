package io.github.keyward;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a state follows from, except the time. It says yes only for as long as something signed does. */
final class Knowledge {
  private static final long SECOND = 1_000;
  /** About the device, which a file for any device does not name, and which an activation changes. */
  private static final List<String> DEVICE_CODES =
      Arrays.asList("NOT_ACTIVATED", "DEVICE_MISMATCH", "SEATS_EXHAUSTED", "DEVICE_BOUND_ELSEWHERE");

  @Nullable String licenseKey;
  /** Newest signed answer. */
  @Nullable SignedProof answer;
  @Nullable SignedProof file;
  /** End of the borrowed seat of this device. */
  @Nullable Long borrowedUntil;
  /** Id of the relay that has lent it; null for the vendor's server. */
  private @Nullable String lender;
  /** Whether the last attempt to get an answer failed. */
  boolean isUnanswered;
  /** The server was asked to activate this device, and wants to be asked later: it has not refused to. */
  boolean isPostponed;
  /** Whether the program needs a floating seat. */
  boolean needsSeat;
  /** End of the floating seat; null without one. */
  @Nullable Long seatEndsAt;
  /** Whether all floating seats are taken by others. */
  boolean isSeatTaken;
  /** The place in the waiting line; null for none. */
  @Nullable SeatPlace place;
  /** Milliseconds after {@code next_check} for which an answer may be used at most. */
  long longestGrace;

  static Knowledge of(
      LicenseMemory memory, ContactSchedule schedule, FloatingSeat seat, boolean needsSeat, long longestGrace) {
    Knowledge all = new Knowledge();
    Lease borrowed = memory.borrowed();
    Lease lease = seat.lease();
    all.licenseKey = memory.licenseKey();
    all.answer = memory.latestAnswer();
    all.file = memory.file();
    all.borrowedUntil = borrowed == null ? null : borrowed.borrowedUntil;
    all.lender = borrowed == null ? null : relayOf(borrowed.proof);
    all.isUnanswered = schedule.isUnanswered();
    all.isPostponed = schedule.isPostponed();
    all.needsSeat = needsSeat;
    all.seatEndsAt = lease == null ? null : Long.valueOf(lease.endsAt);
    all.isSeatTaken = seat.isTaken();
    all.place = seat.place();
    all.longestGrace = longestGrace;
    return all;
  }

  LicenseState stateAt(long now, boolean isClockTurnedBack) {
    return verdict(now, isClockTurnedBack).withAddressesOf(answer == null ? file : answer);
  }

  private LicenseState verdict(long now, boolean isClockTurnedBack) {
    SignedProof refusal = answer != null && !answer.isValid ? answer : null;
    LicenseState best = null;
    for (SignedProof proof : new SignedProof[] {answer, file}) {
      if (proof != null && proof.isValid && !refutes(refusal, proof) && now < heldUntil(proof) + SECOND) {
        best = better(best, usable(proof, now, isClockTurnedBack));
      }
    }
    if (best == null) {
      boolean isOpen = isPostponed && refusal != null && DEVICE_CODES.contains(refusal.code);
      return refusal == null || isOpen ? mustConnect(unusableReason(isClockTurnedBack)) : refused(refusal);
    }
    if (needsSeat && seatEndsAt == null) {
      return mustConnect(isSeatTaken ? "no_seat_free" : "no_session");
    }
    return best;
  }

  /** What is signed speaks of whole seconds and includes the last. */
  boolean isBorrowedAt(long now) {
    return borrowedUntil != null && now < borrowedUntil + SECOND;
  }

  /** Whether another server than that of the borrowed seat does not know this device. */
  boolean isOfOtherLender(SignedProof said, long now) {
    return lender != null
        && isBorrowedAt(now)
        && !lender.equals(relayOf(said))
        && !said.isValid
        && DEVICE_CODES.contains(said.code);
  }

  private static @Nullable String relayOf(SignedProof proof) {
    return proof.relay == null ? null : proof.relay.id;
  }

  private long heldUntil(SignedProof proof) {
    long end = proof.heldUntil(longestGrace);
    return borrowedUntil == null || proof.source == LicenseState.Source.FILE ? end : Math.max(end, borrowedUntil);
  }

  private static boolean refutes(@Nullable SignedProof refusal, SignedProof proof) {
    boolean isAboutIt = refusal != null && !(proof.isForAnyDevice && DEVICE_CODES.contains(refusal.code));
    return isAboutIt && refusal.issuedAt > proof.issuedAt;
  }

  private LicenseState usable(SignedProof proof, long now, boolean isClockTurnedBack) {
    boolean isFromServer = proof.source == LicenseState.Source.SERVER;
    boolean isOverdue = isFromServer && now >= proof.nextCheck && !isBorrowedAt(now);
    String reason = null;
    if (isClockTurnedBack) {
      reason = "clock_turned_back";
    } else if (needsSeat && seatEndsAt != null && now >= seatEndsAt) {
      reason = "no_session";
    } else if (isOverdue && isUnanswered) {
      reason = "unreachable";
    }
    Map<String, Entitlement> held = new LinkedHashMap<>();
    List<String> features = new ArrayList<>(proof.features);
    for (Map.Entry<String, Entitlement> each : proof.entitlements.entrySet()) {
      if (each.getValue().hasEndedBy(now)) {
        features.removeIf(each.getKey()::equals);
      } else {
        held.put(each.getKey(), each.getValue());
      }
    }
    return LicenseState.usable(reason, proof, heldUntil(proof), features, held);
  }

  private static LicenseState better(@Nullable LicenseState known, LicenseState other) {
    if (known == null) {
      return other;
    }
    boolean isValid = other.getKind() == LicenseState.Kind.VALID;
    boolean isSameKind = known.getKind() == other.getKind();
    return isSameKind ? (other.getUntil().isAfter(known.getUntil()) ? other : known) : isValid ? other : known;
  }

  private static LicenseState refused(SignedProof refusal) {
    Instant since = Instant.ofEpochMilli(refusal.issuedAt);
    return LicenseState.unusable(LicenseState.Kind.REFUSED, refusal.code, since);
  }

  private static LicenseState mustConnect(String reason) {
    return LicenseState.unusable(LicenseState.Kind.MUST_CONNECT, reason, null);
  }

  private String unusableReason(boolean isClockTurnedBack) {
    if (licenseKey == null) {
      return "no_license_key";
    }
    if (answer == null && file == null) {
      return "no_answer";
    }
    if (isClockTurnedBack) {
      return "clock_turned_back";
    }
    return file != null && answer == null ? "file_ended" : "unreachable";
  }
}
