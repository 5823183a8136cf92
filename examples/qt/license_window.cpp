// A license window: what the license allows, and what the user can do about it. Qt 5.15 or 6, over the client for C.
#include <QtWidgets>
#include <keyward.h>

namespace {

const char *const KEYS[] = {"YOUR PUBLIC KEY"}; // x of /.well-known/jwks.json
const char *const VERSION = "1.0.0";

struct Shown {
  QString sentence;
  QUrl upgrade;
  QUrl manage;
  bool isUsable;
};

QString sentenceFor(const keyward_state &state) {
  const QString reason = QString::fromUtf8(state.reason);
  const QString until = QLocale().toString(QDateTime::fromMSecsSinceEpoch(state.until), QLocale::ShortFormat);
  switch (state.kind) {
    case KEYWARD_VALID:
      return "This program is licensed.";
    case KEYWARD_GRACE:
      return (reason == "clock_turned_back" ? "The clock of this device is wrong. Set it, or connect to the internet before "
                                            : "Connect to the internet before ") + until;
    case KEYWARD_MUST_CONNECT:
      return reason == "no_license_key" ? "Enter your license key."
             : reason == "no_seat_free" ? "All seats are in use. The program starts when a colleague stops using it."
                                        : "The license server cannot be reached. Connect to the internet, and check again.";
    default:
      return reason == "EXPIRED" ? "Your license has expired." : "This license cannot be used: " + reason;
  }
}

// Calls with the handle wait for the network: they run one after the other in a thread of their own.
class LicenseWindow : public QDialog {
 public:
  explicit LicenseWindow(keyward_license *license) : license(license) {
    setWindowTitle("License");
    calls.setMaxThreadCount(1);
    auto *label = new QLabel("&License key");
    label->setBuddy(&key);
    key.setMinimumWidth(260);
    unlicensed = row({label, &key, button("&Activate", [this] {
      return [this, typed = key.text().toUtf8()] { return told(keyward_activate(this->license, typed)); };
    })});
    unlicensedToo = row({
        button("Start a &trial", [this] {
          return [this] {
            int isGranted = 0;
            const keyward_error error = keyward_start_trial(this->license, nullptr, nullptr, &isGranted);
            const QString pending = "Confirm your e-mail address with the link that we have sent you, then start the trial again.";
            return error == KEYWARD_OK && !isGranted ? pending : told(error);
          };
        }),
        button("Show &request code", [this] {
          return [this, typed = key.text().toUtf8()] {
            const char *code = nullptr;
            const keyward_error error = keyward_offline_request(this->license, typed, &code);
            return error == KEYWARD_OK ? "Send this to the vendor, and open the license file that you get: " + QString(code) : told(error);
          };
        }),
        button("Open license &file…", [this] {
          QFile file(QFileDialog::getOpenFileName(this));
          const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
          return [this, text, typed = key.text().toUtf8()] {
            return told(keyward_use_file(this->license, text, typed.isEmpty() ? nullptr : typed.constData()));
          };
        })});
    licensed = row({
        button("Look for &updates", [this] {
          return [this] {
            const keyward_update *update = nullptr;
            const keyward_error error = keyward_check_for_update(this->license, VERSION, &update);
            return error != KEYWARD_OK ? told(error)
                   : update == nullptr ? QString("This is the newest version.")
                   : QString("Version %1 is available%2").arg(update->version, update->is_available ? "." : " to renewed licenses.");
          };
        }),
        button("Re&lease this device", [this] { return [this] { return told(keyward_release(this->license)); }; })});
    rows.addWidget(&status);
    rows.addWidget(unlicensed);
    rows.addWidget(unlicensedToo);
    rows.addWidget(licensed);
    rows.addWidget(row({button("&Check again", [this] {
      return [this] {
        keyward_check(this->license);
        return lastProblem();
      };
    })}));
    links.setOpenExternalLinks(true);
    rows.addWidget(&links);
    message.setWordWrap(true);
    message.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    rows.addWidget(&message);
    setLayout(&rows);
    connect(&timer, &QTimer::timeout, this, [this] {
      run([this] {
        keyward_wake(this->license);
        return QString();
      });
    });
    timer.setSingleShot(true);
    run([] { return QString(); });
  }

