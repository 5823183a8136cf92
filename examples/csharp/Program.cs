using System;
using System.Threading.Tasks;
using Keyward;

/// <summary>A program that runs with a license only: its first start is given the license key.</summary>
internal static class Program
{
    private static int Main(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task<int> RunAsync(string[] args)
    {
        // Constants and never settings: whoever can change them decides which server is believed.
        using (var license = await License.OpenAsync(new LicenseOptions
        {
            BaseUrl = "http://localhost:8080",
            Product = "v2-default",
            PublicKeys = { "YOUR PUBLIC KEY" },
            Store = new FileLicenseStore("license.json"),
        }))
        {
            await license.CheckAsync(); // at each start, also if the last answer is recent
            if (args.Length > 0 && !license.State.IsUsable)
            {
                await ActivateAsync(license, args[0]);
            }
            foreach (var warning in license.Warnings) // to be mended before the program is shipped
            {
                Console.Error.WriteLine("Warning: " + warning);
            }
            return Work(license.State);
        }
    }

    private static async Task ActivateAsync(License license, string key)
    {
        try
        {
            await license.ActivateAsync(key);
        }
        catch (KeywardException problem)
        {
            Console.Error.WriteLine("Not activated: " + problem.Code + ": " + problem.Message);
        }
    }

    private static int Work(LicenseState state)
    {
        if (!state.IsUsable)
        {
            Console.Error.WriteLine("Not licensed: " + state.Reason);
            return 1;
        }
        if (state.Kind == LicenseStateKind.Grace)
        {
            Console.Error.WriteLine("Please connect before " + state.Until?.ToString("u") + ": " + state.Reason);
        }
        Console.WriteLine("Licensed: " + string.Join(", ", state.Features));
        return 0;
    }
}
