using System.IO;
using Keyward;
using UnityEngine;

/// <summary>Opens the license with the first scene, and closes it with the game.</summary>
public sealed class LicensedGame : MonoBehaviour
{
    private License license;

    public bool IsLicensed => license != null && license.State.IsUsable;

    /// <summary>For the button beside the field of the license key.</summary>
    public async void Activate(string licenseKey)
    {
        try
        {
            await license.ActivateAsync(licenseKey);
        }
        catch (ConnectionException error)
        {
            Debug.Log("The license server cannot be reached: " + error.Message);
        }
        catch (KeywardException error)
        {
            Debug.Log("Refused: " + error.Code);
        }
    }

    private async void Start()
    {
        DontDestroyOnLoad(gameObject);
        license = await License.OpenAsync(new LicenseOptions
        {
            BaseUrl = "https://licenses.example.com",
            Product = "game",
            PublicKeys = { "YOUR PUBLIC KEY" },
            Store = new FileLicenseStore(Path.Combine(Application.persistentDataPath, "license")),
            Device = SystemInfo.deviceUniqueIdentifier,
            AppVersion = Application.version,
        });
        // It comes in the main thread, because the license was opened there.
        license.StateChanged += (sender, e) => Debug.Log("License: " + e.State);
    }

    private void OnApplicationQuit()
    {
        license?.Dispose();
    }
}
