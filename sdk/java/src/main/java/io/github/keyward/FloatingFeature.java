package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A feature that sessions share, as the server signed it. */
public final class FloatingFeature {
  private final Fields feature;

  private FloatingFeature(Fields feature) {
    this.feature = feature;
  }

  static List<FloatingFeature> in(Fields claims) {
    List<FloatingFeature> features = new ArrayList<>();
    claims.objects("features").forEach(each -> features.add(new FloatingFeature(each)));
    return Collections.unmodifiableList(features);
  }

  /** Code of the feature. */
  public String getFeature() {
    return feature.text("feature", "");
  }

  /** Whether this program holds it. */
  public boolean isHeld() {
    return feature.isTrue("held");
  }

  /** Running sessions that hold it. */
  public long getUsed() {
    return feature.integer("used", 0);
  }

  /** Sessions that may hold it; null is unlimited. */
  public @Nullable Long getMax() {
    return feature.integer("max");
  }

  /** Why the program did not get it: {@code FEATURE_EXHAUSTED} or {@code FEATURE_NOT_GRANTED}; null for nothing. */
  public @Nullable String getCode() {
    return feature.text("code");
  }

  @Override
  public String toString() {
    return getFeature() + ": " + (isHeld() ? "held" : getCode() == null ? "not held" : getCode());
  }
}
