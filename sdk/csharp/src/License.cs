using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Keyward.Internal;

namespace Keyward
{
    /// <summary>The license of a program on a device. It may be used from any thread.</summary>
    /// <remarks>
    /// Properties never block. Methods throw <see cref="KeywardException"/> if the server refuses, and
    /// <see cref="ConnectionException"/> if no working server answers; the state is as before then.
    /// </remarks>
    public sealed partial class License : IDisposable
    {
        private readonly LicenseOperations work;

        private License(LicenseOperations work, string environment, SynchronizationContext context)
        {
            this.work = work;
            Environment = environment;
            work.Changes.Changed += state => Raise(state, context);
        }

        /// <summary>
        /// Tells of each new state, on the <see cref="SynchronizationContext"/> in which the license was opened, such as that of a
        /// window; without one, on a thread of the pool.
        /// </summary>
        public event EventHandler<LicenseStateChangedEventArgs> StateChanged;

        /// <summary>Whether the program may run now.</summary>
        public LicenseState State => work.State;

        /// <summary>The license key that is known; null if the user has to type it.</summary>
        [MaybeNull]
        public string LicenseKey => work.Known.LicenseKey;

        /// <summary>Name of this device, which a license file is made for.</summary>
        public string Fingerprint => work.Fingerprint;

        /// <summary>
        /// <c>physical</c>, <c>virtual_machine</c>, <c>container</c> or <c>development</c>; null if the platform does not say.
        /// </summary>
        [MaybeNull]
        public string Environment { get; }

        /// <summary>Something to mend before the program is shipped.</summary>
        public IReadOnlyList<LicenseWarning> Warnings => work.Warnings;

        /// <summary>The last failure, also in the background; null after a good answer.</summary>
        [MaybeNull]
        public Exception LastError => work.LastError;

        /// <summary>The relay in the customer's network that gave the last answer; null for the vendor's server.</summary>
        [MaybeNull]
        public Relay Relay => work.Known.Relay == null ? null : new Relay(work.Known.Relay);

        /// <summary>
        /// Opens the license. It waits for the server if the store holds no answer with which the program may run, or the last answer
        /// is overdue. It returns also if nobody answers: look at <see cref="State"/>. Throws <c>INVALID_OPTIONS</c> if an option is
        /// missing or wrong.
        /// </summary>
        public static Task<License> OpenAsync(LicenseOptions options, CancellationToken cancellationToken = default(CancellationToken))
        {
            if (options == null)
            {
                throw new ArgumentNullException(nameof(options));
            }
            var context = SynchronizationContext.Current;
            return Task.Run(() => OpenAsync(options, context, cancellationToken), cancellationToken);
        }

