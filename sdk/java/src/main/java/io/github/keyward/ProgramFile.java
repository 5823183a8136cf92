package io.github.keyward;

import io.github.keyward.internal.Claims;
import io.github.keyward.internal.Fields;
import io.github.keyward.internal.Json;
import io.github.keyward.internal.JsonException;
import io.github.keyward.internal.TrustedKeys;
import io.github.keyward.internal.UntrustedException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of a program without a connection, whose signatures were verified. Times are milliseconds since 1970. */
final class ProgramFile {
  private static final int MAX_CHARACTERS = 65_536;
  private static final String CERTIFICATE = "keyward-program+jws";
  private static final String LICENSE = "keyward-relay-license+jws";

  /** Without a private key. */
  final String text;

  final @Nullable String privateKey;
  final String certificate;
  /** Signed, for this program alone: the key of codes for the telephone follows from it. */
  final String license;

  final String licenseId;
  final String id;
  final String jti;
  /** The public key that reports are signed for. */
  final String x;

  final String kid;
  final long issuedAt;
  final long endsAt;
  final Map<String, DecimalAmount> grants = new LinkedHashMap<>();
  private final Map<String, Rate> rates;
  private Map<String, Rate> nextRates = Collections.emptyMap();
  private @Nullable Instant nextRatesFrom;

  private ProgramFile(String given, TrustedKeys keys, String product) throws UntrustedException {
    Fields members = membersOf(given);
    certificate = members.text("certificate", "");
    license = members.text("license", "");
    privateKey = members.text("private_key");
    Fields signed = keys.verify(certificate, CERTIFICATE);
    Fields terms = keys.verify(license, LICENSE);
    if (!product.equals(signed.get("product"))) {
      throw UntrustedException.mismatch("product", "The file is for another product");
    }
    Claims claims = new Claims(signed);
    jti = claims.text("jti");
    if (signed.integer("ver", 0) != 1 || !jti.equals(terms.get("jti"))) {
      throw malformed();
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("keyward_program", 1);
    kept.put("certificate", certificate);
    kept.put("license", license);
    text = Json.write(kept);
    licenseId = claims.text("license");
    Fields relay = signed.object("relay");
    Claims key = new Claims(relay.object("key"));
    id = new Claims(relay).text("id");
    x = key.text("x");
    kid = key.text("kid");
    issuedAt = claims.time("iat");
    endsAt = claims.time("exp");
    Fields fields = terms.object("license_fields");
    readGrants(signed.object("pool").object("meters"), fields.object("decimals"));
    rates = ratesIn(fields.object("rates"));
    if (fields.get("next_rates") != null) {
      Fields later = fields.object("next_rates");
      nextRatesFrom = later.time("from");
      nextRates = ratesIn(later.object("rates"));
      if (nextRatesFrom == null) {
        throw malformed();
      }
    }
  }

  /** Throws {@link KeywardException} with a code by cause. */
  static ProgramFile read(String text, TrustedKeys keys, String product) {
    try {
      return new ProgramFile(text, keys, product);
    } catch (UntrustedException untrusted) {
      throw UnusableFile.because(untrusted);
    }
  }

  /** Costs of one use of a feature; null if it has no rate. */
  @Nullable Rate rateOf(String feature, long now) {
    boolean isNext = nextRatesFrom != null && nextRatesFrom.toEpochMilli() <= now;
    return (isNext ? nextRates : rates).get(feature);
  }

  private void readGrants(Fields meters, Fields decimals) throws UntrustedException {
    for (String meter : meters.asMap().keySet()) {
      Object amount = meters.get(meter);
      long places = amount instanceof String ? decimals.integer(meter, DecimalAmount.MAX_DECIMALS) : 0;
      grants.put(meter, amountIn(String.valueOf(amount), (int) places));
    }
  }

  private Map<String, Rate> ratesIn(Fields listed) throws UntrustedException {
    Map<String, Rate> read = new LinkedHashMap<>();
    for (String feature : listed.asMap().keySet()) {
      Fields rate = listed.object(feature);
      DecimalAmount grant = grants.get(rate.text("credit", ""));
      if (grant == null) {
        throw malformed();
      }
      DecimalAmount cost = amountIn(rate.text("amount", ""), grant.decimals);
      read.put(feature, new Rate(rate.text("credit", ""), cost));
    }
    return read;
  }

  private static DecimalAmount amountIn(String text, int decimals) throws UntrustedException {
    boolean isKnown = decimals >= 0 && decimals <= DecimalAmount.MAX_DECIMALS;
    DecimalAmount amount = isKnown ? DecimalAmount.of(text, decimals) : null;
    if (amount == null) {
      throw malformed();
    }
    return amount;
  }

  private static Fields membersOf(String text) throws UntrustedException {
    try {
      Fields members = Fields.of(text.length() > MAX_CHARACTERS ? null : Json.parse(text));
      if (members.integer("keyward_program", 0) == 1) {
        return members;
      }
    } catch (JsonException malformed) {
      // Refused below.
    }
    throw malformed();
  }

  private static UntrustedException malformed() {
    return UntrustedException.untrusted("malformed");
  }

  static final class Rate {
    final String credit;
    final DecimalAmount cost;

    Rate(String credit, DecimalAmount cost) {
      this.credit = credit;
      this.cost = cost;
    }
  }
}
