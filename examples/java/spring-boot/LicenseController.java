package com.example.editor;

import io.github.keyward.KeywardException;
import io.github.keyward.License;
import io.github.keyward.LicenseState;
import io.github.keyward.admin.IssuedLicense;
import io.github.keyward.admin.KeywardClient;
import io.github.keyward.admin.NewLicense;
import io.github.keyward.admin.WebhookEvent;
import io.github.keyward.admin.WebhookVerifier;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LicenseController {
  private final License license;
  private final KeywardClient keyward;
  private final WebhookVerifier webhooks;

  LicenseController(License license, KeywardClient keyward, WebhookVerifier webhooks) {
    this.license = license;
    this.keyward = keyward;
    this.webhooks = webhooks;
  }

  @GetMapping("/license")
  String show() {
    LicenseState state = license.getState();
    return state.isUsable() ? "Licensed" : "Not licensed: " + state.getReason();
  }

  @PostMapping("/license")
  ResponseEntity<String> activate(@RequestParam String key) {
    try {
      license.activate(key);
      return ResponseEntity.ok("Licensed");
    } catch (KeywardException error) {
      return ResponseEntity.badRequest().body(error.getCode());
    }
  }

  /** A shop: the same order gives the same license, also if it is sent twice. */
  @PostMapping("/orders/license")
  String issue(@RequestParam String order, @RequestParam String email) {
    NewLicense wanted = NewLicense.of("editor").customer(email).durationDays(365).reference(order);
    IssuedLicense issued = keyward.licenses().issue(wanted, "order-" + order);
    return issued.getKey();
  }

  @PostMapping("/hooks/keyward")
  ResponseEntity<Void> receive(@RequestBody byte[] body, HttpServletRequest request) {
    WebhookEvent event;
    try {
      event = webhooks.verify(body, request::getHeader);
    } catch (KeywardException forged) {
      return ResponseEntity.status(401).build();
    }
    if (event.getType().equals("license.revoked")) {
      // Tell the customer.
    }
    return ResponseEntity.noContent().build();
  }
}
