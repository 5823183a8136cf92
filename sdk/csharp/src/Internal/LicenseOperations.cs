using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>Everything that a program does with its license, each in a turn of its own.</summary>
    internal sealed partial class LicenseOperations : LicenseMonitor
    {
        private const int AirGapNonce = 16;

        private readonly Verifier verifier;
        private readonly string product;

        public LicenseOperations(
            LicenseMemory memory,
            LicenseServer server,
            KnownTime time,
            bool isFloating,
            long longestGrace,
            string givenKey,
            Verifier verifier,
            string product,
            string fingerprint)
            : base(memory, server, time, isFloating, longestGrace, givenKey)
        {
            this.verifier = verifier;
            this.product = product;
            Fingerprint = fingerprint;
        }

        public string Fingerprint { get; }

        public Task<LicenseState> CheckNowAsync(CancellationToken cancellation) =>
            ChangeAsync(() => CheckAsync(cancellation), cancellation);

        /// <summary>If the server postpones the activation of the known key, the next check tries it again.</summary>
        public Task<LicenseState> ActivateAsync(string licenseKey, CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    var key = KeyOr(licenseKey);
                    Seat.Resume();
                    SignedProof answer;
                    try
                    {
                        answer = await Server.ActivateAsync(key, cancellation).ConfigureAwait(false);
                    }
                    catch (KeywardException error)
                    {
                        if (key == Memory.LicenseKey && Schedule.Postpones(error))
                        {
                            Settle();
                        }
                        throw;
                    }
                    return await AcceptAsync(key, answer, cancellation).ConfigureAwait(false);
                },
                cancellation);
        }

        public Task<LicenseState> ReleaseAsync(CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    var key = KeyOr(null);
                    await EndSeatAsync(true, cancellation).ConfigureAwait(false);
                    await Server.DeactivateAsync(key, cancellation).ConfigureAwait(false);
                    return Forget();
                },
                cancellation);
        }

        public Task<LicenseState> StartTrialAsync(string email, string domain, CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    var trial = await Server.Calls.RequestTrialAsync(email, domain, cancellation).ConfigureAwait(false);
                    var key = trial.Text("license_key");
                    if (key == null)
                    {
                        return null;
                    }
                    var answer = await Server.ActivateAsync(key, cancellation).ConfigureAwait(false);
                    return await AcceptAsync(key, answer, cancellation).ConfigureAwait(false);
                },
                cancellation);
        }

        public Task<Update> CheckForUpdateAsync(string currentVersion, UpdateTarget target, CancellationToken cancellation)
        {
            return ChangeAsync(
                async () =>
                {
                    var found = await Server.CheckForUpdateAsync(Memory.LicenseKey, currentVersion, target, cancellation)
                        .ConfigureAwait(false);
                    Update.CheckQuestion(found.Claims, product, currentVersion);
                    var manifest = found.Reply.Text("manifest");
                    return found.Claims.IsTrue("available") && manifest != null
                        ? Update.Signed(
                            found, await Server.ManifestAsync(manifest, cancellation).ConfigureAwait(false), product, currentVersion)
                        : Update.OutOfReach(found);
                },
                cancellation);
        }

        public Task<LicenseState> UseFileAsync(string text, string licenseKey, CancellationToken cancellation)
        {
            return ChangeAsync(
                () =>
                {
                    var key = KeyOr(licenseKey);
                    var file = ReadFile(text, key);
                    if (Memory.HasReleased(file))
                    {
                        throw new KeywardException("LICENSE_FILE_RELEASED", "The seat of this license file was given up");
                    }
                    TakeTimeOf(file);
                    CheckEnd(file);
                    Memory.UseFile(key, file);
                    return Task.FromResult(Settle());
                },
                cancellation);
        }

        public Task<string> OfflineRequestAsync(string licenseKey, CancellationToken cancellation)
        {
            return ChangeAsync(
                () =>
                {
                    var key = KeyOr(licenseKey);
                    var request = Memory.Request ?? new OfflineRequest(Codec.RandomText(AirGapNonce), Time.LocalNow());
                    Memory.RememberRequest(request);
                    Settle();
                    return Task.FromResult(LicenseFiles.OfflineRequest(key, Fingerprint, request.Nonce));
                },
                cancellation);
        }

        public Task<string> ReleaseOfflineAsync(CancellationToken cancellation)
        {
            return ChangeAsync(
                () =>
                {
                    var file = Memory.File;
                    if (file == null || file.IsForAnyDevice)
                    {
                        throw new KeywardException("LICENSE_FILE_MISSING", "There is no license file of this device");
                    }
                    var code = LicenseFiles.ReleaseCode(KeyOr(null), Fingerprint, file.Jti);
                    Forget();
                    return Task.FromResult(code);
                },
                cancellation);
        }

        /// <summary>A turn of a license that is open.</summary>
        private Task<T> ChangeAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
        {
            return TurnAsync(
                () =>
                {
                    if (IsClosed)
                    {
                        throw new KeywardException("LICENSE_CLOSED", "The license was closed");
                    }
                    return work();
                },
                cancellation);
        }

        private LicenseState Forget()
        {
            Memory.Forget();
            ReplaceStored();
            return StateNow();
        }

        private SignedProof ReadFile(string text, string licenseKey)
        {
            try
            {
                return verifier.File(text, licenseKey, null);
            }
            catch (UntrustedException untrusted)
            {
                throw LicenseFiles.Unusable(untrusted);
            }
        }

        private void TakeTimeOf(SignedProof file)
        {
            Time.SawAtLeast(file.IssuedAt);
            if (Memory.IsNew(file))
            {
                var request = Memory.Request;
                Time.SawNew(file.IssuedAt, request != null && request.Nonce == file.Request ? request.At : (long?)null);
            }
        }

        private void CheckEnd(SignedProof file)
        {
            var end = file.EndsAt + Instants.Second;
            if (Time.Now() < end)
            {
                return;
            }
            if (Time.IsTurnedBack && Time.Reading < end)
            {
                throw new KeywardException(
                    "CLOCK_WAS_AHEAD",
                    "The clock of this device was ahead once, or is behind now: correct it, and use a license file that was made for a "
                        + "new request");
            }
            throw new KeywardException("LICENSE_FILE_EXPIRED", "The license file has ended");
        }
    }
}
