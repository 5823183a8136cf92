using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Drawing;
using System.IO;
using System.Threading.Tasks;
using System.Windows.Forms;
using Keyward;

/// <summary>A license window: what the license allows, and what the user can do about it.</summary>
internal sealed class LicenseForm : Form
{
    private const string Version = "1.0.0";

    private readonly License license;
    private bool isCalling;
    private readonly Label status = new Label { AutoSize = true };
    private readonly Label notice = new Label { AutoSize = true, MaximumSize = new Size(440, 0) };
    private readonly TextBox key = new TextBox { Width = 260, AccessibleName = "License key", Anchor = AnchorStyles.Left };
    private readonly List<Control> forUnlicensed = new List<Control>();
    private readonly List<Control> forLicensed = new List<Control>();
    private readonly FlowLayoutPanel rows = new FlowLayoutPanel
    {
        FlowDirection = FlowDirection.TopDown, AutoSize = true, WrapContents = false, Padding = new Padding(8),
    };

    private readonly Button buy;
    private readonly Button manage;

    public LicenseForm(License license)
    {
        this.license = license;
        Text = "License";
        AutoSize = true;
        AutoSizeMode = AutoSizeMode.GrowAndShrink;
        FormBorderStyle = FormBorderStyle.FixedDialog;
        MaximizeBox = false;
        StartPosition = FormStartPosition.CenterScreen;
        buy = Button("Buy or renew…", () => Browse(license.State.UpgradeUrl));
        manage = Button("Manage devices…", () => Browse(license.State.ManageUrl));
        var activate = Button("Activate", async () => await TellAsync(async () => { await license.ActivateAsync(key.Text); return ""; }));
        AcceptButton = activate;
        AddRow(null, status);
        AddRow(forUnlicensed, new Label { Text = "License key", AutoSize = true, Anchor = AnchorStyles.Left }, key, activate);
        AddRow(
            forUnlicensed,
            Button("Start a trial", async () => await TellAsync(StartTrialAsync)),
            Button("Copy request code", async () => await TellAsync(CopyRequestAsync)),
            Button("Open license file…", async () => await TellAsync(OpenFileAsync)));
        AddRow(
            forLicensed,
            Button("Look for updates", async () => await TellAsync(LookForUpdateAsync)),
            Button("Release this device", async () => await TellAsync(async () => { await license.ReleaseAsync(); return ""; })));
        AddRow(null, buy, manage, Button("Check again", async () => await TellAsync(async () => { await license.CheckAsync(); return ""; })));
        AddRow(null, notice);
        Controls.Add(rows);
        // It comes in the thread of the window if the license was opened there.
        license.StateChanged += Changed;
        FormClosed += (sender, e) => license.StateChanged -= Changed;
        ShowState(license.State);
    }

    [STAThread]
    private static void Main()
    {
        Application.EnableVisualStyles();
        var license = Task.Run(() => License.OpenAsync(new LicenseOptions
        {
            BaseUrl = "http://localhost:8080",
            Product = "v2-default",
            PublicKeys = { "YOUR PUBLIC KEY" },
            Store = FileLicenseStore.ForApplication("my-program"),
            AppVersion = Version,
        })).Result;
        using (license)
        {
            Application.Run(new LicenseForm(license));
        }
    }

    private void Changed(object sender, LicenseStateChangedEventArgs e)
    {
        if (IsHandleCreated)
        {
            BeginInvoke(new Action(() => ShowState(e.State)));
        }
    }

    private void ShowState(LicenseState state)
    {
        status.Text = SentenceFor(state);
        forUnlicensed.ForEach(each => each.Visible = !state.IsUsable);
        forLicensed.ForEach(each => each.Visible = state.IsUsable);
        buy.Visible = state.UpgradeUrl != null;
        manage.Visible = state.ManageUrl != null;
    }

    /// <summary>Until the call has ended, the buttons do nothing: if they were disabled, they would lose the focus.</summary>
    private async Task TellAsync(Func<Task<string>> call)
    {
        if (isCalling)
        {
            return;
        }
        isCalling = true;
        UseWaitCursor = true;
        notice.Text = "Please wait…";
        try
        {
            notice.Text = await call();
        }
        catch (ConnectionException)
        {
            notice.Text = "The license server cannot be reached. Try again later.";
        }
        catch (KeywardException error)
        {
            var isFull = error.Code == "SEATS_EXHAUSTED";
            notice.Text = isFull ? "The license is in use on all of its devices: release one of them first." : error.Message;
        }
        catch (IOException error)
        {
            notice.Text = error.Message;
        }
        isCalling = false;
        UseWaitCursor = false;
        ShowState(license.State);
    }

    private async Task<string> StartTrialAsync()
    {
        var isPending = await license.StartTrialAsync() == null;
        return isPending ? "Confirm your e-mail address with the link that we have sent you, then start the trial again." : "";
    }

    /// <summary>For a device without internet: the vendor makes a license file of the code.</summary>
    private async Task<string> CopyRequestAsync()
    {
        Clipboard.SetText(await license.OfflineRequestAsync(key.Text));
        return "The request code was copied. Send it to the vendor, and open the license file that you get.";
    }

    private async Task<string> OpenFileAsync()
    {
        using (var dialog = new OpenFileDialog())
        {
            if (dialog.ShowDialog(this) == DialogResult.OK)
            {
                await license.UseFileAsync(File.ReadAllText(dialog.FileName), key.Text.Trim().Length == 0 ? null : key.Text);
            }
        }
        return "";
    }

    private async Task<string> LookForUpdateAsync()
    {
        var update = await license.CheckForUpdateAsync(Version);
        return update == null
            ? "This is the newest version."
            : "Version " + update.Version + (update.IsAvailable ? " is available." : " is available to renewed licenses.");
    }

    private static void Browse(string address) =>
        Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })?.Dispose();

    private static string SentenceFor(LicenseState state)
    {
        switch (state.Kind)
        {
            case LicenseStateKind.Valid:
                return "This program is licensed.";
            case LicenseStateKind.Grace:
                var until = " before " + state.Until?.LocalDateTime.ToString("g") + ".";
                return state.Reason == "clock_turned_back"
                    ? "The clock of this device is wrong. Set it, or connect to the internet" + until
                    : "Connect to the internet" + until;
            case LicenseStateKind.MustConnect:
                return state.Reason == "no_license_key" ? "Enter your license key."
                    : state.Reason == "no_seat_free" ? "All seats are in use. The program starts when a colleague stops using it."
                    : "The license server cannot be reached. Connect to the internet, and check again.";
            default:
                return state.Reason == "EXPIRED" ? "Your license has expired." : "This license cannot be used: " + state.Reason;
        }
    }

    private static Button Button(string text, Action work)
    {
        var button = new Button { Text = text, AutoSize = true };
        button.Click += (sender, e) => work();
        return button;
    }

    private void AddRow(List<Control> group, params Control[] parts)
    {
        var row = new FlowLayoutPanel { AutoSize = true, WrapContents = false };
        row.Controls.AddRange(parts);
        rows.Controls.Add(row);
        group?.Add(row);
    }
}
