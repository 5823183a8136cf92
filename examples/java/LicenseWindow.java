import io.github.keyward.ConnectionException;
import io.github.keyward.FileLicenseStore;
import io.github.keyward.KeywardException;
import io.github.keyward.License;
import io.github.keyward.LicenseState;
import io.github.keyward.Update;
import java.awt.Desktop;
import java.awt.FlowLayout;
import java.awt.Frame;
import java.awt.Toolkit;
import java.awt.datatransfer.StringSelection;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** A license window: what the license allows, and what the user can do about it. java -cp keyward.jar LicenseWindow.java */
public final class LicenseWindow extends JDialog {
  private static final String VERSION = "1.0.0";
  private static final String CONFIRM = "Confirm your e-mail address with the link that we have sent you, then start the trial again.";

  private final transient License license;
  private final JLabel status = new JLabel();
  private final JLabel notice = new JLabel(" ");
  private final JTextField key = new JTextField(28);
  private final List<JComponent> forUnlicensed = new ArrayList<>();
  private final List<JComponent> forLicensed = new ArrayList<>();
  private final List<JButton> buttons = new ArrayList<>();
  private final JButton buy = button("Buy or renew…", () -> browse(LicenseState::getUpgradeUrl));
  private final JButton manage = button("Manage devices…", () -> browse(LicenseState::getManageUrl));

  public LicenseWindow(Frame owner, License license) {
    super(owner, "License", true);
    this.license = license;
    Box content = Box.createVerticalBox();
    content.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
    JLabel label = new JLabel("License key");
    label.setLabelFor(key);
    JButton activate = button("Activate", () -> follow(license.async().activate(key.getText()), null));
    getRootPane().setDefaultButton(activate);
    content.add(row(status));
    content.add(shownIn(forUnlicensed, row(label, key, activate)));
    content.add(
        shownIn(
            forUnlicensed,
            row(
                button("Start a trial", () -> follow(license.async().startTrial(), state -> state == null ? CONFIRM : null)),
                button("Copy request code", this::copyRequest),
                button("Open license file…", this::openFile))));
    content.add(
        shownIn(
            forLicensed,
            row(
                button("Look for updates", () -> follow(license.async().checkForUpdate(VERSION), LicenseWindow::sentenceFor)),
                button("Release this device", () -> follow(license.async().release(), null)))));
    content.add(row(buy, manage, button("Check again", () -> follow(license.async().check(), null))));
    content.add(row(notice));
    add(content);
    license.addListener(this::show, SwingUtilities::invokeLater);
    show(license.getState());
  }

  public static void main(String[] args) {
    License.builder()
        .baseUrl("http://localhost:8080")
        .product("v2-default")
        .publicKeys("YOUR PUBLIC KEY")
        .store(FileLicenseStore.forApplication("my-program"))
        .appVersion(VERSION)
        .openAsync()
        .thenAcceptAsync(LicenseWindow::showAlone, SwingUtilities::invokeLater)
        // The threads that open the license do not keep the program running.
        .join();
  }

  private static void showAlone(License license) {
    LicenseWindow window = new LicenseWindow(null, license);
    window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    window.setVisible(true);
    license.close();
  }

  private void show(LicenseState state) {
    status.setText(sentenceFor(state));
    forUnlicensed.forEach(each -> each.setVisible(!state.isUsable()));
    forLicensed.forEach(each -> each.setVisible(state.isUsable()));
    buy.setVisible(state.getUpgradeUrl() != null);
    manage.setVisible(state.getManageUrl() != null);
    pack();
  }

  /** The buttons work again when the call has ended; the listener shows the state. */
  private <T> void follow(CompletableFuture<T> call, Function<T, String> sentence) {
    notice.setText("Please wait…");
    buttons.forEach(each -> each.setEnabled(false));
    call.whenCompleteAsync(
        (result, failed) -> {
          buttons.forEach(each -> each.setEnabled(true));
          String said = failed != null ? sentenceFor(failed) : sentence == null ? null : sentence.apply(result);
          notice.setText(said == null ? " " : said);
          pack();
        },
        SwingUtilities::invokeLater);
  }

  private <T> void follow(Supplier<T> call, Function<T, String> sentence) {
    follow(CompletableFuture.supplyAsync(call), sentence);
  }

  /** For a device without internet: the vendor makes a license file of the code. */
  private void copyRequest() {
    String typed = key.getText();
    follow(
        () -> license.offlineRequest(typed),
        code -> {
          Toolkit.getDefaultToolkit().getSystemClipboard().setContents(new StringSelection(code), null);
          return "The request code was copied. Send it to the vendor, and open the license file that you get.";
        });
  }

  private void openFile() {
    JFileChooser chooser = new JFileChooser();
    if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
      File file = chooser.getSelectedFile();
      String typed = key.getText().trim();
      follow(
          () -> {
            try {
              String text = new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8);
              return typed.isEmpty() ? license.useFile(text) : license.useFile(text, typed);
            } catch (IOException unreadable) {
              throw new CompletionException(unreadable);
            }
          },
          null);
    }
  }

  private void browse(Function<LicenseState, String> address) {
    try {
      Desktop.getDesktop().browse(URI.create(address.apply(license.getState())));
    } catch (IOException | RuntimeException failed) {
      notice.setText(String.valueOf(failed.getMessage()));
    }
  }

  private static String sentenceFor(LicenseState state) {
    String reason = state.getReason();
    switch (state.getKind()) {
      case VALID:
        return "This program is licensed.";
      case GRACE:
        return "clock_turned_back".equals(reason)
            ? "The clock of this device is wrong. Set it, or connect to the internet before " + state.getUntil()
            : "Connect to the internet before " + state.getUntil();
      case MUST_CONNECT:
        return "no_license_key".equals(reason)
            ? "Enter your license key."
            : "no_seat_free".equals(reason)
                ? "All seats are in use. The program starts when a colleague stops using it."
                : "The license server cannot be reached. Connect to the internet, and check again.";
      default:
        return "EXPIRED".equals(reason) ? "Your license has expired." : "This license cannot be used: " + reason;
    }
  }

  private static String sentenceFor(Update update) {
    return update == null
        ? "This is the newest version."
        : update.isAvailable()
            ? "Version " + update.getVersion() + " is available."
            : "Version " + update.getVersion() + " is available to renewed licenses.";
  }

  private static String sentenceFor(Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    if (cause instanceof ConnectionException) {
      return "The license server cannot be reached. Try again later.";
    }
    if (cause instanceof KeywardException && "SEATS_EXHAUSTED".equals(((KeywardException) cause).getCode())) {
      return "The license is in use on all of its devices: release one of them first.";
    }
    return String.valueOf(cause.getMessage());
  }

  private JButton button(String text, Runnable work) {
    JButton button = new JButton(text);
    button.addActionListener(event -> work.run());
    buttons.add(button);
    return button;
  }

  private static <T extends JComponent> T shownIn(List<JComponent> group, T component) {
    group.add(component);
    return component;
  }

  private static JPanel row(JComponent... parts) {
    JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING));
    for (JComponent part : parts) {
      row.add(part);
    }
    return row;
  }
}
