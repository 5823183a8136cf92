package com.example.editor;

import io.github.keyward.FileLicenseStore;
import io.github.keyward.License;
import io.github.keyward.admin.KeywardClient;
import io.github.keyward.admin.WebhookVerifier;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class LicenseConfiguration {
  /** License of this installation. In containers, name it: each new container would take another seat. */
  @Bean(destroyMethod = "close")
  License license(@Value("${keyward.url}") String url, @Value("${editor.installation}") String installation) {
    return License.builder()
        .baseUrl(url)
        .product("editor")
        .publicKeys("YOUR PUBLIC KEY")
        .store(FileLicenseStore.of(Path.of("/var/lib/editor/license")))
        .device(installation)
        .open();
  }

  /** For a shop, not for programs that are shipped. */
  @Bean
  KeywardClient keyward(@Value("${keyward.url}") String url, @Value("${keyward.api-key}") String apiKey) {
    return KeywardClient.create(url, apiKey);
  }

  @Bean
  WebhookVerifier webhooks(@Value("${keyward.webhook-secret}") String secret) {
    return new WebhookVerifier(secret);
  }
}
