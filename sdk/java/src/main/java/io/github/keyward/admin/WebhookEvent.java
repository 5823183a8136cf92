package io.github.keyward.admin;

import io.github.keyward.internal.Fields;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that has happened on the license server. */
public final class WebhookEvent {
  private final String id;
  private final Fields event;

  WebhookEvent(String id, Fields event) {
    this.id = id;
    this.event = event;
  }

  /** All tries of a delivery have the same id: remember it, because an event may arrive more than once. */
  public String getId() {
    return id;
  }

  /** Such as {@code license.revoked}. */
  public String getType() {
    return event.text("type", "");
  }

  /** Says in which order events happened: they may arrive in any order. */
  public long getSequence() {
    return event.integer("sequence", 0);
  }

  public @Nullable Instant getAt() {
    return event.time("at");
  }

  /** The fields that this type has. */
  public Map<String, @Nullable Object> getData() {
    return event.object("data").asMap();
  }

  @Override
  public String toString() {
    return getType() + " " + getSequence();
  }
}