  ~LicenseWindow() override {
    calls.waitForDone();
  }

 private:
  using Call = std::function<QString()>;

  QString told(keyward_error error) {
    return error == KEYWARD_OK                        ? QString()
           : keyward_last_problem(license) == nullptr ? QString(keyward_error_text(error))
                                                      : lastProblem();
  }

  QString lastProblem() {
    const keyward_problem *problem = keyward_last_problem(license);
    return problem == nullptr                             ? QString()
           : problem->is_unreachable                      ? QString("The license server cannot be reached. Try again later.")
           : QString(problem->code) == "SEATS_EXHAUSTED" ? QString("The license is in use on all of its devices: release one first.")
                                                         : QString::fromUtf8(problem->message);
  }

  QPushButton *button(const QString &text, std::function<Call()> prepared) {
    auto *button = new QPushButton(text);
    connect(button, &QPushButton::clicked, this, [this, prepared] { run(prepared()); });
    return button;
  }

  QWidget *row(std::initializer_list<QWidget *> parts) {
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : parts) {
      layout->addWidget(part);
    }
    return row;
  }

  // What the call says, and the state after it, are shown in the thread of the window.
  void run(const Call &call) {
    // A widget that is disabled loses the focus.
    focused = focusWidget();
    setEnabled(false);
    message.setText("Please wait…");
    calls.start([this, call] {
      const QString said = call();
      const keyward_state *state = keyward_get_state(license);
      const Shown shown = {sentenceFor(*state), QUrl(state->upgrade_url), QUrl(state->manage_url), state->is_usable != 0};
      const qint64 delay = keyward_wake_delay(license);
      QMetaObject::invokeMethod(this, [this, said, shown, delay] { show(said, shown, delay); });
    });
  }

  void show(const QString &said, const Shown &shown, qint64 delay) {
    setEnabled(true);
    if (focused != nullptr) {
      focused->setFocus();
    }
    status.setText(shown.sentence);
    message.setText(said);
    unlicensed->setVisible(!shown.isUsable);
    unlicensedToo->setVisible(!shown.isUsable);
    licensed->setVisible(shown.isUsable);
    const QString link = "<a href=\"%1\">%2</a> ";
    links.setText((shown.upgrade.isEmpty() ? QString() : link.arg(shown.upgrade.toEncoded(), "Buy or renew")) +
                  (shown.manage.isEmpty() ? QString() : link.arg(shown.manage.toEncoded(), "Manage devices")));
    links.setVisible(!links.text().isEmpty());
    timer.start(static_cast<int>(delay));
  }

  keyward_license *license;
  QThreadPool calls;
  QTimer timer;
  QVBoxLayout rows;
  QLabel status, links, message;
  QLineEdit key;
  QWidget *unlicensed, *unlicensedToo, *licensed, *focused = nullptr;
};

} // namespace

int main(int count, char **arguments) {
  QApplication application(count, arguments);
  const QByteArray store = (QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/license").toUtf8();
  keyward_options options;
  keyward_license *license = nullptr;
  keyward_init_options(&options, sizeof options);
  options.base_url = "http://localhost:8080";
  options.product = "v2-default";
  options.keys = KEYS;
  options.key_count = 1;
  options.store_path = store;
  options.app_version = VERSION;
  const keyward_error error = keyward_open(&options, &license);
  if (error != KEYWARD_OK) {
    qCritical("%s", keyward_error_text(error));
    return 1;
  }
  {
    LicenseWindow window(license);
    window.exec();
  }
  keyward_free(license);
  return 0;
}