        /// <summary>
        /// Takes a seat for this device. A device that is already active keeps its seat. With <c>RATE_LIMIT_EXCEEDED</c>, or while the
        /// server is busy, the activation of a key that is known is tried again in the background.
        /// </summary>
        /// <param name="licenseKey">As the user typed it; null for the key that is known.</param>
        /// <param name="cancellationToken">Ends the call; the state is as before then.</param>
        public Task<LicenseState> ActivateAsync(
            [AllowNull] string licenseKey = null, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ActivateAsync(licenseKey, cancellationToken);

        /// <summary>Asks the server now. Returns the state also if nobody answers.</summary>
        public Task<LicenseState> CheckAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.CheckNowAsync(cancellationToken);

        /// <summary>Gives up the seat of this device and forgets the license key.</summary>
        public Task<LicenseState> ReleaseAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ReleaseAsync(cancellationToken);

        /// <summary>
        /// Asks for a trial of the product and, if it is granted, activates it; null while it has to be verified.
        /// </summary>
        /// <param name="email">For a product whose trials need one.</param>
        /// <param name="domain">For a product whose trials need one.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<LicenseState
#if NULLABLE
            ?
#endif
            > StartTrialAsync(
            [AllowNull] string email = null,
            [AllowNull] string domain = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            work.StartTrialAsync(email, domain, cancellationToken);

        /// <summary>
        /// The newest version after the given one, also one that this license may not have; null if there is none.
        /// </summary>
        public Task<Update
#if NULLABLE
            ?
#endif
            > CheckForUpdateAsync(
            string currentVersion, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.CheckForUpdateAsync(currentVersion, new UpdateTarget(), cancellationToken);

        /// <param name="currentVersion">Version of the program.</param>
        /// <param name="target">Which files the program wants; versions without such files are skipped.</param>
        /// <param name="cancellationToken">Ends the call.</param>
        public Task<Update
#if NULLABLE
            ?
#endif
            > CheckForUpdateAsync(
            string currentVersion, UpdateTarget target, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.CheckForUpdateAsync(currentVersion, target, cancellationToken);

        /// <summary>
        /// Downloads the main file of an update to a path. It goes on where an interrupted attempt has ended. Throws
        /// <c>DOWNLOAD_CHANGED</c> if it is not the file that the server signed, which is deleted then, and
        /// <see cref="IOException"/> if it cannot be written.
        /// </summary>
        public Task DownloadUpdateAsync(
            Update update, string path, CancellationToken cancellationToken = default(CancellationToken)) =>
            DownloadUpdateAsync(update.MainFile, path, cancellationToken);

        /// <param name="file">One of <see cref="Update.Files"/>.</param>
        /// <param name="path">Path of the file that is written.</param>
        /// <param name="cancellationToken">Ends the download; the next one goes on.</param>
        public Task DownloadUpdateAsync(
            UpdateFile file, string path, CancellationToken cancellationToken = default(CancellationToken))
        {
            var key = LicenseKey;
            var download = new UpdateDownload(
                file, start => work.Server.Calls.DownloadAsync(file, key, start, cancellationToken), path);
            return Task.Run(() => download.RunAsync(cancellationToken), cancellationToken);
        }

        /// <summary>
        /// Uses a license file until it ends. Throws if it is not for this license and device, or has ended.
        /// </summary>
        /// <param name="text">As it was received.</param>
        /// <param name="licenseKey">Null for the key that is known.</param>
        /// <param name="cancellationToken">Ends the wait for other calls.</param>
        public Task<LicenseState> UseFileAsync(
            string text,
            [AllowNull] string licenseKey = null,
            CancellationToken cancellationToken = default(CancellationToken)) =>
            work.UseFileAsync(text, licenseKey, cancellationToken);

        /// <summary>
        /// The text that a device without network shows, so that an admin makes a license file for it. It stays the same until a file
        /// answers it.
        /// </summary>
        /// <param name="licenseKey">Null for the key that is known.</param>
        /// <param name="cancellationToken">Ends the wait for other calls.</param>
        public Task<string> OfflineRequestAsync(
            [AllowNull] string licenseKey = null, CancellationToken cancellationToken = default(CancellationToken)) =>
            work.OfflineRequestAsync(licenseKey, cancellationToken);

        /// <summary>
        /// Gives up the license file. With the code that this returns, an admin frees the seat of the device.
        /// </summary>
        public Task<string> ReleaseOfflineAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.ReleaseOfflineAsync(cancellationToken);

        /// <summary>Does what is due. A program without the background task calls it now and then.</summary>
        public Task<LicenseState> WakeAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.TurnAsync(() => work.WakeAsync(cancellationToken), cancellationToken);

        /// <summary>
        /// Ends the background task and gives back the floating seat, unless it is borrowed. The state can still be read.
        /// </summary>
        public Task CloseAsync(CancellationToken cancellationToken = default(CancellationToken)) =>
            work.CloseAsync(cancellationToken);

        /// <summary>As <see cref="CloseAsync"/>, and waits for the server if there is a floating seat to give back.</summary>
        public void Dispose() => CloseAsync().GetAwaiter().GetResult();

        /// <inheritdoc/>
        public override string ToString() => "License: " + State;

        private static async Task<License> OpenAsync(
            LicenseOptions options, SynchronizationContext context, CancellationToken cancellation)
        {
            var address = BaseUrl.Of(options.BaseUrl);
            options.Check();
            var keys = new TrustedKeys(options.PublicKeys);
            Exception problem = null;
            var record = LicenseRecord.Decode(null);
            try
            {
                record = LicenseRecord.Decode(options.Store.Read());
            }
            catch (Exception unreadable)
            {
                // A store that cannot be read is a store without an answer.
                problem = unreadable;
            }
            if (record.IsEdited)
            {
                problem = new KeywardException("INVALID_REQUEST", "The store was edited: it is not used");
            }
            keys.Remember(record.Proofs);
            var device = Device.Of(options, record.Device);
            var environment = options.Environment ?? device.Environment;
            var clock = options.Clock;
            Func<long> localClock = () => clock().ToUnixTimeMilliseconds();
            var time = new KnownTime(localClock, record.Seen);
            var verifier = new Verifier(keys, options.Product, device.Fingerprint, time);
            var memory = new LicenseMemory(options.Store, verifier);
            memory.Recall(record, options.TrimmedLicenseKey ?? record.LicenseKey, device.Remembered);
            time.SawAtLeast(memory.LatestIssue);
            var relay = options.FindsRelay ? await RelayFinder.OfSystem(options.System).FindAsync().ConfigureAwait(false) : null;
            var client = new ApiClient(relay ?? address, null, options.Timeout, options.Retries);
            var calls = new Calls(client, options.Facts(device.Fingerprint), options.Judged(environment));
            var work = new LicenseOperations(
                memory,
                new LicenseServer(calls, verifier, localClock),
                time,
                options.IsFloating,
                options.LongestGraceMilliseconds,
                options.TrimmedLicenseKey,
                verifier,
                options.Product,
                device.Fingerprint);
            var isNewDevice = device.Remembered != null && device.Remembered != record.Device;
            if (device.IsContainerWithoutId)
            {
                // Once is enough for the trace: the id is in the store from now on.
                work.Warn(LicenseWarning.ContainerWithoutId, isNewDevice ? Device.ContainerAdvice : null);
            }
            work.Report(problem);
            await work.BeginAsync(isNewDevice, options.HasBackground, cancellation).ConfigureAwait(false);
            return new License(work, environment, context);
        }

        private void Raise(LicenseState state, SynchronizationContext context)
        {
            var handlers = StateChanged;
            if (handlers == null)
            {
                return;
            }
            var change = new LicenseStateChangedEventArgs(state);
            if (context == null)
            {
                handlers(this, change);
            }
            else
            {
                context.Post(_ => handlers(this, change), null);
            }
        }
    }

    /// <summary>A new state of a license.</summary>
    public sealed class LicenseStateChangedEventArgs : EventArgs
    {
        internal LicenseStateChangedEventArgs(LicenseState state)
        {
            State = state;
        }

        /// <summary>The newest one.</summary>
        public LicenseState State { get; }
    }
}
