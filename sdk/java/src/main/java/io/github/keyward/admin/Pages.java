package io.github.keyward.admin;

import io.github.keyward.internal.Fields;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The items of a list, of which each page is read when it is reached. */
final class Pages implements Iterator<IssuedLicense> {
  private final Function<@Nullable String, Fields> read;
  private Iterator<Fields> items = Collections.emptyIterator();
  private @Nullable String after;
  private boolean isLast;

  Pages(Function<@Nullable String, Fields> read) {
    this.read = read;
  }

  @Override
  public boolean hasNext() {
    while (!items.hasNext() && !isLast) {
      Fields page = read.apply(after);
      items = page.objects("items").iterator();
      after = page.text("next");
      isLast = after == null;
    }
    return items.hasNext();
  }

  @Override
  public IssuedLicense next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return new IssuedLicense(items.next());
  }
}
