using System;
using System.Drawing;
using System.Threading.Tasks;
using System.Windows.Forms;
using Keyward;

/// <summary>A window that follows its license: the key is entered in it, and changes are shown as they happen.</summary>
internal sealed class EditorForm : Form
{
    private readonly Label status = new Label { AutoSize = true, Location = new Point(12, 12), Text = "Checking the license…" };
    private readonly TextBox key = new TextBox { Location = new Point(12, 40), Width = 260 };
    private readonly Button activate = new Button { Location = new Point(280, 38), Text = "Activate", Enabled = false };
    private License license;

    private EditorForm()
    {
        Text = "Editor";
        ClientSize = new Size(380, 80);
        Controls.AddRange(new Control[] { status, key, activate });
        activate.Click += async (sender, e) => await ActivateAsync();
        Load += async (sender, e) => await OpenAsync();
        FormClosed += (sender, e) => license?.Dispose();
    }

    [STAThread]
    private static void Main()
    {
        Application.EnableVisualStyles();
        Application.Run(new EditorForm());
    }

    private async Task OpenAsync()
    {
        license = await License.OpenAsync(new LicenseOptions
        {
            BaseUrl = "https://licenses.example.com",
            Product = "editor",
            PublicKeys = { "YOUR PUBLIC KEY" },
            Store = FileLicenseStore.ForApplication("editor"),
            AppVersion = Application.ProductVersion,
        });
        // It comes in the thread of the window, because the license was opened there.
        license.StateChanged += (sender, e) => Show(e.State);
        activate.Enabled = true;
        Show(license.State);
    }

    private async Task ActivateAsync()
    {
        activate.Enabled = false;
        try
        {
            Show(await license.ActivateAsync(key.Text));
        }
        catch (ConnectionException error)
        {
            status.Text = "The license server cannot be reached: " + error.Message;
        }
        catch (KeywardException error)
        {
            status.Text = error.Code == "SEATS_EXHAUSTED" ? "All devices of this license are in use." : error.Message;
        }
        activate.Enabled = true;
    }

    private void Show(LicenseState state)
    {
        switch (state.Kind)
        {
            case LicenseStateKind.Valid:
                status.Text = "Licensed" + (state.Customer == null ? "" : " to " + state.Customer);
                break;
            case LicenseStateKind.Grace:
                status.Text = "Connect to the internet before " + state.Until?.LocalDateTime.ToString("g");
                break;
            case LicenseStateKind.MustConnect:
                status.Text = state.Reason == "no_license_key" ? "Enter your license key" : "Connect to the internet: " + state.Reason;
                break;
            default:
                status.Text = "Not licensed: " + state.Reason;
                break;
        }
    }
}
