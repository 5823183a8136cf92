package io.github.keyward.internal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of versions: by their numbers, a pre-release before its release, as SemVer 2 orders them. */
public final class VersionOrder {
  private static final Pattern PRE_RELEASE =
      Pattern.compile("v?(\\d+(?:\\.\\d+)*)-([\\da-z][\\da-z.-]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final List<BigInteger> numbers = new ArrayList<>();
  private final List<String> preRelease = new ArrayList<>();

  private VersionOrder(String version) {
    Matcher found = PRE_RELEASE.matcher(version);
    boolean isPreRelease = found.lookingAt();
    Matcher number = NUMBER.matcher(isPreRelease ? found.group(1) : version.split("\\+", 2)[0]);
    while (number.find()) {
      numbers.add(new BigInteger(number.group()));
    }
    if (isPreRelease) {
      Collections.addAll(preRelease, found.group(2).split("\\."));
    }
  }

  public static boolean isNewer(String version, String current) {
    return new VersionOrder(version).compareTo(new VersionOrder(current)) > 0;
  }

  private int compareTo(VersionOrder other) {
    for (int index = 0; index < Math.max(numbers.size(), other.numbers.size()); index++) {
      int order = numberAt(index).compareTo(other.numberAt(index));
      if (order != 0) {
        return order;
      }
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return other.preRelease.size() - preRelease.size();
    }
    for (int index = 0; index < Math.min(preRelease.size(), other.preRelease.size()); index++) {
      int order = compareIdentifiers(preRelease.get(index), other.preRelease.get(index));
      if (order != 0) {
        return order;
      }
    }
    return preRelease.size() - other.preRelease.size();
  }

  private BigInteger numberAt(int index) {
    return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
  }

  private static int compareIdentifiers(String left, String right) {
    boolean isNumber = NUMBER.matcher(left).matches();
    boolean isOtherNumber = NUMBER.matcher(right).matches();
    if (isNumber && isOtherNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return isNumber == isOtherNumber ? left.compareTo(right) : isNumber ? -1 : 1;
  }
}
