using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>Changes of a license take turns, on threads of the pool; its state can be read meanwhile.</summary>
    internal abstract class LicenseTurns
    {
        private readonly SemaphoreSlim gate = new SemaphoreSlim(1);
        private readonly CancellationTokenSource closing = new CancellationTokenSource();
        private readonly List<LicenseWarning> warnings = new List<LicenseWarning>();
        private volatile Knowledge known;
        private volatile Exception lastError;
        private int isEnded;

        public StateChanges Changes { get; } = new StateChanges();

        public Knowledge Known => known;

        public LicenseState State => StateOf(known);

        public Exception LastError => lastError;

        public IReadOnlyList<LicenseWarning> Warnings
        {
            get
            {
                lock (warnings)
                {
                    return warnings.ToArray();
                }
            }
        }

        public bool IsClosed => Closing.IsCancellationRequested;

        /// <summary>Is cancelled when the license is closed.</summary>
        protected CancellationToken Closing => closing.Token;

        /// <param name="warning">Told once.</param>
        /// <param name="trace">For the trace; null for nothing there.</param>
        public void Warn(LicenseWarning warning, string trace)
        {
            lock (warnings)
            {
                if (warnings.Contains(warning))
                {
                    return;
                }
                warnings.Add(warning);
            }
            if (trace != null)
            {
                Trace.TraceWarning("Keyward: " + warning + ": " + trace);
            }
        }

        public void Report(Exception error) => lastError = error;

        /// <summary>Does something that may change the license, and tells the program of the new state.</summary>
        public async Task<T> TurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                // Files and names of servers would block the window of a program.
                return await Task.Run(work).ConfigureAwait(false);
            }
            finally
            {
                Learn();
                gate.Release();
                Changes.Announce(() => State);
            }
        }

        protected abstract Knowledge KnownNow(bool withSeat);

        protected abstract LicenseState StateOf(Knowledge knowledge);

        /// <summary>Shows what is known now to those who read the state.</summary>
        protected void Learn() => known = KnownNow(true);

        /// <summary>Returns whether this call is the first.</summary>
        protected bool EndTurns()
        {
            var isFirst = Interlocked.Exchange(ref isEnded, 1) == 0;
            closing.Cancel();
            return isFirst;
        }
    }
}
