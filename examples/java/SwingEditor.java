import io.github.keyward.ConnectionException;
import io.github.keyward.FileLicenseStore;
import io.github.keyward.KeywardException;
import io.github.keyward.License;
import io.github.keyward.LicenseState;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.util.concurrent.CompletableFuture;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** A window that follows its license: java -cp keyward.jar SwingEditor.java */
public final class SwingEditor {
  private final License license;
  private final JTextArea editor = new JTextArea(12, 50);
  private final JLabel status = new JLabel(" ");
  private final JTextField key = new JTextField(24);
  private final JButton activate = new JButton("Activate");

  private SwingEditor(License license) {
    this.license = license;
    activate.addActionListener(event -> follow(license.async().activate(key.getText())));
    license.addListener(this::show, SwingUtilities::invokeLater);
  }

  public static void main(String[] args) {
    License.builder()
        .baseUrl("http://localhost:8080")
        .product("v2-default")
        .publicKeys("YOUR PUBLIC KEY")
        .store(FileLicenseStore.forApplication("my-program"))
        .openAsync()
        .thenAcceptAsync(license -> new SwingEditor(license).open(), SwingUtilities::invokeLater)
        .exceptionally(
            failed -> {
              // Wrong options: mend them before the program is shipped.
              failed.printStackTrace();
              return null;
            })
        // The threads that open the license do not keep the program running.
        .join();
  }

  private void open() {
    JPanel bar = new JPanel(new FlowLayout(FlowLayout.LEFT));
    bar.add(new JLabel("License key"));
    bar.add(key);
    bar.add(activate);
    JFrame window = new JFrame("Editor");
    window.add(bar, BorderLayout.NORTH);
    window.add(editor, BorderLayout.CENTER);
    window.add(status, BorderLayout.SOUTH);
    window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    window.addWindowListener(
        new java.awt.event.WindowAdapter() {
          @Override
          public void windowClosed(java.awt.event.WindowEvent event) {
            license.close();
          }
        });
    window.pack();
    window.setVisible(true);
    show(license.getState());
  }

  /** The button works again when the call has ended; the listener shows the state. */
  private void follow(CompletableFuture<LicenseState> call) {
    activate.setEnabled(false);
    call.whenCompleteAsync(
        (state, failed) -> {
          activate.setEnabled(true);
          if (failed != null) {
            status.setText(sentenceFor(failed.getCause()));
          }
        },
        SwingUtilities::invokeLater);
  }

  private void show(LicenseState state) {
    editor.setEnabled(state.isUsable());
    status.setText(sentenceFor(state));
  }

  private static String sentenceFor(LicenseState state) {
    switch (state.getKind()) {
      case VALID:
        return "Licensed";
      case GRACE:
        return "Connect to the Internet before " + state.getUntil();
      case MUST_CONNECT:
        return "no_license_key".equals(state.getReason()) ? "Enter your license key" : "Connect to the Internet";
      default:
        return "This license cannot be used: " + state.getReason();
    }
  }

  private static String sentenceFor(Throwable failed) {
    if (failed instanceof ConnectionException) {
      return "The license server cannot be reached. Try again later";
    }
    if (failed instanceof KeywardException && "SEATS_EXHAUSTED".equals(((KeywardException) failed).getCode())) {
      return "This license is used on all of its devices: release one of them first";
    }
    return String.valueOf(failed.getMessage());
  }
}
