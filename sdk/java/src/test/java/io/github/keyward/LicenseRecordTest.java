package io.github.keyward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LicenseRecordTest {
  /** As the client for Python has written it. */
  private static final String WRITTEN =
      "{\"version\":1,\"licenseKey\":\"Größe-\u2028/\\\"1\",\"answer\":\"a.b.c\",\"seen\":1800000000123"
          + ",\"keys\":{\"proofs\":[\"p.q.r\"]},\"device\":\"d\",\"released\":[\"x\"],\"request\":{\"nonce\":\"nonce\",\"at\":5}"
          + ",\"seal\":\"64b1c0369309d34ec63fb383754a6aeed2a60c6e32d00c9d7351d8fdfd8a6df1\"}";

  @Test
  void readsAndWritesTheRecordOfOtherLanguages() {
    LicenseRecord record = LicenseRecord.decode(WRITTEN);
    assertFalse(record.isEdited);
    assertEquals("Größe-\u2028/\"1", record.licenseKey);
    assertEquals(1_800_000_000_123L, record.seen);
    assertEquals(List.of("x"), record.released);
    assertEquals("nonce", record.request.nonce);
    assertEquals(WRITTEN, record.encode());
  }

  @Test
  void dropsWhatWasEdited() {
    LicenseRecord record = LicenseRecord.decode(WRITTEN.replace("1800000000123", "1"));
    assertTrue(record.isEdited);
    assertNull(record.answer);
    assertEquals(0, record.seen);
    assertEquals("d", record.device);
    assertFalse(LicenseRecord.decode(null).isEdited);
  }

  @Test
  void readsAnyText() {
    Random random = new Random(17);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder(WRITTEN);
      for (int change = random.nextInt(5); change >= 0; change--) {
        text.setCharAt(random.nextInt(text.length()), "{}[]\",:01nt\\ \ud800".charAt(random.nextInt(14)));
      }
      text.setLength(random.nextInt(text.length() + 1));
      assertNotNull(LicenseRecord.decode(text.toString()));
    }
  }
}
