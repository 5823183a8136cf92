using System;
using System.Diagnostics;

namespace Keyward.Internal
{
    /// <summary>Tells the program of each new state.</summary>
    internal sealed class StateChanges
    {
        private readonly object gate = new object();
        private LicenseState announced;

        public event Action<LicenseState> Changed;

        /// <summary>The state from which changes are told.</summary>
        public void Begin(LicenseState state)
        {
            lock (gate)
            {
                announced = state;
            }
        }

        /// <summary>Tells the state unless it was told before.</summary>
        public void Announce(Func<LicenseState> state)
        {
            if (!IsNew(state()))
            {
                return;
            }
            try
            {
                // The latest one: another thread may have been faster.
                Changed?.Invoke(state());
            }
            catch (Exception thrown)
            {
                Trace.TraceWarning("Keyward: A handler of StateChanged has failed: " + thrown);
            }
        }

        private bool IsNew(LicenseState state)
        {
            lock (gate)
            {
                var isNew = announced != null && !announced.Equals(state);
                announced = isNew ? state : announced;
                return isNew;
            }
        }
    }
}
