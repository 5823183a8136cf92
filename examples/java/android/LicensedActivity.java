package com.example.editor;

import android.app.Activity;
import android.os.Bundle;
import android.provider.Settings;
import android.widget.Button;
import android.widget.EditText;
import android.widget.LinearLayout;
import android.widget.TextView;
import io.github.keyward.ConnectionException;
import io.github.keyward.FileLicenseStore;
import io.github.keyward.License;
import io.github.keyward.LicenseState;

/** Needs the permission android.permission.INTERNET. getMainExecutor is of Android 9; the client needs Android 8. */
public final class LicensedActivity extends Activity {
  private License license;
  private TextView status;

  @Override
  protected void onCreate(Bundle saved) {
    super.onCreate(saved);
    EditText key = new EditText(this);
    Button activate = new Button(this);
    activate.setText("Activate");
    activate.setOnClickListener(view -> activate(key.getText().toString()));
    status = new TextView(this);
    LinearLayout page = new LinearLayout(this);
    page.setOrientation(LinearLayout.VERTICAL);
    page.addView(key);
    page.addView(activate);
    page.addView(status);
    setContentView(page);
    // Android has no machine id. This one is the device's and the signing key's, and survives a new installation.
    String device = Settings.Secure.getString(getContentResolver(), Settings.Secure.ANDROID_ID);
    License.builder()
        .baseUrl("https://licenses.example.com")
        .product("editor")
        .publicKeys("YOUR PUBLIC KEY")
        .store(FileLicenseStore.of(getFilesDir().toPath().resolve("license")))
        .device(device)
        .openAsync()
        .thenAcceptAsync(this::begin, getMainExecutor());
  }

  private void begin(License opened) {
    license = opened;
    license.addListener(this::show, getMainExecutor());
    show(license.getState());
  }

  private void activate(String key) {
    if (license == null) {
      return;
    }
    license
        .async()
        .activate(key)
        .whenCompleteAsync(
            (state, failed) -> {
              if (failed != null) {
                boolean isOffline = failed.getCause() instanceof ConnectionException;
                status.setText(isOffline ? "Connect to the Internet" : failed.getCause().getMessage());
              }
            },
            getMainExecutor());
  }

  private void show(LicenseState state) {
    status.setText(state.isUsable() ? "Licensed" : "Not licensed: " + state.getReason());
  }

  @Override
  protected void onDestroy() {
    if (license != null) {
      // It may ask the server: not in the thread of the user interface.
      new Thread(license::close).start();
    }
    super.onDestroy();
  }
}
